import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { postedTexts, textsInForce } from '../ledger/policy-store.js'
import type { PolicyText } from '../policy/book.js'
import { readStandard, type Standard } from '../policy/standard.js'
import { type AppliedPosting, AppliedService } from './applied-service.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import { EntryDesk } from './entry-desk-service.js'
import { SUBMISSION_KINDS } from './kinds.js'
import type { ParameterFileLine } from './lines.js'
import type { OfRevision } from './parameter-contract.js'
import { digestOf, filesChanged, textDigest, textsAfter } from './parameter-lines.js'
import type { CollectionPorts } from './ports.js'
import { missingSubmission } from './refusals.js'
import { alreadySo, notAgreed, nothingChanges, rulesMoved } from './refusals-parameters.js'
import { levelNeedsRoute } from './refusals-routing.js'
import { hasActed } from './review.js'
import { unroutedKind } from './route-book.js'
import type { StandardChange, StandardChangeRequest } from './standard-contract.js'
import { standardDifferences } from './standard-view-store.js'
import { listSubmissions } from './submission-store.js'
import { openBody } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

const KIND = 'standardChange'
const LISTED = 200

/**
 * 采集标准的变更（威海办法第五条）：proposed by the city's business post, reviewed and approved by others, put into force by the
 * administrator. What was collected under an earlier version keeps it.
 */
export class StandardService {
  private readonly desk: EntryDesk
  private readonly cases: CaseService
  private readonly applied: AppliedService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.cases = new CaseService(ports)
    this.applied = new AppliedService(ports)
  }

  /** 提出。What does not read as a standard, whole, is refused here, with the place and what is wrong. */
  async propose(actor: Actor, request: StandardChangeRequest, resubmits?: string): Promise<StandardChange> {
    const { texts } = this.ports.policy().standard
    const { path, text, explanation, documentId } = request
    const now = texts.find((one) => one.path === path)?.text ?? ''
    const line: ParameterFileLine = { row: 1, path, was: textDigest(now), text, explanation: explanation.trim() }
    const id = await this.file(actor, [line], [request, digestOf(texts)], documentId, resubmits)
    return this.show(actor, id)
  }

  /** 随版本提出：what a release ships otherwise than it stands, once, whatever becomes of it. */
  async proposeShipped(releaser: Actor, shipped: readonly PolicyText[]): Promise<readonly string[]> {
    const { texts, standard } = this.ports.policy().standard
    const said = await this.lastShipped()
    const changed = filesChanged(texts, shipped).filter(({ path, text }) => said.get(path) !== text)
    const lines = changed.map(({ path, text }, i): ParameterFileLine => {
      const now = texts.find((one) => one.path === path)?.text ?? ''
      return { row: i + 1, path, was: textDigest(now), text, explanation: '随版本发布' }
    })
    if (lines.length === 0) return []
    const after = readStandard(textsAfter(texts, lines))
    if (standardDifferences(standard, after).length === 0) return []
    await this.file(releaser, lines, ['release', digestOf(shipped)])
    return lines.map(({ path }) => path)
  }

  /** What was changed here since the release said it is no business of the release. */
  private async lastShipped(): Promise<Map<string, string>> {
    const posted = await this.ports.app.transaction({}, (trx) => postedTexts(trx, 'standard'))
    return new Map(posted.flatMap(({ how, path, text }) => (how === 'policyRelease' ? [[path, text] as const] : [])))
  }

  /** 改后的标准，with which every review route must still hold. */
  private readAfter(texts: readonly PolicyText[], lines: readonly ParameterFileLine[]): Standard {
    const after = readStandard(textsAfter(texts, lines))
    const unrouted = unroutedKind(this.ports.routes, after)
    if (unrouted !== undefined) throw new Refusal(levelNeedsRoute, SUBMISSION_KINDS[unrouted])
    return after
  }

  private async file(
    actor: Actor,
    lines: readonly ParameterFileLine[],
    content: unknown,
    documentId?: string,
    resubmits?: string,
  ): Promise<string> {
    const { texts, standard } = this.ports.policy().standard
    const after = this.readAfter(texts, lines)
    if (standardDifferences(standard, after).length === 0) throw new Refusal(nothingChanges, {})
    const agency = organisationOf(actor)
    const entry = {
      ...({ kind: KIND, agency, area: this.ports.areaOf(agency), documentId, content } as const),
      ground: lines[0]!.explanation,
      lines: lines.map((line) => ({ line, counted: [] })),
    }
    return (await this.desk.file(actor, entry, resubmits)).id
  }

  async list(actor: Actor): Promise<{ items: StandardChange[] }> {
    const { app, areaOf } = this.ports
    const agencies = [areaOf(organisationOf(actor))]
    const found = await app.transaction({}, async (trx) => {
      const cases = await casesOf(trx, await listSubmissions(trx, { agencies, kind: KIND, limit: LISTED }))
      const read: { one: Case; lines: ParameterFileLine[] }[] = []
      for (const one of cases) read.push({ one, lines: await this.linesOf(trx, one) })
      return read
    })
    const names = await this.ports.staffNames(found.map(({ one }) => one.revision.enteredBy))
    return { items: found.map(({ one, lines }) => this.view(actor, names, one, lines)) }
  }

  async show(actor: Actor, submissionId: string): Promise<StandardChange> {
    const { one, lines } = await this.read(actor, submissionId)
    return this.view(actor, await this.ports.staffNames([one.revision.enteredBy]), one, lines)
  }

  async apply(actor: Actor, submissionId: string, { revision }: OfRevision): Promise<StandardChange> {
    const { one, lines } = await this.read(actor, submissionId)
    await this.applied.apply(actor, one, revision, { notAgreed, make: async () => this.making(lines) })
    return this.show(actor, submissionId)
  }

  private making(lines: readonly ParameterFileLine[]): AppliedPosting {
    const { digest, standard } = this.ports.policy()
    const { texts } = standard
    this.readAfter(texts, lines)
    const changed = filesChanged(texts, textsAfter(texts, lines))
    if (changed.length === 0) throw new Refusal(alreadySo, {})
    const told = { kind: 'policyText' as const, textKind: 'standard' as const }
    return {
      facts: changed.map(({ path, text }, i) => ({ ...told, line: i + 1, path, text })),
      policyDigest: digest,
      still: (trx) => requireStill(trx, texts),
    }
  }

  private async read(actor: Actor, submissionId: string) {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      if (one.submission.kind !== KIND) throw new Refusal(missingSubmission, { id: submissionId })
      return { one, lines: await this.linesOf(trx, one) }
    })
  }

  private async linesOf(trx: Trx, one: Case): Promise<ParameterFileLine[]> {
    const vouchers = await findVouchers(trx, one.vouchers)
    return vouchers.flatMap((voucher) => openBody<ParameterFileLine>(this.ports.vault, voucher))
  }

  private view(
    actor: Actor,
    names: ReadonlyMap<string, string>,
    one: Case,
    lines: readonly ParameterFileLine[],
  ): StandardChange {
    const state = stateOfCase(this.ports.routes, one)
    const { revision, enteredBy, enteredAt } = one.revision
    const acted = hasActed(enteredBy, one.steps, actor.personId)
    return {
      ...{ id: one.submission.submissionId, revision, state, enteredBy: names.get(enteredBy) ?? '', enteredAt },
      ...{ explanation: lines[0]?.explanation ?? '', paths: lines.map(({ path }) => path) },
      differences: this.differences(lines),
      mayApply: state === 'agreed' && actor.posts.includes('systemAdmin') && !acted,
    }
  }

  /** Against what is in force now; none where it fits no longer, or stands already. */
  private differences(lines: readonly ParameterFileLine[]) {
    const { texts, standard } = this.ports.policy().standard
    try {
      return standardDifferences(standard, readStandard(textsAfter(texts, lines)))
    } catch (error) {
      if (error instanceof Refusal) return []
      throw error
    }
  }
}

/** 施行须排队：the standard is still the one the change was put into. */
async function requireStill(trx: Trx, texts: readonly PolicyText[]): Promise<void> {
  await waitInLine(trx, ['standard'])
  const now = (await textsInForce(trx)).filter(({ kind }) => kind === 'standard')
  if (digestOf(now) !== digestOf(texts)) throw new Refusal(rulesMoved, {})
}
