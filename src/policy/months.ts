import { cite, type Explained, explain, type FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'

/** 一笔缴费事实：the month it is for, whether that month is now paid in full, and where it is written. */
export interface MonthPaid {
  readonly contributionMonth: Period
  readonly paidInFull: boolean
  readonly fact?: FactRef
}

const RULE = cite('社会保险法', 16)

/** 计入月份：足额缴纳的对应费款所属期，同一自然月无论几笔只计一次。The first fact of each month tells it. */
export function countedMonths(payments: Iterable<MonthPaid>): MonthPaid[] {
  const counted = new Map<Period, MonthPaid>()
  for (const payment of payments) {
    const { contributionMonth, paidInFull } = payment
    if (paidInFull && !counted.has(contributionMonth)) counted.set(contributionMonth, payment)
  }
  return [...counted.values()].sort((a, b) => (a.contributionMonth < b.contributionMonth ? -1 : 1))
}

/** 实际缴费月数。 */
export function monthsCounted(payments: Iterable<MonthPaid>): Explained<number> {
  const months = countedMonths(payments)
  return explain('actualMonths', 'months', RULE, (why) => {
    for (const { contributionMonth, fact } of months) why.step('monthCounted', 'month', contributionMonth, fact)
    return months.length
  })
}

/** 缴费年限的书写：149 months are 12年05个月. */
export function yearsAndMonthsText(months: number): string {
  const pad = (n: number) => String(n).padStart(2, '0')
  return `${pad(Math.floor(months / 12))}年${pad(months % 12)}个月`
}
