import { type Period, yearOf } from '../kernel/period.js'
import type { AccountClose, Due, Fact, OpeningBalance, Paid, Posted } from '../ledger/fact.js'
import { countedMonths } from '../policy/months.js'
import { weightOf } from './contributions.js'
import { groupBy } from './live.js'

/** 结息行上的月数：months for which everything due had arrived by the end of the year, by contribution month. */
export function closingMonths(
  live: readonly Posted<Fact>[],
  insurance: string,
): (year: number) => Pick<AccountClose, 'paidMonths' | 'totalMonths'> {
  const lines: Posted<Due | Paid>[] = []
  const openings: OpeningBalance[] = []
  for (const fact of live) {
    if (!('insurance' in fact) || fact.insurance !== insurance) continue
    if (fact.kind === 'due' || fact.kind === 'paid') lines.push(fact)
    if (fact.kind === 'openingBalance') openings.push(fact)
  }
  const within = openings.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...openings.map(({ year }) => year))
  const places = [...groupBy(lines, ({ contributionMonth, employerId }) => `${contributionMonth}/${employerId ?? ''}`)]
  const months = places.flatMap(([, own]) => historyOf(own, within) ?? [])
  return (year) => {
    const full = months.filter(({ month, fullAt }) => yearOf(month) <= year && fullAt(year))
    const weights = new Map(full.map(({ month, weight }) => [month, weight]))
    const counted = countedMonths(full.map(({ month }) => ({ contributionMonth: month, paidInFull: true })))
    const brought = openings.reduce((sum, one) => sum + (one.year <= year ? one.actualMonths : 0), 0)
    const weigh = (months: typeof counted) => months.reduce((sum, one) => sum + weights.get(one.contributionMonth)!, 0)
    return {
      paidMonths: weigh(counted.filter(({ contributionMonth }) => yearOf(contributionMonth) === year)),
      totalMonths: brought + weigh(counted),
    }
  }
}

interface MonthHistory {
  readonly month: Period
  readonly weight: number
  /** Whether everything due had arrived by the end of a year. */
  readonly fullAt: (year: number) => boolean
}

/** Undefined for a month that lies inside an opening figure. */
function historyOf(lines: readonly Posted<Due | Paid>[], within: number): MonthHistory | undefined {
  const years = [...new Set(lines.map(({ settlementMonth }) => yearOf(settlementMonth)))].sort((a, b) => a - b)
  if (years.at(-1)! <= within) return undefined
  const steps = years.map((year) => ({
    year,
    full: isFull(lines.filter(({ settlementMonth }) => yearOf(settlementMonth) <= year)),
  }))
  return {
    month: lines[0]!.contributionMonth,
    weight: weightOf(lines),
    fullAt: (year) => steps.findLast((step) => step.year <= year)?.full ?? false,
  }
}

function isFull(lines: readonly Posted<Due | Paid>[]): boolean {
  let [due, dueOwn, paid, paidOwn, filed, fits] = [0, 0, 0, 0, false, true]
  for (const line of lines) {
    if (line.kind === 'due') {
      filed = true
      due += line.employerAmount
      dueOwn += line.personAmount
    } else {
      paid += line.employerAmount
      paidOwn += line.personAmount
      fits &&= line.fitsRule
    }
  }
  if (paid + paidOwn <= 0) return false
  return filed ? paid >= due && paidOwn >= dueOwn : fits
}
