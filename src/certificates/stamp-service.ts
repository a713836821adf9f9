import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { CaseService } from '../collection/case-service.js'
import { type Case, stateOfCase } from '../collection/case-store.js'
import { ContentService } from '../collection/content-service.js'
import { finishedCases } from '../collection/finished-store.js'
import { isLettered, SUBMISSION_KINDS } from '../collection/kinds.js'
import type { CollectionPorts } from '../collection/ports.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { keeperIsMaker, noStamp, notFinished, stampedAlready } from './refusals-stamp.js'
import type { Letter, StampRegister, StampRequest, StampWaiting, UseRequest } from './stamp-contract.js'
import { insertUse, replaceStamp, stampedOf, stampOf, usesOf } from './stamp-store.js'

const LISTED = 200
const FINISHED: ReadonlySet<string> = new Set(['posted', 'returned'])
const REMEDY = {
  zh: '不服本决定的，可以依法申请行政复议或者提起行政诉讼。',
  en: 'Whoever disagrees may apply for administrative reconsideration or bring an administrative suit, as the law provides.',
}

/** 电子印章。One stamp an agency, kept by one who handles no cases; each use belongs to one finished case and is written down. */
export class StampService {
  private readonly cases: CaseService
  private readonly contents: ContentService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
    this.contents = new ContentService(ports)
  }

  async register(actor: Actor): Promise<StampRegister> {
    const agency = organisationOf(actor)
    const { stamp, uses, waiting } = await this.ports.app.transaction({}, async (trx) => ({
      stamp: await stampOf(trx, agency),
      uses: await usesOf(trx, agency, LISTED),
      waiting: await this.waiting(trx, actor, agency),
    }))
    const people = [
      ...uses.flatMap(({ maker, keeper = '' }) => [maker, keeper]),
      ...waiting.map(makerOf),
      stamp?.keeper ?? '',
    ]
    const names = await this.ports.staffNames([...new Set(people.filter((id) => id !== ''))])
    const named = (id: string) => names.get(id) ?? ''
    return {
      ...(stamp === undefined
        ? {}
        : { stamp: { name: stamp.name, keeper: named(stamp.keeper), setUpAt: stamp.setUpAt } }),
      uses: uses.map(({ useId: _, maker, keeper, ...use }) => ({
        ...use,
        maker: named(maker),
        ...(keeper === undefined ? {} : { keeper: named(keeper) }),
      })),
      waiting: waiting.map((one) => waitingView(this.ports, one, named(makerOf(one)))),
    }
  }

  /** 待用印的：newest first; what the keeper handled, and what has its stamp, is not among them. */
  private async waiting(trx: Trx, actor: Actor, agency: string): Promise<Case[]> {
    const cases = await finishedCases(trx, this.ports.routes, agency, { states: FINISHED, limit: LISTED })
    const stamped = await stampedOf(
      trx,
      cases.map(({ submission }) => submission.submissionId),
    )
    return cases.filter((one) => !stamped.has(one.submission.submissionId) && !hasHandled(one, actor.personId))
  }

  async setUp(actor: Actor, { name }: StampRequest): Promise<StampRegister> {
    const { app, ids, clock } = this.ports
    const agency = organisationOf(actor)
    const stamp = { stampId: ids.uuid(), agency, name: name.trim(), keeper: actor.personId, setUpAt: clock.now() }
    await app.transaction({}, async (trx) => {
      await waitInLine(trx, [`stamp:${agency}`])
      await replaceStamp(trx, stamp)
    })
    return this.register(actor)
  }

  /** 用印。Only a finished case, only once, never by whoever handled it. */
  async use(actor: Actor, { submission }: UseRequest): Promise<StampRegister> {
    const { app, ids, clock, routes } = this.ports
    await app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submission, true)
      const { agency, kind } = one.submission
      if (!FINISHED.has(stateOfCase(routes, one))) throw new Refusal(notFinished, {})
      if (hasHandled(one, actor.personId)) throw new Refusal(keeperIsMaker, {})
      const stamp = await stampOf(trx, agency)
      if (stamp?.keeper !== actor.personId) throw new Refusal(noStamp, {})
      const use = { useId: ids.uuid(), agency, caseKind: 'submission' as const, caseId: submission, paper: kind }
      const maker = makerOf(one)
      const isFirst = await insertUse(trx, { ...use, maker, digest: digestOf(one), at: clock.now() })
      if (!isFirst) throw new Refusal(stampedAlready, {})
    })
    return this.register(actor)
  }

  /** 告知书：what was decided on a finished case, and why. Answers whom it shows beside it, for the access book. */
  async letter(actor: Actor, submissionId: string): Promise<{ letter: Letter; persons: readonly string[] }> {
    const { app, routes, agencyName } = this.ports
    const detail = await this.cases.show(actor, submissionId)
    const { one, uses, stamp } = await app.transaction({}, async (trx) => {
      const found = await this.cases.getCase(trx, actor, submissionId)
      const { agency } = found.submission
      return { one: found, uses: await usesOf(trx, agency, 1, submissionId), stamp: await stampOf(trx, agency) }
    })
    const state = stateOfCase(routes, one)
    if (!FINISHED.has(state)) throw new Refusal(notFinished, {})
    const { content, persons } = await this.contents.page(actor, submissionId, 1)
    const last = detail.steps.at(-1)
    const kind = SUBMISSION_KINDS[one.submission.kind]
    const told = new Map(content.lines.map(({ fullName, identityNumber }) => [identityNumber, fullName]))
    const verdict = state === 'returned' ? { zh: '不予办理', en: 'not granted' } : { zh: '已办结', en: 'granted' }
    const letter: Letter = {
      ...{ submission: submissionId, kind: { zh: kind.zh, en: kind.en }, verdict, remedy: REMEDY },
      agencyName: agencyName(one.submission.agency),
      persons: [...told].map(([identityNumber, fullName]) => ({ fullName, identityNumber })),
      reason: last?.reason ?? '',
      at: last?.at ?? one.revision.enteredAt,
      ...(uses[0] === undefined || stamp === undefined ? {} : { stamp: { name: stamp.name, at: uses[0].at } }),
    }
    return { letter, persons }
  }
}

/** 办理人：who decided it last. */
function makerOf({ revision, steps }: Case): string {
  return steps.at(-1)?.by ?? revision.enteredBy
}

function hasHandled({ revision, steps }: Case, person: string): boolean {
  return revision.enteredBy === person || steps.some(({ by }) => by === person)
}

function waitingView({ routes }: CollectionPorts, one: Case, maker: string): StampWaiting {
  const { submission, revision, steps, employer } = one
  return {
    ...{ submission: submission.submissionId, kind: submission.kind, rows: revision.rowsIn, maker },
    state: stateOfCase(routes, one) === 'returned' ? 'returned' : 'posted',
    at: steps.at(-1)?.at ?? revision.enteredAt,
    hasLetter: isLettered(submission.kind),
    ...(employer === undefined ? {} : { employer: employer.name }),
  }
}

/** 用印所对应的内容：the revision as it was decided. */
function digestOf({ revision, steps }: Case): Buffer {
  const told = [
    revision.submissionId,
    revision.revision,
    steps.map(({ stage, verdict, by, at }) => [stage, verdict, by, at]),
  ]
  return createHash('sm3').update(JSON.stringify(told)).digest()
}
