import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { textsInForce } from '../ledger/policy-store.js'
import type { PolicyText } from '../policy/book.js'
import { type AppliedPosting, AppliedService } from './applied-service.js'
import type { OfRevision, ParameterChange } from './parameter-contract.js'
import { digestOf, type ParameterLines } from './parameter-lines.js'
import { makeParameters } from './parameter-making.js'
import type { ParameterService } from './parameter-service.js'
import type { CollectionPorts } from './ports.js'
import { alreadySo, notAgreed, rulesMoved } from './refusals-parameters.js'

/** 参数变更的施行。 */
export class ParameterApplyService {
  private readonly applied: AppliedService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly parameters: ParameterService,
  ) {
    this.applied = new AppliedService(ports)
  }

  async apply(actor: Actor, submissionId: string, { revision }: OfRevision): Promise<ParameterChange> {
    const { one, lines } = await this.parameters.read(actor, submissionId)
    await this.applied.apply(actor, one, revision, { notAgreed, make: async () => this.making(lines) })
    return this.parameters.show(actor, submissionId)
  }

  private making(lines: ParameterLines): AppliedPosting {
    const { texts } = this.ports.policy()
    const { facts, digest: policyDigest } = makeParameters(texts, lines)
    if (facts.length === 0) throw new Refusal(alreadySo, {})
    return { facts, policyDigest, still: (trx) => requireStill(trx, texts) }
  }
}

/** 施行须排队：the parameters are still those the change was put into, and nobody changes them in between. */
async function requireStill(trx: Trx, texts: readonly PolicyText[]): Promise<void> {
  await waitInLine(trx, ['parameters'])
  const now = (await textsInForce(trx)).filter(({ kind }) => kind === 'parameters')
  if (digestOf(now) !== digestOf(texts)) throw new Refusal(rulesMoved, {})
}
