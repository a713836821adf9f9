import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import { CatalogueService } from './catalogue-service.js'
import type { CatalogueEntry } from './catalogue-store.js'
import { DESTRUCTION_STATES, type DestructionState, type DestructionStep, destructionState } from './destruction.js'
import {
  DESTRUCTION_ACTS,
  type DestructionAct,
  type DestructionDetail,
  type DestructionList,
  type ProposeDestruction,
} from './destruction-contract.js'
import {
  countItems,
  destroyedOf,
  findCase,
  insertCase,
  insertDestroyed,
  insertStep,
  itemsOf,
  listCases,
  removedFiles,
  type StoredCase,
  type StoredItem,
  type StoredStep,
  stepsOf,
  takenPapers,
} from './destruction-store.js'
import { ArchiveDoor } from './door-service.js'
import type { ArchivePorts } from './ports-service.js'
import { missingPaper } from './refusals.js'
import {
  alreadyListed,
  keptForGood,
  missingCase,
  noRetention,
  notOver,
  numberTaken,
  outOfTurn,
  samePerson,
  stillLent,
} from './refusals-archive.js'

const LISTED = 200
/** 目录上所示的摘要位数。 */
const DIGEST_SHOWN = 12

interface Turn {
  readonly from: DestructionState
  readonly step: DestructionStep
  readonly action: Action
}

const TURNS: readonly (readonly [act: DestructionAct, turn: Turn])[] = [
  ['appraise', { from: 'appraising', step: 'appraisal', action: 'archive.appraise' }],
  ['refuse', { from: 'appraising', step: 'refusal', action: 'archive.appraise' }],
  ['approve', { from: 'approving', step: 'approval', action: 'archive.destroy' }],
  ['refuse', { from: 'approving', step: 'refusal', action: 'archive.destroy' }],
  ['execute', { from: 'approved', step: 'execution', action: 'archive.keep' }],
]

interface Known {
  readonly one: StoredCase
  readonly steps: readonly StoredStep[]
}

/**
 * 销毁。Only by a case: the listed period is over, two appraise, another approves, then the file is removed and the register
 * says by which case. Before the end, or without a row in the table, it is refused, at each step anew.
 */
export class DestructionService {
  private readonly door: ArchiveDoor
  private readonly catalogue: CatalogueService

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
    this.catalogue = new CatalogueService(ports)
  }

  async list(actor: Actor): Promise<DestructionList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    return this.door.pass(actor, 'archive.read', { matter: 'destructions' }, async (trx) => {
      const cases = await listCases(trx, agencies, LISTED)
      const ids = cases.map(({ caseId }) => caseId)
      const [steps, papers] = [await stepsOf(trx, ids), await countItems(trx, ids)]
      return {
        cases: cases.map((one) => summaryOf(one, steps.get(one.caseId) ?? [], papers.get(one.caseId) ?? 0)),
        mayPropose: this.door.would(actor, 'archive.keep', {}),
      }
    })
  }

  async propose(actor: Actor, { number, reason, documentIds }: ProposeDestruction): Promise<DestructionDetail> {
    const { clock, ids } = this.ports
    const agency = organisationOf(actor)
    const caseId = ids.uuid()
    await this.door.pass(actor, 'archive.keep', { matter: number }, async (trx) => {
      const taken = await takenPapers(trx, documentIds)
      if (taken[0] !== undefined)
        throw new Refusal(alreadyListed, { document: await this.named(trx, agency, taken[0]) })
      const items = await this.itemsFor(trx, agency, documentIds)
      const made = await insertCase(trx, { caseId, number, agency, reason, madeAt: clock.now() }, items)
      if (!made) throw new Refusal(numberTaken, { number })
      await insertStep(trx, caseId, 1, { step: 'proposal', note: reason, by: actor.personId, at: clock.now() })
    })
    return this.show(actor, caseId)
  }

  async show(actor: Actor, caseId: string): Promise<DestructionDetail> {
    const known = await this.find(actor, caseId)
    const { agency } = known.one
    const told = await this.door.pass(actor, 'archive.read', { agency, matter: caseId }, async (trx) => {
      const items = await itemsOf(trx, caseId)
      const papers = await this.catalogue.papersOf(
        trx,
        this.ports.agenciesUnder(agency),
        items.map(({ documentId }) => documentId),
      )
      return { items, papers, destroyed: await destroyedOf(trx, caseId) }
    })
    const names = await this.ports.staffNames(known.steps.map(({ by }) => by))
    const byId = new Map(told.papers.map((paper) => [paper.documentId, paper]))
    return {
      ...summaryOf(known.one, known.steps, told.items.length),
      items: told.items.map((item) => itemView(item, byId.get(item.documentId), told.destroyed.get(item.documentId))),
      steps: known.steps.map(({ step, by, at, note }) => ({ step, by: names.get(by) ?? by, at, note })),
      abilities: DESTRUCTION_ACTS.filter((act) => this.mayTake(actor, known, act)),
    }
  }

  /** 办一步。Each by another natural person; carrying out is the archivist's. */
  async take(actor: Actor, caseId: string, act: DestructionAct, note: string): Promise<DestructionDetail> {
    const known = await this.find(actor, caseId, TURNS.find(([name]) => name === act)![1].action)
    const turn = turnOf(known, act)
    if (turn === undefined) {
      const { zh, en } = DESTRUCTION_STATES[stateOf(known)]
      throw new Refusal(outOfTurn, { state: `${zh} / ${en}` })
    }
    const asked = { agency: known.one.agency, matter: caseId, context: handled(actor, known, turn) }
    const files = await this.door.pass(actor, turn.action, asked, (trx) => this.step(trx, actor, known, turn, note))
    for (const name of files) await this.ports.store.remove(name)
    return this.show(actor, caseId)
  }

  /** 补删：after a crash between the register and the disk, what is registered as destroyed is gone all the same. */
  async sweep(): Promise<void> {
    for (const name of await this.ports.app.transaction({}, (trx) => removedFiles(trx)))
      await this.ports.store.remove(name)
  }

  private async step(trx: Trx, actor: Actor, known: Known, { step }: Turn, note: string): Promise<string[]> {
    const { caseId, agency } = known.one
    const at = this.ports.clock.now()
    const people = known.steps.map(({ by }) => by)
    if (step !== 'execution' && (await isAmong(trx, actor.personId, people))) throw new Refusal(samePerson, {})
    const items = await itemsOf(trx, caseId)
    if (step !== 'refusal') {
      await this.itemsFor(
        trx,
        agency,
        items.map(({ documentId }) => documentId),
      )
    }
    const taken = await insertStep(trx, caseId, known.steps.length + 1, { step, note, by: actor.personId, at })
    if (!taken) throw new Refusal(outOfTurn, { state: DESTRUCTION_STATES[stateOf(known)].zh })
    return step === 'execution' ? insertDestroyed(trx, caseId, actor.personId, at) : []
  }

  /** 逐份核对期限，as the table stands today. */
  private async itemsFor(trx: Trx, agency: string, documentIds: readonly string[]): Promise<StoredItem[]> {
    const today = this.ports.clock.today()
    const papers = await this.catalogue.papersOf(trx, this.ports.agenciesUnder(agency), documentIds)
    const byId = new Map(papers.map((paper) => [paper.documentId, paper]))
    return documentIds.map((documentId) => {
      const paper = byId.get(documentId)
      if (paper === undefined) throw new Refusal(missingPaper, { document: documentId })
      const document = nameOf(paper)
      if (paper.lent) throw new Refusal(stillLent, { document })
      const retention = this.catalogue.retentionOfPaper(paper)
      if (retention.kind === 'unknown') throw new Refusal(noRetention, { document })
      if (retention.kind === 'permanent') throw new Refusal(keptForGood, { document })
      const { material, years, countedFrom, overOn, basis } = retention
      if (overOn > today) throw new Refusal(notOver, { document, overOn })
      return { documentId, material, years, countedFrom, overOn, basis }
    })
  }

  private async named(trx: Trx, agency: string, documentId: string): Promise<string> {
    const [paper] = await this.catalogue.papersOf(trx, this.ports.agenciesUnder(agency), [documentId])
    return paper === undefined ? documentId : nameOf(paper)
  }

  private async find(actor: Actor, caseId: string, action: Action = 'archive.read'): Promise<Known> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.ports.app.transaction({}, async (trx) => {
      const one = await findCase(trx, agencies, caseId)
      return one && { one, steps: (await stepsOf(trx, [caseId])).get(caseId) ?? [] }
    })
    return found ?? this.door.missing(actor, action, new Refusal(missingCase, {}))
  }

  private mayTake(actor: Actor, known: Known, act: DestructionAct): boolean {
    const turn = turnOf(known, act)
    if (turn === undefined) return false
    return this.door.would(actor, turn.action, { agency: known.one.agency, context: handled(actor, known, turn) })
  }
}

/** 指称一份资料，as the catalogue shows it: by its number, or by its digest. */
function nameOf({ archiveNumber, digest }: CatalogueEntry): string {
  return archiveNumber ?? digest.slice(0, DIGEST_SHOWN)
}

function turnOf(known: Known, act: DestructionAct): Turn | undefined {
  return TURNS.find(([name, { from }]) => name === act && from === stateOf(known))?.[1]
}

function stateOf({ steps }: Known): DestructionState {
  return destructionState(steps.map(({ step }) => step))
}

function handled(actor: Actor, { steps }: Known, { step }: Turn) {
  return { handledBefore: step !== 'execution' && steps.some(({ by }) => by === actor.personId) }
}

function summaryOf(
  { caseId: id, number, agency, reason, madeAt }: StoredCase,
  steps: readonly StoredStep[],
  papers: number,
) {
  return { id, number, agency, reason, madeAt, papers, state: destructionState(steps.map(({ step }) => step)) }
}

function itemView(item: StoredItem, paper: CatalogueEntry | undefined, destroyedAt: number | undefined) {
  const { archiveNumber } = paper ?? {}
  return {
    ...item,
    kind: paper?.kind ?? '',
    digest: paper?.digest ?? '',
    ...(archiveNumber === undefined ? {} : { archiveNumber }),
    ...(destroyedAt === undefined ? {} : { destroyedAt }),
  }
}
