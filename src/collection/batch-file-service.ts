import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { type BatchAsked, isBatchKind } from './batch-kinds.js'
import { CaseService } from './case-service.js'
import { type SubmissionDetail, Uuid } from './contract.js'
import type { SubmitRequest } from './filing-contract.js'
import type { ImportJob } from './import-contract.js'
import { ImportService } from './import-service.js'
import { isKept, type Received } from './import-upload.js'
import { CORRECTION_REASONS } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { missingSubmission } from './refusals.js'
import { incompleteGrounds, unknownBatchKind } from './refusals-batch.js'
import { findSubmission } from './submission-store.js'

const UUID = new RegExp(Uuid.pattern!)

/** 成批变更的清单：always read by the job that reads large files, so that it streams, shows how far it came, stops and resumes. */
export class BatchFileService {
  private readonly imports: ImportService
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.imports = new ImportService(ports)
    this.cases = new CaseService(ports)
  }

  async begin(actor: Actor, file: Received): Promise<ImportJob> {
    const change = changeAsked(file.field)
    const { app, papers, largePapers, setting } = this.ports
    await app.transaction({}, (trx) => papers.requireUsable(trx, change.documentId))
    const most = setting('system.import-most-megabytes') * 1024 * 1024
    const kept = isKept(file) ? file.kept : await largePapers.receive(once(file.bytes), most)
    return this.imports.begin(actor, { form: 'batch', fileName: file.fileName, change }, kept)
  }

  /** 提交审核，the paper of the ground with it. */
  async submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    const { app } = this.ports
    const found = await app.transaction({}, (trx) => findSubmission(trx, submissionId))
    if (found?.kind !== 'batchChange' || found.agency !== organisationOf(actor))
      throw new Refusal(missingSubmission, { id: submissionId })
    return this.cases.submit(actor, submissionId, request)
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes)
}

function changeAsked(field: Received['field']): BatchAsked {
  const [kind, reason, documentId] = [field('kind'), field('reason'), field('documentId')]
  const explanation = field('explanation').trim()
  if (!isBatchKind(kind)) throw new Refusal(unknownBatchKind, {})
  const isWhole = Object.hasOwn(CORRECTION_REASONS, reason) && UUID.test(documentId)
  if (!isWhole || explanation.length < 4 || explanation.length > 500) throw new Refusal(incompleteGrounds, {})
  return { kind, reason, explanation, documentId }
}
