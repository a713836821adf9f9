import type { Actor } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { CORRECTABLE, type PersonFactKind } from '../collection/kinds.js'
import type { Trx } from '../db/database.js'
import type { FactRef } from '../kernel/explain.js'
import { type Language, Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { explanationView } from '../query/explanation-view-service.js'
import type { KnownRecord } from '../query/record-service.js'
import { findFigure } from '../records/path.js'
import type { ObjectionCase } from './contract.js'
import { findCorrected } from './correction-service.js'
import { ObjectionDesk, type OpenObjection } from './desk-service.js'
import { HandleService } from './handle-service.js'
import { heldFor, isPaperOf, refOf } from './held-service.js'
import { itemAt } from './item.js'
import { requireHandlerOf } from './marked-service.js'
import type { ObjectionPorts } from './ports.js'
import { noSuchPaper, unknownObjection } from './refusals.js'
import { mayDecide, mayHandle } from './reviewers.js'
import { actsAt } from './states.js'
import { ViewService } from './view-service.js'
import type { ObjectionAct } from './words.js'

const MOST_FACTS = 200
const HANDLES: ReadonlySet<ObjectionAct> = new Set([
  ...([
    'accept',
    'askPapers',
    'check',
    'askEvidence',
    'evidence',
    'toKeeper',
    'keeperTold',
    'move',
    'correct',
  ] as const),
])

/** 一件异议，经办看：then and now, and what the agency itself holds before anybody is asked for anything. */
export class CaseService {
  private readonly desk: ObjectionDesk
  private readonly handling: HandleService
  private readonly views: ViewService

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
    this.handling = new HandleService(ports)
    this.views = new ViewService(ports)
  }

  async show(actor: Actor, objectionId: string, language: Language = 'zh'): Promise<ObjectionCase> {
    await this.handling.settle()
    return this.pass(actor, objectionId, async (trx, open) => this.shown(trx, actor, open, language))
  }

  /** 调阅原件：a paper behind the disputed item, or one handed in with the objection. Everybody it shows gets a line. */
  async paper(
    actor: Actor,
    objectionId: string,
    documentId: string,
  ): Promise<{ readonly mediaType: string; readonly bytes: Buffer }> {
    const { papers } = this.ports.collection
    const others = await this.ports.paperPersons(documentId)
    const document = await this.pass(actor, objectionId, async (trx, open, show) => {
      const one = await this.shown(trx, actor, open, 'zh')
      if (!isPaperOf(open, one, documentId)) throw new Refusal(noSuchPaper, {})
      await show(others)
      return papers.requireUsable(trx, documentId)
    })
    return { mediaType: document.mediaType, bytes: await papers.open(document) }
  }

  /** The gate of the agency it lies with; the person gets the line. */
  async pass<R>(
    actor: Actor,
    objectionId: string,
    work: (trx: Trx, open: OpenObjection, show: Pass['show']) => Promise<R>,
  ): Promise<R> {
    const { app } = this.ports.collection
    const own = { kind: 'Agency' as const, agency: actor.agency ?? '' }
    const ask = { actor, action: 'objection.read' as const, purpose: 'objection.read', matter: objectionId }
    await this.ports.gate.pass({ ...ask, resource: own }, async () => undefined)
    const { one, agency } = await app.transaction({}, (trx) => this.desk.open(trx, objectionId))
    if (!this.ports.agenciesUnder(actor.agency ?? '').includes(agency)) throw new Refusal(unknownObjection, {})
    await app.transaction({}, (trx) => requireHandlerOf(trx, actor, one.personId))
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.pass({ ...ask, resource, subjects: [one.personId] }, async (trx, { show }) =>
      work(trx, await this.desk.open(trx, objectionId), show),
    )
  }

  private async shown(trx: Trx, actor: Actor, open: OpenObjection, language: Language): Promise<ObjectionCase> {
    const known = await this.ports.records.derive(trx, open.one.personId, {})
    const now = itemAt(known, open.one.path)
    const figure = findFigure(known.record, open.one.path)
    const [objection] = await this.views.views(trx, actor, [open])
    const touched = await this.desk.touched(trx, open)
    const standsAside = !mayHandle(actor.personId, touched)
    const corrected = await findCorrected(trx, this.ports.collection, open)
    const quiet = { language, areaName: (code: string) => code, voucherOf: () => undefined }
    const sides = {
      asThen: open.body.explained,
      asNow: figure === undefined ? undefined : explanationView(figure, quiet),
    }
    const then = open.one.items.map(refOf)
    const own = await heldFor(trx, this.ports, known.facts, then, now?.refs ?? [], sides, language)
    return {
      objection: objection!,
      personId: open.one.personId,
      ...(now === undefined ? {} : { now: now.text }),
      ...own,
      facts: factsOf(known, now?.refs ?? []),
      acts: standsAside ? [] : actsAt(open.state).filter((act) => this.would(actor, open.agency, act, touched)),
      standsAside,
      places: this.ports.collection
        .agencies()
        .filter(({ code }) => code !== open.agency)
        .map(({ code, name }) => ({ code, name })),
      ...(corrected === undefined
        ? {}
        : { correction: { submissionId: corrected.submissionId, state: corrected.state } }),
    }
  }

  private would(actor: Actor, agency: string, act: ObjectionAct, touched: Parameters<typeof mayDecide>[1]): boolean {
    const resource = { kind: 'Agency' as const, agency }
    const may = (action: 'objection.handle' | 'objection.decide') =>
      this.ports.gate.wouldPass({ actor, action, resource })
    if (HANDLES.has(act)) return may('objection.handle')
    if (act !== 'decide') return false
    return may('objection.decide') && touched.handled.size > 0 && mayDecide(actor.personId, touched)
  }
}

/** 争议的数所据的、可以更正的事实。 */
function factsOf({ facts }: KnownRecord, refs: readonly FactRef[]): ObjectionCase['facts'] {
  const among = new Set(refs.map(({ posting, ordinal }) => `${posting}/${ordinal}`))
  return facts
    .filter((fact) => among.has(`${fact.ref.posting}/${fact.ref.ordinal}`) && Object.hasOwn(CORRECTABLE, fact.kind))
    .slice(0, MOST_FACTS)
    .map((fact) => ({ ...fact.ref, factKind: fact.kind, says: factText(fact) }))
}

function factText(fact: Posted<Fact>): string {
  const { contributionMonth, insurance } = fact as { contributionMonth?: string; insurance?: string }
  const name = CORRECTABLE[fact.kind as PersonFactKind].zh
  return [name, insurance, contributionMonth].filter((part) => part !== undefined).join(' ')
}
