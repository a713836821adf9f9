import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { together } from '../db/together.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { enrolmentsOf } from '../ledger/lookup-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { keepPromises } from './case-deadline-store.js'
import { mayList } from './case-place-store.js'
import { type Case, casesOf, isOver, stateOfCase } from './case-store.js'
import { detailOf, summaryOf } from './case-view-store.js'
import type { RefusedRow, Sentence, SubmissionDetail, SubmissionList, SubmissionSummary } from './contract.js'
import { departedOf } from './departure-store.js'
import { whyNotEnrolled } from './enrolment-state.js'
import type { FilingLine, LinePage, SubmitRequest } from './filing-contract.js'
import type { StoredRefusal } from './filing-match.js'
import { receive } from './intake-service.js'
import type { ContributionLine } from './lines.js'
import { asSeenBy } from './natural-person-store.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, confirmPart, missingSubmission, notDraft, nothingAccepted } from './refusals.js'
import { routeText } from './review.js'
import { routeFor } from './route-book.js'
import { forEmployer, notMatched } from './row-refusals.js'
import { setAsideNotice, setAsideOf } from './set-aside-store.js'
import { type StandIn, standInsFor } from './stand-in-store.js'
import {
  findSubmissions,
  listSubmissions,
  markSubmitted,
  type Revision,
  revisionsOf,
  type Submission,
} from './submission-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher, refusedParts } from './voucher-store.js'

const SHOWN_PARTS = 5

/** 查看报送：an employer its own, the agency those of its districts. */
export class CaseService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 本机构的，newest first. */
  async list(actor: Actor, agencies: readonly string[], limit = 200): Promise<SubmissionList> {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await listSubmissions(trx, { agencies, limit })),
    )
    return {
      items: await this.summaries(
        actor,
        cases.filter((one) => mayList(this.ports, actor, one)),
      ),
    }
  }

  async show(actor: Actor, submissionId: string): Promise<SubmissionDetail> {
    const { one, refusals, aside } = await this.ports.app.transaction({}, async (trx) => {
      const found = await this.getCase(trx, actor, submissionId)
      const [put, kept] = await together(trx, [
        (t) => setAsideOf(t, submissionId, found.revision.revision),
        (t) => this.refusalsOf(t, found),
      ])
      return { one: found, refusals: kept, aside: put }
    })
    const names = actor.realm === 'staff' ? await this.ports.staffNames(peopleOf(one)) : new Map<string, string>()
    const [standIns, gone] = [await this.standIns([one]), await this.gone(actor, [one])]
    const viewing = { ports: this.ports, viewer: actor, names, standIns, gone }
    const detail = detailOf(viewing, one, await this.shownRefusals(actor, refusals))
    if (aside.length === 0) return detail
    const rows = aside.map(({ row, says }) => ({ row, says: openJson<Sentence>(this.ports.vault, says) }))
    return { ...detail, notices: [setAsideNotice(detail.accepted, rows), ...detail.notices] }
  }

  /** 明细：the lines of one voucher, identity numbers masked. */
  async lines(actor: Actor, submissionId: string, part: number): Promise<LinePage> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.getCase(trx, actor, submissionId)
      const all = await this.linesIn(trx, one, part)
      const lines = await openTo(trx, actor, all, ({ personId }) => personId)
      // An employer is not told how many: who works there is known to it.
      const withheld = actor.realm === 'staff' ? all.length - lines.length : 0
      return { voucher: part, vouchers: one.revision.vouchers, lines: lines.map(lineView), withheld }
    })
  }

  /** Whose lines a voucher holds, for the access book. */
  async personsIn(actor: Actor, submissionId: string, part: number): Promise<string[]> {
    const lines = await this.ports.app.transaction({}, async (trx) => {
      const all = await this.linesIn(trx, await this.getCase(trx, actor, submissionId), part)
      return openTo(trx, actor, all, ({ personId }) => personId)
    })
    return [...new Set(lines.map(({ personId }) => personId))]
  }

  async linesIn(trx: Trx, { submission, revision }: Case, part: number): Promise<ContributionLine[]> {
    const voucher = await findVoucher(trx, submission.submissionId, revision.revision, part)
    const lines = voucher === undefined ? [] : openBody<ContributionLine>(this.ports.vault, voucher)
    return lines.filter((line) => 'items' in line)
  }

  /** 提交审核。Where rows were refused, the filer confirms that only the accepted part is filed. */
  async submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    await this.send(actor, submissionId, request)
    return this.show(actor, submissionId)
  }

  /** Submits without showing: for whoever sends many. */
  async send(actor: Actor, submissionId: string, request: SubmitRequest): Promise<void> {
    await this.ports.app.transaction({}, async (trx) => {
      const [[submission], revisions] = await together(trx, [
        (t) => this.getSubmissions(t, actor, [submissionId], true),
        (t) => revisionsOf(t, [submissionId]),
      ])
      const newest = revisions.at(-1)
      if (newest === undefined) throw new Refusal(missingSubmission, { id: submissionId })
      const { revision, accepted, refused } = newest
      if (request.revision !== revision) {
        throw new Refusal(changedMeanwhile, { revision: request.revision, current: revision })
      }
      if (newest.submittedAt !== undefined) {
        const [one] = await casesOf(trx, [submission!])
        throw new Refusal(notDraft, { state: stateOfCase(this.ports.routes, one!) })
      }
      if (accepted === 0) throw new Refusal(nothingAccepted, { refused })
      if (refused > 0 && !request.acceptedOnly) throw new Refusal(confirmPart, { refused })
      if (newest.documentId !== undefined) await this.ports.papers.cite(trx, newest.documentId, submission!.kind)
      await this.begin(trx, actor, submission!, newest)
    })
  }

  /** From now on it is under review, by the route in force now. */
  private async begin(trx: Trx, actor: Actor, submission: Submission, newest: Revision): Promise<void> {
    const { submissionId, kind, agency } = submission
    const { revision, documentId } = newest
    const route = routeText(routeFor(this.ports.routes, kind, agency))
    await markSubmitted(trx, submissionId, revision, this.ports.clock.now(), route)
    const carried = { hasPaper: documentId !== undefined, numbers: [] }
    const received = await receive(trx, this.ports, actor, { submission, revision, ...carried })
    await keepPromises(trx, this.ports, received === undefined ? await casesOf(trx, [submission]) : [received])
  }

  /** All refused rows, for download. */
  async refusedRows(actor: Actor, submissionId: string): Promise<RefusedRow[]> {
    const refusals = await this.ports.app.transaction({}, async (trx) =>
      this.refusalsOf(trx, await this.getCase(trx, actor, submissionId), 10_000),
    )
    return this.shownRefusals(actor, refusals)
  }

  summary(actor: Actor, one: Case): SubmissionSummary {
    return summaryOf({ ports: this.ports, viewer: actor, names: new Map(), standIns: [] }, one)
  }

  /** A list of them: whoever holds one is named to staff. */
  async summaries(actor: Actor, cases: readonly Case[]): Promise<SubmissionSummary[]> {
    const holders = cases.flatMap(({ claim }) => (claim === undefined ? [] : [claim.personId]))
    const isStaff = actor.realm === 'staff' && holders.length > 0
    const names = isStaff ? await this.ports.staffNames([...new Set(holders)]) : new Map<string, string>()
    const [standIns, gone] = [await this.standIns(cases), await this.gone(actor, cases)]
    const viewing = { ports: this.ports, viewer: actor, names, standIns, gone }
    return cases.map((one) => summaryOf(viewing, one))
  }

  /** Asked of what is over only: until then nobody needs to take the place of whoever entered it. */
  private async gone(actor: Actor, cases: readonly Case[]): Promise<ReadonlySet<string>> {
    const over = cases.filter((one) => isOver(stateOfCase(this.ports.routes, one)))
    if (actor.realm !== 'staff' || over.length === 0) return new Set()
    const entered = [...new Set(over.map(({ revision }) => revision.enteredBy))]
    return this.ports.app.transaction({}, (trx) => departedOf(trx, entered))
  }

  private async standIns(cases: readonly Case[]): Promise<readonly StandIn[]> {
    const holders = cases.flatMap(({ claim }) => (claim === undefined ? [] : [claim.personId]))
    if (holders.length === 0) return []
    return this.ports.app.transaction({}, (trx) => standInsFor(trx, holders, this.ports.clock.today()))
  }

  /** An operator never learns whether another employer's submission exists. */
  async getCase(trx: Trx, actor: Actor, submissionId: string, lock = false): Promise<Case> {
    return (await this.getCases(trx, actor, [submissionId], lock))[0]!
  }

  /** Several at once, in the order asked; one that is missing refuses them all. */
  async getCases(trx: Trx, actor: Actor, submissionIds: readonly string[], lock = false): Promise<Case[]> {
    const cases = await casesOf(trx, await this.getSubmissions(trx, actor, submissionIds, lock))
    if (cases.length < submissionIds.length) throw new Refusal(missingSubmission, { id: submissionIds[0] ?? '' })
    return actor.realm === 'staff' ? [...(await asSeenBy(trx, actor, cases))] : cases
  }

  async getSubmissions(trx: Trx, actor: Actor, submissionIds: readonly string[], lock = false): Promise<Submission[]> {
    const found = await findSubmissions(trx, submissionIds, lock)
    const seen = actor.realm === 'staff' ? found : found.filter(({ employerId }) => isOwn(actor, employerId))
    const byId = new Map(seen.map((one) => [one.submissionId, one]))
    return submissionIds.map((id) => {
      const one = byId.get(id)
      if (one === undefined) throw new Refusal(missingSubmission, { id })
      return one
    })
  }

  /** As the one who files sees them, clerk or employer: without the reasons. */
  async plainRefusals(trx: Trx, one: Case): Promise<RefusedRow[]> {
    return (await this.refusalsOf(trx, one)).map(({ about: _, ...row }) => forEmployer(row))
  }

  private async refusalsOf(trx: Trx, { submission, revision }: Case, parts = SHOWN_PARTS): Promise<StoredRefusal[]> {
    const bodies = await refusedParts(trx, submission.submissionId, revision.revision, parts)
    return bodies.flatMap((body) => openJson<StoredRefusal[]>(this.ports.vault, body))
  }

  /** The real reason is worked out when a clerk looks, never while an employer waits for the preview. */
  private async shownRefusals(actor: Actor, refusals: readonly StoredRefusal[]): Promise<RefusedRow[]> {
    if (actor.realm !== 'staff') return refusals.map(({ about: _, ...row }) => forEmployer(row))
    const persons = refusals.flatMap(({ about }) =>
      about?.why === 'notEnrolled' && about.personId !== undefined ? [about.personId] : [],
    )
    const facts = await this.ports.app.transaction({ persons }, (trx) => enrolmentsOf(trx, persons))
    return refusals.map(({ about, ...row }) => {
      if (about === undefined) return row
      const own = facts.filter(({ personId }) => personId === about.personId)
      const why = about.why === 'notEnrolled' ? whyNotEnrolled(own, about.month) : about.why
      return { ...row, reason: notMatched(row.row, why).reason! }
    })
  }
}

function isOwn(actor: Actor, employerId: string | undefined): boolean {
  return actor.employerId !== undefined && actor.employerId === employerId
}

export function lineView(line: ContributionLine): FilingLine {
  return {
    row: line.row,
    identityNumber: mask(line.identityNumber),
    fullName: line.fullName,
    contributionMonth: line.contributionMonth,
    contributionKind: line.contributionKind,
    declaredWage: line.declaredWage,
    insurances: line.items.map(({ insurance, base, employer, person, personToAccount }) => ({
      insurance: insurance as FilingLine['insurances'][number]['insurance'],
      base,
      employerAmount: employer,
      personAmount: person,
      personToAccount,
    })),
  }
}

function peopleOf({ steps, earlier, acts, claim }: Case): string[] {
  const stepped = [...steps, ...earlier.flatMap((one) => one.steps)].map(({ by }) => by)
  const acted = acts.flatMap(({ by, toPerson }) => (toPerson === undefined ? [by] : [by, toPerson]))
  return [...new Set([...stepped, ...acted, ...(claim === undefined ? [] : [claim.personId])])]
}
