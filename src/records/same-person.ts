import type { Fact, Posted } from '../ledger/fact.js'
import { liveFacts, ofKind } from './live.js'

/** 依这些事实，与此编号同为一人的全部编号。Merges that were undone fall away with their undoing, whatever the order. */
export function samePersonIn(facts: readonly Posted<Fact>[], personId: string): ReadonlySet<string> {
  const joined = ofKind(liveFacts(facts), 'personAlias')
  const same = new Set([personId])
  for (let before = 0; before !== same.size; ) {
    before = same.size
    for (const { personId: one, otherPersonId } of joined) {
      if (same.has(one)) same.add(otherPersonId)
      if (same.has(otherPersonId)) same.add(one)
    }
  }
  return same
}
