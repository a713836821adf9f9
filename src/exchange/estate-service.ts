import type { Actor } from '../access/actor.js'
import { requireWholeMandate } from '../access/whole-mandate.js'
import { keepersOf } from '../collection/keepers-store.js'
import { Refusal } from '../kernel/refusal.js'
import { openedNames } from '../ledger/lookup-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import type { Estate } from './contract.js'
import { DeathService } from './death-service.js'
import type { ExchangePorts } from './ports.js'
import { noDeath } from './refusals.js'

/** 遗属办理事项。A look at the record of who died, decided and written like any other. */
export function estateOf(ports: ExchangePorts, actor: Actor, personId: string): Promise<Estate> {
  const { vault } = ports.collection
  const ask = {
    ...{ actor, action: 'record.read' as const, purpose: 'estate', matter: 'estate', subjects: [personId] },
    sections: ['registration', 'account', 'benefit'] as const,
    resource: async (trx: Parameters<typeof keepersOf>[0]) => {
      return { kind: 'Record' as const, person: personId, ...(await keepersOf(trx, personId)) }
    },
  }
  return ports.gate.pass(ask, async (trx, { decision }) => {
    requireWholeMandate(decision)
    const { facts } = await factsOfPerson(trx, personId, vault)
    const name = (await openedNames(trx, [personId], vault)).get(personId)
    const estate = name && new DeathService(ports).estate(facts, personId, name)
    if (estate === undefined) throw new Refusal(noDeath, {})
    return estate
  })
}
