import type { Trx } from '../db/database.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { factsOfPersons } from '../ledger/lookup-store.js'

/** 此人已记账的专家意见。The caller's scope has named the person. */
export function opinionsOf(trx: Trx, personId: string): Promise<Posted<Fact>[]> {
  return factsOfPersons(trx, [personId], ['expertOpinion']) as Promise<Posted<Fact>[]>
}
