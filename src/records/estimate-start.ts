import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { AccountCredit } from '../policy/account-interest.js'
import type { AccountNow } from '../policy/estimate-input.js'
import type { AccountRecord, AccountYearRecord } from './account-record.js'
import { total } from './figure.js'
import { placeOf } from './live.js'
import type { RightsRecord } from './rights-record.js'
import { EMPLOYEE_PENSIONS } from './years.js'

/**
 * 测算起点的个人账户：the balance of the last settled year, and what has come in since, each amount in the month of its
 * settlement. Somebody who paid under both employee pensions has what stands in both.
 */
export function accountNow(record: RightsRecord, facts: readonly Posted<Fact>[]): AccountNow {
  const accounts = record.accounts.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
  const year = Math.min(yearOf(record.today.slice(0, 7) as Period), ...accounts.map(firstOpenYear))
  const byPlace = new Map(facts.map((fact) => [placeOf(fact.ref), fact]))
  const credits = new Map<number, AccountCredit[]>()
  for (const one of accounts.flatMap((account) => account.years)) {
    if (one.year < year) continue
    credits.set(one.year, [...(credits.get(one.year) ?? []), ...creditsOf(one, byPlace)])
  }
  return {
    year,
    opening: total(
      'openingBalance',
      accounts.flatMap((one) => openingOf(one, year)),
    ),
    credits,
  }
}

/** The first year that is not settled for good. */
function firstOpenYear({ years }: AccountRecord): number {
  const settled = years.findLast(({ state }) => state === 'settled')
  const first = years.find(({ year }) => settled === undefined || year > settled.year)
  return first?.year ?? (settled === undefined ? Number.POSITIVE_INFINITY : settled.year + 1)
}

function openingOf({ years }: AccountRecord, year: number): Explained<Fen>[] {
  const before = years.findLast((one) => one.year < year)
  const opening = before?.closing ?? before?.balance ?? years.find((one) => one.year >= year)?.opening
  return opening === undefined ? [] : [opening]
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
