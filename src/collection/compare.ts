import type { Ppm } from '../kernel/money.js'
import type { Due, Posted } from '../ledger/fact.js'
import { standing } from './employer-terms.js'
import { DIFFERENCES, type Difference } from './kinds.js'
import type { ContributionLine } from './lines.js'

/** 一人的前后：what was filed before and what comes in now. */
export interface Compared {
  readonly personId: string
  readonly difference: Difference
  readonly row?: number | undefined
  readonly fullName?: string | undefined
  readonly identityNumber?: string | undefined
  readonly wageBefore?: number | undefined
  readonly wageNow?: number | undefined
  readonly amountBefore?: number | undefined
  readonly amountNow?: number | undefined
}

const ORDER = Object.keys(DIFFERENCES) as Difference[]

/** 差异，险者在先。Pure: dues of the month compared with against the incoming lines. */
export function compareLines(
  before: readonly Posted<Due>[],
  lines: readonly ContributionLine[],
  settlementMonth: string,
  marked: Ppm,
): Compared[] {
  const earlier = sumsOf(before)
  const seen = new Set<string>()
  const incoming = lines.map((line): Compared => {
    const { personId, row, fullName, identityNumber, declaredWage: wageNow } = line
    const was = earlier.get(personId)
    seen.add(personId)
    const amountNow = line.items.reduce((sum, { employer, person }) => sum + employer + person, 0)
    const difference =
      line.contributionMonth < settlementMonth ? 'earlierMonth' : differenceOf(was?.wage, wageNow, marked)
    return {
      personId,
      row,
      fullName,
      identityNumber,
      difference,
      wageBefore: was?.wage,
      wageNow,
      amountBefore: was?.amount,
      amountNow,
    }
  })
  const gone = [...earlier].flatMap(([personId, { wage, amount }]): Compared[] =>
    seen.has(personId) ? [] : [{ personId, difference: 'gone', wageBefore: wage, amountBefore: amount }],
  )
  return [...gone, ...incoming].sort((a, b) => ORDER.indexOf(a.difference) - ORDER.indexOf(b.difference))
}

/** A wage that moved by more than the setting says is a risk to look at first. */
function differenceOf(before: number | undefined, now: number, marked: Ppm): Difference {
  if (before === undefined) return 'fresh'
  const moved = BigInt(Math.abs(now - before)) * 1_000_000n > BigInt(before) * BigInt(marked)
  if (moved) return now < before ? 'wageFell' : 'wageRose'
  return now === before ? 'same' : 'changed'
}

function sumsOf(dues: readonly Posted<Due>[]): Map<string, { wage: number; amount: number }> {
  const sums = new Map<string, { wage: number; amount: number }>()
  for (const { personId, declaredWage, employerAmount, personAmount } of standing(dues)) {
    const sum = sums.get(personId) ?? { wage: 0, amount: 0 }
    sum.wage = Math.max(sum.wage, declaredWage)
    sum.amount += employerAmount + personAmount
    sums.set(personId, sum)
  }
  return sums
}
