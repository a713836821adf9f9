import type { Trx } from '../db/database.js'
import { fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { Draft } from './draft-store.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { type HeaderMap, mapHeader } from './header.js'
import { type Control, type LevyEntry, readControl, readLevyRow } from './levy-file.js'
import { levyKnown } from './levy-known-store.js'
import { matchPayment, Tally } from './levy-match.js'
import { insertLevyTotals, LevyTotals } from './levy-total-store.js'
import type { LevyLine, LevySums, Share } from './lines.js'
import { openTable, type TableSource } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { levyMalformed, levyNotHeaded, levyTotals } from './refusals.js'
import { FileStandard } from './standard-gate.js'
import type { FileLimits, Row } from './table.js'

export const SHOWN_DIFFERENCES = 500

/** 征收结果的读法。What earlier rows of the file paid is remembered to its end, so that two rows of one month are seen together. */
export class LevyReading implements FileReading<LevyEntry> {
  readonly remembersMatches = true
  private readonly standard: FileStandard
  private header: HeaderMap | undefined
  private counting: Counting | undefined
  private readonly tally = new Tally()
  private rows = 0

  constructor(
    private readonly ports: CollectionPorts,
    private readonly place: { readonly agency: string; readonly area: string },
  ) {
    this.standard = new FileStandard(ports, 'levyResult')
  }

  /** The first that do not fit, to show. */
  get unfitting(): readonly LevyLine[] {
    return this.counting?.unfitting ?? []
  }

  async open(source: TableSource, limits?: FileLimits): Promise<OpenedFile> {
    const table = await openTable(source, limits)
    const rows = table.rows[Symbol.asyncIterator]()
    const [first, second] = [await rows.next(), await rows.next()]
    if (first.done || second.done) throw new Refusal(levyNotHeaded, { found: '' })
    this.counting = new Counting(readControl(first.value.cells))
    const header = mapHeader(second.value.cells, this.standard.columns)
    this.header = header
    return {
      rows: { [Symbol.asyncIterator]: () => rows },
      notices: () => [...table.notices, ...header.notices],
      share: () => table.share(),
    }
  }

  read(row: Row): LevyEntry {
    this.rows++
    const plain = this.standard.read(this.header!, row)
    if (!('sentence' in plain)) return readLevyRow(this.header!, plain)
    const { column, sentence } = plain
    throw new Refusal(levyMalformed, {
      row: plain.row,
      zh: `${column}：${sentence.zh}`,
      en: `${column}: ${sentence.en}`,
    })
  }

  async settle(trx: Trx, entries: readonly LevyEntry[], draft?: Draft): Promise<void> {
    const { vault, policy, clock } = this.ports
    const { place, tally } = this
    const asking = { vault, book: policy().book, today: clock.today(), place, tally }
    const known = await levyKnown(trx, asking, entries)
    const totals = new LevyTotals()
    for (const entry of entries) {
      const line = matchPayment(known, entry)
      if (draft === undefined) continue
      totals.add(line)
      await this.counting!.take(draft, line)
    }
    if (draft !== undefined) await insertLevyTotals(trx, draft.at, totals)
    this.tally.forget()
  }

  state(): unknown {
    return this.counting!.shares
  }

  restore(state: unknown): void {
    this.counting!.shares = structuredClone(state) as Counting['shares']
  }

  end(): Ended {
    return { kind: 'levyResult', rows: this.rows, summary: { levy: this.counting!.result() } }
  }
}

/** 轧账：every row is counted once, as fitting, differing or in suspense; at the end the sums meet the control record. */
class Counting {
  /** The first that do not fit, to show. */
  readonly unfitting: LevyLine[] = []
  shares: Record<'fitting' | 'differing' | 'suspense' | 'refunds', Share> = {
    fitting: { rows: 0, amount: 0 },
    differing: { rows: 0, amount: 0 },
    suspense: { rows: 0, amount: 0 },
    refunds: { rows: 0, amount: 0 },
  }

  constructor(private readonly control: Control) {}

  async take(draft: Draft, line: LevyLine): Promise<void> {
    if (line.outcome !== 'fitting' && this.unfitting.length < SHOWN_DIFFERENCES) this.unfitting.push(line)
    const amount = line.employerAmount + line.personAmount
    const counted = amount < 0 ? [this.shares[line.outcome], this.shares.refunds] : [this.shares[line.outcome]]
    for (const share of counted) {
      share.rows++
      share.amount += amount
    }
    const { insurance, base, employerAmount: employer, personAmount: person } = line
    await draft.add(line, isInsurance(insurance) ? [{ insurance, base, employer, person }] : [])
  }

  result(): LevySums {
    const { fitting, differing, suspense } = this.shares
    const rows = fitting.rows + differing.rows + suspense.rows
    const total = fitting.amount + differing.amount + suspense.amount
    if (rows !== this.control.rows || total !== this.control.total) {
      throw new Refusal(levyTotals, {
        statedRows: this.control.rows,
        countedRows: rows,
        statedTotal: yuanText(this.control.total),
        countedTotal: yuanText(fen(total)),
      })
    }
    return { batch: this.control.batch, controlRows: rows, controlTotal: total, ...this.shares }
  }
}
