import type { Day } from '../kernel/day.js'
import { cite, type Explained } from '../kernel/explain.js'
import { type Fen, fen, ratio } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import { EMPLOYEE_INSURANCES } from '../kernel/terms.js'
import type { Fact, OpeningBalance, Paid, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { type MonthRow, monthRows, REFUND } from './contributions.js'
import { deferralBy } from './deferral.js'
import { figure, total } from './figure.js'
import { findArea, type Keeping, keepingOf } from './keeping.js'
import { compare, groupBy, ofKind } from './live.js'
import { arrearsMonthsOf, type Months, monthsOf, paidMonthsOf } from './months.js'
import { inOrder } from './registration.js'
import { reliefBy } from './relief.js'
import { ruleBy } from './rule.js'

/** 一险种的缴费记录. */
export interface InsuranceRecord {
  readonly insurance: string
  readonly keeping: Keeping
  readonly rows: readonly MonthRow[]
  readonly years: readonly InsuranceYear[]
  readonly refunds: readonly Posted<Paid>[]
  readonly openings: readonly Posted<OpeningBalance>[]
  /** Undefined where the keeper is not connected. */
  readonly months?: Months | undefined
}

/** 一险种一年：months by contribution month, money as it arrived for them. */
export interface InsuranceYear {
  readonly year: number
  readonly paidMonths: Explained<number>
  readonly arrearsMonths: Explained<number>
  readonly employer: Explained<Fen>
  readonly person: Explained<Fen>
  /** 月均缴费基数；undefined where no money arrived for any month of it. */
  readonly averageBase?: Explained<Fen> | undefined
  readonly rows: readonly MonthRow[]
}

/** 各险种的缴费记录，in the order of their codes. */
export function insurancesOf(
  known: readonly Posted<Fact>[],
  book: PolicyBook,
  { through, today }: { readonly through: Period; readonly today: Day },
): InsuranceRecord[] {
  const reliefOf = reliefBy(ofKind(known, 'relief'))
  const deferred = { on: today, deferralOf: deferralBy(ofKind(known, 'deferral')), reliefOf }
  const enrolments = inOrder(ofKind(known, 'enrolment'))
  const ruleOf = ruleBy(book, enrolments, ofKind(known, 'employerRegistration'))
  const [dues, paids, openings] = [ofKind(known, 'due'), ofKind(known, 'paid'), ofKind(known, 'openingBalance')]
  const lines = groupBy([...enrolments, ...dues, ...paids, ...openings], ({ insurance }) => insurance)
  const area = areaOf(known)
  const found: InsuranceRecord[] = []
  for (const insurance of [...new Set([...EMPLOYEE_INSURANCES, ...lines.keys()])].sort(compare)) {
    const own = lines.get(insurance) ?? []
    const [ownDues, ownPaids, ownOpenings] = [ofKind(own, 'due'), ofKind(own, 'paid'), ofKind(own, 'openingBalance')]
    const isKnown = ownDues.length + ownPaids.length + ownOpenings.length > 0
    const keeping = keepingOf(
      area === undefined ? undefined : findArea(book, area),
      insurance,
      through,
      ownPaids,
      isKnown,
    )
    if (own.length === 0 && keeping.connected) continue
    const rows = monthRows(insurance, ownDues, ownPaids, ruleOf, deferred)
    found.push({
      insurance,
      keeping,
      rows,
      years: insuranceYearsOf(rows),
      refunds: ownPaids.filter(({ contributionKind }) => contributionKind === REFUND),
      openings: ownOpenings,
      months: keeping.connected ? monthsOf(rows, ownOpenings) : undefined,
    })
  }
  return found
}

/** 各年的合计，from these rows and no others. */
export function insuranceYearsOf(rows: readonly MonthRow[]): InsuranceYear[] {
  return [...groupBy(rows, ({ month }) => yearOf(month))].map(([year, own]) => {
    return {
      year,
      paidMonths: paidMonthsOf(own),
      arrearsMonths: arrearsMonthsOf(own),
      employer: total(
        'yearEmployerPaid',
        own.map((row) => row.paidEmployer),
      ),
      person: total(
        'yearPersonPaid',
        own.map((row) => row.paidPerson),
      ),
      averageBase: averageBaseOf(own),
      rows: own,
    }
  })
}

const STATEMENT = cite('社会保险个人权益记录管理办法', '二')

/** 月均缴费基数。Of the months that money arrived for, each month's base once; half up to the fen. */
function averageBaseOf(rows: readonly MonthRow[]): Explained<Fen> | undefined {
  const paid = rows.filter(({ paids }) => paids.length > 0)
  const months = new Set(paid.map(({ month }) => month))
  if (months.size === 0) return undefined
  const sum = fen(paid.reduce((amount, { base }) => amount + base.value, 0))
  return figure('averageBase', 'fen', ratio(sum, 1, months.size, 'halfUp'), () => paid.map(({ base }) => base), {
    basis: STATEMENT,
  })
}

/** 统筹区：that of the latest fact of the person that names one. */
export function areaOf(known: readonly Posted<Fact>[]): string | undefined {
  const placed = known.filter((fact) => 'personId' in fact)
  const last = placed.findLast(({ kind }) => kind === 'enrolment') ?? placed.at(-1)
  return last?.area
}
