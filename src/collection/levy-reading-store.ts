import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { Due, Paid } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import type { Draft } from './draft-store.js'
import { employersAmong } from './employer-terms.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { type HeaderMap, mapHeader } from './header.js'
import type { Endings } from './known-life.js'
import { endingsOf } from './known-life-store.js'
import { type Control, LEVY_FIELDS, type LevyEntry, readControl, readLevyRow } from './levy-file.js'
import { type LevyKnown, matchPayment, Tally } from './levy-match.js'
import type { LevyLine, LevySums, Share } from './lines.js'
import { openTable, type TableSource } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { levyNotHeaded, levyTotals } from './refusals.js'
import type { FileLimits, Row } from './table.js'

export const SHOWN_DIFFERENCES = 500

/** 征收结果的读法。What earlier rows of the file paid is remembered to its end, so that two rows of one month are seen together. */
export class LevyReading implements FileReading<LevyEntry> {
  readonly remembersMatches = true
  private header: HeaderMap | undefined
  private counting: Counting | undefined
  private readonly tally = new Tally()
  private rows = 0

  constructor(
    private readonly ports: CollectionPorts,
    private readonly place: { readonly agency: string; readonly area: string },
  ) {}

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
    const header = mapHeader(second.value.cells, LEVY_FIELDS)
    this.header = header
    return {
      rows: { [Symbol.asyncIterator]: () => rows },
      notices: () => [...table.notices, ...header.notices],
      share: () => table.share(),
    }
  }

  read(row: Row): LevyEntry {
    this.rows++
    return readLevyRow(this.header!, row)
  }

  async settle(trx: Trx, entries: readonly LevyEntry[], draft?: Draft): Promise<void> {
    const known = await this.knownOf(trx, entries)
    for (const entry of entries) {
      const line = matchPayment(known, entry)
      if (draft !== undefined) await this.counting!.take(draft, line)
    }
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

  /** Employers, persons, dues and earlier payments of a thousand rows; in a few queries. */
  private async knownOf(trx: Trx, entries: readonly LevyEntry[]): Promise<LevyKnown> {
    const { vault, policy } = this.ports
    const { place, tally } = this
    const registered = await employersByCode(trx, [...new Set(entries.map(({ creditCode }) => creditCode))])
    const employers = employersAmong(registered)
    const numbers = new Map(entries.map(({ identityNumber }) => [identityNumber, this.canonical(identityNumber)]))
    const digests = new Map([...numbers].map(([given, number]) => [given, vault.identityDigest(number)]))
    const found = await findPersons(trx, [...digests.values()])
    const person = ({ identityNumber }: LevyEntry) => found.get(digests.get(identityNumber)!.toString('hex'))
    const endings = await this.fillTally(
      trx,
      entries.flatMap((entry) => {
        const personId = person(entry)?.personId
        return personId === undefined ? [] : [{ personId, month: entry.contributionMonth }]
      }),
    )
    return {
      book: policy().book,
      place,
      tally,
      whyEnded: (personId, insurance, month) => endings.whyEnded(personId, insurance, month),
      employer: ({ creditCode }) => employers.get(creditCode),
      personId: (entry) => person(entry)?.personId,
      isNamed: (entry) =>
        person(entry)?.nameDigest?.equals(nameDigest(vault, numbers.get(entry.identityNumber)!, entry.fullName)) ===
        true,
    }
  }

  private async fillTally(
    trx: Trx,
    wanted: readonly { personId: string; month: LevyEntry['contributionMonth'] }[],
  ): Promise<Endings> {
    const everybody = [...new Set(wanted.map(({ personId }) => personId))]
    await alsoSee(trx, everybody)
    const endings = await endingsOf(trx, everybody)
    const { tally } = this
    const fresh = wanted.filter(({ personId, month }) => tally.takes(personId, month))
    const persons = [...new Set(fresh.map(({ personId }) => personId))]
    if (persons.length === 0) return endings
    await alsoSee(trx, persons)
    const months = [...new Set(fresh.map(({ month }) => month))]
    const asked = new Set(fresh.map(({ personId, month }) => `${personId}|${month}`))
    const isAsked = (one: { personId: string; contributionMonth: string }) =>
      asked.has(`${one.personId}|${one.contributionMonth}`)
    const dues = await contributionsOf<Due>(trx, 'due', persons, months)
    const paids = await contributionsOf<Paid>(trx, 'paid', persons, months)
    tally.add(dues.filter(isAsked), paids.filter(isAsked))
    return endings
  }

  /** A number the levy body writes in its old or careless form is still the person's; one that is none stays as it is. */
  private canonical(given: string): string {
    try {
      return parseIdentity(given, this.ports.clock.today()).number
    } catch (error) {
      if (error instanceof Refusal) return given
      throw error
    }
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
