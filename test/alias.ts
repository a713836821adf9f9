import type { Fact, Posted } from '../src/ledger/fact.js'

const COMMON = { kind: 'personAlias' as const, line: 1, agency: '999901', area: '999900', document: '合并申请 1 号' }

/** 合并的两行：one under each number. */
export function mergeFacts(kept: string, merged: string): Fact[] {
  return [
    { ...COMMON, personId: kept, otherPersonId: merged, role: 'kept', change: 'merge' },
    { ...COMMON, personId: merged, otherPersonId: kept, role: 'merged', change: 'merge' },
  ]
}

/** 撤销的两行：each reverses one row of the merge. */
export function undoFacts(kept: string, merged: string, posting: string): Fact[] {
  return mergeFacts(kept, merged).map(
    (fact, ordinal) => ({ ...fact, change: 'undo', reverses: { posting, ordinal } }) as Fact,
  )
}

export function sums(facts: readonly Posted<Fact>[]): number {
  return facts.reduce((sum, fact) => sum + (fact.kind === 'paid' ? fact.personAmount : 0), 0)
}
