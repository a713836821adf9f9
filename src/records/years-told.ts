import type { Explained } from '../kernel/explain.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { MonthRow } from './contributions.js'
import { figure } from './figure.js'
import type { InsuranceRecord } from './insurance-record.js'
import { groupBy } from './live.js'

type Count = Explained<number>

/**
 * 缴费年限的说明。The same figures as the rule's, told year by year, each month with what was due and paid for it: a life of
 * thirty years unfolds into thirty lines, not into some hundred. `counts` are the figures that may lie within each other.
 */
export function toldByYear(counts: readonly Count[], insurances: readonly InsuranceRecord[]): (one: Count) => Count {
  const paidFor = rowOfMonth(insurances)
  const parts = (from: readonly Explained[]): Explained[] => {
    const months = from.filter(isMonth)
    const others = from.filter((part) => !isMonth(part)).map((part) => told.get(part as Count) ?? part)
    const years = [...groupBy(months, ({ value }) => yearOf(value)).values()]
    return [...others, ...years.map((own) => yearOfMonths(own, paidFor))]
  }
  const told = new Map(
    counts.map((one) => {
      const { term, unit, value, basis } = one
      return [one, figure(term, unit, value, () => parts(one.from), basis === undefined ? {} : { basis })]
    }),
  )
  return (one) => told.get(one) ?? one
}

function isMonth(part: Explained): part is Explained<Period> {
  return part.term === 'monthCounted'
}

function yearOfMonths(months: readonly Explained<Period>[], paidFor: (month: Period) => MonthRow | undefined): Count {
  return figure('yearPaidMonths', 'months', months.length, () =>
    months.map((month) => {
      const row = paidFor(month.value)
      if (row === undefined) return month
      const sides = () => [row.dueEmployer, row.duePerson, row.paidEmployer, row.paidPerson]
      return figure('monthCounted', 'month', month.value, sides, month.fact === undefined ? {} : { fact: month.fact })
    }),
  )
}

/** Looked up only when somebody unfolds a year. */
function rowOfMonth(insurances: readonly InsuranceRecord[]): (month: Period) => MonthRow | undefined {
  let rows: Map<Period, MonthRow> | undefined
  return (month) => {
    rows ??= new Map(
      insurances.flatMap((one) => one.rows.filter(({ paidInFull }) => paidInFull).map((row) => [row.month, row])),
    )
    return rows.get(month)
  }
}
