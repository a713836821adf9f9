import { requireAgreement } from '../exchange/partner-agreement-store.js'
import { findPartner, partnersInForce } from '../exchange/partner-store.js'
import { invariant } from '../kernel/invariant.js'
import type { TransferPorts } from '../transfer/ports.js'
import type { Foundation } from './foundation.js'
import type { Rooms } from './rooms.js'

/** 关系转移对外签名所用的名称。 */
const SIGNS_AS = 'transfer'

/** 关系转移之室的接线：the partners of exchange, and the house's own signature on what goes out. */
export function transferPorts(house: Foundation, { collection, exchange }: Rooms): TransferPorts {
  const [pair] = house.secrets.signersFor(SIGNS_AS)
  invariant(pair !== undefined, 'the house has a key to sign with')
  return {
    collection,
    sealer: house.sealer,
    agenciesUnder: exchange.agenciesUnder,
    // A partner without an agreement in force is applied to for nothing, and nothing it sends is read.
    findPartner: async (trx, name) => {
      const partner = await findPartner(trx, name)
      const asked = { agencies: collection.agencies(), today: collection.clock.today() }
      if (partner !== undefined) await requireAgreement(trx, partner, asked)
      return partner
    },
    partners: partnersInForce,
    sign: (bytes) => pair.signer.sign(bytes),
  }
}
