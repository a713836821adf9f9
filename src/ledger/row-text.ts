import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { CellKind } from '../log/row-form.js'
import type { Due, Fact, FactKind, Paid, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { factOf, periodOfCell } from './rows.js'
import type { Vault } from './vault.js'

/**
 * 行文。Rows as PostgreSQL writes a whole row in text, `(7,,"a b")`, one a line; nothing between two commas is null. A
 * person's record has some hundred rows, and as text they cost the driver, and us, a tenth of what they cost as rows.
 */
export type RowCells = readonly (string | null)[]

const [QUOTE, COMMA, CLOSE] = [34, 44, 41]

export function rowsOfText(text: string): RowCells[] {
  const rows: RowCells[] = []
  let at = 0
  while (at < text.length) {
    const cells: (string | null)[] = []
    do {
      const start = ++at
      const quoted = text.charCodeAt(start) === QUOTE
      at = quoted ? endOfQuoted(text, start) : endOfPlain(text, start)
      cells.push(quoted ? unquoted(text.slice(start + 1, at - 1)) : at === start ? null : text.slice(start, at))
    } while (text.charCodeAt(at) === COMMA)
    rows.push(cells)
    at += 2
  }
  return rows
}

function endOfPlain(text: string, from: number): number {
  for (let at = from; ; at++) {
    const sign = text.charCodeAt(at)
    if (sign === COMMA || sign === CLOSE || at >= text.length) return at
  }
}

/** Past the closing quote; a quote within is doubled. */
function endOfQuoted(text: string, from: number): number {
  for (let at = from + 1; ; at += 2) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return text.length
    at = quote
    if (text.charCodeAt(quote + 1) !== QUOTE) return quote + 1
  }
}

function unquoted(text: string): string {
  return text.replace(/(["\\])\1/g, '$1')
}

/** 行文 → 事实。The two kinds a record has hundreds of are written out; all others go by their form. */
export function factsOfText(kind: FactKind, text: string, vault: Vault): Posted<Fact>[] {
  const rows = rowsOfText(text)
  if (kind === 'due') return rows.map(dueOf)
  if (kind === 'paid') return rows.map(paidOf)
  const { columns } = FORMS[kind]
  return rows.map((cells) => {
    const row = Object.fromEntries(columns.map((column, i) => [column.name, driven(column.kind, cells[i]!)]))
    return factOf(kind, row, vault)
  })
}

/** As the driver would have given it. */
function driven(kind: CellKind, cell: string | null): unknown {
  if (cell === null) return null
  if (kind === 'int') return Number(cell)
  if (kind === 'bool') return cell === 't'
  return kind === 'secret' ? Buffer.from(cell.slice(2), 'hex') : cell
}

const D = placesOf('due')

function dueOf(cells: RowCells): Posted<Due> {
  return {
    kind: 'due',
    ref: { posting: cells[D['posting_id']!]!, ordinal: Number(cells[D['ordinal']!]) },
    personId: cells[D['person_id']!]!,
    line: Number(cells[D['line']!]),
    reverses: reversed(cells[D['reverses_posting']!], cells[D['reverses_ordinal']!]),
    agency: cells[D['agency']!]!,
    area: cells[D['area']!]!,
    insurance: cells[D['insurance']!]!,
    employerId: cells[D['employer_id']!] ?? undefined,
    settlementMonth: month(cells[D['settlement_month']!]!),
    contributionMonth: month(cells[D['contribution_month']!]!),
    contributionKind: cells[D['contribution_kind']!]!,
    declaredWage: fen(Number(cells[D['declared_wage']!])),
    base: fen(Number(cells[D['base']!])),
    employerAmount: fen(Number(cells[D['employer_amount']!])),
    personAmount: fen(Number(cells[D['person_amount']!])),
    employerToAccount: fen(Number(cells[D['employer_to_account']!])),
    personToAccount: fen(Number(cells[D['person_to_account']!])),
  }
}

const P = placesOf('paid')

function paidOf(cells: RowCells): Posted<Paid> {
  return {
    kind: 'paid',
    ref: { posting: cells[P['posting_id']!]!, ordinal: Number(cells[P['ordinal']!]) },
    personId: cells[P['person_id']!]!,
    line: Number(cells[P['line']!]),
    reverses: reversed(cells[P['reverses_posting']!], cells[P['reverses_ordinal']!]),
    agency: cells[P['agency']!]!,
    area: cells[P['area']!]!,
    insurance: cells[P['insurance']!]!,
    employerId: cells[P['employer_id']!] ?? undefined,
    settlementMonth: month(cells[P['settlement_month']!]!),
    contributionMonth: month(cells[P['contribution_month']!]!),
    contributionKind: cells[P['contribution_kind']!]!,
    base: fen(Number(cells[P['base']!])),
    employerAmount: fen(Number(cells[P['employer_amount']!])),
    personAmount: fen(Number(cells[P['person_amount']!])),
    employerToAccount: fen(Number(cells[P['employer_to_account']!])),
    personToAccount: fen(Number(cells[P['person_to_account']!])),
    levyVoucher: cells[P['levy_voucher']!]!,
    arrivalDay: cells[P['arrival_day']!] as Day,
    source: cells[P['source']!]!,
    fitsRule: cells[P['fits_rule']!] === 't',
  }
}

function placesOf(kind: FactKind): Readonly<Record<string, number>> {
  return Object.fromEntries(FORMS[kind].columns.map(({ name }, i) => [name, i]))
}

function reversed(posting: string | null | undefined, ordinal: string | null | undefined): FactRef | undefined {
  return posting == null ? undefined : { posting, ordinal: Number(ordinal) }
}

const MONTHS = new Map<string, Period>()

/** The few hundred months there are stand in memory once. */
function month(cell: string): Period {
  const known = MONTHS.get(cell)
  if (known !== undefined) return known
  const made = periodOfCell(cell)
  if (MONTHS.size < 2400) MONTHS.set(cell, made)
  return made
}
