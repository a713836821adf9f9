import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, REVIEWERS } from '../../test/desk.js'
import { message, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'

const CODE = '91110108QYT0000144'
const PEOPLE = [0, 1, 2, 3].map((n) => [citizen(n), `沈青${'甲乙丙丁'[n]}`] as const)
const FRONT = { ...clerk('900', 'frontDesk'), sessionId: '0190d2a0-0000-7000-8000-000000000009' }

let db: TestDatabase
let exchange: TestExchange
let civil: TestPartner
let police: TestPartner
let market: TestPartner
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  await exchange.desk.employer(CODE)
  await exchange.desk.persons(
    PEOPLE.map((one) => [...one]),
    CODE,
  )
  civil = await exchange.partner('minzheng', 'civilAffairs', ['death'])
  police = await exchange.partner('gongan', 'publicSecurity', ['death'])
  market = await exchange.partner('shichang', 'marketRegulation', ['employer'])
  const deaths = PEOPLE.map(([identityNumber, fullName]) => ({ identityNumber, fullName, deathDay: '2026-02-03' }))
  for (const partner of [civil, police]) await exchange.take(message(partner, 'death', 1, deaths))
  const gone = { creditCode: CODE, name: '示例制造有限公司', state: 'cancelled', day: '2026-02-03' }
  await exchange.take(message(market, 'employer', 1, [gone]))
}, 60_000)
afterAll(() => db.close())

const count = async (table: string) => {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(`select count(*)::int as n from ${table}`),
  )
  return row!.n
}
async function stopOf(isIt: (stop: { kind: string; about: string }) => boolean) {
  const asked = { actor: FRONT, action: 'exchange.read', resource: { kind: 'Agency', agency: '999901' } } as const
  const { items } = await exchange.gate.pass({ ...asked, purpose: '停待核查' }, (trx, door) =>
    exchange.views.listStops(trx, door, FRONT, true),
  )
  return items.find((one) => isIt(one as never))!
}
const ofPerson = (n: number) => stopOf(({ kind, about }) => kind === 'death' && about.includes(PEOPLE[n]![1]))

article(['M14-5b', 'M14-5d'], '确认之后、记账之前的解除：报送随之撤回，谁也不能再审成事实', () => {
  test('在审的一件当日解除：报送已撤回，各环节都不能再通过；没有死亡登记', async () => {
    const stop = await ofPerson(0)
    const { submissionId } = await exchange.stops.confirm(FRONT, stop.id, { note: '公安与民政两方相合' })
    const half = await exchange.desk.passAll(await exchange.desk.cases.show(FRONT, submissionId), 'recheck')
    expect(half.state).toBe('recheck')
    await exchange.stops.release(FRONT, stop.id, { note: '本人当日到场，系同名' })
    const ended = await exchange.desk.cases.show(FRONT, submissionId)
    expect(ended.state).toBe('withdrawn')
    expect(ended.acts.at(-1)).toMatchObject({ act: 'withdrawn', reason: '本人当日到场，系同名' })
    const pass = exchange.desk.reviews.pass(REVIEWERS.recheck, submissionId, { stage: 'recheck', revision: 1 })
    expect(await refusalCode(pass)).toBeDefined()
    expect(await exchange.desk.agreed.postAgreed(submissionId)).toBe(0)
    expect(await count('ledger.life_event')).toBe(0)
    const stopped = await db.app.transaction({}, (trx) => exchange.desk.ports.stopsOf!(trx, [stop.personId!]))
    expect(stopped.size).toBe(0)
  })

  test('对照：没有解除的，审完即成死亡登记；之后只能更正', async () => {
    const stop = await ofPerson(1)
    const { submissionId } = await exchange.stops.confirm(FRONT, stop.id, { note: '公安与民政两方相合' })
    await exchange.desk.passAll(await exchange.desk.cases.show(FRONT, submissionId))
    expect(await count('ledger.life_event')).toBe(1)
    expect(await refusalCode(exchange.stops.release(FRONT, stop.id, { note: '想解除' }))).toBe(
      'exchange.already-posted',
    )
  })

  test('单位注销也一样：确认之后解除，注销的报送撤回，单位仍在册', async () => {
    const stop = await stopOf(({ kind }) => kind !== 'death')
    const { submissionId } = await exchange.stops.confirm(FRONT, stop.id, { note: '登记机关已注销' })
    await exchange.stops.release(FRONT, stop.id, { note: '登记机关更正：系同名单位' })
    expect((await exchange.desk.cases.show(FRONT, submissionId)).state).toBe('withdrawn')
  })

  test('两人同时办同一件：先到的算，后到的看到已决定；不会解除了又立着死亡登记', async () => {
    const before = await count('desk.submission')
    const stop = await ofPerson(3)
    const atOnce = async (move: 'confirm' | 'release') => {
      const doing = Array.from({ length: 5 }, (_, i) =>
        exchange.stops[move](FRONT, stop.id, { note: `核对后办理之${i}` }).then(
          () => 'done',
          (error) => error.entry?.code ?? String(error),
        ),
      )
      return (await Promise.all(doing)).sort()
    }
    const once = ['done', ...Array.from({ length: 4 }, () => 'exchange.stop-missing')]
    expect([await atOnce('confirm'), await atOnce('release')]).toEqual([once, once])
    expect(await count('desk.submission')).toBe(before + 1)
    const [last] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select submission_id as id from desk.submission order by made_at desc limit 1'),
    )
    expect((await exchange.desk.cases.show(FRONT, last!.id)).state).toBe('withdrawn')
  })

  test('有保密标识者的停待核查，只由专办的人办', async () => {
    const stop = await ofPerson(2)
    const mark = { kind: 'protection' as const, change: 'begin' as const, document: '保护决定 3 号', ground: '保护' }
    await exchange.desk.ledger.post([
      { ...mark, line: 1, agency: '999901', area: '999900', personId: stop.personId!, fromDay: '2026-02-01' } as never,
    ])
    for (const move of ['confirm', 'release'] as const)
      expect(await refusalCode(exchange.stops[move](FRONT, stop.id, { note: '照常办理' }))).toBe('protected.named-post')
  })
})
