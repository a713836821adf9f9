import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Due, Enrolment, Fact, Paid, Posted } from '../ledger/fact.js'
import { type MonthRow, type MonthState, monthRows } from './contributions.js'
import { compare, groupBy, liveFacts, ofKind } from './live.js'
import { inOrder, stretchesOf } from './registration.js'

/** 单位一险种一个月的缴费。 */
export interface EmployerMonth {
  readonly month: Period
  readonly insurance: string
  readonly persons: number
  readonly dueEmployer: Fen
  readonly duePerson: Fen
  readonly paidEmployer: Fen
  readonly paidPerson: Fen
  readonly arrears: Fen
}

/** 单位缴费情况（第十五条）。The employer's own payments, whoever of its people they are for. */
export function employerView(facts: readonly Posted<Fact>[], employerId: string): EmployerMonth[] {
  const rows = [...groupBy(ownLines(facts, employerId), ({ personId }) => personId).values()].flatMap(rowsOf)
  const groups = groupBy(rows, ({ month, insurance }) => `${month}/${insurance}`)
  return [...groups.keys()].sort(compare).map((key) => monthOf(groups.get(key)!))
}

function monthOf(rows: readonly MonthRow[]): EmployerMonth {
  const add = (amount: (row: MonthRow) => Fen) => fen(rows.reduce((sum, row) => sum + amount(row), 0))
  const { month, insurance } = rows[0]!
  return {
    month,
    insurance,
    persons: rows.length,
    dueEmployer: add(({ dueEmployer }) => dueEmployer.value),
    duePerson: add(({ duePerson }) => duePerson.value),
    paidEmployer: add(({ paidEmployer }) => paidEmployer.value),
    paidPerson: add(({ paidPerson }) => paidPerson.value),
    arrears: add(({ arrears }) => arrears.value),
  }
}

/** 本单位职工某月某险种的登记与缴费。 */
export interface StaffLine {
  readonly insurance: string
  /** 在本单位参保的起始年月, not the first anywhere. */
  readonly enrolledFrom?: Period | undefined
  readonly base: Fen
  readonly dueEmployer: Fen
  readonly duePerson: Fen
  readonly paidEmployer: Fen
  readonly paidPerson: Fen
  readonly state: MonthState
}

export interface StaffMember {
  readonly personId: string
  readonly insurances: readonly StaffLine[]
}

/**
 * 本单位职工（第十五条）。Only who was with this employer in the month, and only lines of that month with it: nothing of
 * other employers, other months, first enrolment elsewhere, present state, or sums over several employers.
 */
export function staffView(facts: readonly Posted<Fact>[], employerId: string, month: Period): StaffMember[] {
  const lines = groupBy(
    ownLines(facts, employerId).filter(({ contributionMonth }) => contributionMonth === month),
    ({ personId }) => personId,
  )
  const enrolments = groupBy(ownEnrolments(facts, employerId), ({ personId }) => personId)
  const persons = [...new Set([...lines.keys(), ...enrolments.keys()])].sort(byId)
  return persons
    .map((personId) => ({
      personId,
      insurances: staffLines(rowsOf(lines.get(personId) ?? []), enrolments.get(personId) ?? [], month),
    }))
    .filter(({ insurances }) => insurances.length > 0)
}

function staffLines(rows: readonly MonthRow[], enrolments: readonly Posted<Enrolment>[], month: Period): StaffLine[] {
  const current = new Map(
    [...groupBy(enrolments, ({ insurance }) => insurance)].flatMap(([insurance, changes]) =>
      stretchesOf(changes)
        .filter(({ from, through }) => from <= month && (through === undefined || month <= through))
        .map(({ from }) => [insurance, from] as const),
    ),
  )
  const insurances = [...new Set([...rows.map(({ insurance }) => insurance), ...current.keys()])].sort(compare)
  return insurances.map((insurance) => {
    const row = rows.find((one) => one.insurance === insurance)
    return {
      insurance,
      enrolledFrom: current.get(insurance),
      base: fen(row?.base.value ?? 0),
      dueEmployer: fen(row?.dueEmployer.value ?? 0),
      duePerson: fen(row?.duePerson.value ?? 0),
      paidEmployer: fen(row?.paidEmployer.value ?? 0),
      paidPerson: fen(row?.paidPerson.value ?? 0),
      state: row?.state ?? 'unpaid',
    }
  })
}

function ownLines(facts: readonly Posted<Fact>[], employerId: string): (Posted<Due> | Posted<Paid>)[] {
  const live = liveFacts(facts)
  return [...ofKind(live, 'due'), ...ofKind(live, 'paid')].filter((line) => line.employerId === employerId)
}

function ownEnrolments(facts: readonly Posted<Fact>[], employerId: string): Posted<Enrolment>[] {
  return inOrder(ofKind(liveFacts(facts), 'enrolment').filter((one) => one.employerId === employerId))
}

function rowsOf(lines: readonly (Posted<Due> | Posted<Paid>)[]): MonthRow[] {
  return [...groupBy(lines, ({ insurance }) => insurance)].flatMap(([insurance, own]) =>
    monthRows(insurance, ofKind(own, 'due'), ofKind(own, 'paid'), () => ({})),
  )
}

function byId(a: string, b: string): number {
  return a.length - b.length || compare(a, b)
}
