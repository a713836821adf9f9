import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import type { CollectionPorts } from '../collection/ports.js'
import { RosterService } from '../collection/roster-service.js'
import { rosterOf } from '../collection/roster-store.js'
import { TaskService } from '../collection/task-service.js'
import { insertTasks, listTasks } from '../collection/task-store.js'
import { openTasks } from '../collection/totals-store.js'
import type { Day } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import { namesakes } from '../ledger/duplicates-store.js'
import type { Protection } from '../ledger/fact.js'

const CODE = '91110108QYT0000144'
const PLACE = { line: 1, agency: '999901', area: '999900' }
const NUMBER = '110101196501129991'
let db: TestDatabase
let reading: TestReading
/** Two persons alike in all but the mark: each test asks of both, so that what is missing is missing for the mark alone. */
let hidden: string
let plain: string
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  hidden = await reading.person(NUMBER, '测试同名')
  plain = await reading.person('110101196501129983', '测试同名')
  await reading.ledger.post([
    employerFact('7', CODE, '示例制造有限公司'),
    ...[hidden, plain].flatMap((one) => [
      enrolmentFact(one, '7', '2024-01'),
      dueFact(one, '2025-08'),
      paidFact(one, '2025-08'),
    ]),
  ])
})
afterAll(() => db.close())
beforeEach(() => reading.clock.pass(1))

const mark = (change: Protection['change']) =>
  reading.ledger.post([
    {
      ...{ ...PLACE, kind: 'protection', personId: hidden, change, fromDay: '2026-03-01' as Day },
      ...{ ground: '司法机关的保护决定', document: '保护决定 1 号' },
    },
  ])
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const purpose = '窗口办理查询'
const desk = staff(['frontDesk'])
const handler = staff(['protectedHandler'], '999900', '21')

/** Who is seen where, asked the same way before, under and after the mark. */
async function seen(actor = desk): Promise<Record<string, number>> {
  const search = async (keys: object) =>
    (await reading.persons.search(actor, { purpose, ...keys } as never)).hits.filter(
      ({ personId }) => personId === hidden,
    ).length
  const employer = await reading.employers.staff(operatorOf('7'), { month: '2025-08' })
  const { app } = db
  const roster = new RosterService({ ...rosterPorts(), app } as unknown as CollectionPorts)
  const { persons } = await roster.show('7', parsePeriod('2025-08'))
  const tasks = await new TaskService({ app, vault: reading.ledger.vault } as CollectionPorts).list(actor, true, [
    '999901',
  ])
  const counts = await app.transaction({}, (trx) => openTasks(trx, ['999901']))
  const alike = await app.transaction({}, (trx) => namesakes(trx, 10))
  return {
    byNumberAndName: await search({ identityNumber: NUMBER, name: '测试' }),
    byNameAndBirth: await search({ name: '测试同名', birthDate: '1965-01-12' }),
    byNameAndEmployer: await search({ name: '测试同名', employerCode: CODE }),
    byEmployerAndBirth: await search({ employerCode: CODE, birthDate: '1965-01-12' }),
    employerStaff: employer.staff.length,
    roster: persons.length,
    tasks: tasks.items.length,
    counted: counts.reduce((sum, { n }) => sum + n, 0),
    namesakes: alike.flat().length,
  }
}
function rosterPorts() {
  const { vault, clock, book } = reading.ports
  return { vault, clock, policy: () => ({ book: book() }), setting: reading.ports.setting }
}

describe('保密标识：不入检索、名册、任务、统计与重复名单；只有指定岗位可看', () => {
  const PLAIN = {
    ...{ byNumberAndName: 1, byNameAndBirth: 1, byNameAndEmployer: 1, byEmployerAndBirth: 1 },
    ...{ employerStaff: 2, roster: 2, tasks: 2, counted: 2, namesakes: 2 },
  }

  test('没有标识时处处可见；有了，处处不见；撤去，处处可见', async () => {
    const says = reading.ledger.vault.seal(undefined, JSON.stringify({ zh: '核对', en: 'check' }))
    await db.app.transaction({}, (trx) =>
      insertTasks(
        trx,
        [hidden, plain].map((personId, i) => ({
          ...{ taskId: `0190d2a0-0000-7000-8000-00000000000${i}`, kind: 'paidDiffers' as const, agency: '999901' },
          ...{ submissionId: undefined, personId, line: i + 1, says, openedAt: reading.clock.now() },
        })) as never,
      ),
    )
    expect(await seen()).toEqual(PLAIN)
    await mark('begin')
    const none = { byNumberAndName: 0, byNameAndBirth: 0, byNameAndEmployer: 0, byEmployerAndBirth: 0 }
    expect(await seen()).toEqual({ ...none, employerStaff: 1, roster: 1, tasks: 1, counted: 1, namesakes: 0 })
    expect(await seen(handler)).toMatchObject({ byNumberAndName: 1, byNameAndBirth: 1, byNameAndEmployer: 1, tasks: 2 })
    await mark('end')
    expect(await seen()).toEqual(PLAIN)
    await mark('begin')
  })

  test('看记录：前台、审核、单位一概不可，记一行；指定岗位可；本人可', async () => {
    const read = (actor: typeof desk) => code(reading.records.record(actor, hidden, { purpose }))
    expect(await read(desk)).toBe('access.denied')
    expect(await read(staff(['reviewer']))).toBe('access.denied')
    expect(await code(reading.records.record(operatorOf('7'), hidden, {}))).toBe('access.denied')
    const lines = await db.app.transaction({ persons: [hidden] }, (trx) => looksOf(trx, hidden, { most: 20 }))
    const refused = lines.filter(({ outcome }) => outcome === 'refused').flatMap(({ policies }) => policies)
    expect(refused.sort()).toEqual(['protected.employer', 'protected.staff', 'protected.staff'])
    expect(await read(handler)).toBe('answered')
    expect(await code(reading.records.record(citizen(hidden), hidden, {}))).toBe('answered')
    expect(await code(reading.records.record(desk, plain, { purpose }))).toBe('answered')
    expect(await read(staff(['protectedHandler'], '999902', '22'))).toBe('access.denied')
  })

  test('单位照常可为其申报：内部名册仍在，只是不列给人看', async () => {
    const roster = await db.app.transaction({ employer: '7' }, (trx) =>
      rosterOf(trx, reading.ledger.vault, '7', parsePeriod('2025-08')),
    )
    expect(roster.map(({ personId }) => personId).sort()).toEqual([hidden, plain].sort())
    expect(await db.app.transaction({}, (trx) => listTasks(trx, ['999901'], true, 10))).toHaveLength(2)
  })
})
