import type { Fact, Posted } from '../ledger/fact.js'
import { movesByInsurance } from './account-moves.js'
import { doubtsOfLegacy } from './doubt-legacy.js'
import { doubtsOfLife } from './doubt-life.js'
import { doubtsOfMoney } from './doubt-money.js'
import { doubtsOfMonths } from './doubt-months.js'
import { DOUBT_ORDER, type Doubt } from './doubts.js'
import { byPlace, compare, ofKind } from './live.js'
import type { RightsRecord } from './rights-record.js'

/** 全部矛盾，in a fixed order: the same facts in any order give the same doubts. */
export function doubtsOf(known: readonly Posted<Fact>[], record: Omit<RightsRecord, 'doubts'>): Doubt[] {
  const { registration, insurances, accounts, life, benefits, deemed, transfers } = record
  const moves = movesByInsurance(known)
  const { stretches } = registration
  const found = [
    ...doubtsOfLife(known, life, registration.person),
    ...doubtsOfMonths({ insurances, stretches, deemed, transfers }),
    ...doubtsOfLegacy(ofKind(known, 'legacyDoubt'), record),
    ...doubtsOfMoney(accounts, (insurance) => moves.get(insurance)?.moves ?? [], benefits),
  ]
  return found
    .map((one) => ({ ...one, facts: [...one.facts].sort(byPlace) }))
    .sort((a, b) => DOUBT_ORDER.indexOf(a.key) - DOUBT_ORDER.indexOf(b.key) || compare(sortKey(a), sortKey(b)))
}

function sortKey({ insurance = '', months }: Doubt): string {
  return `${insurance}/${months[0] ?? ''}`
}
