import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { CaseService } from '../collection/case-service.js'
import { openJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { requireOpenTo } from '../ledger/mandate-store.js'
import type { DecideDifference, Prefill } from './contract.js'
import { changeDifference, type Difference, findDifference, insertDecision } from './difference-store.js'
import { inLine } from './in-line-service.js'
import type { DifferenceBody } from './matching-service.js'
import type { ExchangePorts } from './ports.js'
import { proposalOf } from './proposal.js'
import { type Filed, ProposalService } from './proposal-service.js'
import { decideStopFirst, missingDifference, notTheirSubmission } from './refusals.js'
import { stopsInForce, stopsOfEmployers } from './stop-store.js'
import { PROPOSED } from './words.js'

/** 更正也是改变记录的一途：whatever field it is about, what was posted wrongly may be corrected. */
const ALSO = ['correction']

/** 差异的办理。Who is right is decided by a person and kept with its note; a record changes only by a submission of its own. */
export class DifferenceService {
  private readonly cases: CaseService
  private readonly proposals: ProposalService

  constructor(private readonly ports: ExchangePorts) {
    this.cases = new CaseService(ports.collection)
    this.proposals = new ProposalService(ports)
  }

  get(id: string): Promise<Difference> {
    return this.ports.collection.app.transaction({}, (trx) => getDifference(trx, id))
  }

  /** One decision at a time: what the second would have filed is not filed. */
  decide(actor: Actor, id: string, request: DecideDifference): Promise<void> {
    return inLine(this.ports.collection.app, id, () => this.decideNow(actor, id, request))
  }

  private async decideNow(actor: Actor, id: string, request: DecideDifference): Promise<void> {
    const { app, vault, clock, papers } = this.ports.collection
    const { decision, note } = request
    const found = await this.get(id)
    const { personId } = found
    if (personId !== undefined) await app.transaction({}, (trx) => requireOpenTo(trx, actor, [personId]))
    const filed = await this.submissionFor(actor, found, request)
    const { submissionId, documentId = request.documentId } = filed
    const at = clock.now()
    await app.transaction({}, async (trx) => {
      const one = await getDifference(trx, id, true)
      if (one.closedAt !== undefined) throw new Refusal(missingDifference, {})
      if (await isStopped(trx, one)) throw new Refusal(decideStopFirst, {})
      if (documentId !== undefined) await papers.getDocument(trx, documentId)
      await changeDifference(trx, id, { handler: actor.personId, at, ...outcomeOf(decision, submissionId) })
      await insertDecision(trx, {
        ...{ matterId: id, decision, note: vault.seal(undefined, note), documentId, submissionId, at },
        ...{ by: actor.personId, organisation: organisationOf(actor) },
      })
    })
  }

  /** 对方正确：the submission that was filed for it, or one filed now where nothing more has to be filled in. */
  private async submissionFor(actor: Actor, one: Difference, request: DecideDifference): Promise<Partial<Filed>> {
    const { submissionId } = request
    if (submissionId !== undefined) {
      await this.requireTheirs(actor, one, submissionId)
      return { submissionId }
    }
    if (request.decision !== 'theirsRight' || one.closedAt !== undefined) return {}
    if (await this.ports.collection.app.transaction({}, (trx) => isStopped(trx, one)))
      throw new Refusal(decideStopFirst, {})
    return (await this.proposals.file(actor, one, this.bodyOf(one), request)) ?? {}
  }

  private async requireTheirs(actor: Actor, { field }: Difference, submissionId: string): Promise<void> {
    const { kind, agency } = await this.cases.show(actor, submissionId)
    const fits = [PROPOSED[field], ...ALSO].includes(kind)
    const isOwn = this.ports.agenciesUnder(organisationOf(actor)).includes(agency)
    if (!fits || !isOwn) throw new Refusal(notTheirSubmission, {})
  }

  bodyOf({ body }: Difference): DifferenceBody {
    return openJson<DifferenceBody>(this.ports.collection.vault, body)
  }
}

/** 对方正确，而报送还没有录入：it stays open, with what is to be filed, until that is named. */
function outcomeOf(decision: DecideDifference['decision'], submissionId: string | undefined) {
  if (decision === 'askPerson') return { asked: true }
  if (decision === 'theirsRight' && submissionId === undefined) return { toFile: true }
  return { closedWith: decision }
}

export async function isStopped(trx: Trx, { field, personId, employerId }: Difference): Promise<boolean> {
  const stops =
    field === 'death' && personId !== undefined
      ? await stopsInForce(trx, [personId])
      : field === 'employerState' && employerId !== undefined
        ? await stopsOfEmployers(trx, [employerId])
        : []
  return stops.some(({ decision }) => decision === undefined)
}

/** 预填的报送：what their values would be in a submission of the kind that changes this field. */
export function prefillOf(one: Difference, body: DifferenceBody): Prefill {
  const values: Record<string, string> = { ...body.texts }
  for (const [item, amount] of Object.entries(body.amounts)) values[item] = String(amount)
  const proposal = proposalOf(one, body)
  if (proposal === undefined) return { kind: PROPOSED[one.field], values, filed: false, wants: [] }
  return { kind: proposal.kind, values, filed: true, wants: [...proposal.wants] }
}

async function getDifference(trx: Trx, id: string, lock = false): Promise<Difference> {
  const one = await findDifference(trx, id, lock)
  if (one === undefined) throw new Refusal(missingDifference, {})
  return one
}
