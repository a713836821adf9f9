import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { maskName } from '../kernel/mask.js'
import { isNarrowingWord, narrowingOf, narrowingSays } from '../kernel/narrowing.js'
import { Refusal } from '../kernel/refusal.js'
import type { Mandate, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { standingFacts } from '../ledger/mandate-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import { liveFacts, ofKind, placeOf } from '../records/live.js'
import { isEnded, refusesRelatives } from '../records/standing.js'
import { AgreedService } from './agreed-service.js'
import type { DraftPlace } from './draft-place.js'
import { Draft } from './draft-store.js'
import { findNamedPersons } from './entry-service.js'
import { factLine } from './fact-lines.js'
import { knownFacts } from './known-life-store.js'
import type { Drafted, FactLine } from './lines.js'
import { answersFor, answersTo, type MandateAnswer, putAnswer } from './mandate-answer-store.js'
import type { AnswerBody, GrantBody, MandatesAnswer, MandateView } from './mandate-contract.js'
import { scopeOf } from './mandate-words.js'
import { othersNamed, unfitOthers } from './named-other-store.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { actsForOneself, agentUnknown, mandateMissing } from './refusals-mandate.js'
import { insertRevision, insertSubmission } from './submission-store.js'

const GROUNDS = {
  grant: '本人登录并再次确认身份后授权',
  end: '本人登录后撤销授权',
  wish: '本人登录并再次确认身份后安排身后的查询',
} as const

/**
 * 网上授权、撤销与身后安排。Saved at once without review, each one submission, one voucher, one posting: it is the person's own
 * word. What was revoked opens nothing from the next request on, whatever the channel.
 */
export class MandateService {
  private readonly agreed: AgreedService

  constructor(private readonly ports: CollectionPorts) {
    this.agreed = new AgreedService(ports)
  }

  /** 我给出的与我受托的。 */
  async list({ personId }: Actor): Promise<MandatesAnswer> {
    const { app, vault } = this.ports
    return app.transaction({ persons: [personId] }, async (trx) => {
      const given = await this.givenBy(trx, personId)
      const { ids, mandates } = await standingFacts(trx, personId)
      const received = mandates.filter((one) => !ids.includes(one.personId))
      const others = [...given.map((one) => one.representativePersonId), ...received.map((one) => one.personId)]
      await alsoSee(trx, [personId, ...others])
      const names = await openedNames(trx, [...new Set(others)], vault)
      const answers = new Map([...(await answersTo(trx, ids)), ...(await answersFor(trx, ids))])
      const view = (other: (one: Posted<Mandate>) => string, all: readonly Posted<Mandate>[]) =>
        liveFacts(all)
          .filter(
            ({ change, representativePersonId }) => change === 'begin' && !isSelf(ids, representativePersonId, all),
          )
          .map((one) => this.view(one, names.get(other(one))?.fullName ?? '', ofSamePrincipal(one, ids, all), answers))
          .reverse()
      return {
        given: view(
          (one) => one.representativePersonId,
          given.filter((one) => !ids.includes(one.representativePersonId)),
        ),
        received: view((one) => one.personId, received),
        relativesMay: !refusesRelatives(ids, given),
      }
    })
  }

  /** 授权给另一名参保人：in force once they accept. */
  async grant(actor: Actor, { identityNumber, fullName, scope, through, ...rest }: GrantBody): Promise<void> {
    const other = await this.agentNamed({ identityNumber, fullName })
    const document = `网上授权 ${this.ports.ids.uuid().slice(-12)}`
    const today = this.ports.clock.today()
    const what = { representativePersonId: other.personId, capacity: 'agent' as const, change: 'begin' as const }
    const days = { fromDay: today, ...(through === undefined ? {} : { throughDay: through as Mandate['fromDay'] }) }
    await this.write(actor, { ...what, ...days, scope: scopeOf(scope, rest), document }, GROUNDS.grant, other)
  }

  /** 撤销：at once, whoever registered it. */
  async end(actor: Actor, ref: string): Promise<void> {
    const { personId } = actor
    const given = await this.ports.app.transaction({ persons: [personId] }, (trx) => this.givenBy(trx, personId))
    const live = liveFacts(given)
    const one = live.find((fact) => placeOf(fact.ref) === ref && fact.change === 'begin')
    if (one === undefined || isEnded(one, live)) throw new Refusal(mandateMissing, {})
    const { representativePersonId, capacity, scope, document } = one
    const change = { change: 'end' as const, fromDay: this.ports.clock.today() }
    await this.write(actor, { representativePersonId, capacity, scope, document, ...change }, GROUNDS.end)
  }

  /** 代理人一方：accepts what was given on the web, or lays a mandate down. */
  async answer({ personId }: Actor, { ref, answer }: AnswerBody): Promise<void> {
    const { app, clock } = this.ports
    await app.transaction({ persons: [personId] }, async (trx) => {
      const { ids, mandates } = await standingFacts(trx, personId)
      const one = liveFacts(mandates).find((fact) => placeOf(fact.ref) === ref && fact.change === 'begin')
      const before = one && (await answersFor(trx, ids)).get(`${one.personId}|${one.document}`)
      const fits = answer === 'accepted' ? before === 'waiting' : before !== 'declined'
      if (one === undefined || !fits) throw new Refusal(mandateMissing, {})
      const { document } = one
      await putAnswer(trx, { personId: one.personId, document, representative: personId, answer, at: clock.now() })
    })
  }

  /** 身后近亲属可否查询（个人信息保护法第四十九条）。 */
  async afterDeath(actor: Actor, relativesMay: boolean): Promise<void> {
    const { personId } = actor
    const now = await this.ports.app.transaction({ persons: [personId] }, async (trx) => {
      const given = await this.givenBy(trx, personId)
      return !refusesRelatives([personId], given)
    })
    if (now === relativesMay) return
    const what = { representativePersonId: personId, capacity: 'relative' as const, scope: '' }
    const change = relativesMay ? ('begin' as const) : ('end' as const)
    const stated = { fromDay: this.ports.clock.today(), document: '本人对身后查询的安排' }
    await this.write(actor, { ...what, ...stated, change }, GROUNDS.wish)
  }

  private async givenBy(trx: Trx, personId: string): Promise<Posted<Mandate>[]> {
    return ofKind(await factsOfPersons(trx, [personId], ['mandate']), 'mandate')
  }

  private view(
    one: Posted<Mandate>,
    name: string,
    all: readonly Posted<Mandate>[],
    answers: ReadonlyMap<string, MandateAnswer>,
  ): MandateView {
    const { capacity, scope, fromDay, throughDay, document, personId } = one
    const today = this.ports.clock.today()
    const ended = isEnded(one, liveFacts(all)) || (throughDay ?? today) < today
    const answer = answers.get(`${personId}|${document}`) ?? 'accepted'
    const standing = answer === 'accepted' ? (fromDay > today ? 'notYet' : 'active') : answer
    return {
      ...{ ref: placeOf(one.ref), name: maskName(name), capacity, from: fromDay, document },
      ...scopeView(scope),
      ...(throughDay === undefined ? {} : { through: throughDay }),
      state: ended ? 'ended' : standing,
    }
  }

  private async agentNamed(named: { identityNumber: string; fullName: string }) {
    try {
      return (await findNamedPersons(this.ports, [named]))[0]!
    } catch (error) {
      // One neutral no: whether a number is registered is not told to whoever tries numbers.
      if (error instanceof Refusal) throw new Refusal(agentUnknown, {})
      throw error
    }
  }

  /** 已死亡或未登记的，同样只说没有相符的人。 */
  private async refuseUnfit(trx: Trx, { policy }: DraftPlace, drafted: Drafted): Promise<void> {
    const [unfit] = await unfitOthers(trx, policy, othersNamed([{ row: 1, facts: [drafted] }]))
    if (unfit === undefined) return
    throw unfit.entry.code === actsForOneself.code ? unfit : new Refusal(agentUnknown, {})
  }

  private async write(
    actor: Actor,
    fact: Omit<Mandate, 'kind' | 'personId' | 'line' | 'agency' | 'area'>,
    ground: string,
    other?: { readonly personId: string; readonly identityNumber: string; readonly fullName: string },
  ): Promise<void> {
    const { app, vault, clock, policy } = this.ports
    const { personId } = actor
    const made = await app.transaction({ persons: [personId] }, async (trx) => {
      const [registration] = await registrationsOf(trx, [personId], vault)
      if (registration === undefined) throw new Refusal(mandateMissing, {})
      const { agency, area, fullName, socialSecurityNumber: identityNumber } = registration
      const place: DraftPlace = { personId, agency, area, policy: policy().book.area(area), today: clock.today() }
      const drafted = { kind: 'mandate', personId, agency, area, ...fact } as Drafted
      const told = { row: 1, fullName, identityNumber, ground, facts: [drafted] }
      await this.refuseUnfit(trx, place, drafted)
      const known = (await knownFacts(trx, [personId], 'mandate')).get(personId) ?? []
      const line = factLine({ ...told, ...(other === undefined ? {} : { other: named(other) }) }, place, known)
      if (fact.change === 'begin' && other !== undefined) {
        const asked = { representative: other.personId, answer: 'waiting' as const, at: clock.now() }
        await putAnswer(trx, { personId, document: fact.document, ...asked })
      }
      return this.file(trx, actor, { agency, area }, line, ground)
    })
    await this.agreed.postAgreed(made)
  }

  private async file(
    trx: Trx,
    actor: Actor,
    place: { readonly agency: string; readonly area: string },
    line: FactLine,
    ground: string,
  ): Promise<string> {
    const { ids, vault, clock } = this.ports
    const submissionId = ids.uuid()
    const contentDigest = vault.digest(`mandate:${submissionId}`)
    await insertSubmission(trx, { submissionId, kind: 'mandate', ...place, contentDigest, madeAt: clock.now() })
    const at = { submissionId, revision: 1 }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    await draft.add(line, [])
    await draft.finish()
    const summary = { insurances: [], notices: [], ground }
    const drafted = { at, contentDigest, summary, rowsIn: 1, draft, isSubmitted: true }
    await insertRevision(trx, { ...revisionOf(this.ports, actor, drafted), route: '' })
    return submissionId
  }
}

/** 同一委托人的授权：two principals may give papers of the same number. */
function ofSamePrincipal(
  { personId }: Posted<Mandate>,
  own: readonly string[],
  all: readonly Posted<Mandate>[],
): readonly Posted<Mandate>[] {
  return own.includes(personId) ? all : all.filter((one) => one.personId === personId)
}

/** 类别与事项，and how far it is narrowed. */
function scopeView(scope: string): Pick<MandateView, 'scope' | 'narrowed'> {
  const narrowed = narrowingOf(scope)
  return {
    scope: scope.split(',').filter((word) => !isNarrowingWord(word)),
    ...(narrowed === undefined ? {} : { narrowed: narrowingSays(narrowed) }),
  }
}

function named({ identityNumber, fullName }: { readonly identityNumber: string; readonly fullName: string }) {
  return { identityNumber, fullName }
}

function isSelf(ids: readonly string[], representative: string, all: readonly Posted<Mandate>[]): boolean {
  return ids.includes(representative) && all.every((one) => ids.includes(one.personId))
}
