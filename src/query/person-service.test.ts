import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { citizen, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen as numberOf } from '../../test/desk.js'
import { employerFact, enrolmentFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'

const CODE = '91110108QYT0000144'
const purpose = '窗口核对登记'
const clerk = staff(['frontDesk'])
let db: TestDatabase
let reading: TestReading
let crowd: string[]
let dotted: string

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  crowd = []
  for (let i = 0; i < 22; i++)
    crowd.push(await reading.person(numberOf(i * 4), `示例群众${String.fromCodePoint(0x4e00 + i)}`))
  dotted = await reading.person(numberOf(400), '阿依·示例')
  await reading.person(numberOf(500), '示例群众别区', '999902')
  await reading.ledger.post([
    employerFact('7', CODE, '示例制造有限公司'),
    ...crowd.map((id) => enrolmentFact(id, '7', '2024-01')),
  ])
})
afterAll(() => db.close())

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const looks = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))
const search = (body: object, actor = clerk) => reading.persons.search(actor, { purpose, ...body })
const linesOf = async () => Promise.all(crowd.map(async (id) => (await looks(id)).length))

article(['M14-22b', 'M14-26b', 'M14-23'], '检索参保人：两项以上条件，至多二十人，遮盖，逐人记一行', () => {
  test('人多：出示二十人，告知还有；出示的各记一行，未出示的不记', async () => {
    const before = await linesOf()
    const { hits, more } = await search({ name: '示例群众', employerCode: CODE })
    expect([hits.length, more]).toEqual([20, true])
    const after = await linesOf()
    const shown = new Set(hits.map(({ personId }) => personId))
    expect(after.map((lines, i) => lines - before[i]!)).toEqual(crowd.map((id) => (shown.has(id) ? 1 : 0)))
    const lines = await looks(hits[0]!.personId)
    expect(lines[0]).toMatchObject({ action: 'record.search', outcome: 'shown', policies: ['desk.search'] })
  })

  test('姓名、号码都遮盖', async () => {
    const { hits } = await search({ name: '示例群众一', identityNumber: numberOf(0) })
    expect(hits).toMatchObject([{ personId: crowd[0], fullName: '示****', birthYear: 1960 }])
    expect(JSON.stringify(hits)).not.toContain(numberOf(0))
  })

  test.each([
    ['只有姓名', { name: '示例群众' }],
    ['只有号码', { identityNumber: numberOf(0) }],
    ['号码加空白姓名', { identityNumber: numberOf(0), name: '　 ' }],
    ['号码加一个间隔号', { identityNumber: numberOf(0), name: '·' }],
    ['没有条件', {}],
  ])('%s：不予检索', async (_, body) => {
    const before = await linesOf()
    expect(await code(search(body))).toBe('search.two-keys')
    expect(await linesOf()).toEqual(before)
  })

  test('两项不合于同一人：没有结果，也不在他名下记出示', async () => {
    const before = await linesOf()
    expect(await search({ name: '示例群众一', birthDate: '1999-12-31' })).toEqual({ more: false, hits: [] })
    expect(await linesOf()).toEqual(before)
    expect((await search({ name: '示例群众一', birthDate: '1960-01-01' })).hits).toHaveLength(1) // control
  })

  test('别的区的人检索不到；市级可以', async () => {
    const asked = { name: '示例群众别区', identityNumber: numberOf(500) }
    expect((await search(asked)).hits).toEqual([])
    expect((await search(asked, staff(['frontDesk'], '999900'))).hits).toHaveLength(1)
  })

  test('间隔号写法不同，是同一姓名', async () => {
    const { hits } = await search({ name: '阿依•示例', identityNumber: numberOf(400) })
    expect(hits.map(({ personId }) => personId)).toEqual([dotted])
  })

  test('无用途、无岗位，不予检索；日期不成日期，不予受理', async () => {
    const asked = { name: '示例群众一', identityNumber: numberOf(0) }
    expect(await code(search({ ...asked, purpose: '' }))).toBe('access.denied')
    for (const post of ['systemAdmin', 'databaseAdmin', 'supervisor'] as const) {
      expect(await code(search(asked, staff([post])))).toBe('access.denied')
    }
    expect(await code(search({ name: '示例群众', birthDate: '1960-02-30' }))).toBe('day.malformed')
  })
})

describe('谁查过我的记录', () => {
  test('渠道、机构、依据、条款、用途，先近后远；看这一页本身也记一行', async () => {
    await reading.records.record(clerk, crowd[1]!, { purpose: '核对缴费' })
    await reading.records.record(citizen(crowd[1]), crowd[1]!, {})
    const { looks: lines } = await reading.persons.looks(citizen(crowd[1]))
    const asked = lines.find((line) => line.purpose === '核对缴费')!
    expect(asked).toMatchObject({ realm: 'staff', channel: 'counter', organisation: '999901', self: false })
    expect(asked.grounds).toEqual([
      { policy: 'desk.record', says: '前台为办理事项查看本辖区参保人的权益记录', article: 'M14-15a、M14-26b' },
    ])
    expect(lines.find(({ self }) => self)).toMatchObject({ action: 'record.read', channel: 'web' })
    const again = await reading.persons.looks(citizen(crowd[1]))
    expect(again.looks.map(({ action }) => action)).toContain('looks.read')
  })

  test('看不到别人的', async () => {
    const mine = await reading.persons.looks(citizen(crowd[2]))
    expect(mine.looks.filter(({ purpose: why }) => why === '核对缴费')).toEqual([])
  })
})
