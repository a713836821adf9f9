import { type Actor, subjectOf } from '../access/actor.js'
import { looksOf } from '../access/book-store.js'
import type { Section } from '../access/sections.js'
import { openJson, sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { dayOfInstant } from '../kernel/day.js'
import { maskName } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import { workingCalendar } from '../policy/working-days.js'
import { recordAsk } from '../query/record-service.js'
import { clockwork } from './deadline.js'
import { requireHandlerOf } from './marked-service.js'
import type { ObjectionPorts } from './ports.js'
import {
  answeredAlready,
  extraNeeded,
  keptByLaw,
  nothingToLift,
  rightReasonsNeeded,
  sameRightOpen,
  unknownRight,
} from './refusals.js'
import type { RightsAnswerRequest, RightsList, RightsRequest, RightsView } from './rights-contract.js'
import {
  findRequest,
  insertAnswer,
  insertLift,
  insertRequest,
  type RightsMatter,
  requestsAt,
  requestsOfPersons,
} from './rights-store.js'
import { lockMatter, takeSerial } from './store.js'
import { COPIED, REMEDY } from './words.js'

const ALL: readonly Section[] = ['registration', 'contribution', 'benefit', 'account']
const MOST_LOOKS = 10_000

/** 个人信息权利（个人信息保护法第四十四条至第五十条）。A copy at once; the rest within a term, each answered with reasons. */
export class RightsService {
  constructor(private readonly ports: ObjectionPorts) {}

  request(actor: Actor, request: RightsRequest): Promise<RightsView> {
    const { right, extra, words } = request
    return this.passOwn(actor, right, async (trx, personId) => {
      if ((right === 'restrict') !== (extra !== undefined)) throw new Refusal(extraNeeded, {})
      await lockMatter(trx, `rights ${personId} ${right}`)
      const { collection } = this.ports
      const open = (await requestsOfPersons(trx, [personId])).find(
        (one) => one.answer === undefined && one.right === right && one.extra === extra,
      )
      if (open !== undefined) throw new Refusal(sameRightOpen, { serial: open.serial })
      const agency = await this.agencyOf(trx, personId)
      const [requestId, at] = [collection.ids.uuid(), collection.clock.now()]
      const serial = await takeSerial(trx, 'rights', agency, collection.clock.today())
      await insertRequest(trx, {
        ...{ requestId, serial, personId, agency, right, extra, body: sealJson(collection.vault, words ?? '') },
        ...{ raisedAs: actor.actingFor?.capacity ?? 'self', raisedBy: actor.personId, raisedAt: at },
      })
      if (right === 'copy') {
        const body = sealJson(collection.vault, COPIED.zh)
        await insertAnswer(trx, requestId, { answer: 'granted', body, by: actor.personId, at })
      }
      return (await this.views(trx, actor, [(await findRequest(trx, requestId))!]))[0]!
    })
  }

  /** 解除限制：at any time, without a reason; from then on as if it had never been asked. */
  lift(actor: Actor, requestId: string): Promise<RightsView> {
    return this.passOwn(actor, requestId, async (trx, personId) => {
      const { ids } = await foldOf(trx, [personId])
      const found = await findRequest(trx, requestId)
      if (found === undefined || !ids.includes(found.personId)) throw new Refusal(unknownRight, {})
      const who = { raisedAs: actor.actingFor?.capacity ?? 'self', by: actor.personId } as const
      const at = this.ports.collection.clock.now()
      if (!stands(found) || !(await insertLift(trx, requestId, { ...who, at }))) throw new Refusal(nothingToLift, {})
      return (await this.views(trx, actor, [(await findRequest(trx, requestId))!]))[0]!
    })
  }

  mine(actor: Actor): Promise<RightsList> {
    return this.passOwn(actor, 'rights', async (trx, personId) => {
      const { ids } = await foldOf(trx, [personId])
      return { items: await this.views(trx, actor, await requestsOfPersons(trx, ids)) }
    })
  }

  /** 本人信息的副本，machine-readable: the record with its reasons, and who looked at it. */
  async copy(actor: Actor): Promise<object> {
    const personId = subjectOf(actor)
    const record = await this.ports.records.record(actor, personId, { language: 'zh' })
    return this.passOwn(actor, 'copy', async (trx) => {
      const { ids } = await foldOf(trx, [personId])
      const [registration] = await registrationsOf(trx, [personId], this.ports.collection.vault)
      const looks =
        actor.actingFor === undefined ? await looksOf(trx, ids, { most: MOST_LOOKS, today: this.today() }) : []
      const { vault, clock } = this.ports.collection
      return {
        form: 'quanyi-personal-copy/1',
        madeAt: clock.now(),
        person: { fullName: registration?.fullName ?? '', identityNumber: registration?.socialSecurityNumber ?? '' },
        record,
        looks: looks.map(({ at, realm, channel, action, outcome, sections, articles, purpose }) => ({
          ...{ at, realm, channel, action, outcome, sections, articles, purpose: vault.reveal(purpose) },
        })),
      }
    })
  }

  atDesk(actor: Actor, open: boolean): Promise<RightsList> {
    const under = this.ports.agenciesUnder(actor.agency ?? '')
    return this.passDesk(actor, actor.agency ?? '', undefined, 'rights', async (trx, show) => {
      const all = await openTo(trx, actor, await requestsAt(trx, under, open), ({ personId }) => personId)
      await show([...new Set(all.map(({ personId }) => personId))])
      return { items: await this.views(trx, actor, all) }
    })
  }

  /** 答复。What the law has the agency keep is never deleted; whatever is not granted in full has its reasons. */
  async answer(actor: Actor, requestId: string, { answer, reasons }: RightsAnswerRequest): Promise<RightsView> {
    const { app, vault, clock } = this.ports.collection
    await this.passDesk(actor, actor.agency ?? '', undefined, requestId, async () => undefined)
    const found = await app.transaction({}, (trx) => findRequest(trx, requestId))
    if (found === undefined || !this.ports.agenciesUnder(actor.agency ?? '').includes(found.agency))
      throw new Refusal(unknownRight, {})
    await app.transaction({}, (trx) => requireHandlerOf(trx, actor, found.personId))
    return this.passDesk(actor, found.agency, found.personId, requestId, async (trx) => {
      if (found.right === 'delete' && answer !== 'refused') throw new Refusal(keptByLaw, {})
      if ((answer !== 'granted' || found.right === 'explain') && reasons === undefined)
        throw new Refusal(rightReasonsNeeded, {})
      const body = sealJson(vault, reasons ?? '')
      const made = await insertAnswer(trx, requestId, { answer, body, by: actor.personId, at: clock.now() })
      if (!made) throw new Refusal(answeredAlready, {})
      return (await this.views(trx, actor, [(await findRequest(trx, requestId))!]))[0]!
    })
  }

  private async views(trx: Trx, actor: Actor, all: readonly RightsMatter[]): Promise<RightsView[]> {
    const { vault, agencyName } = this.ports.collection
    const persons = [...new Set(all.map(({ personId }) => personId))]
    const names = new Map((await registrationsOf(trx, persons, vault)).map((one) => [one.personId, one.fullName]))
    return all.map((one) => {
      const name = names.get(one.personId) ?? ''
      const { answer, extra } = one
      return {
        ...{ id: one.requestId, serial: one.serial, about: actor.realm === 'staff' ? name : maskName(name) },
        ...{ right: one.right, words: openJson<string>(vault, one.body), raisedAs: one.raisedAs },
        ...{ raisedAt: one.raisedAt, agency: agencyName(one.agency), clock: this.clockOf(one) },
        ...(extra === undefined ? {} : { extra }),
        canLift: actor.realm === 'citizen' && stands(one),
        ...(one.liftedAt === undefined ? {} : { liftedAt: one.liftedAt }),
        ...(answer === undefined
          ? {}
          : { answer: answer.answer, answeredAt: answer.at, reasons: openJson<string>(vault, answer.body) }),
        ...(answer !== undefined && one.right === 'copy' ? { says: COPIED } : {}),
        ...(answer === undefined || answer.answer === 'granted' ? {} : { remedy: REMEDY }),
      }
    })
  }

  private today() {
    return this.ports.collection.clock.today()
  }

  private clockOf({ raisedAt, agency, answer }: RightsMatter): RightsView['clock'] {
    const { policy, setting, clock, areaOf } = this.ports.collection
    const made = clockwork(workingCalendar(policy().book.area(areaOf(agency))), {
      ...{ from: dayOfInstant(raisedAt), today: clock.today(), pauses: [] },
      ...{ days: setting('business.rights-days'), remind: setting('business.objection-remind-days') },
      ...(answer === undefined ? {} : { endedOn: dayOfInstant(answer.at) }),
    })
    return { ...made, days: [...made.days] }
  }

  private async agencyOf(trx: Trx, personId: string): Promise<string> {
    const { facts, record } = await this.ports.records.derive(trx, personId, {})
    const last = facts.findLast((fact) => fact.kind === 'enrolment') ?? record.registration.person
    return last !== undefined && 'agency' in last ? last.agency : ''
  }

  private passOwn<R>(actor: Actor, matter: string, work: (trx: Trx, personId: string) => Promise<R>): Promise<R> {
    const personId = subjectOf(actor)
    const { resource } = recordAsk(actor, personId, undefined)
    const ask = { actor, action: 'rights.request' as const, resource, sections: ALL, subjects: [personId] }
    return this.ports.gate.pass({ ...ask, purpose: 'rights.request', matter }, (trx) => work(trx, personId))
  }

  private passDesk<R>(
    actor: Actor,
    agency: string,
    personId: string | undefined,
    matter: string,
    work: (trx: Trx, show: (ids: readonly string[]) => Promise<void>) => Promise<R>,
  ): Promise<R> {
    const ask = { actor, action: 'rights.answer' as const, resource: { kind: 'Agency' as const, agency } }
    const subjects = personId === undefined ? [] : [personId]
    return this.ports.gate.pass({ ...ask, subjects, purpose: 'rights.answer', matter }, (trx, { show }) =>
      work(trx, show),
    )
  }
}

/** 限制正在生效：granted in full or in part, and not lifted. */
function stands({ right, answer, liftedAt }: RightsMatter): boolean {
  return right === 'restrict' && answer !== undefined && answer.answer !== 'refused' && liftedAt === undefined
}
