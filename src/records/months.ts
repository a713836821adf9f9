import { cite, type Explained } from '../kernel/explain.js'
import { yearOf } from '../kernel/period.js'
import type { OpeningBalance, Posted } from '../ledger/fact.js'
import { countedMonths } from '../policy/months.js'
import type { MonthRow } from './contributions.js'
import { figure } from './figure.js'
import { groupBy } from './live.js'

/** 依据：paid months only, by contribution month, each calendar month once. */
const COUNTED = cite('社会保险个人权益记录管理办法', '二（四）')

export interface Months {
  /** 截至某年末的实际缴费月数, openings included. */
  readonly actual: Explained<number>
  readonly arrears: Explained<number>
}

/** 缴费月数。Months already inside an opening figure are not counted again. */
export function monthsOf(
  rows: readonly MonthRow[],
  openings: readonly Posted<OpeningBalance>[],
  throughYear?: number,
): Months {
  const within = throughYear === undefined ? rows : rows.filter((row) => settledBy(row, throughYear))
  const beyond = beyondOpening(within, openings)
  const paid = inFull([...groupBy(beyond, ({ month }) => month).values()])
  const brought = openings.filter(({ year }) => throughYear === undefined || year <= throughYear)
  const count = brought.reduce((sum, { actualMonths }) => sum + actualMonths, 0) + weightOf(paid)
  return {
    actual: figure('actualMonths', 'months', count, () => [...brought.map(openingMonths), ...yearsOf(paid)], {
      basis: COUNTED,
    }),
    arrears: arrearsMonthsOf(beyond),
  }
}

/** 本年实缴月数, by contribution month. */
export function paidMonthsOf(rows: readonly MonthRow[]): Explained<number> {
  const paid = inFull([...groupBy(rows, ({ month }) => month).values()])
  return figure('yearPaidMonths', 'months', weightOf(paid), () => paid.map((month) => monthNode(month, 'counted')), {
    basis: COUNTED,
  })
}

/** 欠缴月数 of these rows: months that nobody paid in full and something is missing for. */
export function arrearsMonthsOf(rows: readonly MonthRow[]): Explained<number> {
  const byMonth = [...groupBy(rows, ({ month }) => month).values()]
  const owed = byMonth.filter(
    (month) => !month.some(({ paidInFull }) => paidInFull) && month.some(({ arrears }) => arrears.value > 0),
  )
  return figure('arrearsMonths', 'months', weightOf(owed), () => owed.map((month) => monthNode(month, 'arrears')), {
    basis: COUNTED,
  })
}

/** The months that count, by the rule: paid in full, each calendar month once. */
function inFull(byMonth: readonly (readonly MonthRow[])[]): (readonly MonthRow[])[] {
  const payments = byMonth.flat().map(({ month, paidInFull }) => ({ contributionMonth: month, paidInFull }))
  const counted = new Set(countedMonths(payments).map(({ contributionMonth }) => contributionMonth))
  return byMonth.filter(([row]) => counted.has(row!.month))
}

/** 计为几个月：a month for each, twelve for a year paid in one amount. */
function weightOf(byMonth: readonly (readonly MonthRow[])[]): number {
  return byMonth.reduce((sum, rows) => sum + Math.max(...rows.map(({ weight }) => weight)), 0)
}

function openingMonths(opening: Posted<OpeningBalance>): Explained<number> {
  return figure('openingMonths', 'months', opening.actualMonths, () => [], { fact: opening.ref })
}

/** 月数已含于期初者不再计。What was settled up to the earliest opening year lies inside its figure. */
function beyondOpening(rows: readonly MonthRow[], openings: readonly OpeningBalance[]): readonly MonthRow[] {
  if (openings.length === 0) return rows
  const first = Math.min(...openings.map(({ year }) => year))
  return rows.filter(({ settlementMonths }) => yearOf(settlementMonths.at(-1)!) > first)
}

/** 截至某年末已结算的月份。 */
export function settledBy(
  { settlementMonths, month }: Pick<MonthRow, 'settlementMonths' | 'month'>,
  year: number,
): boolean {
  return yearOf(month) <= year && yearOf(settlementMonths[0]!) <= year
}

function yearsOf(paid: readonly (readonly MonthRow[])[]): Explained[] {
  const years = groupBy(paid, ([row]) => yearOf(row!.month))
  return [...years.values()].map((months) =>
    figure('yearPaidMonths', 'months', weightOf(months), () => months.map((month) => monthNode(month, 'counted'))),
  )
}

function monthNode(rows: readonly MonthRow[], as: 'counted' | 'arrears'): Explained {
  const row = rows.find(({ paidInFull }) => paidInFull) ?? rows[0]!
  const tell = () =>
    as === 'counted'
      ? [row.dueEmployer, row.duePerson, row.paidEmployer, row.paidPerson]
      : rows.map(({ arrears }) => arrears)
  return figure(as === 'counted' ? 'monthCounted' : 'contributionMonth', 'month', row.month, tell)
}
