import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, registrationFact, type TestLedger, testLedger } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import type { Database } from './database.js'

let db: TestDatabase
let ledger: TestLedger
let [one, other]: string[] = []
beforeAll(async () => {
  db = await testDatabase()
  ledger = testLedger(db)
  ;[one, other] = await ledger.newPersons(2)
  await ledger.post([registrationFact(one!), dueFact(one!, '2026-01'), dueFact(other!, '2026-01')])
})
afterAll(() => db.close())

const attempts = (table: string) => [`update ${table} set key_epoch = 2`, `delete from ${table}`, `truncate ${table}`]

async function attempt(database: Database, sql: string, as?: string): Promise<string> {
  try {
    await database.transaction({ persons: [one!, other!] }, async (trx) => {
      if (as !== undefined) await trx.rows(`set local role ${as}`)
      await trx.rows(sql)
    })
    return 'done'
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
}

article(['M14-6c', 'N107-4(1)'], '后台不得直接录入、修改：应用、记账角色与属主都不能改、删、清空', () => {
  test.each(['ledger.due', 'ledger.posting', 'ledger.person_registration', 'access.look'])('%s', async (table) => {
    for (const sql of attempts(table)) {
      expect(await attempt(db.app, sql), `app: ${sql}`).toBe('42501')
      expect(await attempt(db.post, sql), `post: ${sql}`).toBe('42501')
      expect(await attempt(db.verify, sql), `verify: ${sql}`).toBe('42501')
    }
    const owned = await attempt(db.admin, `truncate ${table}`, 'quanyi_owner')
    expect(owned, 'the owner, by trigger').toBe('42501')
  })

  test('属主逐行修改，被触发器拒绝', async () => {
    const sql = `alter table ledger.due no force row level security; update ledger.due set base = base + 1`
    expect(await attempt(db.admin, sql, 'quanyi_owner')).toBe('42501')
  })

  test('对照：停用触发器之后，超级用户改得动（故还须核验）', async () => {
    const sql = `set local session_replication_role = replica; update ledger.due set base = base`
    expect(await attempt(db.admin, sql)).toBe('done')
  })

  test('应用不能写事实，也不能经 COPY 写', async () => {
    const sql = `insert into ledger.leaf (leaf_index, posting_id) values (1, 1)`
    expect(await attempt(db.app, sql)).toBe('42501')
    expect(await attempt(db.app, `set role quanyi_post`)).toBe('42501')
    expect(await attempt(db.app, `copy ledger.due from program 'true'`)).toBe('42501')
  })
})

/** 经办台里以明文存的：words of the house and of partners, never of a person. */
const CLEAR_IN_DESK: readonly string[] = [
  // Names of machines, partners and stamps; figures and their definitions.
  ...[
    'exchange_partner.name',
    'kiosk_terminal.name',
    'notice_cursor.name',
    'notice_round.name',
    'recipient.name',
    'stamp.name',
  ],
  ...['indicator_case.body', 'indicator_version.body', 'statistic.body', 'exchange_rejection.says', 'inquiry.ground'],
  // What was decided on an arrangement, an extract, a recipient, a statistic: on no person.
  ...['ad_hoc_step.note', 'arrangement_step.note', 'export_ticket.note', 'extract_step.note'],
  ...['indicator_case_step.note', 'recipient_event.note', 'statistic_step.note'],
]

const KEPT_AS_WRITTEN = [
  ...['ledger.mandate', 'ledger.guardianship', 'ledger.protection', 'ledger.ruling'],
  ...['access.query_entry', 'access.sealed_look', 'access.seal_order', 'access.seal_end', 'access.event'],
  ...['desk.objection', 'desk.objection_step', 'desk.rights_request', 'desk.rights_answer'],
  ...['desk.inquiry', 'desk.inquiry_step', 'desk.inquiry_output', 'desk.recipient', 'desk.recipient_event'],
  ...['desk.delivery_step', 'desk.delivery_batch', 'desk.delivery_handover', 'desk.delivery_result'],
  ...['desk.arrangement', 'desk.arrangement_step', 'desk.arrangement_person', 'desk.arrangement_call'],
]

article(['M14-21', 'M14-16b', 'BQ-13b'], '登记、封存、案件、异议与授权：写下的改不了、删不掉、清不空', () => {
  test.each(KEPT_AS_WRITTEN)('%s', async (table) => {
    const [column] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum = 1`,
        [table],
      ),
    )
    const { name } = column!
    for (const sql of [`update ${table} set ${name} = ${name}`, `delete from ${table}`, `truncate ${table}`])
      for (const role of [db.app, db.post, db.verify]) expect(await attempt(role, sql), sql).toBe('42501')
    const owned = await attempt(db.admin, `truncate ${table}`, 'quanyi_owner')
    expect(['42501', 'P0001'], 'the owner, by trigger').toContain(owned)
  })

  test('只插入不可改的，也不能借覆盖写入来改', async () => {
    const sql = `insert into access.seal_end (order_id, ended_by, reason, ended_at)
      values ('0190d2a0-0000-7000-8000-00000000ca5e', 1, '解除', now()) on conflict (order_id) do update set reason = ''`
    expect(await attempt(db.app, sql)).toBe('42501')
  })
})

describe('行级安全：只见本次许可的人', () => {
  const seen = (database: Database, persons: string[], employer?: string) =>
    database.transaction({ persons, ...(employer === undefined ? {} : { employer }) }, (trx) =>
      trx.rows<{ person_id: string }>('select person_id from ledger.due order by person_id'),
    )

  test('未声明范围，一行也不见', async () => {
    expect(await seen(db.app, [])).toEqual([])
  })
  test('声明一人，只见一人', async () => {
    expect(await seen(db.app, [one!])).toEqual([{ person_id: one! }])
  })
  test('声明单位，见该单位各行', async () => {
    expect(await seen(db.app, [], '7')).toHaveLength(2)
    expect(await seen(db.app, [], '8')).toEqual([])
  })
  test.each(['mandate', 'guardianship'])('%s：只有本人与其代表的人看得见，范围为空则一行也没有', async (table) => {
    const of = (persons: string[]) =>
      db.app.transaction({ persons }, (trx) => trx.rows(`select person_id from ledger.${table}`))
    await ledger.post([
      {
        ...{ kind: 'mandate', personId: one!, representativePersonId: other!, capacity: 'agent', line: 1 },
        ...{ scope: 'registration,record.read', change: 'begin', fromDay: '2026-01-01' as Day, document: '授权书' },
        ...{ agency: '999901', area: '999900' },
      },
      {
        ...{ kind: 'guardianship', personId: one!, guardianPersonId: other!, change: 'begin', line: 2 },
        ...{ fromDay: '2026-01-01' as Day, document: '户口簿', agency: '999901', area: '999900' },
      },
    ])
    expect(await of([])).toEqual([])
    expect((await of([one!])).length).toBeGreaterThan(0)
    expect((await of([other!])).length).toBeGreaterThan(0)
    const [stranger] = await ledger.newPersons(1)
    expect(await of([stranger!])).toEqual([])
  })
  test('封存的查阅、查阅：范围为空，一行也不见；保密标识只见其有，依据不见明文', async () => {
    for (const table of ['access.look', 'access.sealed_look'])
      expect(await db.app.transaction({}, (trx) => trx.rows(`select 1 from ${table}`))).toEqual([])
    await ledger.post([
      {
        ...{ kind: 'protection', personId: one!, change: 'begin', fromDay: '2026-03-01' as Day, line: 1 },
        ...{ agency: '999901', area: '999900', ground: '司法机关的保护决定', document: '保护决定 1 号' },
      },
    ])
    const rows = await db.app.transaction({}, (trx) =>
      trx.rows<{ ground: Buffer }>('select ground from ledger.protection'),
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.ground.includes(Buffer.from('保护'))).toBe(false)
  })
  test('登记簿：没有指明机构、案件或某一条的，一行也不见；指明了只见所指', async () => {
    const cells = (entry: string, inquiry: string, agency: string) =>
      `('${inquiry}', '${entry}', now(), '${agency}-1', '${agency}', 'organ', '法院', '', '民事诉讼法', '', '1', 1, '', '', 1, 2,
        '', '${inquiry}', 1, '')`
    const [first, second] = ['0190d2a0-0000-7000-8000-0000000000e1', '0190d2a0-0000-7000-8000-0000000000e2']
    const [one, two] = ['0190d2a0-0000-7000-8000-0000000000c1', '0190d2a0-0000-7000-8000-0000000000c2']
    await db.app.transaction({}, (trx) =>
      trx.rows(`insert into access.query_entry (inquiry_id, entry_id, at, number, agency, kind, unit, officers, basis, purpose,
          subjects, subject_count, items, months, handler_id, approver_id, result_hash, matter, key_epoch, seal)
        values ${cells(first!, one!, '999901')}, ${cells(second!, two!, '999902')}`),
    )
    const seen = (named: string, persons: string[] = []) =>
      db.app.transaction({ persons }, async (trx) => {
        await trx.rows(`select set_config('quanyi.register', $1, true)`, [named])
        return (await trx.rows<{ id: string }>('select entry_id as id from access.query_entry order by 1')).map(
          ({ id }) => id,
        )
      })
    expect(await seen('')).toEqual([])
    expect(await seen('', ['1'])).toEqual([])
    expect(await seen('999901')).toEqual([first])
    expect(await seen(two!)).toEqual([second])
    expect(await seen(first!)).toEqual([first])
    expect(await seen('999901,999902')).toEqual([first, second])
    const all = await db.verify.transaction({}, (trx) => trx.rows('select 1 from access.query_entry'))
    expect(all, 'the verifying role sees them whatever is named').toHaveLength(2)
  })

  test('经办台的各表没有行级安全：写到人的话都是密文，读得到行的也读不出是谁', async () => {
    const told = await db.admin.transaction({}, (trx) =>
      trx.rows<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'desk'
           and column_name in ('body', 'name', 'full_name', 'words', 'says', 'note', 'ground', 'identity_number', 'address',
             'phone', 'message', 'content', 'summary', 'file_name')
           and data_type <> 'bytea' order by 1`,
      ),
    )
    expect(told.filter(({ name }) => !CLEAR_IN_DESK.includes(name))).toEqual([])
  })

  test('对照：核验角色不受限，看得见全部', async () => {
    expect(await seen(db.verify, [])).toHaveLength(2)
  })
})

describe('Citus 之规：表结构今天就守分布式的规矩', () => {
  test('每张个人表以 person_id 为主键之首，无自增列，无跨片外键', async () => {
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ name: string; first_key: string | null; identity: boolean; foreign_keys: number }>(`
        select n.nspname || '.' || c.relname as name,
          (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
             where i.indrelid = c.oid and i.indisprimary) as first_key,
          exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as identity,
          (select count(*)::int from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as foreign_keys
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('ledger', 'access', 'desk', 'archive')`),
    )
    expect(rows.length).toBeGreaterThan(15)
    const persons = await personTables()
    for (const row of rows) {
      expect(row.identity, `${row.name} has an identity column`).toBe(false)
      expect(row.foreign_keys, `${row.name} has a foreign key`).toBe(0)
      expect(row.first_key, `${row.name} has no primary key`).not.toBeNull()
      if (persons.has(row.name)) expect(row.first_key, row.name).toBe('person_id')
    }
  })

  test('每张表都有中文说明', async () => {
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('ledger', 'access', 'desk', 'archive')
          and coalesce(obj_description(c.oid), '') !~ '[一-龥]'`),
    )
    expect(rows).toEqual([])
  })

  async function personTables(): Promise<Set<string>> {
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c
        join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where c.relkind = 'r' and n.nspname in ('ledger', 'access') and a.attname = 'person_id'`),
    )
    return new Set(rows.map((row) => row.name))
  }
})
