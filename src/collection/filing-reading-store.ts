import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import type { Due } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode, enrolmentsOf } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { groupBy } from '../records/live.js'
import { type Draft, MOST_LINES } from './draft-store.js'
import { type Employer, employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { chargesOf, type FilingTerms, type Known, matchRow, type StoredRefusal } from './filing-match.js'
import { type FilingEntry, isRefused, readFilingRow, repeatedRow } from './filing-row.js'
import { cellOf, FIELDS, type HeaderMap } from './header.js'
import { KeyTable } from './key-table.js'
import type { RefusedRow } from './kinds.js'
import { endingsBriefly } from './known-life-store.js'
import type { ContributionLine } from './lines.js'
import { openForm } from './open-form.js'
import type { TableSource } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { refuseRow } from './row-refusals.js'
import { FileStandard } from './standard-gate.js'
import type { FileLimits, Row } from './table.js'

export interface FilingPlace {
  readonly settlementMonth: Period
  /** The one employer whose month it is; left out where each row names its own by the credit code. */
  readonly employer?: Employer | undefined
  /** Of whoever files for many: only employers of this agency, or of this area where it is the city's. */
  readonly agency: string
}

interface Entry {
  readonly read: FilingEntry | RefusedRow
  readonly creditCode: string
}

const SHOWN_LINES = 50
const EMPLOYER_COLUMN = { ...FIELDS.unifiedSocialCreditCode, required: true }

/** 月度申报表的读法：of one employer, or of many, as a payroll service files them. */
export class FilingReading implements FileReading<Entry> {
  readonly firstLines: ContributionLine[] = []
  readonly firstRefusals: RefusedRow[] = []
  private readonly seen = new KeyTable()
  readonly remembersMatches = false
  private readonly standard: FileStandard
  private header: HeaderMap | undefined
  private rows = 0
  private hasEarlierMonth = false

  constructor(
    private readonly ports: CollectionPorts,
    private readonly place: FilingPlace,
  ) {
    this.standard = new FileStandard(ports, 'monthlyFiling')
  }

  /** Of many employers, each row names its own. */
  private columns() {
    const { columns } = this.standard
    return this.place.employer === undefined ? [EMPLOYER_COLUMN, ...columns] : columns
  }

  async open(source: TableSource, limits?: FileLimits): Promise<OpenedFile> {
    const form = await openForm(source, this.columns(), limits)
    this.header = form.header
    return form
  }

  read(row: Row): Entry {
    this.rows++
    const { settlementMonth, employer } = this.place
    const header = this.header!
    const reader = { header, settlementMonth, today: this.ports.clock.today() }
    const plain = this.standard.read(header, row)
    const read = isRefused(plain) ? plain : readFilingRow(reader, plain)
    const code = employer?.creditCode ?? cellOf(header, row.cells, 'unifiedSocialCreditCode').trim().toUpperCase()
    return { read: isRefused(read) ? read : (this.repeated(read, code) ?? read), creditCode: code }
  }

  async settle(trx: Trx, entries: readonly Entry[], draft?: Draft): Promise<void> {
    if (draft === undefined) return
    const readable = entries.flatMap(({ read }) => (isRefused(read) ? [] : [read]))
    const known = await this.knownOf(trx, readable)
    const terms = await this.termsOf(trx, entries)
    for (const { read, creditCode } of entries) {
      const line = isRefused(read) ? read : this.lineOf(terms(creditCode, read.row), known, read)
      if (isRefused(line)) await this.refuse(draft, line)
      else await this.add(draft, line)
    }
  }

  state(): unknown {
    return { hasEarlierMonth: this.hasEarlierMonth }
  }

  restore(state: unknown): void {
    this.hasEarlierMonth = (state as { hasEarlierMonth: boolean }).hasEarlierMonth
  }

  end(): Ended {
    return { kind: this.hasEarlierMonth ? 'backPay' : 'monthlyFiling', rows: this.rows }
  }

  private lineOf(terms: FilingTerms | RefusedRow, known: Known, entry: FilingEntry): ContributionLine | StoredRefusal {
    if (isRefused(terms)) return terms
    const line = matchRow(terms, known, entry)
    if (isRefused(line) || this.place.employer !== undefined) return line
    return { ...line, employerId: terms.employer.id }
  }

  private async add(draft: Draft, line: ContributionLine): Promise<void> {
    if (line.contributionMonth < this.place.settlementMonth) this.hasEarlierMonth = true
    await draft.add(line, line.items)
    if (this.firstLines.length < SHOWN_LINES) this.firstLines.push(line)
  }

  private async refuse(draft: Draft, refused: StoredRefusal): Promise<void> {
    await draft.refuse(refused)
    if (this.firstRefusals.length < MOST_LINES) this.firstRefusals.push(plain(refused))
  }

  /** What the ledger knows of a thousand rows' persons, in a few queries. Of one employer, only its own facts are in scope. */
  private async knownOf(trx: Trx, entries: readonly FilingEntry[]): Promise<Known> {
    const { vault } = this.ports
    const { employer } = this.place
    const digests = entries.map(({ identityNumber }) => vault.identityDigest(identityNumber))
    const found = await findPersons(trx, digests)
    const byNumber = new Map(entries.map(({ identityNumber }, i) => [identityNumber, digests[i]!.toString('hex')]))
    const persons = [...new Set([...found.values()].map(({ personId }) => personId))]
    const months = [...new Set(entries.map(({ contributionMonth }) => contributionMonth))]
    if (employer === undefined) await alsoSee(trx, persons)
    const own = await enrolmentsOf(trx, persons, employer?.id)
    return {
      person: ({ identityNumber }) => found.get(byNumber.get(identityNumber)!),
      isNamed: ({ identityNumber, fullName }, known) =>
        known.nameDigest?.equals(nameDigest(vault, identityNumber, fullName)) === true,
      enrolments: new Enrolments(own),
      charged: chargesOf(await contributionsOf<Due>(trx, 'due', persons, months)),
      endings: await endingsBriefly(trx, [...new Set(own.map(({ personId }) => personId))]),
      stopped: await this.ports.stopsOf?.(trx, persons),
    }
  }

  private async termsOf(trx: Trx, entries: readonly Entry[]) {
    const { employer, settlementMonth } = this.place
    const { book } = this.ports.policy()
    const termsFor = (one: Employer): FilingTerms => ({ employer: one, area: book.area(one.area), settlementMonth })
    if (employer !== undefined) {
      const terms = termsFor(employer)
      return () => terms
    }
    const codes = [...new Set(entries.map(({ creditCode }) => creditCode))]
    const facts = groupBy(await employersByCode(trx, codes), ({ creditCode }) => creditCode)
    const terms = new Map([...facts].map(([code, of]) => [code, employerOf(of)] as const))
    return (code: string, row: number): FilingTerms | RefusedRow => {
      const one = terms.get(code)
      if (one === undefined) return unknownCode(row, code)
      return this.isOurs(one) ? termsFor(one) : elsewhere(row)
    }
  }

  private isOurs(employer: Employer): boolean {
    const { agency } = this.place
    return employer.agency === agency || this.ports.areaOf(employer.agency) === agency
  }

  /** One person and month once of one employer, be it for all insurances or for each on a row of its own. */
  private repeated({ row, identityNumber, contributionMonth, insurance = '' }: FilingEntry, code: string) {
    const key = `${code}|${identityNumber}|${contributionMonth}`
    const [before, whole] = [this.seen.get(key), insurance === '']
    // A row for all insurances is kept as its number, one for a single insurance as the number below zero.
    if (before !== undefined && (before > 0 || whole)) return repeatedRow(row, Math.abs(before))
    const same = whole ? undefined : this.seen.get(`${key}|${insurance}`)
    if (same !== undefined) return repeatedRow(row, same)
    if (before === undefined) this.seen.set(key, whole ? row : -row)
    if (!whole) this.seen.set(`${key}|${insurance}`, row)
    return undefined
  }
}

/** What the employer is shown: neither the person behind the row nor the reason. */
function plain({ row, column, code, sentence, remedy }: RefusedRow): RefusedRow {
  return { row, column, code, sentence, remedy }
}

function unknownCode(row: number, code: string): RefusedRow {
  return refuseRow(
    row,
    '统一社会信用代码',
    'row.employer-unknown',
    {
      zh: code === '' ? '没有填写统一社会信用代码。' : `没有统一社会信用代码为“${code.slice(0, 18)}”的单位。`,
      en: code === '' ? 'The credit code is empty.' : `No employer has the credit code “${code.slice(0, 18)}”.`,
    },
    { zh: '请核对代码；单位尚未登记的，请先办理单位登记。', en: 'Check the code; register the employer first.' },
  )
}

function elsewhere(row: number): RefusedRow {
  return refuseRow(
    row,
    '统一社会信用代码',
    'row.employer-elsewhere',
    { zh: '该单位不在本机构参保。', en: 'That employer is not insured with this agency.' },
    { zh: '请到该单位参保地的经办机构报送。', en: 'File it with the agency where that employer is insured.' },
  )
}
