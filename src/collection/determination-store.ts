import type { Trx } from '../db/database.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { alsoSee } from '../ledger/lookup-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import { computedOf } from './computed.js'
import { negated } from './correction-lines.js'
import { type Determined, type DeterminedItem, determine } from './determination.js'
import { at, type DraftPlace } from './draft-place.js'
import { factLine } from './fact-lines.js'
import type { CorrectableFact, DeterminationAsked, Drafted, FactLine } from './lines.js'

export interface DetermineHere {
  readonly vault: Vault
  readonly book: PolicyBook
  readonly place: DraftPlace
  readonly asked: DeterminationAsked
}

/** 依全部事实核定：the person's record as it stands in this transaction, under these rules. */
export async function determineNow(trx: Trx, { vault, book, place, asked }: DetermineHere): Promise<Determined> {
  await alsoSee(trx, [place.personId])
  const { facts } = await factsOfPerson(trx, place.personId, vault)
  return determine({ asked, facts, book, area: place.policy, today: place.today })
}

/** 一行核定：its items as facts, each with the computation that a reviewer reads; a provisional one gives way to the new. */
export async function determinationLine(
  trx: Trx,
  here: DetermineHere & { told: Omit<FactLine, 'facts' | 'personId'>; known: readonly Posted<Fact>[] },
): Promise<FactLine> {
  const { place, asked, told, known } = here
  const { items, replaces } = await determineNow(trx, here)
  const { row, identityNumber, fullName, ground } = told
  const facts = [...reversalsOfItems(replaces), ...determinationFacts(place, asked, items)]
  const computed = items.map(({ amount }) => computedOf(amount))
  return factLine({ row, identityNumber, fullName, ground, facts }, place, known, {
    computed,
    asked,
    replaces: replaces as readonly CorrectableFact[],
  })
}

function reversalsOfItems(replaced: readonly Posted<Fact>[]): Drafted[] {
  return replaced.map(({ ref, ...fact }) => {
    const { line: _, ...drafted } = negated(fact as CorrectableFact)
    return { ...drafted, reverses: ref } as Drafted
  })
}

/** 核定 → 事实，一项一行。 */
export function determinationFacts(
  place: DraftPlace,
  asked: DeterminationAsked,
  items: readonly DeterminedItem[],
): Drafted[] {
  return items.map(({ item, amount, periodic, fromMonth, throughMonth, provisional }) => ({
    ...{ ...at(place), ...asked, kind: 'benefitDetermination' as const },
    ...{ item, periodic, fromMonth, throughMonth, amount: amount.value, provisional },
  }))
}
