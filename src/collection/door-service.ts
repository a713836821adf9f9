import type { FastifyRequest } from 'fastify'
import type { Action } from '../access/actions.js'
import { type Actor, organisationOf, subjectOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { type Circumstances, ownRecord, type Resource, SYSTEM } from '../access/resource.js'
import type { Section } from '../access/sections.js'
import { requireWholeMandate } from '../access/whole-mandate.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { employersByCode, employersById } from '../ledger/lookup-store.js'
import { requireOpenTo } from '../ledger/mandate-store.js'
import type { Channel } from '../policy/standard-field.js'
import { placeOf } from './case-place-store.js'
import { CaseService } from './case-service.js'
import { type Case, hasTakenPart, routeOfCase } from './case-store.js'
import type { Stage } from './contract.js'
import { employerOf } from './employer-terms.js'
import type { CollectionPorts } from './ports.js'
import { hasActed } from './review.js'
import { requestWithin } from './standard-gate.js'

/**
 * 采集之门。Asks whether an act is allowed, on which articles, and has the line committed before the act begins; a no is
 * a line, too. The services behind it hold the rules of the matter itself.
 */
export class Door {
  private readonly cases: CaseService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly gate: Gate,
  ) {
    this.cases = new CaseService(ports)
  }

  /** What concerns an agency: entries, registrations, levy results, tasks, suspense. */
  ofAgency(actor: Actor, action: Action, purpose = action as string): Promise<void> {
    return this.ask(actor, action, { kind: 'Agency', agency: organisationOf(actor) }, { purpose })
  }

  /** What lies with another agency than one's own, perhaps: the employer's. */
  inAgency(actor: Actor, action: Action, agency: string): Promise<void> {
    return this.ask(actor, action, { kind: 'Agency', agency }, { purpose: action })
  }

  /** 预览所及之人：each gets a line of their own once the act itself is allowed. */
  async ofPersons(actor: Actor, action: Action, persons: () => Promise<readonly string[]>): Promise<void> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ask(actor, action, resource, { purpose: action, subjects: await persons() })
  }

  /** What concerns no person and no agency: the published parameters. */
  ofSystem(actor: Actor, action: Action): Promise<void> {
    return this.ask(actor, action, SYSTEM, { purpose: action })
  }

  async ofEmployer(actor: Actor, action: Action, employerId: string): Promise<void> {
    const facts = await this.ports.app.transaction({}, (trx) => employersById(trx, [employerId]))
    const agency = employerOf(facts)?.agency ?? ''
    return this.ask(actor, action, { kind: 'Employer', employer: employerId, agency }, { purpose: action })
  }

  /** 单位的职工：each of those the answer shows gets a line of their own. */
  async ofStaff(actor: Actor, action: Action, employerId: string, persons: readonly string[]): Promise<void> {
    if (persons.length === 0) return
    const facts = await this.ports.app.transaction({}, (trx) => employersById(trx, [employerId]))
    const resource = { kind: 'Employer' as const, employer: employerId, agency: employerOf(facts)?.agency ?? '' }
    return this.ask(actor, action, resource, { purpose: action, subjects: persons })
  }

  /** 本人的记录，或所代之人的：wages are the class of contributions. */
  ofOwnRecord(actor: Actor, action: Action): Promise<void> {
    const sections: readonly Section[] = action === 'record.read' ? ['contribution'] : []
    return this.ask(actor, action, ownRecord(subjectOf(actor)), { purpose: action, sections })
  }

  /** 单位编号，by the credit code on the paper; `0` is nobody, and the gate refuses it. */
  async employerIdOf(creditCode: string): Promise<string> {
    const facts = await this.ports.app.transaction({}, (trx) => employersByCode(trx, [parseCreditCode(creditCode)]))
    return facts[0]?.employerId ?? '0'
  }

  /** What concerns one submission. `persons` are those whose data the answer shows: each gets a line of their own. */
  async ofSubmission(
    actor: Actor,
    action: Action,
    submissionId: string,
    persons: readonly string[] = [],
  ): Promise<void> {
    const one = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    const resource = this.voucherOf(one)
    return this.ask(actor, action, resource, { purpose: action, matter: submissionId, subjects: persons })
  }

  /** 凭证：whose it is, where its stage is taken now, and which posts its route names. */
  private voucherOf(one: Case): Extract<Resource, { kind: 'Voucher' }> {
    const { submissionId, agency, employerId } = one.submission
    const at = placeOf(this.ports, one)?.agency ?? agency
    const posts = [...new Set(routeOfCase(this.ports.routes, one).map(({ post }) => post))]
    return { kind: 'Voucher', voucher: submissionId, agency, employer: employerId ?? '', at, posts }
  }

  /** What is done at the stage it stands at now, whichever that is: to claim it, to ask for papers, to hand it up. */
  async ofPresentStage(actor: Actor, submissionId: string): Promise<void> {
    const one = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    return this.ofStage(actor, submissionId, placeOf(this.ports, one)?.stage ?? 'initialReview')
  }

  /** What concerns somebody's account: to end the posts of one who leaves. */
  ofAccount(actor: Actor, action: Action, person: string, agency: string): Promise<void> {
    return this.ask(actor, action, { kind: 'Account', person, agency }, { purpose: action, matter: person })
  }

  async ofStage(actor: Actor, submissionId: string, stage: Stage): Promise<void> {
    const one = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    const { employerId } = one.submission
    const affiliated = employerId !== undefined && (await this.ports.isOperatorOf(actor.personId, employerId))
    const handledBefore = hasActed(one.revision.enteredBy, one.steps, actor.personId)
    const place = placeOf(this.ports, one)
    const step = routeOfCase(this.ports.routes, one).find((step) => step.stage === stage)
    const post = place?.stage === stage ? place.post : step?.post
    const context = { stage, handledBefore, affiliated, post }
    return this.ask(actor, 'review.take', this.voucherOf(one), { purpose: 'review', matter: submissionId, context })
  }

  /** 维护复核：as the re-checking post, by somebody who took no part. */
  async ofRecheck(actor: Actor, submissionId: string): Promise<void> {
    const one = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    const { employerId } = one.submission
    const affiliated = employerId !== undefined && (await this.ports.isOperatorOf(actor.personId, employerId))
    const handledBefore = hasTakenPart(one, actor.personId)
    const context = { stage: 'recheck' as const, handledBefore, affiliated, post: 'rechecker' as const }
    return this.ask(actor, 'review.take', this.voucherOf(one), { purpose: 'recheck', matter: submissionId, context })
  }

  /** 依采集标准核对：after it is decided who may, and before the contract's own verdict; the words are those of a file. */
  within(request: FastifyRequest, kind: string, channel: Channel = 'form'): void {
    const { policy, clock } = this.ports
    requestWithin(request, { standard: policy().standard.standard, kind, today: clock.today(), channel })
  }

  private async ask(
    actor: Actor,
    action: Action,
    resource: Resource,
    rest: {
      purpose: string
      matter?: string
      context?: Circumstances
      subjects?: readonly string[]
      sections?: readonly Section[]
    },
  ): Promise<void> {
    // 保密标识：nobody of the staff but the named post is shown anything about whoever has one, whatever the case.
    await this.gate.pass({ actor, action, resource, ...rest }, async (trx, { decision }) => {
      // What these rooms tell of a person is told whole: declared wages are one for all insurances and a year.
      requireWholeMandate(decision)
      if (actor.realm === 'staff') await requireOpenTo(trx, actor, rest.subjects ?? [])
    })
  }
}
