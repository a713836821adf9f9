import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { postingsOf, waitInLine } from '../ledger/lookup-store.js'
import { textsInForce } from '../ledger/policy-store.js'
import type { AgreedVoucher } from '../ledger/posting-service.js'
import type { PolicyText } from '../policy/book.js'
import { AgreedService, leafSteps } from './agreed-service.js'
import { type Case, stateOfCase } from './case-store.js'
import type { OfRevision, ParameterChange } from './parameter-contract.js'
import { digestOf, type ParameterLines } from './parameter-lines.js'
import { makeParameters } from './parameter-making.js'
import { type ParameterService, requireRevision } from './parameter-service.js'
import type { CollectionPorts } from './ports.js'
import { samePerson, staffOnly } from './refusals.js'
import { alreadySo, notAgreed, rulesMoved } from './refusals-parameters.js'
import { hasActed } from './review.js'
import { findVouchers, type StoredVoucher, setPostings } from './voucher-store.js'

/**
 * 施行。The city's system administrator puts an agreed change into force and decides nothing of its content: what was
 * agreed is posted as it was agreed, or, where it fits no longer, not at all. Applied twice it is posted once.
 */
export class ParameterApplyService {
  private readonly agreed: AgreedService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly parameters: ParameterService,
  ) {
    this.agreed = new AgreedService(ports)
  }

  async apply(actor: Actor, submissionId: string, { revision }: OfRevision): Promise<ParameterChange> {
    const { one, lines } = await this.parameters.read(actor, submissionId)
    const state = stateOfCase(this.ports.routes, one)
    requireRevision(one, revision)
    if (!actor.posts.includes('systemAdmin')) throw new Refusal(staffOnly, {})
    if (hasActed(one.revision.enteredBy, one.steps, actor.personId)) throw new Refusal(samePerson, {})
    if (state !== 'posted') {
      if (state !== 'agreed') throw new Refusal(notAgreed, { state })
      await this.postOrBlock(actor, one, lines)
    }
    return this.parameters.show(actor, submissionId)
  }

  private async postOrBlock(actor: Actor, one: Case, lines: ParameterLines): Promise<void> {
    const [voucher] = await this.ports.app.transaction({}, (trx) => findVouchers(trx, one.vouchers))
    try {
      const postingId = await this.post(actor, one, voucher!, lines)
      await this.ports.app.transaction({}, (trx) => setPostings(trx, [{ voucher: voucher!, postingId }]))
      await this.ports.rulesChanged()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.entry.code === rulesMoved.code) await this.ports.rulesChanged()
      else await this.agreed.block(one, voucher!, { zh: error.say('zh'), en: error.say('en') })
      throw error
    }
  }

  /** A posting that was made before a crash is found again; its content is not made anew. */
  private async post(actor: Actor, one: Case, voucher: StoredVoucher, lines: ParameterLines): Promise<string> {
    const key = `${voucher.voucherId}:${voucher.revision}`
    const earlier = (await this.ports.app.transaction({}, (trx) => postingsOf(trx, [key]))).get(key)
    if (earlier !== undefined) return earlier
    const { texts } = this.ports.policy()
    const made = makeParameters(texts, lines)
    if (made.facts.length === 0) throw new Refusal(alreadySo, {})
    const agreed: AgreedVoucher = {
      ...{ key, bodyDigest: voucher.bodyDigest, voucherId: voucher.voucherId, revision: voucher.revision },
      ...{ kind: one.submission.kind, agency: one.submission.agency, businessDay: this.ports.clock.today() },
      policyDigest: made.digest,
      steps: [...leafSteps(one), this.stepOf(actor)],
      facts: made.facts,
    }
    const { postingId } = await this.ports.posting.post(agreed, (trx) => requireStill(trx, texts))
    return postingId
  }

  private stepOf(actor: Actor) {
    const [organisation, at] = [organisationOf(actor), this.ports.clock.now()]
    return { stage: 'application', verdict: 'applied', by: actor.personId, organisation, at }
  }
}

/** 施行须排队：the parameters are still those the change was put into, and nobody changes them in between. */
async function requireStill(trx: Trx, texts: readonly PolicyText[]): Promise<void> {
  await waitInLine(trx, ['parameters'])
  const now = (await textsInForce(trx)).filter(({ kind }) => kind === 'parameters')
  if (digestOf(now) !== digestOf(texts)) throw new Refusal(rulesMoved, {})
}
