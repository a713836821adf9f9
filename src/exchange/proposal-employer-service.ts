import type { Actor } from '../access/actor.js'
import { EmployerChangeService } from '../collection/employer-change-service.js'
import { employerOf } from '../collection/employer-terms.js'
import { RegistrationService } from '../collection/registration-service.js'
import { ReliefService } from '../collection/relief-service.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { employersById } from '../ledger/lookup-store.js'
import type { Difference } from './difference-store.js'
import type { DifferenceBody } from './matching-service.js'
import type { ExchangePorts } from './ports.js'
import type { Papers } from './proposal.js'
import { missingDifference } from './refusals.js'

/** 照对方改单位的登记。 */
export class EmployerProposals {
  constructor(private readonly ports: ExchangePorts) {}

  /** 本方没有的单位：what the bulletin tells, and what the clerk filled in. */
  async register(actor: Actor, { texts }: DifferenceBody, { documentId, fill }: Papers): Promise<string> {
    const { collection } = this.ports
    const request = {
      ...{ creditCode: texts['creditCode']!, name: texts['name']!, status: 'active' as const },
      employerType: texts['employerType'] ?? fill.employerType!,
      ...{ industryCode: fill.industryCode!, injuryClass: fill.injuryClass!, injuryFloat: fill.injuryFloat! },
      ...{ fromMonth: this.monthOf(texts), documentId },
    }
    return (await new RegistrationService(collection).registerEmployer(actor, request)).id
  }

  async change(actor: Actor, one: Difference, body: DifferenceBody, { note, documentId }: Papers): Promise<string> {
    const { creditCode } = await this.employer(one)
    const changes = one.field === 'employerName' ? { name: body.theirs } : { employerType: body.theirs }
    const request = { creditCode, fromMonth: this.monthOf(body.texts), changes, ground: note, documentId }
    return (await new EmployerChangeService(this.ports.collection).change(actor, request)).id
  }

  /** 对方仍存续而本方已注销：the registration that ended it is reversed. */
  async reopen(actor: Actor, one: Difference, { note, documentId }: Papers): Promise<string> {
    const { creditCode, ended } = await this.employer(one)
    if (ended === undefined) throw new Refusal(missingDifference, {})
    const request = {
      ...{ creditCode, kind: 'employerRegistration' as const, ...ended },
      ...{ reason: 'comparisonResult' as const, explanation: note, documentId },
    }
    return (await new ReliefService(this.ports.collection).correct(actor, request)).id
  }

  private monthOf(texts: DifferenceBody['texts']) {
    return periodOfDay((texts['day'] ?? this.ports.collection.clock.today()) as Day)
  }

  private async employer({ employerId = '0' }: Difference) {
    const facts = await this.ports.collection.app.transaction({}, (trx) => employersById(trx, [employerId]))
    const last = employerOf(facts)?.versions.at(-1)
    if (last === undefined) throw new Refusal(missingDifference, {})
    const ended = facts.findLast(
      ({ status, fromMonth, reverses }) => status === 'ended' && fromMonth === last.fromMonth && reverses === undefined,
    )
    const place = last.status === 'ended' ? ended?.ref : undefined
    return { creditCode: last.creditCode, ended: place }
  }
}
