import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import { staffAcross } from './account-store.js'
import type { Actor } from './actor.js'
import { agenciesUnder } from './agency-tree.js'
import type { SignatureView, SignedList } from './authority-contract.js'
import type { AuthorityPorts } from './authority-house-service.js'
import { listDigest, rowsOf, signatureView } from './authority-list-service.js'
import { accountViews, namesOf } from './authority-view-service.js'
import { listChanged, signatureMissing } from './refusals-authority.js'
import { findSignature, insertSignature, type Signature } from './signature-store.js'

type Rows = SignedList['rows']

/**
 * 权限清单的签署。The head of an agency signs the list as it was seen: who holds which posts for which days. What was signed is
 * kept whole, with who signed it and when.
 */
export class SignatureService {
  constructor(private readonly ports: AuthorityPorts) {}

  sign(actor: Actor, digest: string): Promise<SignatureView> {
    const { ports } = this
    const { clock, chance, secrets } = ports
    const agency = actor.agency ?? ''
    const ask = {
      actor,
      action: 'account.sign' as const,
      resource: { kind: 'Agency' as const, agency },
      matter: digest,
    }
    return ports.gate.pass(ask, async (trx) => {
      const staff = await staffAcross(trx, agenciesUnder(ports.agencies(), agency))
      const accounts = await accountViews(ports, trx, actor, staff)
      if (listDigest(ports, accounts) !== digest) throw new Refusal(listChanged, {})
      const at = clock.now()
      const made: Signature = {
        ...{ signatureId: uuidV7(at, chance.bytes(10)), agency, digest: Buffer.from(digest, 'hex'), at },
        ...{ accounts: accounts.length, signedBy: actor.personId },
        body: secrets.encrypt(JSON.stringify(rowsOf(accounts))),
      }
      await insertSignature(trx, made)
      return signatureView(ports, made, await namesOf(ports, trx, [actor.personId]))
    })
  }

  /** 所签的原样。 */
  signed(actor: Actor, signatureId: string): Promise<SignedList> {
    const { ports } = this
    const agency = actor.agency ?? ''
    const ask = { actor, action: 'account.list' as const, resource: { kind: 'Agency' as const, agency } }
    return ports.gate.pass(ask, async (trx) => {
      const found = await findSignature(trx, signatureId)
      if (found === undefined || !agenciesUnder(ports.agencies(), agency).includes(found.agency))
        throw new Refusal(signatureMissing, {})
      const names = await namesOf(ports, trx, [found.signedBy])
      return {
        signature: signatureView(ports, found, names),
        rows: JSON.parse(ports.secrets.decrypt(found.body)) as Rows,
      }
    })
  }
}
