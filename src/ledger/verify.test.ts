import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, paidFact, registrationFact, type TestLedger, testLedger } from '../../test/ledger.js'
import { memoryTree } from '../../test/memory-tree.js'
import { LedgerSequencer } from './sequence-service.js'
import { verifyLedger } from './verify-service.js'

let db: TestDatabase
let ledger: TestLedger
let tree: ReturnType<typeof memoryTree>
let persons: string[]
let postings: string[]

beforeEach(async () => {
  db = await testDatabase()
  ledger = testLedger(db)
  tree = memoryTree()
  persons = await ledger.newPersons(3)
  postings = []
  for (const month of ['2026-01', '2026-02', '2026-03']) {
    const facts = persons.flatMap((person) => [dueFact(person, month), dueFact(person, month, { insurance: '210' })])
    postings.push(await ledger.post(facts))
  }
  postings.push(await ledger.post(persons.map((person) => registrationFact(person))))
  postings.push(await ledger.post(persons.map((person) => paidFact(person, '2026-01'))))
  const sequencer = new LedgerSequencer(db.post, ledger.keys, tree, () => undefined)
  while (tree.size() < postings.length) await sequencer.tick() // other tests' transactions may hold the horizon back
})
afterEach(() => db.close())

const verify = () => verifyLedger(db.verify, ledger.keys, tree)

/** As superuser, triggers off: what a database administrator with every right can do. */
const tamper = (sql: string) =>
  db.admin.transaction({}, async (trx) => {
    await trx.rows('set local session_replication_role = replica')
    await trx.rows(sql)
  })

async function verdicts(): Promise<string[]> {
  const { findings } = await verify()
  return findings.map(({ table, key, kind }) => `${table} ${Object.values(key).join('/')} ${kind}`).sort()
}

const P = (i: number) => postings[i]!
const due = (person: number, posting: number) => `person_id = ${persons[person]} and posting_id = ${P(posting)}`

article(['M14-6c', 'M14-28(3)', 'N107-4(1)'], '后台改动逐类可察：指明表、主键与种类', () => {
  test('未动过，无一误报', async () => {
    expect(await verdicts()).toEqual([])
    expect((await verify()).rows).toBe(24)
  })

  const classes: [string, () => string, () => string[]][] = [
    [
      '金额改一分',
      () => `update ledger.due set person_amount = person_amount + 1 where ${due(0, 0)} and insurance = '110'`,
      () => [`ledger.due ${persons[0]}/${P(0)}/0 changed`],
    ],
    [
      '月份挪一月',
      () => `update ledger.due set contribution_month = 202604 where ${due(1, 1)} and insurance = '110'`,
      () => [`ledger.due ${persons[1]}/${P(1)}/2 changed`],
    ],
    [
      '加一个空格',
      () => `update ledger.due set agency = agency || ' ' where ${due(0, 0)} and insurance = '110'`,
      () => [`ledger.due ${persons[0]}/${P(0)}/0 changed`],
    ],
    [
      '形近字',
      () => `update ledger.paid set source = 'tаx' where ${due(0, 4)}`,
      () => [`ledger.paid ${persons[0]}/${P(4)}/0 changed`],
    ],
    [
      '删一行',
      () => `delete from ledger.due where ${due(2, 2)} and insurance = '110'`,
      () => [`ledger.* ${P(2)}/4 missing`],
    ],
    [
      '删整次记账',
      () => `delete from ledger.posting where posting_id = ${P(1)}`,
      () => [`ledger.posting ${P(1)} missing`],
    ],
    [
      '另造一行',
      () =>
        `insert into ledger.due select (jsonb_populate_record(d, '{"ordinal": 99}')).* from ledger.due d where ${due(0, 0)} and insurance = '110'`,
      () => [`ledger.due ${persons[0]}/${P(0)}/99 added`],
    ],
    [
      '改挂他人',
      () => `update ledger.paid set person_id = ${persons[1]} where ${due(0, 4)}`,
      () => [`ledger.paid ${persons[1]}/${P(4)}/0 moved`],
    ],
    [
      '移到另一次记账',
      () => `update ledger.due set posting_id = ${P(3)}, ordinal = 77 where ${due(0, 0)} and insurance = '110'`,
      () => [`ledger.due ${persons[0]}/${P(3)}/77 moved`],
    ],
    [
      '两行对调',
      () => `update ledger.due set ordinal = ordinal + 1000 where ${due(0, 0)};
        update ledger.due set ordinal = 1001 - ordinal where ${due(0, 0)}`,
      () => [`ledger.due ${persons[0]}/${P(0)}/0 moved`, `ledger.due ${persons[0]}/${P(0)}/1 moved`],
    ],
    [
      '无印信的记账',
      () =>
        `insert into ledger.posting select (jsonb_populate_record(p, '{"posting_id": 999999}')).* from ledger.posting p where posting_id = ${P(0)}`,
      () => ['ledger.posting 999999 added'],
    ],
    [
      '孤行：不属任何记账',
      () =>
        `insert into ledger.paid select (jsonb_populate_record(d, '{"posting_id": 888888}')).* from ledger.paid d where ${due(0, 4)}`,
      () => [`ledger.paid ${persons[0]}/888888/0 added`],
    ],
    [
      '改表头的业务日',
      () => `update ledger.posting set business_day = '2026-01-01' where posting_id = ${P(0)}`,
      () => [`ledger.posting ${P(0)} changed`],
    ],
    [
      '改叶子原文',
      () => `update ledger.posting set leaf = leaf || '\\x00' where posting_id = ${P(0)}`,
      () => [`ledger.posting ${P(0)} changed`],
    ],
    [
      '调换叶序',
      () =>
        `update ledger.leaf set posting_id = case leaf_index when 0 then ${P(1)} else ${P(0)} end where leaf_index < 2`,
      () => ['ledger.leaf 0 changed', 'ledger.leaf 1 changed'],
    ],
    ['删叶序', () => 'delete from ledger.leaf where leaf_index = 2', () => ['ledger.leaf 2 missing']],
    [
      '改幂等键',
      () => `update ledger.idempotency set posting_id = 5555 where posting_id = ${P(2)}`,
      () => ['ledger.idempotency missing'],
    ],
    [
      '改密文',
      () => `update ledger.person_registration set full_name = set_byte(full_name, 20, 1) where ${due(1, 3)}`,
      () => [`ledger.person_registration ${persons[1]}/${P(3)}/1 changed`],
    ],
    [
      '换封签的期号',
      () => `update ledger.due set seal = '\\x00' where ${due(0, 0)} and insurance = '210'`,
      () => [`ledger.due ${persons[0]}/${P(0)}/1 changed`],
    ],
    [
      '毁个人密钥',
      () => `delete from desk.person_key where person_id = ${persons[2]}`,
      () => [`desk.person_key ${persons[2]} missing`],
    ],
    [
      '改个人密钥',
      () => `update desk.person_key set wrapped = set_byte(wrapped, 20, 7) where person_id = ${persons[2]}`,
      () => [`desk.person_key ${persons[2]} changed`],
    ],
  ]

  test.each(classes)('%s', async (_name, sql, expected) => {
    await tamper(sql())
    const found = (await verdicts()).map((line) => line.replace(/ [0-9a-f-]{36}:1 /, ' '))
    expect(found).toEqual(expected().sort())
  })

  test('整库退回旧时：树比库长，缺的逐一指明', async () => {
    await tamper(`delete from ledger.paid where posting_id = ${P(4)}; delete from ledger.posting where posting_id = ${P(4)};
      delete from ledger.leaf where posting_id = ${P(4)}; delete from ledger.idempotency where posting_id = ${P(4)}`)
    expect(await verdicts()).toContain(`ledger.posting ${P(4)} missing`)
  })

  test('对照：不验封签的核验看不见改动', async () => {
    await tamper(`update ledger.due set person_amount = person_amount + 1 where ${due(0, 0)} and insurance = '110'`)
    const rows = await db.admin.transaction({}, (trx) => trx.rows('select count(*) from ledger.due'))
    expect(rows).toEqual([{ count: '18' }])
    expect(await verdicts()).not.toEqual([])
  })
})

describe('边写边验，不误报', () => {
  test('二十次干净的核验，写入不停', async () => {
    const sequencer = new LedgerSequencer(db.post, ledger.keys, tree, () => undefined)
    let writing = true
    const writer = (async () => {
      while (writing) {
        await Promise.all([1, 2, 3].map(() => ledger.post(persons.map((person) => dueFact(person, '2026-04')))))
        await sequencer.tick()
      }
    })()
    for (let i = 0; i < 20; i++) expect((await verify()).findings).toEqual([])
    writing = false
    await writer
    let last = await verify()
    for (let i = 0; i < 100 && last.pending > 0; i++) {
      await sequencer.tick()
      last = await verify()
    }
    expect(last.findings).toEqual([])
    expect(last.pending).toBe(0)
  })
})
