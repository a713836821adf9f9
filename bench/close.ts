import { join } from 'node:path'
import { to as copyTo } from 'pg-copy-streams'
import { ROOT } from '../src/app/place.js'
import { shippedTexts } from '../src/app/release.js'
import type { ClosingPorts } from '../src/closing/ports.js'
import { ClosingRunner } from '../src/closing/run-service.js'
import { approveRun, findRun, insertRun } from '../src/closing/run-store.js'
import type { Day, Instant } from '../src/kernel/day.js'
import { highestPlace, insertPlaces } from '../src/ledger/sequence-store.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { testLedger } from '../test/ledger.js'
import { type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'

const ROWS_EACH = 60
const ROUNDS = 3
/** Persons of the three sizes: linear means the same rows a second at each. */
const SHARES = [0.1, 0.3, 1]
const PERSONS = 10_000

/**
 * 年度结息：everybody's 60 contribution rows of five years read, derived and held against what is stored, the last year's
 * row of each sealed and posted; against the time to read the same rows from PostgreSQL in the order of persons, unparsed.
 */
export async function benchClose(place: BenchPlace): Promise<Measure[]> {
  const persons = Number(process.env['QUANYI_BENCH_PERSONS'] ?? PERSONS)
  const texts = (await shippedTexts(join(ROOT))).filter(({ kind }) => kind === 'parameters')
  const bench = new CloseBench(place, loadPolicyBook(texts))
  const found: Measure[] = []
  for (const share of SHARES) found.push(await bench.measure(Math.round(persons * share)))
  return found
}

class CloseBench {
  private runs = 0
  private readonly ledger
  private readonly runner: ClosingRunner

  constructor(
    private readonly place: BenchPlace,
    book: ReturnType<typeof loadPolicyBook>,
  ) {
    this.ledger = testLedger(place)
    const policy = { book, digest: 'bench' }
    const ports: Omit<ClosingPorts, 'gate' | 'ids' | 'areaOf' | 'staffNames' | 'policy'> = {
      ...{ app: place.app, verify: place.verify, posting: this.ledger.posting, policyAt: async () => policy },
      clock: { now: () => Date.now() as Instant, today: () => '2026-03-02' as Day },
      alarm: (says) => {
        throw new Error(says)
      },
    }
    this.runner = new ClosingRunner(ports)
  }

  async measure(persons: number): Promise<Measure> {
    const rows = persons * ROWS_EACH
    await this.fill(persons)
    await this.close(2023, 4 * persons)
    await this.vacuum()
    const baselines: number[] = []
    for (let i = 0; i < ROUNDS; i++) baselines.push(await rate(rows, () => this.readInOrder()))
    const before = process.memoryUsage().rss
    const system = await rate(rows, () => this.close(2024, persons))
    const grown = Math.round((process.memoryUsage().rss - before) / 2 ** 20)
    const again = await rate(rows, () => this.close(2024, 0))
    const baseline = baselines.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!
    return {
      name: `年度结息 close of ${persons.toLocaleString('en-US')} persons`,
      system: perSecond(system, 'rows'),
      baseline: `read in order ${perSecond(baseline, 'rows')}`,
      ratio: system / baseline,
      aim: 0.5,
      note: `${(rows / system).toFixed(1)} s, ${persons.toLocaleString('en-US')} rows posted; again with nothing to write ${(again / baseline).toFixed(2)}; memory +${grown} MB`,
    }
  }

  /** Month by month and a thousand persons a posting, as filings come in. */
  private async fill(persons: number): Promise<void> {
    await this.place.admin.transaction({}, async (trx) => {
      await trx.rows(`set local session_replication_role = replica`)
      const tables = ['paid', 'account_close', 'posting', 'leaf', 'idempotency'].map((name) => `ledger.${name}`)
      await trx.rows(`truncate ${tables.join(', ')}, desk.close_run`)
      const groups = Math.ceil(persons / 1000)
      await trx.rows(
        `insert into ledger.paid (person_id, posting_id, ordinal, line, agency, area, insurance, employer_id,
           settlement_month, contribution_month, contribution_kind, base, employer_amount, person_amount,
           employer_to_account, person_to_account, levy_voucher, arrival_day, source, fits_rule, key_epoch, seal)
         select p, m * ${groups} + (p - 1) / 1000 + 1, (p - 1) % 1000, 1, '999901', '999900', '110', 1 + p % 97,
           (2020 + m / 12) * 100 + m % 12 + 1, (2020 + m / 12) * 100 + m % 12 + 1, '1', 600000 + p % 900 * 100,
           (600000 + p % 900 * 100) * 16 / 100, (600000 + p % 900 * 100) * 8 / 100, 0, (600000 + p % 900 * 100) * 8 / 100,
           '3999990001', make_date(2020 + m / 12, m % 12 + 1, 20), 'tax', true, 1, decode(repeat('5a', 32), 'hex')
         from generate_series(0, ${ROWS_EACH - 1}) m, generate_series(1, ${persons}) p`,
      )
      const postings = groups * ROWS_EACH
      await trx.rows(
        `insert into ledger.leaf (leaf_index, posting_id) select n - 1, n from generate_series(1, ${postings}) n`,
      )
      await trx.rows(`select setval('ledger.posting_id', ${postings + 1000})`)
    })
    await this.vacuum()
  }

  private async vacuum(): Promise<void> {
    await this.place.admin.pool.query('vacuum analyze ledger.paid, ledger.account_close, ledger.leaf')
  }

  private async close(year: number, expected: number): Promise<void> {
    const { app, post } = this.place
    const runId = `0190d2a0-0000-7000-8000-${String(++this.runs).padStart(12, '0')}`
    const at = Date.now() as Instant
    await app.transaction({}, async (trx) => {
      await insertRun(trx, { runId, year, agency: '999900', proposedBy: '1', proposedAt: at })
      await approveRun(trx, runId, '2', at)
    })
    await this.runner.advance()
    const run = await app.transaction({}, (trx) => findRun(trx, runId))
    if (run?.state !== 'done' || run.rowsWritten !== expected) throw new Error(`the close wrote ${run?.rowsWritten}`)
    await post.transaction({}, async (trx) => {
      const waiting = await trx.rows<{ posting_id: string }>(
        'select posting_id from ledger.posting p where not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id)',
      )
      const ids = waiting.map((row) => row.posting_id)
      await insertPlaces(trx, (await highestPlace(trx)) + 1, ids)
    })
  }

  private async readInOrder(): Promise<void> {
    const client = await this.place.verify.pool.connect()
    try {
      const reading = client.query(
        copyTo('copy (select * from ledger.paid order by person_id, posting_id, ordinal) to stdout'),
      )
      let bytes = 0
      for await (const chunk of reading) bytes += (chunk as Buffer).length
      if (bytes === 0) throw new Error('nothing was read')
    } finally {
      client.release()
    }
  }
}
