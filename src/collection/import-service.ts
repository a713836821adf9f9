import { type Actor, organisationOf } from '../access/actor.js'
import type { KeptPaper } from '../archive/large-paper-service.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { employersById } from '../ledger/lookup-store.js'
import type { BatchAsked } from './batch-kinds.js'
import { CaseService } from './case-service.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { SubmissionKind } from './contract.js'
import { type Employer, employerOf } from './employer-terms.js'
import type { ImportAbility, ImportForm, ImportJob, ImportList } from './import-contract.js'
import { IMPORT_STATES } from './import-contract.js'
import type { ImportAsked } from './import-reading-store.js'
import {
  findImport,
  findImportOf,
  finishImport,
  type ImportRow,
  insertImport,
  listImports,
  setImportState,
} from './import-store.js'
import type { PaymentBatch } from './payment-reading-store.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth, importMissing, importMoved, unknownEmployer } from './refusals.js'
import { deleteDraft, dropEmpty, findSameContent, insertSubmission, type Submission } from './submission-store.js'
import { openJson, sealJson } from './voucher-body.js'

/** 一件大件：what it is to be read as, and what was filled in beside it. */
export interface ImportPlan {
  readonly form: ImportForm
  readonly fileName: string
  readonly employerId?: string | undefined
  readonly settlementMonth?: Period | undefined
  readonly batch?: PaymentBatch | undefined
  /** 成批变更的种类与事由。 */
  readonly change?: BatchAsked | undefined
  /** 退回后重报的那一件。 */
  readonly resubmits?: string | undefined
}

const KINDS: Readonly<Record<ImportForm, SubmissionKind>> = {
  filing: 'monthlyFiling',
  filings: 'monthlyFiling',
  levy: 'levyResult',
  registration: 'personRegistration',
  payment: 'benefitPayment',
  batch: 'batchChange',
}
const USES: Readonly<Record<ImportForm, string>> = {
  filing: 'filing',
  filings: 'filing',
  levy: 'levy',
  registration: 'registration',
  payment: 'payment',
  batch: 'batch',
}
const LISTED = 50

/** 大件的收取、进度与停续。The file is in the encrypted store before a job for it begins; who reads it is told. */
export class ImportService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** 开始读取一件。The same file again answers the job it made before, unless its rows may read otherwise by now. */
  async begin(actor: Actor, plan: ImportPlan, kept: KeptPaper): Promise<ImportJob> {
    const { app, clock } = this.ports
    const current = periodOfDay(clock.today())
    if (plan.settlementMonth !== undefined && plan.settlementMonth > current) {
      throw new Refusal(futureMonth, { month: plan.settlementMonth, current })
    }
    const scope = plan.employerId === undefined ? {} : { employer: plan.employerId }
    const job = await app.transaction(scope, async (trx) => {
      const made = await this.submissionOf(trx, actor, plan, kept)
      if (plan.resubmits !== undefined) return this.again(trx, actor, plan, kept, made, plan.resubmits)
      if (await insertSubmission(trx, made)) return this.enter(trx, actor, plan, kept, made, 1)
      const earlier = await findSameContent(trx, made)
      return this.again(trx, actor, plan, kept, made, earlier!.submissionId)
    })
    this.ports.importsWaiting()
    return job
  }

  /** 正在读取的与近来读完的，newest first: of the own employer, or of the agency. */
  async list(actor: Actor): Promise<ImportList> {
    const of = actor.realm === 'operator' ? { employerId: actor.employerId ?? '0' } : { agency: organisationOf(actor) }
    const rows = await this.ports.app.transaction({}, (trx) => listImports(trx, of, LISTED))
    return { items: rows.map((row) => this.view(row)) }
  }

  async show(actor: Actor, jobId: string): Promise<ImportJob> {
    return this.view(await this.get(actor, jobId))
  }

  /** Which form it is, and whose: for the gate. */
  async get(actor: Actor, jobId: string): Promise<ImportRow> {
    return this.ports.app.transaction({}, (trx) => this.getJob(trx, actor, jobId))
  }

  /** 停下、续做、放弃。 */
  async move(actor: Actor, jobId: string, move: ImportAbility): Promise<ImportJob> {
    const { app, clock } = this.ports
    const moved = await app.transaction({}, async (trx) => {
      const job = await this.getJob(trx, actor, jobId, true)
      if (!abilitiesOf(job).includes(move)) {
        throw new Refusal(importMoved, { zh: IMPORT_STATES[job.state].zh, en: IMPORT_STATES[job.state].en })
      }
      if (move === 'withdraw') {
        await deleteDraft(trx, job.submissionId, job.revision)
        await dropEmpty(trx, job.submissionId)
        await finishImport(trx, jobId, 'withdrawn', clock.now())
      } else await setImportState(trx, jobId, move === 'stop' ? 'stopped' : 'waiting')
      return this.getJob(trx, actor, jobId)
    })
    this.ports.importsWaiting()
    return this.view(moved)
  }

  private async again(
    trx: Trx,
    actor: Actor,
    plan: ImportPlan,
    kept: KeptPaper,
    made: Submission,
    submissionId: string,
  ): Promise<ImportJob> {
    const [submission] = await this.cases.getSubmissions(trx, actor, [submissionId], true)
    const job = await findImportOf(trx, submissionId)
    if (job !== undefined && abilitiesOf(job).length > 0) return this.view(job, true)
    const [one] = await casesOf(trx, [submission!])
    if (one === undefined) return this.enter(trx, actor, plan, kept, { ...made, submissionId }, 1)
    const { revision } = one.revision
    const state = stateOfCase(this.ports.routes, one)
    const blocked = state === 'agreed' && one.vouchers.some((voucher) => voucher.blocked !== undefined)
    if (isOver(state) || blocked) {
      return this.enter(trx, actor, plan, kept, { ...made, submissionId }, revision + 1)
    }
    if (state === 'draft') {
      await deleteDraft(trx, submissionId, revision)
      return this.enter(trx, actor, plan, kept, { ...made, submissionId }, revision)
    }
    if (job !== undefined) return this.view(job, true)
    const { rowsIn: rows, accepted, refused, enteredAt: madeAt } = one.revision
    return {
      ...{ id: submissionId, submissionId, form: plan.form, state: 'done', fileName: plan.fileName, size: kept.size },
      ...{ share: 1_000_000, rows, accepted, refused, madeAt, again: true, abilities: [] },
    }
  }

  private async enter(
    trx: Trx,
    actor: Actor,
    plan: ImportPlan,
    kept: KeptPaper,
    made: Submission,
    revision: number,
  ): Promise<ImportJob> {
    const { ids, vault } = this.ports
    const { fileName, settlementMonth, batch, change } = plan
    const asked: ImportAsked = { actor: { ...actor, sessionId: '' }, fileName, settlementMonth, batch, change }
    const jobId = ids.uuid()
    await insertImport(trx, {
      ...{ jobId, submissionId: made.submissionId, revision, form: plan.form, agency: made.agency },
      ...{ employerId: made.employerId, asked: sealJson(vault, asked), contentDigest: made.contentDigest },
      ...{ paperDigest: kept.digest, paperSize: kept.size, mediaType: kept.mediaType },
      ...{ madeBy: actor.personId, madeAt: made.madeAt },
    })
    return this.view((await findImport(trx, jobId))!)
  }

  private async submissionOf(trx: Trx, actor: Actor, plan: ImportPlan, kept: KeptPaper): Promise<Submission> {
    const { clock, ids, areaOf } = this.ports
    const employer = plan.form === 'filing' ? await this.getEmployer(trx, actor, plan.employerId ?? '0') : undefined
    const agency = employer?.agency ?? organisationOf(actor)
    return {
      submissionId: ids.uuid(),
      kind: KINDS[plan.form],
      agency,
      area: employer?.area ?? areaOf(agency),
      employerId: employer?.id,
      settlementMonth: plan.settlementMonth,
      contentDigest: this.contentOf(plan, kept),
      madeAt: clock.now(),
    }
  }

  private async getEmployer(trx: Trx, actor: Actor, employerId: string): Promise<Employer> {
    const own = actor.realm !== 'operator' || actor.employerId === employerId
    const employer = own ? employerOf(await employersById(trx, [employerId])) : undefined
    if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
    return employer
  }

  /** An operator never learns whether another employer's file is being read, nor an agency another's. */
  private async getJob(trx: Trx, actor: Actor, jobId: string, lock = false): Promise<ImportRow> {
    const job = await findImport(trx, jobId, lock)
    const own =
      actor.realm === 'operator'
        ? job?.employerId !== undefined && job.employerId === actor.employerId
        : job?.agency === organisationOf(actor)
    if (job === undefined || !own) throw new Refusal(importMissing, { id: jobId })
    return job
  }

  private view(job: ImportRow, again = false): ImportJob {
    const { vault } = this.ports
    const { fileName } = openJson<ImportAsked>(vault, job.asked)
    return {
      id: job.jobId,
      ...{ form: job.form, state: job.state, submissionId: job.submissionId, fileName, size: job.paperSize },
      ...{ share: job.share, rows: job.rowsDone, accepted: job.accepted, refused: job.refused, madeAt: job.madeAt },
      ...this.pace(job),
      ...(job.finishedAt === undefined ? {} : { finishedAt: job.finishedAt }),
      ...(job.why === undefined ? {} : { why: openJson<NonNullable<ImportJob['why']>>(vault, job.why) }),
      again,
      abilities: abilitiesOf(job),
    }
  }

  private pace({ state, stretchAt, rowsDone, stretchRows, share, stretchShare }: ImportRow) {
    if (state !== 'running' || stretchAt === undefined || share <= stretchShare) return {}
    const seconds = Math.max((this.ports.clock.now() - stretchAt) / 1000, 0.001)
    const left = ((1_000_000 - share) * seconds) / (share - stretchShare)
    return { rowsPerSecond: Math.round((rowsDone - stretchRows) / seconds), secondsLeft: Math.ceil(left) }
  }

  /** The same contents for the same use are the same submission, whichever way they were read. */
  private contentOf({ form, batch, change }: ImportPlan, { content }: KeptPaper): Buffer {
    const paid = batch === undefined ? '' : `${batch.payMonth}:${batch.paidDay}:${batch.batch}:`
    const use = change === undefined ? paid : `${change.kind}:${change.reason}:${change.documentId}:`
    return this.ports.vault.digest(`${USES[form]}:${use}${content}`)
  }
}

export function abilitiesOf({ state }: Pick<ImportRow, 'state'>): ImportAbility[] {
  if (state === 'waiting' || state === 'running') return ['stop', 'withdraw']
  return state === 'stopped' || state === 'failed' ? ['resume', 'withdraw'] : []
}
