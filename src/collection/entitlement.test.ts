import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { memoryTree } from '../../test/memory-tree.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { LedgerSequencer } from '../ledger/sequence-service.js'
import { EntitlementFileService } from './entitlement-file-service.js'
import { EntitlementService } from './entitlement-service.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import type { CollectionPorts } from './ports.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊'[n]}` })
const GROUND = { ground: '经办人核对证明原件' }

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let checks: EntitlementService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  const sequencer = new LedgerSequencer(db.post, desk.ledger.keys, memoryTree(), () => undefined)
  const persons: CollectionPorts['everybody']['persons'] = async function* (kinds = []) {
    while (await isUnplaced()) await sequencer.tick()
    yield* streamPersons(db.verify, { kinds })
  }
  Object.assign(desk.ports, { everybody: { ...desk.ports.everybody, persons } })
  facts = new FactEntryService(desk.ports)
  checks = new EntitlementService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 5 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  for (const [n, from] of ['2025-03', '2025-01', '2025-12', '2025-01'].entries()) await determine(n, from)
})
afterAll(() => db.close())

async function isUnplaced(): Promise<boolean> {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      `select count(*)::int as n from ledger.posting p where not exists (
         select 1 from ledger.leaf l where l.posting_id = p.posting_id and l.leaf_index is not null)`,
    ),
  )
  return rows[0]!.n > 0
}
const post = async <K extends FactEntryKind>(kind: K, request: FactRequests[K]) =>
  desk.passAll(await facts.enter(FRONT_DESK, kind, request))
const determine = (n: number, fromMonth: string) =>
  post('benefitDetermination', {
    items: [
      {
        ...{ ...WHO(n), insurance: '410', benefitKind: 'injury', variant: '8', eventMonth: '2024-12' },
        document: `工伤认定 ${n} 号`,
        elsewhere: { item: 'injuryAllowance', amount: 1000, periodic: true, fromMonth },
      },
    ],
    ...GROUND,
  })

article(['M14-2(3)', 'BD-25'], '领取资格认证：到期名单与建议暂停', () => {
  test('下月到期的，早者在先；已过期的标明；未到期的不在其中', async () => {
    const { due, persons } = await checks.due(FRONT_DESK)
    expect(due).toMatchObject({ month: '2026-04', persons: 3, lapsed: 2 })
    expect(due.shown.map(({ until, isLapsed }) => [until, isLapsed])).toEqual([
      ['2026-01', true],
      ['2026-01', true],
      ['2026-03', false],
    ])
    expect(persons).toHaveLength(3)
  })

  test('建议暂停只成任务，不成事实；再建议一次不再添', async () => {
    expect((await checks.propose(FRONT_DESK)).proposed).toEqual({ lapsed: 2, proposed: 2 })
    expect((await checks.propose(FRONT_DESK)).proposed).toEqual({ lapsed: 2, proposed: 0 })
    const rows = await db.admin.transaction({}, (trx) => trx.rows('select 1 from ledger.benefit_change'))
    expect(rows).toEqual([])
    const { items } = await desk.tasks.list(FRONT_DESK)
    expect(items.filter(({ kind, says }) => kind === 'entitlementLapsed' && says.zh.includes('建议暂停'))).toHaveLength(
      2,
    )
  })

  test('结果文件：收下的加不受理的等于来文；记账之后不再到期；未通过的列为过期', async () => {
    const files = new EntitlementFileService(desk.ports)
    const row = (n: number, result = '通过', day = '2026-03-10', method = '人脸识别') => [
      ...[WHO(n).identityNumber, WHO(n).fullName, method, result, day, '认证批次 1'],
    ]
    const bytes = csv('社会保障号码,姓名,认证方式,认证结果,认证日期,文书编号', [
      row(0),
      row(1, '未通过'),
      row(4),
      row(2, '也许'),
      row(2, '通过', '2026-03-17'),
      [citizen(80), '查无此人', '窗口', '通过', '2026-03-10', '认证批次 1'],
    ])
    const taken = await files.take(FRONT_DESK, bytes)
    expect(taken).toMatchObject({ rowsIn: 6, accepted: 2, refused: 4 })
    expect(taken.refusedRows.map(({ row: at, code }) => [at, code])).toEqual([
      [4, 'fact.not-determined'],
      [5, 'field.not-in-list'],
      [6, 'fact.in-future'],
      [7, 'row.person-not-matched'],
    ])
    expect((await files.take(FRONT_DESK, bytes)).filed).toBe(taken.filed)
    await desk.passAll({ id: taken.filed!, revision: 1 })
    const { due } = await checks.due(FRONT_DESK)
    expect(due.shown.map(({ fullName, isLapsed }) => [fullName, isLapsed]).sort()).toEqual([
      [WHO(3).fullName, true],
      [WHO(1).fullName, true],
    ])
  })
})
