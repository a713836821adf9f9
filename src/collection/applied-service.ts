import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import type { Fact } from '../ledger/fact.js'
import { postingsOf } from '../ledger/lookup-store.js'
import { AgreedService, leafSteps } from './agreed-service.js'
import { type Case, stateOfCase } from './case-store.js'
import type { SubmissionState } from './kinds.js'
import { requireRevision } from './parameter-service.js'
import type { CollectionPorts } from './ports.js'
import { samePerson, staffOnly } from './refusals.js'
import { rulesMoved } from './refusals-parameters.js'
import { hasActed } from './review.js'
import { findVouchers, type StoredVoucher, setPostings } from './voucher-store.js'

/** 施行所记：what an agreed change comes to now, the digest it is posted under, and that nothing moved meanwhile. */
export interface AppliedPosting {
  readonly facts: readonly Fact[]
  readonly policyDigest: string
  readonly still: (trx: Trx) => Promise<void>
}

interface Applying {
  /** What is said of a change that was not agreed. */
  readonly notAgreed: RefusalEntry<{ state: SubmissionState }>
  /** Refuses where the change fits no longer, or stands already. */
  readonly make: () => Promise<AppliedPosting>
}

/**
 * 施行。The city's system administrator puts an agreed change of the rules into force and decides nothing of its content:
 * what was agreed is posted as it was agreed, or, where it fits no longer, not at all. Applied twice it is posted once.
 */
export class AppliedService {
  private readonly agreed: AgreedService

  constructor(private readonly ports: CollectionPorts) {
    this.agreed = new AgreedService(ports)
  }

  async apply(actor: Actor, one: Case, revision: number, { notAgreed, make }: Applying): Promise<void> {
    requireRevision(one, revision)
    if (!actor.posts.includes('systemAdmin')) throw new Refusal(staffOnly, {})
    if (hasActed(one.revision.enteredBy, one.steps, actor.personId)) throw new Refusal(samePerson, {})
    const state = stateOfCase(this.ports.routes, one)
    if (state === 'posted') return
    if (state !== 'agreed') throw new Refusal(notAgreed, { state })
    await this.postOrBlock(actor, one, make)
    await this.ports.rulesChanged()
  }

  private async postOrBlock(actor: Actor, one: Case, make: Applying['make']): Promise<void> {
    const { app } = this.ports
    const [voucher] = await app.transaction({}, (trx) => findVouchers(trx, one.vouchers))
    try {
      const postingId = await this.post(actor, one, voucher!, make)
      await app.transaction({}, (trx) => setPostings(trx, [{ voucher: voucher!, postingId }]))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.entry.code === rulesMoved.code) await this.ports.rulesChanged()
      else await this.agreed.block(one, voucher!, { zh: error.say('zh'), en: error.say('en') })
      throw error
    }
  }

  /** A posting that was made before a crash is found again; its content is not made anew. */
  private async post(actor: Actor, one: Case, voucher: StoredVoucher, make: Applying['make']): Promise<string> {
    const { app, posting, clock } = this.ports
    const { voucherId, revision, bodyDigest } = voucher
    const key = `${voucherId}:${revision}`
    const earlier = (await app.transaction({}, (trx) => postingsOf(trx, [key]))).get(key)
    if (earlier !== undefined) return earlier
    const { facts, policyDigest, still } = await make()
    const { kind, agency } = one.submission
    const step = { stage: 'application', verdict: 'applied', by: actor.personId, organisation: organisationOf(actor) }
    const steps = [...leafSteps(one), { ...step, at: clock.now() }]
    const agreed = { key, bodyDigest, voucherId, revision, kind, agency, businessDay: clock.today(), policyDigest }
    const { postingId } = await posting.post({ ...agreed, steps, facts }, still)
    return postingId
  }
}
