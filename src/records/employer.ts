import type { Day } from '../kernel/day.js'
import { cite, type Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { TermKey } from '../kernel/terms.js'
import type { Deferral, Due, Enrolment, Fact, LateFee, Paid, Posted, Relief } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { type DeferredOn, type MonthRow, type MonthState, monthRows, type RuleOf } from './contributions.js'
import { deferralBy } from './deferral.js'
import { figure } from './figure.js'
import { compare, groupBy, liveFacts, ofKind } from './live.js'
import { inOrder, stretchesOf } from './registration.js'
import { reliefBy } from './relief.js'
import { ruleBy } from './rule.js'

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
  /** 减免与核销的单位欠缴，taken off already. */
  readonly relieved?: Fen
  /** 缓缴至：what is missing is no arrears until this day is over. */
  readonly deferredUntil?: Day
}

/**
 * 单位缴费情况（第十五条）。The employer's own payments, whoever of its people they are for; on the day it is asked, a
 * deferred month is not in arrears.
 */
export function employerView(facts: readonly Posted<Fact>[], employerId: string, on?: Day): EmployerMonth[] {
  const deferred = deferredOn(facts, employerId, on)
  const rows = [...groupBy(ownLines(facts, employerId), ({ personId }) => personId).values()].flatMap((own) =>
    rowsOf(own, deferred),
  )
  const groups = groupBy(rows, ({ month, insurance }) => `${month}/${insurance}`)
  const relieved = relievedBy(facts, employerId)
  return [...groups.keys()].sort(compare).map((key) => monthOf(groups.get(key)!, deferred, relieved.get(key)))
}

function monthOf(
  rows: readonly MonthRow[],
  deferred: DeferredOn | undefined,
  reliefs: readonly Posted<Relief>[] = [],
): EmployerMonth {
  const add = (amount: (row: MonthRow) => Fen) => fen(rows.reduce((sum, row) => sum + amount(row), 0))
  const { month, insurance, employerId } = rows[0]!
  const isOff = rows.some(({ state }) => state === 'deferred')
  const until = isOff ? deferred?.deferralOf(employerId, insurance, month)?.through : undefined
  return {
    month,
    insurance,
    ...(until === undefined ? {} : { deferredUntil: until }),
    persons: rows.length,
    dueEmployer: add(({ dueEmployer }) => dueEmployer.value),
    duePerson: add(({ duePerson }) => duePerson.value),
    paidEmployer: add(({ paidEmployer }) => paidEmployer.value),
    paidPerson: add(({ paidPerson }) => paidPerson.value),
    arrears: less(
      add(({ arrears }) => arrears.value),
      employerShort(rows),
      reliefs,
    ),
    ...(reliefs.length === 0 ? {} : { relieved: reliefSum(reliefs) }),
  }
}

/** 减免与核销，按月与险种。 */
function relievedBy(facts: readonly Posted<Fact>[], employerId: string): Map<string, readonly Posted<Relief>[]> {
  return groupBy(reliefsOf(facts, employerId), (one) => `${one.contributionMonth}/${one.insurance}`)
}

function reliefSum(reliefs: readonly Posted<Relief>[]): Fen {
  return fen(reliefs.reduce((sum, { amount }) => sum + amount, 0))
}

/** 单位部分的欠缴, person by person. */
function employerShort(rows: readonly MonthRow[]): number {
  return rows
    .filter(({ arrears }) => arrears.value > 0)
    .reduce((sum, { dueEmployer, paidEmployer }) => sum + Math.max(0, dueEmployer.value - paidEmployer.value), 0)
}

/** What is left of the arrears: only the employer's own part is ever let off, and no more than is missing of it. */
function less(arrears: Fen, ofEmployer: number, reliefs: readonly Posted<Relief>[]): Fen {
  return fen(arrears - Math.min(ofEmployer, reliefSum(reliefs)))
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
export function staffView(facts: readonly Posted<Fact>[], employerId: string, month: Period, on?: Day): StaffMember[] {
  const deferred = deferredOn(facts, employerId, on)
  const lines = groupBy(
    ownLines(facts, employerId).filter(({ contributionMonth }) => contributionMonth === month),
    ({ personId }) => personId,
  )
  const enrolments = groupBy(ownEnrolments(facts, employerId), ({ personId }) => personId)
  const persons = [...new Set([...lines.keys(), ...enrolments.keys()])].sort(byId)
  return persons
    .map((personId) => ({
      personId,
      insurances: staffLines(rowsOf(lines.get(personId) ?? [], deferred), enrolments.get(personId) ?? [], month),
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

/** 单位缴费的数字，一个月一险种或各险种合计。 */
export const PAYMENT_FIGURES = ['due', 'paid', 'arrears'] as const
export type PaymentFigure = (typeof PAYMENT_FIGURES)[number]

/**
 * 单位缴费的一个数怎样得来：each line of the month with this employer, and beneath what is due the published rule. Nobody is
 * named; undefined where the month has no lines.
 */
export function paymentFigure(
  facts: readonly Posted<Fact>[],
  employerId: string,
  asked: { readonly month: Period; readonly insurance?: string | undefined; readonly name: PaymentFigure },
  rules: { readonly book: PolicyBook; readonly on: Day },
): Explained<Fen> | undefined {
  const live = liveFacts(facts)
  const ruleOf = ruleBy(rules.book, ownEnrolments(facts, employerId), ofKind(live, 'employerRegistration'))
  const lines = ownLines(facts, employerId).filter(
    ({ contributionMonth, insurance }) =>
      contributionMonth === asked.month && (asked.insurance === undefined || insurance === asked.insurance),
  )
  const deferred = deferredOn(facts, employerId, rules.on)
  const rows = [...groupBy(lines, ({ personId }) => personId).values()].flatMap((own) => rowsOf(own, deferred, ruleOf))
  if (rows.length === 0) return undefined
  const relieved = relievedBy(facts, employerId)
  const parts = [...groupBy(rows, ({ insurance }) => insurance)]
    .sort(([a], [b]) => compare(a, b))
    .map(([insurance, own]) => {
      const part = ofInsurance(asked.name, insurance, own)
      if (asked.name !== 'arrears') return part
      return afterRelief(part, employerShort(own), relieved.get(`${asked.month}/${insurance}`))
    })
  if (parts.length === 1) return parts[0]!
  const amount = sumOf(TERM_OF[asked.name], parts).value
  const named = () => parts.flatMap((part) => [part.from[0]!, part])
  return figure(TERM_OF[asked.name], 'fen', amount, named, { basis: OWN_PAYMENTS })
}

/** One insurance: each side's lines under that side's sum. */
function ofInsurance(name: PaymentFigure, insurance: string, rows: readonly MonthRow[]): Explained<Fen> {
  const sides = groupBy(
    rows.flatMap((row) => FIGURES_OF[name](row)),
    ({ term }) => term,
  )
  const sums = [...sides].map(([term, own]) => sumOf(term, own))
  const told = () => [
    figure('insuranceType', 'text', insurance, () => []),
    ...(sums.length === 1 ? sums[0]!.from : sums),
  ]
  return figure(TERM_OF[name], 'fen', sumOf(TERM_OF[name], sums).value, told, { basis: OWN_PAYMENTS })
}

/** 欠缴减去批准的减免：each relief told with its own row. */
function afterRelief(
  part: Explained<Fen>,
  ofEmployer: number,
  reliefs: readonly Posted<Relief>[] = [],
): Explained<Fen> {
  if (reliefs.length === 0) return part
  const tell = () => [
    figure('arrearsBeforeRelief', 'fen', part.value, () => part.from, { basis: OWN_PAYMENTS }),
    ...reliefs.map(({ amount, ref }) => figure('reliefAmount', 'fen', amount, () => [], { fact: ref })),
  ]
  return figure(
    'arrearsAmount',
    'fen',
    less(part.value, ofEmployer, reliefs),
    () => [...part.from.slice(0, 1), ...tell()],
    {
      basis: OWN_PAYMENTS,
    },
  )
}

function sumOf(term: TermKey, parts: readonly Explained<Fen>[]): Explained<Fen> {
  const amount = fen(parts.reduce((sum, { value }) => sum + value, 0))
  return figure(term, 'fen', amount, () => parts, { basis: OWN_PAYMENTS })
}

const OWN_PAYMENTS = cite('社会保险个人权益记录管理办法', '十五')
const TERM_OF = { due: 'monthDue', paid: 'monthPaid', arrears: 'arrearsAmount' } as const
const FIGURES_OF: Readonly<Record<PaymentFigure, (row: MonthRow) => readonly Explained<Fen>[]>> = {
  due: ({ dueEmployer, duePerson }) => [dueEmployer, duePerson],
  paid: ({ paidEmployer, paidPerson }) => [paidEmployer, paidPerson],
  arrears: ({ arrears }) => (arrears.value === 0 ? [] : [arrears]),
}

/** 单位的滞纳金，逐笔：its own money, apart from what is due for its people. */
export function lateFeesOf(facts: readonly Posted<Fact>[], employerId: string): Posted<LateFee>[] {
  const own = ofKind(liveFacts(facts), 'lateFee').filter((fee) => fee.employerId === employerId)
  return own.sort((a, b) => compare(a.contributionMonth, b.contributionMonth) || compare(a.insurance, b.insurance))
}

/** 单位的减免与核销。 */
export function reliefsOf(facts: readonly Posted<Fact>[], employerId: string): Posted<Relief>[] {
  return ofKind(liveFacts(facts), 'relief').filter((one) => one.employerId === employerId)
}

/** 单位的缓缴。 */
export function deferralsOf(facts: readonly Posted<Fact>[], employerId: string): Posted<Deferral>[] {
  return ofKind(liveFacts(facts), 'deferral').filter((one) => one.employerId === employerId)
}

function deferredOn(facts: readonly Posted<Fact>[], employerId: string, on: Day | undefined): DeferredOn | undefined {
  if (on === undefined) return undefined
  const [deferralOf, reliefOf] = [deferralBy(deferralsOf(facts, employerId)), reliefBy(reliefsOf(facts, employerId))]
  return { on, deferralOf, reliefOf }
}

function ownLines(facts: readonly Posted<Fact>[], employerId: string): (Posted<Due> | Posted<Paid>)[] {
  const live = liveFacts(facts)
  return [...ofKind(live, 'due'), ...ofKind(live, 'paid')].filter((line) => line.employerId === employerId)
}

function ownEnrolments(facts: readonly Posted<Fact>[], employerId: string): Posted<Enrolment>[] {
  return inOrder(ofKind(liveFacts(facts), 'enrolment').filter((one) => one.employerId === employerId))
}

function rowsOf(
  lines: readonly (Posted<Due> | Posted<Paid>)[],
  deferred: DeferredOn | undefined,
  ruleOf: RuleOf = () => ({}),
): MonthRow[] {
  return [...groupBy(lines, ({ insurance }) => insurance)].flatMap(([insurance, own]) =>
    monthRows(insurance, ofKind(own, 'due'), ofKind(own, 'paid'), ruleOf, deferred),
  )
}

function byId(a: string, b: string): number {
  return a.length - b.length || compare(a, b)
}
