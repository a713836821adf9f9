import { type Period, yearOf } from '../kernel/period.js'
import type { AccountClose, Due, Fact, OpeningBalance, Paid, Posted } from '../ledger/fact.js'
import { weightOf } from './contributions.js'

type Line = Posted<Due | Paid>

/** 结息行上的月数：months for which everything due had arrived by the end of the year, by contribution month. */
export function closingMonths(
  live: readonly Posted<Fact>[],
  insurance: string,
): (year: number) => Pick<AccountClose, 'paidMonths' | 'totalMonths'> {
  const openings: OpeningBalance[] = []
  const places = new Map<string, Line[]>()
  for (const fact of live) {
    if (!('insurance' in fact) || fact.insurance !== insurance) continue
    if (fact.kind === 'openingBalance') openings.push(fact)
    if (fact.kind !== 'due' && fact.kind !== 'paid') continue
    const place = fact.contributionMonth + (fact.employerId ?? '')
    const own = places.get(place)
    if (own === undefined) places.set(place, [fact])
    else own.push(fact)
  }
  const within = openings.length === 0 ? Number.NEGATIVE_INFINITY : Math.min(...openings.map(({ year }) => year))
  const months = monthsOf(places.values(), within)
  return (year) => {
    let [paidMonths, totalMonths] = [0, 0]
    for (const { own, weight, since, fullAt } of months.values()) {
      if (own > year || since > year || fullAt?.(year) === false) continue
      totalMonths += weight
      if (own === year) paidMonths += weight
    }
    for (const one of openings) if (one.year <= year) totalMonths += one.actualMonths
    return { paidMonths, totalMonths }
  }
}

interface MonthHistory {
  readonly own: number
  readonly weight: number
  /** From the end of this year on everything due has arrived; `fullAt` tells where that came and went. */
  readonly since: number
  readonly fullAt?: ((year: number) => boolean) | undefined
}

/** Every month once, however many employers it was paid through. */
function monthsOf(places: Iterable<readonly Line[]>, within: number): Map<Period, MonthHistory> {
  const months = new Map<Period, MonthHistory>()
  for (const lines of places) {
    const found = historyOf(lines, within)
    if (found === undefined) continue
    const month = lines[0]!.contributionMonth
    const known = months.get(month)
    months.set(month, known === undefined ? found : either(known, found))
  }
  return months
}

/** Undefined for a month that lies inside an opening figure, or never was paid in full. */
function historyOf(lines: readonly Line[], within: number): MonthHistory | undefined {
  const own = yearOf(lines[0]!.contributionMonth)
  const first = yearOf(lines[0]!.settlementMonth)
  if (lines.length === 1 || lines.every((line) => yearOf(line.settlementMonth) === first)) {
    return first <= within || !isFull(lines) ? undefined : { own, weight: weightOf(lines), since: first }
  }
  const years = [...new Set(lines.map((line) => yearOf(line.settlementMonth)))].sort((a, b) => a - b)
  if (years.at(-1)! <= within) return undefined
  const steps = years.map((year) => ({
    year,
    full: isFull(lines.filter((line) => yearOf(line.settlementMonth) <= year)),
  }))
  const since = steps.find(({ full }) => full)?.year
  if (since === undefined) return undefined
  const fullAt = (year: number) => steps.findLast((step) => step.year <= year)?.full ?? false
  return { own, weight: weightOf(lines), since, fullAt }
}

function either(one: MonthHistory, other: MonthHistory): MonthHistory {
  const holds = ({ since, fullAt }: MonthHistory, year: number) => since <= year && fullAt?.(year) !== false
  const since = Math.min(one.since, other.since)
  return { ...one, since, fullAt: (year) => holds(one, year) || holds(other, year) }
}

function isFull(lines: readonly Line[]): boolean {
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
