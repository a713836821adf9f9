import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { CaseService } from '../collection/case-service.js'
import { type Case, stateOfCase } from '../collection/case-store.js'
import { ContentService } from '../collection/content-service.js'
import { SUBMISSION_KINDS } from '../collection/kinds.js'
import type { CollectionPorts } from '../collection/ports.js'
import { markStamped } from '../collection/unstamped-store.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { keeperIsMaker, noStamp, notFinished, stampedAlready } from './refusals-stamp.js'
import { FINISHED, hasHandled, makerOf } from './stamp-case.js'
import type { Letter, StampRegister, StampRequest, UseRequest } from './stamp-contract.js'
import { insertUse, replaceStamp, stampOf, usesOf } from './stamp-store.js'

const LISTED = 200
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
    const { stamp, uses } = await this.ports.app.transaction({}, async (trx) => ({
      stamp: await stampOf(trx, agency),
      uses: await usesOf(trx, agency, LISTED),
    }))
    const people = [...uses.flatMap(({ maker, keeper = '' }) => [maker, keeper]), stamp?.keeper ?? '']
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
    }
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
      await markStamped(trx, submission, clock.now())
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

/** 用印所对应的内容：the revision as it was decided. */
function digestOf({ revision, steps }: Case): Buffer {
  const told = [
    revision.submissionId,
    revision.revision,
    steps.map(({ stage, verdict, by, at }) => [stage, verdict, by, at]),
  ]
  return createHash('sm3').update(JSON.stringify(told)).digest()
}
