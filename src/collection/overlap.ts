import type { Fact, Paid, Posted } from '../ledger/fact.js'
import { compare, groupBy, liveFacts, ofKind } from '../records/live.js'
import type { InsuranceShare, OverlapMonth } from './maintenance-shapes.js'

/** 两份记录都有实缴的月份：where they are joined, the money of both stands in one month. */
export function overlapOf(one: readonly Posted<Fact>[], other: readonly Posted<Fact>[]): OverlapMonth[] {
  const [first, second] = [paidByMonth(one), paidByMonth(other)]
  return [...first]
    .flatMap(([key, amount]) => {
      const amountToo = second.get(key)
      const [insurance, month] = key.split('|') as [string, string]
      return amountToo === undefined ? [] : [{ insurance, month, amount, amountToo }]
    })
    .sort((a, b) => compare(a.insurance + a.month, b.insurance + b.month))
}

function paidByMonth(facts: readonly Posted<Fact>[]): Map<string, number> {
  const months = groupBy(
    ofKind(liveFacts(facts), 'paid'),
    ({ insurance, contributionMonth }) => `${insurance}|${contributionMonth}`,
  )
  const sums = [...months].map(([key, paids]) => [key, paids.reduce((sum, one) => sum + moneyOf(one), 0)] as const)
  return new Map(sums.filter(([, amount]) => amount !== 0))
}

/** 各险种的应缴、实缴与月份，一份记录一行一险。 */
export function sharesOf(facts: readonly Posted<Fact>[]): InsuranceShare[] {
  const live = liveFacts(facts)
  const [dues, paids] = [ofKind(live, 'due'), ofKind(live, 'paid')]
  const insurances = [...new Set([...dues, ...paids].map(({ insurance }) => insurance))].sort(compare)
  return insurances.map((insurance) => {
    const paid = paids.filter((one) => one.insurance === insurance)
    const months = [...new Set(paid.map(({ contributionMonth }) => contributionMonth))].sort(compare)
    return {
      insurance,
      due: dues.reduce((sum, one) => (one.insurance === insurance ? sum + moneyOf(one) : sum), 0),
      paid: paid.reduce((sum, one) => sum + moneyOf(one), 0),
      months: months.length,
      ...(months.length === 0 ? {} : { first: months[0]!, last: months.at(-1)! }),
    }
  })
}

function moneyOf({ employerAmount, personAmount }: Pick<Paid, 'employerAmount' | 'personAmount'>): number {
  return employerAmount + personAmount
}
