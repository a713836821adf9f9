import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { AccountCredit } from '../policy/account-interest.js'
import type { AccountNow } from '../policy/estimate-input.js'
import type { AccountYearRecord } from './account-record.js'
import { figure } from './figure.js'
import { placeOf } from './live.js'
import type { RightsRecord } from './record.js'

const NOTHING = 0 as Fen

/**
 * 测算起点的个人账户：the balance of the last settled year, and what has come in since, each amount in the month of its
 * settlement. What moved in counts from its month; nothing of it is supposed.
 */
export function accountNow(record: RightsRecord, facts: readonly Posted<Fact>[]): AccountNow {
  const settled = record.account.findLast(({ state, closing }) => closing !== undefined && state === 'settled')
  const open = record.account.filter(({ year }) => settled === undefined || year > settled.year)
  const [first] = open
  const year = first?.year ?? (settled === undefined ? yearOf(record.through) : settled.year + 1)
  const opening = settled?.closing ?? first?.opening ?? figure('openingBalance', 'fen', NOTHING, () => [])
  const byPlace = new Map(facts.map((fact) => [placeOf(fact.ref), fact]))
  return { year, opening, credits: new Map(open.map((one) => [one.year, creditsOf(one, byPlace)])) }
}

function creditsOf(year: AccountYearRecord, facts: ReadonlyMap<string, Posted<Fact>>): AccountCredit[] {
  return [year.credits, year.movedIn]
    .flatMap((part) => (part === undefined ? [] : leaves(part)))
    .map((leaf) => {
      const fact = leaf.fact === undefined ? undefined : facts.get(placeOf(leaf.fact))
      return {
        month: monthIn(fact, year.year),
        amount: leaf.value as Fen,
        ...(leaf.fact === undefined ? {} : { fact: leaf.fact }),
      }
    })
}

function leaves(part: Explained): Explained[] {
  if (part.fact !== undefined || part.from.length === 0) return part.value === 0 ? [] : [part]
  return part.from.flatMap(leaves)
}

/** The month in which the money entered the account; one that its fact does not tell bears interest from the year's end only. */
function monthIn(fact: Posted<Fact> | undefined, year: number): number {
  const month: Period | undefined =
    fact?.kind === 'paid' ? fact.settlementMonth : fact?.kind === 'transfer' ? fact.month : undefined
  return month !== undefined && yearOf(month) === year ? monthOf(month) : 12
}
