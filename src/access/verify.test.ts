import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testKeys } from '../../test/keys.js'
import { memoryTree } from '../../test/memory-tree.js'
import type { Instant } from '../kernel/day.js'
import { LookSequencer } from './batch-service.js'
import { type LookLine, openLineSealer } from './book.js'
import { writeLooks } from './book-store.js'
import { verifyLooks } from './verify-service.js'

let db: TestDatabase
const keys = testKeys()
let tree: ReturnType<typeof memoryTree>
let sequencer: LookSequencer
const alarms: string[] = []

beforeEach(async () => {
  db = await testDatabase()
  tree = memoryTree()
  alarms.length = 0
  sequencer = new LookSequencer(db.post, keys, tree, (says) => alarms.push(says))
  for (const person of ['1', '2', '3']) {
    await write(look(person))
    await taken(1)
  }
})
afterEach(() => db.close())

/** Other tests' transactions may hold the horizon back for a moment. */
async function taken(lines: number, by = sequencer): Promise<void> {
  for (let got = 0; got < lines; ) got += await by.tick()
}

const sealer = openLineSealer(keys)
const write = (...lines: LookLine[]) => db.app.transaction({}, (trx) => writeLooks(trx, sealer, lines))
const verdicts = async () =>
  (await verifyLooks(db.verify, keys, tree)).findings.map(
    ({ table, key, kind }) => `${table} ${key['person_id']} ${kind}`,
  )
const tamper = (sql: string) =>
  db.admin.transaction({}, async (trx) => {
    await trx.rows('set local session_replication_role = replica')
    await trx.rows(sql)
  })

function look(personId: string, change: Partial<LookLine> = {}): LookLine {
  return {
    personId,
    lookId: randomUUID(),
    at: 1_790_000_000_000 as Instant,
    actorPersonId: '9',
    realm: 'staff',
    organisation: '999901',
    channel: 'counter',
    action: 'record.read',
    sections: ['registration'],
    outcome: 'shown',
    policies: ['staff.district'],
    articles: ['BQ-4a'],
    purpose: '窗口查询',
    matter: '',
    ...change,
  }
}

article(['M14-21', 'M14-26b'], '查阅之书：看过的人抹不掉自己', () => {
  test('未动过，无一误报；新行待排，也不误报', async () => {
    expect(await verdicts()).toEqual([])
    await write(look('1'))
    const report = await verifyLooks(db.verify, keys, tree)
    expect(report.findings).toEqual([])
    expect([report.lines, report.pending]).toEqual([3, 1])
  })

  test.each([
    ['删去自己的查阅', 'delete from access.look where person_id = 2', ['access.look 2 missing']],
    ['改成别人看的', 'update access.look set actor_person_id = 8 where person_id = 1', ['access.look 1 changed']],
    ['改时间', `update access.look set at = at - interval '1 day' where person_id = 1`, ['access.look 1 changed']],
    ['挂到别人名下', 'update access.look set person_id = 77 where person_id = 3', ['access.look 3 moved']],
    [
      '伪造一行',
      `insert into access.look select person_id, gen_random_uuid(), at, actor_person_id, realm, organisation, channel,
       action, sections, outcome, policies, articles, purpose, matter, key_epoch, seal from access.look where person_id = 1`,
      ['access.look 1 added'],
    ],
    ['挪到另一批', `update access.look set tx = '1'::xid8 where person_id = 3`, ['access.look 3 moved']],
    ['改批次', 'update access.batch set line_count = 2 where leaf_index = 2', ['access.batch undefined changed']],
  ])('%s', async (_name, sql, expected) => {
    await tamper(sql)
    expect((await verdicts()).sort()).toEqual([...expected].sort())
  })

  test('未封签的行，排序员不收并告警', async () => {
    await tamper(`insert into access.look select person_id, gen_random_uuid(), at, actor_person_id, realm, organisation, channel,
       action, sections, outcome, policies, articles, purpose, matter, key_epoch, '\\x00' from access.look where person_id = 1`)
    while (alarms.length === 0) await sequencer.tick()
    for (let i = 0; i < 3; i++) await sequencer.tick()
    expect(alarms).toHaveLength(1)
    expect(await verdicts()).toContain('access.look 1 added')
  })

  test('一次出示两千人，分为数叶；重启之后接着排', async () => {
    await write(...Array.from({ length: 2000 }, (_, i) => look(String(i + 100))))
    await taken(2000)
    const again = new LookSequencer(db.post, keys, tree, () => undefined)
    await again.resume()
    await write(look('5'))
    await taken(1, again)
    expect(await verdicts()).toEqual([])
    expect((await verifyLooks(db.verify, keys, tree)).lines).toBe(2004)
  })
})
