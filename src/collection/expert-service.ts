import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { casesOf, stateOfCase } from './case-store.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { findNamedPersons } from './entry-service.js'
import type { ExpertList, ExpertRequest, OpinionList, OpinionRequest, OpinionView } from './expert-contract.js'
import {
  type Expert,
  expertsOf,
  insertExpert,
  insertSigned,
  markLeft,
  type Signed,
  signedAmong,
  signedByDigest,
} from './expert-store.js'
import { EXPERT_MATTERS } from './expert-words.js'
import type { Drafted, FactLine, Line } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { expertListed, opinionKnown, unknownExpert, wrongConclusion } from './refusals-expert.js'
import { inFuture } from './refusals-facts.js'
import { findSubmissions, listSubmissions } from './submission-store.js'
import { openBody } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

const LISTED = 200
const GROUND = '签署的意见书存专家秘书处，凭摘要核对'

/**
 * 专家秘书处。The register of experts and what they signed. Reviewers see a conclusion and the digest of the signed paper;
 * who signed is told nowhere else. What was signed once is never changed: another opinion is another paper.
 */
export class ExpertService {
  private readonly desk: EntryDesk
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.cases = new CaseService(ports)
  }

  async list(actor: Actor): Promise<ExpertList> {
    const experts = await this.experts(actor)
    return {
      items: experts.map(({ expertId: id, fullName, field, unit, enteredAt, leftAt }) => ({
        ...{ id, fullName, field, unit, enteredAt },
        ...(leftAt === undefined ? {} : { leftAt }),
      })),
    }
  }

  async enter(actor: Actor, { identityNumber, fullName, field, unit }: ExpertRequest): Promise<ExpertList> {
    const { app, vault, ids, clock } = this.ports
    const { number } = parseIdentity(identityNumber, clock.today())
    const expert: Expert = {
      ...{ expertId: ids.uuid(), agency: organisationOf(actor), identityDigest: vault.identityDigest(number) },
      ...{ fullName: parsePersonName(fullName), field: field.trim(), unit: unit.trim() },
      ...{ enteredBy: actor.personId, enteredAt: clock.now() },
    }
    const entered = await app.transaction({}, (trx) => insertExpert(trx, vault, expert))
    if (!entered) throw new Refusal(expertListed, {})
    return this.list(actor)
  }

  async leave(actor: Actor, expertId: string): Promise<ExpertList> {
    const { app, clock } = this.ports
    const left = await app.transaction({}, (trx) =>
      markLeft(trx, organisationOf(actor), expertId, actor.personId, clock.now()),
    )
    if (!left) throw new Refusal(unknownExpert, {})
    return this.list(actor)
  }

  /** 登记签署的意见：filed without a name and without the paper; both stay with the secretariat. */
  async sign(actor: Actor, request: OpinionRequest): Promise<OpinionView> {
    const { matter, conclusion, document, documentId, experts } = request
    const { conclusions } = EXPERT_MATTERS[matter]
    if (!(conclusions as readonly string[]).includes(conclusion))
      throw new Refusal(wrongConclusion, { given: conclusion.slice(0, 20), known: conclusions.join('、') })
    const [day, today] = [parseDay(request.day), this.ports.clock.today()]
    if (day > today) throw new Refusal(inFuture, { given: day, known: today })
    const chosen = await this.chosen(actor, request)
    const [person] = await findNamedPersons(this.ports, [request])
    const opinionDigest = await this.digestOf(documentId)
    await this.refuseKnown(opinionDigest, person!.personId)
    const agency = organisationOf(actor)
    const area = this.ports.areaOf(agency)
    const fact: Drafted<'expertOpinion'> = {
      ...{ kind: 'expertOpinion', personId: person!.personId, agency, area },
      ...{ matter, conclusion, opinionDigest, day, document },
    }
    const { personId, identityNumber, fullName } = person!
    const line: FactLine = { row: 1, personId, identityNumber, fullName, facts: [fact], ground: GROUND }
    const content = { ...request, experts: [...experts].sort() }
    const entry = {
      kind: 'expertOpinion' as const,
      agency,
      area,
      content,
      ground: GROUND,
      lines: [{ line, counted: [] }],
    }
    const { id, state } = await this.desk.file(actor, entry)
    const signed = {
      ...{ submissionId: id, personId, documentId, opinionDigest, experts: chosen.map(({ expertId }) => expertId) },
      ...{ by: actor.personId, at: this.ports.clock.now() },
    }
    await this.ports.app.transaction({}, (trx) => insertSigned(trx, this.ports.vault, signed))
    return viewOf(signed, fact, state, chosen)
  }

  async opinions(actor: Actor): Promise<OpinionList> {
    const experts = await this.experts(actor)
    const { app, vault, routes } = this.ports
    return app.transaction({}, async (trx) => {
      const agencies = [organisationOf(actor)]
      const listed = await listSubmissions(trx, { agencies, kind: 'expertOpinion', limit: LISTED })
      const ids = listed.map(({ submissionId }) => submissionId)
      const cases = await casesOf(trx, await findSubmissions(trx, ids))
      const items: OpinionView[] = []
      for (const signed of await signedAmong(trx, vault, ids)) {
        const one = cases.find(({ submission }) => submission.submissionId === signed.submissionId)
        const fact = one && (await this.factOf(trx, signed.submissionId, one.revision.revision))
        if (one !== undefined && fact !== undefined) items.push(viewOf(signed, fact, stateOfCase(routes, one), experts))
      }
      return { items }
    })
  }

  /** 意见书原件, for the secretariat. Whose it is goes into the access book. */
  async paper(actor: Actor, submissionId: string): Promise<{ personId: string; mediaType: string; bytes: Buffer }> {
    const { app, vault, papers } = this.ports
    const { personId, document } = await app.transaction({}, async (trx) => {
      await this.cases.getCase(trx, actor, submissionId)
      const [signed] = await signedAmong(trx, vault, [submissionId])
      if (signed === undefined) throw new Refusal(unknownExpert, {})
      return { personId: signed.personId, document: await papers.getDocument(trx, signed.documentId) }
    })
    return { personId, mediaType: document.mediaType, bytes: await papers.open(document) }
  }

  private experts(actor: Actor): Promise<Expert[]> {
    const { app, vault } = this.ports
    return app.transaction({}, (trx) => expertsOf(trx, vault, organisationOf(actor)))
  }

  private async chosen(actor: Actor, { experts, document, identityNumber }: OpinionRequest): Promise<Expert[]> {
    const all = await this.experts(actor)
    const chosen = all.filter(({ expertId, leftAt }) => leftAt === undefined && experts.includes(expertId))
    if (chosen.length !== experts.length) throw new Refusal(unknownExpert, {})
    const own = this.ports.vault.identityDigest(identityNumber.trim().toUpperCase())
    if (chosen.some(({ identityDigest }) => identityDigest.equals(own))) {
      refuseEntry('专家不得为自己出具意见。请改选专家。', 'An expert gives no opinion on themselves. Choose another.')
    }
    if (chosen.some(({ fullName }) => document.includes(fullName))) {
      refuseEntry(
        '意见书编号中不得出现专家姓名。请改用编号。',
        'The number of the opinion may not name an expert. Use its number.',
      )
    }
    return chosen
  }

  private async digestOf(documentId: string): Promise<string> {
    const { app, papers } = this.ports
    const document = await app.transaction({}, (trx) => papers.getDocument(trx, documentId))
    return createHash('sm3')
      .update(await papers.open(document))
      .digest('hex')
  }

  /** One paper, one opinion of one person: signed again for another, or with other words, it is refused. */
  private async refuseKnown(digest: string, personId: string): Promise<void> {
    const { app, vault, routes } = this.ports
    const isTaken = await app.transaction({}, async (trx) => {
      const known = await signedByDigest(trx, vault, digest)
      if (known === undefined) return false
      const [one] = await casesOf(trx, await findSubmissions(trx, [known.submissionId]))
      return one === undefined || known.personId !== personId || stateOfCase(routes, one) === 'posted'
    })
    if (isTaken) throw new Refusal(opinionKnown, {})
  }

  private async factOf(
    trx: Trx,
    submissionId: string,
    revision: number,
  ): Promise<Drafted<'expertOpinion'> | undefined> {
    const voucher = await findVoucher(trx, submissionId, revision, 1)
    const [line] = voucher === undefined ? [] : (openBody<Line>(this.ports.vault, voucher) as FactLine[])
    return line?.facts.find((fact): fact is Drafted<'expertOpinion'> => fact.kind === 'expertOpinion')
  }
}

function viewOf(
  { submissionId, documentId, experts, at }: Signed,
  { matter, conclusion, day, document, opinionDigest }: Drafted<'expertOpinion'>,
  state: string,
  known: readonly Expert[],
): OpinionView {
  const names = experts.map((id) => known.find(({ expertId }) => expertId === id)?.fullName ?? '')
  const told = { submission: submissionId, state, matter: matter as OpinionView['matter'], conclusion, day, document }
  return { ...told, opinionDigest, documentId, experts: names, at }
}
