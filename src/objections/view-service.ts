import { type Actor, subjectOf } from '../access/actor.js'
import type { Section } from '../access/sections.js'
import type { Trx } from '../db/database.js'
import { maskName } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import { recordAsk } from '../query/record-service.js'
import { isPathWithin } from '../records/narrowed.js'
import type { ObjectionList, ObjectionView, StepView, SupplyRequest } from './contract.js'
import { ObjectionDesk, type OpenObjection } from './desk-service.js'
import { HandleService } from './handle-service.js'
import { requireHandlerOf } from './marked-service.js'
import type { ObjectionPorts } from './ports.js'
import { unknownObjection } from './refusals.js'
import { postsFor } from './reviewers.js'
import { sectionOf } from './section-of.js'
import { actsAt } from './states.js'
import { type ObjectionStep, objectionsAt, objectionsOfEmployer, objectionsOfPersons } from './store.js'
import {
  ESCALATED,
  EVIDENCE_FROM,
  type EvidenceFrom,
  MOVED_BY_ITSELF,
  PAPER_BASES,
  type PaperBasis,
  REMEDY,
  REMINDED,
  slipText,
} from './words.js'

const MOST = 500
const CLASSES: readonly Section[] = ['registration', 'contribution', 'benefit', 'account', 'other']

/** 看进度。The person sees the agency and post of every step and nobody's name; staff see who. */
export class ViewService {
  private readonly desk: ObjectionDesk
  private readonly handling: HandleService

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
    this.handling = new HandleService(ports)
  }

  /** 本人（或所代之人）的异议；an agent sees those of the sections the mandate opens. */
  async mine(actor: Actor): Promise<ObjectionList> {
    await this.handling.settle()
    return this.passOwn(actor, 'objections', async (trx, personId, sees) => {
      const { ids } = await foldOf(trx, [personId])
      const all = await this.desk.opened(trx, await objectionsOfPersons(trx, ids))
      const seen = all.filter(({ one }) => sees(one.path))
      return { items: await this.views(trx, actor, seen) }
    })
  }

  /** 补正或撤回。 */
  async supply(actor: Actor, objectionId: string, request: SupplyRequest): Promise<ObjectionView> {
    return this.own(actor, objectionId, async (trx, open) => {
      if (!isRaiser(actor, open)) throw new Refusal(unknownObjection, {})
      await this.handling.supply(trx, actor, open, request)
    })
  }

  async withdraw(actor: Actor, objectionId: string, note: string | undefined): Promise<ObjectionView> {
    return this.own(actor, objectionId, async (trx, open) => {
      if (!isRaiser(actor, open)) throw new Refusal(unknownObjection, {})
      await this.handling.withdraw(trx, actor, open, note)
    })
  }

  async one(actor: Actor, objectionId: string): Promise<ObjectionView> {
    return this.own(actor, objectionId, async () => undefined)
  }

  private own(
    actor: Actor,
    objectionId: string,
    work: (trx: Trx, open: OpenObjection) => Promise<void>,
  ): Promise<ObjectionView> {
    const doing = async (trx: Trx, open: OpenObjection, isOwn: boolean) => {
      if (!isOwn) throw new Refusal(unknownObjection, {})
      await work(trx, open)
      return (await this.views(trx, actor, [await this.desk.open(trx, objectionId)]))[0]!
    }
    if (actor.realm === 'operator') {
      return this.passEmployer(actor, async (trx, show) => {
        const open = await this.desk.open(trx, objectionId, true)
        const isOwn = open.one.employerId === actor.employerId
        if (isOwn) await requireHandlerOf(trx, actor, open.one.personId)
        if (isOwn) await show([open.one.personId])
        return doing(trx, open, isOwn)
      })
    }
    return this.passOwn(actor, objectionId, async (trx, personId, sees) => {
      const open = await this.desk.open(trx, objectionId, true)
      const { ids } = await foldOf(trx, [personId])
      return doing(trx, open, ids.includes(open.one.personId) && sees(open.one.path))
    })
  }

  /** 本单位提出的。 */
  async ofEmployer(actor: Actor): Promise<ObjectionList> {
    await this.handling.settle()
    return this.passEmployer(actor, async (trx, show) => {
      const raised = await objectionsOfEmployer(trx, actor.employerId ?? '0')
      const all = await this.desk.opened(trx, await openTo(trx, actor, raised, personOf))
      await show(all.map(({ one }) => one.personId))
      return { items: await this.views(trx, actor, all) }
    })
  }

  /** 本辖区的，oldest first; those due first. */
  async atDesk(actor: Actor, state: 'open' | 'closed' | 'overdue'): Promise<ObjectionList> {
    await this.handling.settle()
    const agency = actor.agency ?? ''
    const ask = { actor, action: 'objection.read' as const, resource: { kind: 'Agency' as const, agency } }
    const under = this.ports.agenciesUnder(agency)
    return this.ports.gate.pass({ ...ask, purpose: 'objections', matter: 'objections' }, async (trx, { show }) => {
      const here = await objectionsAt(trx, under, { open: state !== 'closed', limit: MOST })
      const mine = await this.desk.opened(trx, await openTo(trx, actor, here, personOf))
      const all = state === 'overdue' ? mine.filter(({ steps }) => steps.some(({ act }) => act === 'escalate')) : mine
      await show([...new Set(all.map(({ one }) => one.personId))])
      const items = await this.views(trx, actor, all)
      return { items: items.sort((a, b) => (a.clock.dueDay < b.clock.dueDay ? -1 : 1)) }
    })
  }

  async views(trx: Trx, actor: Actor, all: readonly OpenObjection[]): Promise<ObjectionView[]> {
    const { vault, staffNames } = this.ports.collection
    const persons = [...new Set(all.map(({ one }) => one.personId))]
    const names = new Map((await registrationsOf(trx, persons, vault)).map((one) => [one.personId, one.fullName]))
    const isStaff = actor.realm === 'staff'
    const staff = isStaff
      ? await staffNames([...new Set(all.flatMap(({ steps }) => steps.map(({ by }) => by)))])
      : new Map<string, string>()
    return all.map((open) => ({
      ...this.view(open, names.get(open.one.personId) ?? '', isStaff ? staff : undefined),
      ...(isStaff || isRaiser(actor, open) ? {} : { canWithdraw: false, canSupply: false }),
    }))
  }

  private view(open: OpenObjection, fullName: string, staff: ReadonlyMap<string, string> | undefined): ObjectionView {
    const { one, body, steps, state, agency } = open
    const decision = steps.findLast(({ act }) => act === 'decide')
    const clock = this.desk.clockOf(open)
    const acts = actsAt(state)
    return {
      ...{ id: one.objectionId, serial: one.serial, about: staff === undefined ? maskName(fullName) : fullName },
      ...{ path: one.path, item: body.name, shown: body.shown, reason: one.reason, words: body.words },
      ...{ raisedAs: one.raisedAs, raisedAt: one.raisedAt, state, agency: this.ports.collection.agencyName(agency) },
      ...(staff === undefined || body.came === undefined ? {} : { came: body.came }),
      otherKeeper: one.keeper === 'medicalSecurity',
      ...(decision?.outcome === undefined ? {} : { outcome: decision.outcome }),
      ...(decision === undefined ? {} : { reasons: this.desk.noteOf(decision) }),
      ...(decision === undefined || decision.outcome === 'upheld' ? {} : { remedy: REMEDY }),
      clock: { ...clock, days: [...clock.days] },
      ...{ canWithdraw: acts.includes('withdraw'), canSupply: acts.includes('supply') },
      steps: steps.map((step) => this.stepView(one.serial, step, staff)),
    }
  }

  private stepView(serial: string, step: ObjectionStep, staff: ReadonlyMap<string, string> | undefined): StepView {
    const { act, state, at, outcome, basis, documentId, submissionId, realm } = step
    const told = basis === undefined ? undefined : basisText(basis)
    const own = [MOVED_BY_ITSELF, REMINDED, ESCALATED, slipText(serial)].find(({ zh }) => zh === this.desk.noteOf(step))
    return {
      ...{ act, state, at, agency: this.ports.collection.agencyName(step.agency), posts: postsFor(act, step.posts) },
      // What the desk wrote for itself stays with the desk; what was asked of the person, and the reasons, are theirs.
      note: staff === undefined && INTERNAL.has(act) ? '' : this.desk.noteOf(step),
      ...(own === undefined ? {} : { says: own }),
      ...(realm !== 'staff' || staff?.get(step.by) === undefined ? {} : { by: staff.get(step.by)! }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(told === undefined ? {} : { basis: told }),
      hasPaper: documentId !== undefined,
      ...(staff === undefined || documentId === undefined ? {} : { documentId }),
      ...(staff === undefined || submissionId === undefined ? {} : { submissionId }),
    }
  }

  /** Whoever acts for another sees the classes that the gate, by what stands just now, opens to them. */
  private passOwn<R>(
    actor: Actor,
    matter: string,
    work: (trx: Trx, personId: string, sees: (path: string) => boolean) => Promise<R>,
  ): Promise<R> {
    const personId = subjectOf(actor)
    const { resource } = recordAsk(actor, personId, undefined)
    const ask = { actor, action: 'objection.read' as const, resource, sections: CLASSES, subjects: [personId] }
    return this.ports.gate.pass({ ...ask, purpose: 'objection.read', matter }, (trx, { decision }) =>
      work(
        trx,
        personId,
        (path) => decision.sections.includes(sectionOf(path)) && isPathWithin(path, decision.narrowed),
      ),
    )
  }

  private passEmployer<R>(
    actor: Actor,
    work: (trx: Trx, show: (ids: readonly string[]) => Promise<void>) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Employer' as const, employer: actor.employerId ?? '0', agency: '' }
    const sections: Section[] = ['registration', 'contribution']
    const ask = { actor, action: 'objection.read' as const, resource, sections, purpose: 'objection.read' }
    return this.ports.gate.pass(ask, (trx, { show }) => work(trx, show))
  }
}

function personOf({ personId }: { readonly personId: string }): string {
  return personId
}

/** 谁提出谁撤回：an employer's objection is the employer's, a person's is theirs and of whoever acts for them. */
function isRaiser(actor: Actor, { one }: OpenObjection): boolean {
  if ((one.raisedAs === 'employer') !== (actor.realm === 'operator')) return false
  // A mandate to read is none to raise, nor to take back what was raised.
  return actor.actingFor === undefined || (actor.actingFor.opens ?? []).includes('objection.raise')
}

const INTERNAL: ReadonlySet<string> = new Set(['check', 'evidence'])

function basisText(basis: string) {
  if (Object.hasOwn(PAPER_BASES, basis)) return PAPER_BASES[basis as PaperBasis]
  return Object.hasOwn(EVIDENCE_FROM, basis) ? EVIDENCE_FROM[basis as EvidenceFrom] : undefined
}
