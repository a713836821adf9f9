import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import type { DemoPerson } from '../src/app/demo/people.js'
import { SEAL_BASIS, SEALED_FOR } from '../src/app/demo/scenes-sealed.js'
import { openDatabase } from '../src/db/database.js'
import { dayOfInstant as dayOf, type Instant, plusDays } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = {
  ...{ ...DEMO_CITY, seed: '封存', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-09'), through: parsePeriod('2026-10') },
}
const POLICE = '示例市公安局'

interface Look {
  readonly lookId: string
  readonly at: number
  readonly action: string
}
interface Seal {
  readonly basis: string
  readonly untilDay: string
  readonly state: string
  readonly proposedBy: string
  readonly decidedBy?: string
}
interface Entry {
  readonly id: string
  readonly at: number
  readonly unit: string
}

let city: ServedCity
let person: DemoPerson
const now = () => Date.now() as Instant

beforeAll(async () => {
  city = await serveCity(SIZE)
}, 240_000)
afterAll(() => city?.close())

/** One session each: a one-time password serves once. */
const visitors = new Map<string, Promise<Visitor>>()
function as(who: DemoPerson): Promise<Visitor> {
  const visitor = new Visitor(who.realm === 'staff' ? city.staffUrl : city.publicUrl)
  if (!visitors.has(who.login))
    visitors.set(
      who.login,
      visitor.signIn(who).then(() => visitor),
    )
  return visitors.get(who.login)!
}
const looksOf = async (who: DemoPerson) => (await (await as(who)).get<{ looks: Look[] }>('/api/my/looks')).looks
const citizens = () => city.people.filter(({ realm }) => realm === 'citizen')
const entryOf = async (query: string) => {
  const { items } = await (await as(city.person('city-query'))).get<{ items: Entry[] }>(
    `/api/desk/query-register?${query}`,
  )
  return items.find(({ unit }) => unit === POLICE)!
}

article(
  ['M14-18', 'M14-21', 'WH-12(3)'],
  '示例市里一件依法封存的查询：期内本人什么也看不到，期满以真实时间出现',
  () => {
    let entry: Entry
    let before: Look[]

    test('监督看得到封存：依据、截止日、申请人与批准人；登记簿当时就有一条，按人也查得到', async () => {
      const { seals } = await (await as(city.person('supervisor'))).get<{ seals: Seal[] }>('/api/seals')
      const [seal] = seals.filter(({ basis }) => basis === SEAL_BASIS)
      expect(seal).toMatchObject({ state: 'approved', untilDay: plusDays(dayOf(now()), SEALED_FOR) })
      expect([seal!.proposedBy, seal!.decidedBy]).toEqual([
        city.person('city-query').name,
        city.person('city-query-approve').name,
      ])
      entry = (await entryOf(''))!
      const found = await Promise.all(
        citizens().map(async (one) => [one, await entryOf(`identityNumber=${one.identityNumber}`)] as const),
      )
      const about = found.filter(([, it]) => it?.id === entry.id).map(([one]) => one)
      expect(about).toHaveLength(1)
      person = about[0]!
    })

    test('封存期内：没有行、没有空位、没有计数；公安机关、案件，一个字也没有', async () => {
      before = await looksOf(person)
      expect(before.filter(({ action }) => /^inquiry\./.test(action))).toEqual([])
      const told = JSON.stringify(await (await as(person)).get('/api/my/looks'))
      for (const word of [POLICE, 'inquiry.', '封存', 'sealed']) expect(told).not.toContain(word)
      expect(Object.keys(await (await as(person)).get<object>('/api/my/looks'))).toEqual(['looks'])
      const hidden = await city.house.verify.transaction({}, (trx) =>
        trx.rows<{ n: number }>('select count(*)::int as n from access.sealed_look'),
      )
      expect(hidden[0]!.n).toBeGreaterThan(0) // 对照：封存之书里确有其行
    })

    test('截止日当天仍没有；次日起以真实时间出现，各在其位', async () => {
      const told = (looks: Look[]) => looks.filter(({ action }) => /^inquiry\./.test(action))
      await lastDay(dayOf(now()))
      expect(told(await looksOf(person))).toEqual([])
      await lastDay(plusDays(dayOf(now()), -1))
      const after = await looksOf(person)
      const [executed] = told(after).filter(({ action }) => action === 'inquiry.execute')
      expect(Math.abs(executed!.at - entry.at)).toBeLessThan(10_000)
      expect(after.map(({ at }) => at)).toEqual(after.map(({ at }) => at).sort((a, b) => b - a))
      expect(told(after).every(({ at }) => at >= entry.at - 60_000 && at <= now())).toBe(true)
      for (const { lookId } of before) expect(after.map((one) => one.lookId)).toContain(lookId)
    })
  },
)

/** 截止日提到这一天：the database has a clock of its own, so the last day comes to it and not the clock to the last day. */
async function lastDay(day: string): Promise<void> {
  const admin = openDatabase(city.house.adminUrl, 1)
  await admin.transaction({}, async (trx) => {
    await trx.rows('set local session_replication_role = replica')
    await trx.rows('update access.seal_order set until_day = $1 where basis = $2', [day, SEAL_BASIS])
  })
  await admin.close()
}
