import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import type { TestDatabase } from '../../test/city.js'
import { ACCOUNTANT, CHIEF, CLERK, close, type Hall, life, openHall, PERSONS } from '../../test/closing-hall.js'
import { paidFact, type TestLedger } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { AccountClose, Fact, Posted } from '../ledger/fact.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { liveFacts, placeOf } from '../records/live.js'
import { holdsIdentity } from './changes.js'
import type { ClosingPorts } from './ports.js'
import { ClosingRunner } from './run-service.js'

let hall: Hall
beforeAll(async () => {
  hall = await openHall()
  await hall.post(hall.persons.flatMap((id) => life(id)))
}, 60_000)
afterAll(() => hall?.db.close())

article(['M14-6d', 'M14-7c', 'M14-26b'], '年度结息：一人提出，另一人批准，方才结息', () => {
  test('没有依据：不予办理，并记下', async () => {
    await expect(hall.service.propose(CLERK, 2024)).rejects.toThrow('access.denied')
    await expect(hall.service.propose(staff(['accountant'], '999901'), 2024)).rejects.toThrow('access.denied')
    await expect(hall.service.list(CLERK)).rejects.toThrow('access.denied')
    expect(await hall.events('close.propose')).toEqual(['refused', 'refused'])
    expect(await hall.runner.advance()).toBe(false)
  })

  test('有依据：提出，批准，结完', async () => {
    const proposed = await hall.service.propose(ACCOUNTANT, 2024)
    expect(proposed).toMatchObject({ state: 'proposed', year: 2024, proposedBy: '祝安然', abilities: ['withdraw'] })
    expect(await hall.runner.advance()).toBe(false)
    const both = staff(['accountant', 'chiefAccountant'], '999900', '71')
    await expect(hall.service.move(both, proposed.id, 'approve')).rejects.toThrow('access.denied')
    await expect(hall.service.propose(ACCOUNTANT, 2023)).rejects.toThrow('closing.another-open')

    expect(await hall.service.move(CHIEF, proposed.id, 'approve')).toMatchObject({ state: 'running' })
    await expect(hall.service.move(CHIEF, proposed.id, 'approve')).rejects.toThrow('closing.not-in-state')
    await hall.runner.advance()
    expect(hall.alarms).toEqual([])
    const done = await hall.service.show(CHIEF, proposed.id)
    expect(done).toMatchObject({
      state: 'done',
      rows: 2 * PERSONS,
      personsDone: PERSONS,
      personsTotal: PERSONS,
      leftOut: 0,
    })
    await hall.settle()
  })

  test('记账写明谁提出、谁批准，每次不过一千行', async () => {
    const rows = await hall.db.admin.transaction({}, (trx) =>
      trx.rows<{ row_count: number; steps: string; key: string }>(
        `select p.row_count, encode(p.leaf, 'escape') as steps, i.key from ledger.posting p
         join ledger.idempotency i using (posting_id) where p.kind = 'yearClose' order by p.posting_id`,
      ),
    )
    expect(rows.map((row) => row.row_count)).toEqual([1000, 1000, 400])
    for (const { steps, key } of rows) {
      expect(steps).toMatch(/submitted.*71.*999900.*passed.*72/s)
      expect(key).toMatch(/^close:2024:\d+:\d+-\d+$/)
    }
  })

  test('再办一次：数字已在，一行不写', async () => {
    const before = await hall.closes()
    expect(await close(hall, 2024)).toMatchObject({ state: 'done', rows: 0 })
    expect(await hall.closes()).toEqual(before)
  })
})

article('M14-2(4)', '储存额：每一行都自成恒等，年年相接', () => {
  test('closing = opening + 利息 + 记账 …，次年期初即上年期末', async () => {
    const closes = await hall.closes()
    expect(closes).toHaveLength(2 * PERSONS)
    expect(closes.every(holdsIdentity)).toBe(true)
    const own = closes.filter(({ personId }) => personId === hall.persons[0])
    const [first, second] = [own[0]!, own[1]!]
    expect([first.year, second.year]).toEqual([2023, 2024])
    expect(second.opening).toBe(first.closing)
    expect(first).toMatchObject({ credits: 128_000, paidMonths: 2, totalMonths: 2, provisional: false })
    expect(second).toMatchObject({ credits: 768_000, paidMonths: 12, totalMonths: 14, inputPolicy: 'digest' })
    expect(first.interestOnCredits).toBeGreaterThan(0)
  })
  test('对照：差一分，恒等式不成立', async () => {
    const [one] = await hall.closes()
    expect(holdsIdentity({ ...one!, closing: fen(one!.closing + 1) })).toBe(false)
  })
})

describe('不能结的年度', () => {
  test('未结束的年度、利率未公布的年度，按名拒绝，并记下', async () => {
    await expect(hall.service.propose(ACCOUNTANT, 2026)).rejects.toThrow('closing.year-not-over')
    await expect(hall.service.move(ACCOUNTANT, '0190d2a0-0000-7000-8000-00000000ffff', 'withdraw')).rejects.toThrow(
      'closing.unknown-run',
    )
    const later = await openHall({
      clock: { now: () => Date.UTC(2028, 0, 5) as never, today: () => '2028-01-05' as Day },
    })
    try {
      const refused = later.service.propose(ACCOUNTANT, 2027)
      await expect(refused).rejects.toMatchObject({ facts: { parameter: 'pension.notional-rate' } })
      expect(await later.events('close.propose')).toEqual(['refused'])
    } finally {
      await later.db.close()
    }
  })
})

article(['M14-6d', 'M14-2(4)'], '迟到的事实只重开它所触及的', () => {
  test('一人补缴：只为这一人写新行，旧行不改', async () => {
    const [late] = hall.persons
    const before = await hall.closes()
    await hall.post([paidFact(late!, '2023-10', { settlementMonth: parsePeriod('2024-03'), contributionKind: '2' })])
    expect(await close(hall, 2024)).toMatchObject({ state: 'done', rows: 1 })
    const after = await hall.closes()
    const known = new Map(before.map((one) => [placeOf(one.ref), one]))
    const fresh = after.filter((one) => !known.has(placeOf(one.ref)))
    expect(after.filter((one) => known.has(placeOf(one.ref)))).toEqual(before)
    expect(fresh).toMatchObject([{ personId: late, year: 2024, credits: 832_000, totalMonths: 15 }])
  })

  test('全部冲销：所结的行随之冲销，账户不留余额', async () => {
    const gone = hall.persons[1]!
    const own = await personFacts(gone)
    await hall.post(
      own.map(({ ref, ...fact }) => ({
        ...fact,
        ...{ employerAmount: fen(-fact.employerAmount), personAmount: fen(-fact.personAmount) },
        ...{ personToAccount: fen(-fact.personToAccount), reverses: ref },
      })),
    )
    expect(await close(hall, 2024)).toMatchObject({ state: 'done', rows: 2 })
    const closes = (await hall.closes()).filter(({ personId }) => personId === gone)
    expect(closes).toHaveLength(4)
    expect(liveFacts(closes)).toEqual([])
    expect(closes.every(holdsIdentity)).toBe(true)
    expect(await close(hall, 2024)).toMatchObject({ rows: 0 })
  })

  async function personFacts(personId: string) {
    const after = String(Number(personId) - 1)
    for await (const { facts } of streamPersons(hall.db.verify, { kinds: ['paid'], after, through: personId })) {
      return facts as Posted<Extract<Fact, { kind: 'paid' }>>[]
    }
    return []
  }
})

article('M14-6d', '中途停下，续做所得与一气呵成相同', () => {
  let [whole, broken]: Hall[] = []
  beforeAll(async () => {
    ;[whole, broken] = [await openHall(), await openHall()]
    for (const one of [whole, broken]) await one!.post(one!.persons.flatMap((id) => life(id, '2024-11')))
    await close(whole!, 2024)
  }, 60_000)
  afterAll(async () => {
    await whole?.db.close()
    await broken?.db.close()
  })

  const figures = (closes: readonly Posted<AccountClose>[]) => closes.map((one) => ({ ...one, ref: 0, postingId: 0 }))

  test('在两段之间停、在记账与记进度之间断，都能接上', async () => {
    const { service, runner, db, ledger } = broken!
    const { id } = await service.propose(ACCOUNTANT, 2024)
    await service.move(CHIEF, id, 'approve')
    // 断在第一段记账之后、记进度之前
    const crash = new ClosingRunner({ ...portsOf(runner), app: failingAfter(db.app, 2) })
    await expect(crash.advance()).rejects.toThrow('cut off')
    expect(await service.show(CHIEF, id)).toMatchObject({ state: 'running', personsDone: 0, rows: 0 })
    expect(await postings(db)).toBe(1)
    expect(ledger).toBeDefined()
    // 再由人停在两段之间
    const halt = { halted: false }
    const stopping = new ClosingRunner({ ...portsOf(runner), posting: haltingPosting(ledger, halt) })
    await stopping.advance(halt)
    const half = await service.show(CHIEF, id)
    expect(half.personsDone).toBeGreaterThan(0)
    expect(half.personsDone).toBeLessThan(PERSONS)
    await service.move(ACCOUNTANT, id, 'stop')
    expect(await runner.advance()).toBe(false)
    await service.move(ACCOUNTANT, id, 'resume')
    await runner.advance()
    expect(await service.show(CHIEF, id)).toMatchObject({ state: 'done', rows: PERSONS, personsDone: PERSONS })
    await broken!.settle()
    expect(figures(await broken!.closes())).toEqual(figures(await whole!.closes()))
    expect(await postings(db)).toBe(await postings(whole!.db))
  })
})

function portsOf(runner: ClosingRunner): ClosingPorts {
  return (runner as unknown as { ports: ClosingPorts }).ports
}

/** As when the process dies: after so many transactions of the desk, none succeeds. */
function failingAfter(app: TestDatabase['app'], count: number): TestDatabase['app'] {
  let left = count
  return {
    ...app,
    transaction: (scope, work) => (left-- > 0 ? app.transaction(scope, work) : Promise.reject(new Error('cut off'))),
  }
}

function haltingPosting(ledger: TestLedger, halt: { halted: boolean }): ClosingPorts['posting'] {
  return {
    post: async (voucher: Parameters<TestLedger['posting']['post']>[0]) => {
      halt.halted = true
      return ledger.posting.post(voucher)
    },
  } as ClosingPorts['posting']
}

async function postings(db: TestDatabase): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(`select count(*)::int as n from ledger.posting where kind = 'yearClose'`),
  )
  return row!.n
}
