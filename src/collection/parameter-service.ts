import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { loadPolicyBook, type PolicyText } from '../policy/book.js'
import { parameterDifferences } from '../policy/difference.js'
import { place } from '../policy/parameter-edit.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import type { Sentence } from './contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import type { OfRevision, ParameterChange, ParameterChangeList, ParameterChangeRequest } from './parameter-contract.js'
import { digestOf, type ParameterLines, textsAfter } from './parameter-lines.js'
import { changeSummary, changeView } from './parameter-view-store.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, missingSubmission } from './refusals.js'
import { nothingChanges, proposedTwice } from './refusals-parameters.js'
import { listSubmissions } from './submission-store.js'
import { type Trial, WhatIfService } from './what-if-service.js'
import { parameterLinesOf } from './what-if-store.js'

const KIND = 'parameterChange'
const LISTED = 200

/** 参数变更：proposed by a business post, tried, reviewed by others. What is agreed waits for the administrator. */
export class ParameterService {
  private readonly desk: EntryDesk
  private readonly cases: CaseService

  constructor(
    private readonly ports: CollectionPorts,
    readonly whatIfs: WhatIfService = new WhatIfService(ports),
  ) {
    this.desk = new EntryDesk(ports)
    this.cases = new CaseService(ports)
  }

  /** 提出。Everything that does not read as a book is refused here, with file, key and what to do. */
  async propose(actor: Actor, request: ParameterChangeRequest, resubmits?: string): Promise<ParameterChange> {
    const { texts } = this.ports.policy()
    const { explanation, documentId } = request
    const changes = request.changes.map((change) => place(texts, change))
    refuseTwice(request)
    const lines = changes.map((change, i) => ({ row: i + 1, explanation: explanation.trim(), ...change }))
    requireBook(texts, lines)
    const agency = organisationOf(actor)
    const entry = {
      ...({ kind: KIND, agency, area: this.ports.areaOf(agency), documentId } as const),
      // The same request on other parameters is another proposal: what was changed and changed back can be changed again.
      content: [request, digestOf(texts)],
      ground: explanation,
      lines: lines.map((line) => ({ line, counted: [] })),
    }
    const { id } = await this.desk.file(actor, entry, resubmits)
    return this.show(actor, id)
  }

  /** 全部参数变更, newest first; everybody who may read the parameters may see what is on its way. */
  async list(agencies: readonly string[]): Promise<ParameterChangeList> {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await listSubmissions(trx, { agencies, kind: KIND, limit: LISTED })),
    )
    const names = await this.ports.staffNames(cases.map(({ revision }) => revision.enteredBy))
    return { items: cases.map((one) => changeSummary(this.ports, names, one)) }
  }

  async show(actor: Actor, submissionId: string): Promise<ParameterChange> {
    const { one, lines } = await this.read(actor, submissionId)
    const { trial, collides } = this.trialOf(one, lines)
    const { revision } = one.revision
    const isOver = OVER.has(stateOfCase(this.ports.routes, one))
    const open = trial === undefined ? NEVER : await this.whatIfs.view(trial)
    const whatIf = isOver ? await this.whatIfs.past(submissionId, revision) : open
    const people = [one.revision.enteredBy, ...one.steps.map(({ by }) => by)]
    const names = await this.ports.staffNames(people)
    return this.ports.app.transaction({}, (trx) =>
      changeView(trx, { ports: this.ports, names, viewer: actor, one, lines, whatIf, collides }),
    )
  }

  /** 试算。Runs over everybody; the answer comes at once and says how far it is. */
  async tryOut(actor: Actor, submissionId: string, { revision }: OfRevision): Promise<ParameterChange> {
    const { one, lines } = await this.read(actor, submissionId)
    requireRevision(one, revision)
    const { texts } = this.ports.policy()
    const key = { ...one.revision, before: digestOf(texts) }
    const after = textsAfter(texts, lines)
    await this.whatIfs.start(actor.personId, {
      key: { submissionId, revision: key.revision, before: key.before, after: digestOf(after) },
      before: texts,
      after,
    })
    return this.show(actor, submissionId)
  }

  async read(actor: Actor, submissionId: string): Promise<{ one: Case; lines: ParameterLines }> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      if (one.submission.kind !== KIND) throw new Refusal(missingSubmission, { id: submissionId })
      return { one, lines: await parameterLinesOf(trx, this.ports, one) }
    })
  }

  /** What a trial of it would be now; or why it fits the parameters in force no longer. */
  private trialOf(one: Case, lines: ParameterLines): { trial?: Pick<Trial, 'key'>; collides?: Sentence } {
    const { texts } = this.ports.policy()
    try {
      const after = digestOf(textsAfter(texts, lines))
      const { submissionId, revision } = one.revision
      return { trial: { key: { submissionId, revision, before: digestOf(texts), after } } }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { collides: { zh: error.say('zh'), en: error.say('en') } }
    }
  }
}

/** Once nobody decides any more, what was decided on is shown. */
const OVER: ReadonlySet<string> = new Set(['agreed', 'posted', 'returned', 'withdrawn'])
const NEVER = { state: 'none', done: 0, total: 0 } as const

/** 照提议改后仍是一本参数簿, and says something else than now. */
export function requireBook(texts: readonly PolicyText[], lines: ParameterLines): void {
  const after = textsAfter(texts, lines)
  loadPolicyBook(after)
  const isFile = lines.some((line) => 'text' in line)
  if (!isFile && parameterDifferences(texts, after).length === 0) throw new Refusal(nothingChanges, {})
}

export function requireRevision({ revision }: Case, asked: number): void {
  if (asked !== revision.revision) {
    throw new Refusal(changedMeanwhile, { revision: asked, current: revision.revision })
  }
}

function refuseTwice({ changes }: ParameterChangeRequest): void {
  const seen = new Set<string>()
  for (const { area, parameter, since, value, by, same } of changes) {
    const name = `${area} ${parameter} ${since}`
    if (seen.has(name)) throw new Refusal(proposedTwice, { parameter, since })
    seen.add(name)
    if ([value, by, same].filter((one) => one !== undefined).length !== 1) {
      refuseEntry(
        `“${parameter}”${since} 起的版本须在“值”“按类取值”“与另一参数同值”中填且只填一项。`,
        `The version of “${parameter}” from ${since} takes exactly one of value, by and same.`,
      )
    }
  }
}
