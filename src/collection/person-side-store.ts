import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { factsOfPerson, registrationsOf } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import { groupBy, liveFacts } from '../records/live.js'
import { CORRECTABLE } from './kinds.js'
import type { PersonSide } from './maintenance-contract.js'
import { sharesOf } from './overlap.js'
import { isMovable } from './split-choice.js'

export interface KnownSide {
  readonly side: PersonSide
  /** All of the person's, reversals among them, each under its own number. */
  readonly facts: readonly Posted<Fact>[]
}

/** 并列的一边：who it is, what stands by insurance, and how many rows of each kind. Widening the scope is the caller's. */
export async function sideOf(trx: Trx, vault: Vault, personId: string): Promise<KnownSide> {
  const { facts } = await factsOfPerson(trx, personId, vault)
  const [registered] = await registrationsOf(trx, [personId], vault)
  const rows = groupBy(liveFacts(facts), ({ kind }) => kind)
  return {
    facts,
    side: {
      personId,
      fullName: registered?.fullName ?? '',
      identityNumber: mask(registered?.socialSecurityNumber ?? ''),
      sex: registered?.sex ?? '',
      birthDate: registered?.birthDate ?? '',
      agency: registered?.agency ?? '',
      shares: sharesOf(facts),
      kinds: [...rows].flatMap(([kind, of]) => {
        if (!isMovable(kind)) return []
        const { zh, en } = CORRECTABLE[kind]
        return [{ says: { zh, en }, rows: of.length }]
      }),
    },
  }
}
