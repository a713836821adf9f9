import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDesk as accountDesk, testLineSealer } from '../../../test/access.js'
import { testArchive } from '../../../test/archive.js'
import { AuthorityHouse } from '../../../test/authority.js'
import { type TestDatabase, testDatabase } from '../../../test/city.js'
import { type TestExchange, testExchange } from '../../../test/exchange.js'
import { memoryTree } from '../../../test/memory-tree.js'
import { testObjections } from '../../../test/objecting.js'
import { paperTies } from '../../collection/paper-ties-service.js'
import type { CollectionPorts } from '../../collection/ports.js'
import { openPiped } from '../../db/piped.js'
import type { Day } from '../../kernel/day.js'
import { parsePeriod } from '../../kernel/period.js'
import { fundTotals } from '../../ledger/fund-store.js'
import { standingFacts, withoutProtected } from '../../ledger/mandate-store.js'
import { findPersons } from '../../ledger/people-store.js'
import { streamPersons } from '../../ledger/person-stream-store.js'
import { PostingService } from '../../ledger/posting-service.js'
import { LedgerSequencer } from '../../ledger/sequence-service.js'
import { verifyLedger } from '../../ledger/verify-service.js'
import { generatePrivateKey } from '../../log/sm2.js'
import { type CitySize, inventCity } from './city.js'
import type { DemoRooms } from './demo-rooms.js'
import { loadDemoCity } from './load.js'
import { DEMO_PARTNERS } from './partners.js'
import { scenePerson } from './scene-people.js'
import { NOT_PLAYED, SCENES } from './scenes.js'

const SIZE: CitySize = {
  ...{ seed: '各幕', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}

let db: TestDatabase
let exchange: TestExchange
let tree: ReturnType<typeof memoryTree>
let sequencer: LedgerSequencer
const kept: { marker?: string } = {}
let rooms: DemoRooms
const said: string[] = []

beforeAll(async () => {
  db = await testDatabase(openPiped)
  exchange = testExchange(db)
  tree = memoryTree()
  rooms = roomsOn()
  await loadDemoCity(rooms, (says) => void said.push(says), SIZE).catch((error) => {
    throw new Error(error.say?.('zh') ?? error)
  })
}, 240_000)
afterAll(() => db.close())

function roomsOn(): DemoRooms {
  const { desk } = exchange
  const { vault, keys } = desk.ledger
  sequencer = new LedgerSequencer(db.post, keys, tree, () => undefined)
  const archive = testArchive(db, desk)
  const { accounts } = accountDesk(db)
  const store = new Map<string, Uint8Array>()
  const partnerKeys = new Map(DEMO_PARTNERS.map(({ partner }) => [partner, generatePrivateKey(randomBytes)]))
  const persons: CollectionPorts['everybody']['persons'] = (kinds = []) => streamPersons(db.verify, { kinds })
  const collection = Object.assign(desk.ports, {
    everybody: { size: async () => 0, persons },
    fundTotals: (from: Day, through: Day) => db.admin.transaction({}, (trx) => fundTotals(trx, from, through)),
  })
  return {
    ...{ collection, accounts, post: db.post, demoKey: randomBytes(32) },
    papers: {
      put: async (name, sealed) => void store.set(name, sealed),
      get: async (name) => Buffer.from(store.get(name) ?? []),
      remove: async (name) => void store.delete(name),
    },
    postingAt: (now) =>
      new PostingService({ post: db.post, keys, vault, now, releaseDigest: '00', writeLine: async () => undefined }),
    progress: { read: async () => kept.marker, write: async (text) => void Object.assign(kept, { marker: text }) },
    scenes: {
      sealer: testLineSealer,
      exchange: exchange.ports,
      objections: testObjections(db, desk).ports,
      authority: new AuthorityHouse(db).ports,
      archive: { ...archive.ports, ties: paperTies(desk.ports), staffByLogin: accountByLogin },
      settle,
      partnerKeys: async () => partnerKeys,
    },
  }
}

/** By the names the demo gives them: the account desk of the tests keeps logins as digests. */
async function accountByLogin(login: string) {
  const posts = { 'scan-vendor': 'scanVendor', 'city-archive-2': 'archivist' }[login] ?? 'reviewer'
  const [row] = await rows<{ id: string; agency: string }>(
    'select person_id::text as id, agency from desk.account where posts @> array[$1] order by agency limit 1 offset $2',
    [posts, login === 'city-archive-2' ? 1 : 0],
  )
  return row && { personId: row.id, agency: row.agency, posts: [posts] }
}

async function settle(): Promise<void> {
  const isUnplaced = async () =>
    (
      await rows(`select 1 from ledger.posting p where not exists (
       select 1 from ledger.leaf l where l.posting_id = p.posting_id and l.leaf_index is not null) limit 1`)
    ).length > 0
  while (await isUnplaced()) await sequencer.tick()
}

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const count = async (what: string) => Number((await rows<{ n: string }>(`select count(*) as n from ${what}`))[0]!.n)

describe('各幕，经真实的服务与审核', () => {
  test('一幕不漏，无一未能演完', () => {
    expect(said.filter((says) => says.includes(NOT_PLAYED))).toEqual([])
    for (const { zh } of SCENES) expect(said.some((says) => says.includes(zh))).toBe(true)
  })

  test.each([
    ['各类人员', 'ledger.person_category', 15],
    ['监护关系', 'ledger.guardianship', 1],
    ['合并与撤销', 'ledger.person_alias', 3],
    ['单位承继', 'ledger.succession', 1],
    ['减免', 'ledger.relief', 1],
    ['待遇停复', 'ledger.benefit_change', 2],
    ['资格认证', 'ledger.entitlement_check', 3],
    ['特殊工种', 'ledger.special_work', 1],
    ['维护复核', 'ledger.recheck', 1],
    ['目录', 'ledger.catalogue_entry', 10],
    ['年度工资的答复', `desk.base_wage where verdict = 'disputed'`, 1],
    ['月末平衡签认', 'desk.balance_signature', 3],
    ['银行回盘', 'desk.payment_result', 1],
    ['用印', 'desk.stamp_use', 2],
    ['部门来文', 'desk.exchange_batch', 6],
    ['停待核查', 'desk.exchange_stop where decision is null', 2],
    ['追回', 'desk.recovery', 1],
    ['追回的通知与退回', `desk.recovery_act where act in ('notice', 'repayment')`, 2],
    ['退回记了账', `ledger.benefit_payment where amount < 0 and batch like 'ZH-%'`, 1],
    ['借出', 'archive.loan', 1],
    ['扫描批次', 'archive.batch', 1],
    ['抽查', 'archive.inspection', 1],
    ['替岗', 'desk.stand_in', 1],
    ['等待批准的开户', 'desk.authority_request', 1],
    ['异议', 'desk.objection', 3],
    ['权利申请的答复', 'desk.rights_answer', 1],
    ['认领', 'desk.claim', 1],
    ['授权与近亲属代表', 'ledger.mandate', 2],
    ['未成年人与成年人的监护', 'ledger.guardianship', 2],
    ['死亡', `ledger.life_event where event = 'death'`, 2],
    ['保密标识', 'ledger.protection', 1],
  ])('%s', async (_says, table, least) => {
    expect(await count(table)).toBeGreaterThanOrEqual(least)
  })

  test('换过单位的职工可凭授权、监护与亲属关系为三人办理；有保密标识的，列不进名册', async () => {
    const { vault, policy } = rooms.collection
    const city = inventCity(SIZE, policy().book.area('999900'))
    const idOf = async (identityNumber: string) => {
      const digest = vault.identityDigest(identityNumber)
      return (await db.admin.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))!.personId
    }
    const agent = await idOf(city.lives[0]!.identityNumber)
    const standing = await db.admin.transaction({}, (trx) => standingFacts(trx, agent))
    expect(standing.mandates.map(({ capacity, change }) => [capacity, change])).toEqual([
      ['agent', 'begin'],
      ['relative', 'begin'],
      ['agent', 'begin'],
    ])
    expect(standing.mandates.at(-1)!.scope).toMatch(/,insurance:110,insurance:410,from:\d{4}-\d\d,through:\d{4}-\d\d$/)
    expect(standing.mandates.slice(0, 2).map(({ personId }) => personId)).toEqual([
      await idOf(scenePerson(city, 'dependant').identityNumber),
      await idOf(scenePerson(city, 'departed').identityNumber),
    ])
    expect(standing.guardianships.map(({ personId }) => personId)).toEqual([
      await idOf(scenePerson(city, 'ward').identityNumber),
    ])
    const shielded = await idOf(scenePerson(city, 'shielded').identityNumber)
    const listed = await db.admin.transaction({}, (trx) => withoutProtected(trx, [agent, shielded], (id) => id))
    expect(listed).toEqual([agent])
  })

  test('专户流水：一个月分文不差，一个月差一元', async () => {
    const sums = await rows<{ month: string; n: string }>(
      `select to_char(arrival_day, 'YYYY-MM') as month, sum(amount)::text as n from ledger.bank_deposit group by 1 order by 1`,
    )
    const paid = await rows<{ month: string; n: string }>(
      `select to_char(arrival_day, 'YYYY-MM') as month, sum(employer_amount + person_amount)::text as n
       from (select arrival_day, employer_amount, person_amount from ledger.paid
             union all select arrival_day, employer_amount, person_amount from ledger.suspense) a group by 1 order by 1`,
    )
    const of = (all: typeof sums, month: string) => Number(all.find((one) => one.month === month)?.n ?? 0)
    expect(of(paid, '2026-08') - of(sums, '2026-08')).toBe(0)
    expect(of(paid, '2026-09') - of(sums, '2026-09')).toBe(100)
  })

  test('关系转入在办、转出办结；旧系统的数据试装完毕，没有记账', async () => {
    const steps = await rows<{ month: string; n: string }>(
      `select direction as month, string_agg(state, ' ' order by ordinal) as n
       from desk.transfer_case join desk.transfer_step using (case_id) group by 1 order by 1`,
    )
    expect(steps.map(({ month }) => month)).toEqual(['in', 'out'])
    expect(steps[0]!.n).toMatch(/informationSent$/)
    expect(steps[1]!.n).toMatch(/moneySent merged notified$/)
    const trials = await rows<{ month: string; n: string }>(
      `select state as month, kinds->>'disputed' as n from desk.legacy_package`,
    )
    expect(trials).toEqual([{ month: 'tried', n: '1' }])
  })

  test('核验无一处不符', { timeout: 60_000 }, async () => {
    while ((await sequencer.tick()) > 0);
    expect((await verifyLedger(db.verify, exchange.desk.ledger.keys, tree)).findings).toEqual([])
  })

  test('再启动不再演；断在某一幕的，从下一幕接着演', async () => {
    const before = await count('ledger.posting')
    await loadDemoCity(rooms, () => expect.unreachable(), SIZE)
    expect(await count('ledger.posting')).toBe(before)
  })
})
