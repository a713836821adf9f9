import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { ACCOUNTANT, close, type Hall, life, openHall } from '../../test/closing-hall.js'
import { filesUnder } from '../../test/files.js'
import type { Day } from '../kernel/day.js'
import { loadPolicyBook } from '../policy/book.js'
import type { BookAndDigest } from './ports.js'

const SHIPPED = filesUnder(['policies'], /\.ya?ml$/)
const STAND_IN = `account.provisional-rate:
  what: 利率未公布时的暂用办法
  term: provisionalRateRule
  unit: choice
  versions:
    - { since: 1992-01, value: lastPublished, basis: 测试规定 }
`
const PUBLISHED = `pension.notional-rate:
  what: 职工基本养老保险个人账户记账利率
  term: notionalRate
  unit: percent
  yearly: true
  versions:
    - { since: 2026-01, until: 2026-12, value: "2.00", basis: 测试公告 }
`

function under(digest: string, ...texts: string[]): BookAndDigest {
  const own = texts.map((text, i) => ({ path: `policies/demo-city/test-${i}.yaml`, text }))
  return { book: loadPolicyBook([...SHIPPED, ...own]), digest }
}

let policy = under('nothing published')
let hall: Hall
beforeAll(async () => {
  const clock = { now: () => Date.UTC(2027, 1, 2) as never, today: () => '2027-02-02' as Day }
  hall = await openHall({ clock, policy: () => policy, policyAt: async () => policy }, 3)
  await hall.post(hall.persons.flatMap((id) => life(id, '2025-11', '2026-03')))
})
afterAll(() => hall?.db.close())

article(['M14-6d', 'M14-2(4)'], '利率未公布：不猜；有暂用办法的，标明暂用，公布后重结', () => {
  test('没有暂用办法：指明缺哪个参数', async () => {
    const refused = hall.service.propose(ACCOUNTANT, 2026)
    await expect(refused).rejects.toMatchObject({ facts: { parameter: 'pension.notional-rate', month: '2026-12' } })
  })

  test('有暂用办法：2026 年的行标明暂用，2025 年的不标', async () => {
    policy = under('stand-in', STAND_IN)
    expect(await close(hall, 2026)).toMatchObject({ state: 'done', rows: 6, provisionalRows: 3 })
    expect((await hall.closes()).map(({ year, provisional }) => [year, provisional]).slice(0, 2)).toEqual([
      [2025, false],
      [2026, true],
    ])
    expect(await close(hall, 2026)).toMatchObject({ rows: 0 })
  })

  test('利率公布：只有暂用的行重结', async () => {
    policy = under('published', STAND_IN, PUBLISHED)
    expect(await close(hall, 2026)).toMatchObject({ state: 'done', rows: 3, provisionalRows: 0 })
    const latest = (await hall.closes()).filter(({ inputPolicy }) => inputPolicy === 'published')
    expect(latest).toMatchObject([1, 2, 3].map(() => ({ year: 2026, rate: 20_000, provisional: false })))
  })
})
