import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { CellKind } from '../log/row-form.js'
import type { AccountClose, Due, Fact, FactKind, Paid, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { factOf, periodOfCell } from './rows.js'

/**
 * 成批读出的行。Rows as COPY writes them, cells parted by tabs, one row a line, read from left to right. Sensitive text is
 * left in the database: whoever reads everybody opens nobody.
 */
export interface CopiedForm {
  readonly kind: FactKind
  /** The select list; what is secret, or not asked for, stands as an empty text or nought. */
  readonly columns: string
  factOf(row: CopiedRow): Posted<Fact>
}

/** `unread` names columns the caller has no use for: they are not fetched. */
export function copiedForm(kind: FactKind, unread: readonly string[] = []): CopiedForm {
  const { columns } = FORMS[kind]
  const list = columns
    .map(({ name, kind: cell }) => {
      if (cell === 'secret') return `''`
      if (!unread.includes(name)) return name
      return cell === 'int' || cell === 'money' ? '0' : `''`
    })
    .join(', ')
  if (kind === 'due') return { kind, columns: list, factOf: dueOf }
  if (kind === 'paid') return { kind, columns: list, factOf: paidOf }
  if (kind === 'accountClose') return { kind, columns: list, factOf: closeOf }
  const general = (copied: CopiedRow) => {
    const row: Record<string, unknown> = {}
    for (const column of columns) row[column.name] = driven(column.kind, copied.cell())
    return factOf(kind, row, undefined)
  }
  return { kind, columns: list, factOf: general }
}

/** As the driver would have given it. */
function driven(kind: CellKind, cell: string | null): unknown {
  if (cell === null || kind === 'secret') return cell
  if (kind === 'int') return Number(cell)
  return kind === 'bool' ? cell === 't' : cell
}

const [TAB, LINE, ESCAPE, ZERO, MINUS, TRUE] = [9, 10, 92, 48, 45, 116]

/** 逐格读一行。Each call takes one cell and goes behind it; whole numbers are read from their digits, with no text made. */
export class CopiedRow {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  get isOver(): boolean {
    return this.at >= this.text.length
  }

  /** The whole number that stands next, and stays there. */
  peek(): number {
    const { at } = this
    const number = this.int()
    this.at = at
    return number
  }

  int(): number {
    const { text } = this
    let { at } = this
    const isNegative = text.charCodeAt(at) === MINUS
    if (isNegative) at++
    let number = 0
    for (let sign = text.charCodeAt(at); sign !== TAB && sign !== LINE; sign = text.charCodeAt(++at)) {
      number = number * 10 + sign - ZERO
    }
    this.at = at + 1
    return isNegative ? -number : number
  }

  cell(): string | null {
    const { text, at } = this
    const end = this.end(at)
    this.at = end + 1
    if (text.charCodeAt(at) === ESCAPE && text.charCodeAt(at + 1) === 78 && end === at + 2) return null
    const cell = text.slice(at, end)
    return cell.includes('\\') ? unescaped(cell) : cell
  }

  /** A text that is mostly the same as in the row before: then that one is given again, and none is made. */
  like(before: string): string {
    const { text, at } = this
    const end = at + before.length
    const sign = text.charCodeAt(end)
    if (before !== '' && (sign === TAB || sign === LINE) && text.startsWith(before, at) && !before.includes('\\')) {
      this.at = end + 1
      return before
    }
    return this.cell()!
  }

  isTrue(): boolean {
    const { at } = this
    this.at = at + 2
    return this.text.charCodeAt(at) === TRUE
  }

  skipRow(): void {
    this.at = this.text.indexOf('\n', this.at) + 1
  }

  private end(at: number): number {
    const { text } = this
    for (let end = at; ; end++) {
      const sign = text.charCodeAt(end)
      if (sign === TAB || sign === LINE) return end
    }
  }
}

const SIGNS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }

function unescaped(cell: string): string {
  return cell.replace(/\\(.)/g, (_, sign: string) => SIGNS[sign] ?? sign)
}

/** What the last row had, kind by kind: agencies, areas and sources repeat themselves for a million rows. */
const last = {
  ...{ personId: '', agency: '', area: '', insurance: '', employerId: '', contributionKind: '' },
  ...{ levyVoucher: '', source: '', inputPolicy: '' },
}

/** The columns that due and paid begin with, in the order of their forms. */
function beginningOf(row: CopiedRow) {
  last.personId = row.like(last.personId)
  const posting = row.cell()!
  const ordinal = row.int()
  const line = row.int()
  const reverses = reversalOf(row)
  last.agency = row.like(last.agency)
  last.area = row.like(last.area)
  last.insurance = row.like(last.insurance)
  const employerId = row.text.charCodeAt(row.at) === ESCAPE ? (row.cell() ?? undefined) : row.like(last.employerId)
  if (employerId !== undefined) last.employerId = employerId
  const settlementMonth = month(row.int())
  const contributionMonth = month(row.int())
  last.contributionKind = row.like(last.contributionKind)
  return { posting, ordinal, line, reverses, employerId, settlementMonth, contributionMonth }
}

function reversalOf(row: CopiedRow): FactRef | undefined {
  const posting = row.cell()
  if (posting !== null) return { posting, ordinal: row.int() }
  row.cell()
  return undefined
}

function dueOf(row: CopiedRow): Posted<Due> {
  const { posting, ordinal, line, reverses, employerId, settlementMonth, contributionMonth } = beginningOf(row)
  const { personId, agency, area, insurance, contributionKind } = last
  return {
    kind: 'due',
    ref: { posting, ordinal },
    personId,
    line,
    reverses,
    agency,
    area,
    insurance,
    employerId,
    settlementMonth,
    contributionMonth,
    contributionKind,
    declaredWage: row.int() as Fen,
    base: row.int() as Fen,
    employerAmount: row.int() as Fen,
    personAmount: row.int() as Fen,
    employerToAccount: row.int() as Fen,
    personToAccount: row.int() as Fen,
  }
}

function paidOf(row: CopiedRow): Posted<Paid> {
  const { posting, ordinal, line, reverses, employerId, settlementMonth, contributionMonth } = beginningOf(row)
  const { personId, agency, area, insurance, contributionKind } = last
  const base = row.int() as Fen
  const employerAmount = row.int() as Fen
  const personAmount = row.int() as Fen
  const employerToAccount = row.int() as Fen
  const personToAccount = row.int() as Fen
  last.levyVoucher = row.like(last.levyVoucher)
  const arrivalDay = row.cell() as Day
  last.source = row.like(last.source)
  return {
    kind: 'paid',
    ref: { posting, ordinal },
    personId,
    line,
    reverses,
    agency,
    area,
    insurance,
    employerId,
    settlementMonth,
    contributionMonth,
    contributionKind,
    base,
    employerAmount,
    personAmount,
    employerToAccount,
    personToAccount,
    levyVoucher: last.levyVoucher,
    arrivalDay,
    source: last.source,
    fitsRule: row.isTrue(),
  }
}

function closeOf(row: CopiedRow): Posted<AccountClose> {
  last.personId = row.like(last.personId)
  const ref = { posting: row.cell()!, ordinal: row.int() }
  const line = row.int()
  const reverses = reversalOf(row)
  last.agency = row.like(last.agency)
  last.area = row.like(last.area)
  last.insurance = row.like(last.insurance)
  const { personId, agency, area, insurance } = last
  const year = row.int()
  const opening = row.int() as Fen
  const credits = row.int() as Fen
  const interestOnOpening = row.int() as Fen
  const interestOnCredits = row.int() as Fen
  const paidOut = row.int() as Fen
  const interestOnPaid = row.int() as Fen
  const movedIn = row.int() as Fen
  const movedOut = row.int() as Fen
  const closing = row.int() as Fen
  const rate = row.int() as Ppm
  const provisional = row.isTrue()
  const ended = row.cell()
  const closedAfter = ended === null ? undefined : Number(ended)
  const paidMonths = row.int()
  const totalMonths = row.int()
  const inputSize = row.int()
  last.inputPolicy = row.like(last.inputPolicy)
  const { inputPolicy } = last
  return {
    kind: 'accountClose',
    ref,
    personId,
    line,
    reverses,
    agency,
    area,
    insurance,
    year,
    opening,
    credits,
    interestOnOpening,
    interestOnCredits,
    paidOut,
    interestOnPaid,
    movedIn,
    movedOut,
    closing,
    rate,
    provisional,
    closedAfter,
    paidMonths,
    totalMonths,
    inputSize,
    inputPolicy,
  }
}

const MONTHS = new Map<number, Period>()

/** The few hundred months there are stand in memory once. */
function month(cell: number): Period {
  const known = MONTHS.get(cell)
  if (known !== undefined) return known
  const made = periodOfCell(cell)
  if (MONTHS.size < 2400) MONTHS.set(cell, made)
  return made
}
