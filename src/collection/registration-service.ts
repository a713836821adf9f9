import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { periodOfDay } from '../kernel/day.js'
import { ppm } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { employersByCode, enrolmentsOf } from '../ledger/lookup-store.js'
import { takeIds } from '../ledger/posting-store.js'
import { requireFloat } from '../policy/contribution.js'
import { CaseService } from './case-service.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { RefusedRow, SubmissionDetail } from './contract.js'
import { Draft } from './draft-store.js'
import { employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type {
  EmployerRegistrationRequest,
  EnrolmentChangeRequest,
  PersonRegistrationRequest,
  RegistrationPreview,
} from './entry-contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEnded, refuseEntry } from './entry-refusals.js'
import { findNamedPerson, getEmployer } from './entry-service.js'
import { readWhole } from './file-reading-store.js'
import type { SubmitRequest } from './filing-contract.js'
import { isRefused } from './filing-row.js'
import { endingsOf } from './known-life-store.js'
import type { RegistrationLine } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { employerKnown } from './refusals.js'
import { kindOfPerson, readRegistration } from './registration-lines.js'
import { adultFrom, RegistrationReading, registrationLines } from './registration-reading-store.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import { openJson } from './voucher-body.js'

/** 登记与参保变动。Employers, persons and their enrolments come to be by entries of clerks that two others review. */
export class RegistrationService {
  private readonly desk: EntryDesk
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.cases = new CaseService(ports)
  }

  /** 单位登记：a new employer, or a new version of a known one (injury class, name, status) from a month on. */
  async registerEmployer(
    actor: Actor,
    request: EmployerRegistrationRequest,
    resubmits?: string,
  ): Promise<SubmissionDetail> {
    const creditCode = parseCreditCode(request.creditCode)
    const fromMonth = parsePeriod(request.fromMonth)
    const { name, employerType, industryCode, injuryClass, status, documentId } = request
    const agency = organisationOf(actor)
    const area = this.ports.areaOf(agency)
    const { known, newId } = await this.ports.app.transaction({}, async (trx) => ({
      known: employerOf(await employersByCode(trx, [creditCode])),
      newId: (await takeIds(trx, 'employer_id', 1))[0]!,
    }))
    const injuryFloat = ppm(request.injuryFloat)
    const told = { creditCode, name, employerType, industryCode, injuryClass, injuryFloat, status, fromMonth }
    const now = periodOfDay(this.ports.clock.today())
    requireFloat(this.ports.policy().book.area(area), told, fromMonth > now ? fromMonth : now)
    const last = known?.versions.at(-1)
    if (
      last !== undefined &&
      Object.entries(told).every(([field, value]) => last[field as keyof typeof last] === value)
    ) {
      throw new Refusal(employerKnown, { creditCode })
    }
    const registration = { ...told, employerId: known?.id ?? newId, agency: known?.agency ?? agency, area }
    const line = { row: 1, isNew: known === undefined, registration }
    const place = { kind: 'employerRegistration' as const, agency: registration.agency, area, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  async registerPerson(
    actor: Actor,
    request: PersonRegistrationRequest,
    resubmits?: string,
  ): Promise<SubmissionDetail> {
    const entry = readRegistration(1, request, this.ports.clock.today(), adultFrom(this.ports, organisationOf(actor)))
    const [line] = await this.ports.app.transaction({}, (trx) =>
      registrationLines(this.ports, organisationOf(actor), trx, [entry]),
    )
    if (line === undefined || isRefused(line)) refuseEntry(told(line, 'zh'), told(line, 'en'))
    const employer = entry.creditCode === undefined ? undefined : await getEmployer(this.ports, entry.creditCode)
    const agency = employer?.agency ?? organisationOf(actor)
    const place = { kind: 'personRegistration' as const, agency, area: employer?.area ?? this.ports.areaOf(agency) }
    const { documentId } = request
    return this.desk.file(actor, { ...place, documentId, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  /** 成批个人登记：a file, previewed; submit it by `submit`. */
  async uploadPersons(actor: Actor, file: { fileName: string; bytes: Uint8Array }): Promise<RegistrationPreview> {
    const { clock, ids, papers, vault } = this.ports
    const agency = organisationOf(actor)
    await papers.keep(file.bytes)
    return this.ports.app.transaction({}, async (trx) => {
      const content = createHash('sm3').update(file.bytes).digest('hex')
      const made: Submission = {
        submissionId: ids.uuid(),
        kind: 'personRegistration',
        agency,
        area: this.ports.areaOf(agency),
        contentDigest: vault.digest(`registration:${content}`),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, file)
      const one = await this.cases.getCase(trx, actor, (await findSameContent(trx, made))!.submissionId, true)
      const state = stateOfCase(this.ports.routes, one)
      const { submission, revision } = one
      if (isOver(state)) return this.draft(trx, actor, submission, revision.revision + 1, file)
      if (state === 'draft') {
        await deleteDraft(trx, submission.submissionId, revision.revision)
        return this.draft(trx, actor, submission, revision.revision, file)
      }
      const { notices } = openJson<{ notices: RegistrationPreview['notices'] }>(vault, revision.summary)
      const refusedRows = await this.cases.plainRefusals(trx, one)
      return { submission: this.cases.summary(actor, one), again: true, notices, refusedRows }
    })
  }

  submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    return this.cases.submit(actor, submissionId, request)
  }

  /** 参保变动：增员、停保、续保、终止，按险种、年月与原因。 */
  async changeEnrolment(actor: Actor, request: EnrolmentChangeRequest, resubmits?: string): Promise<SubmissionDetail> {
    const fromMonth = parsePeriod(request.fromMonth)
    const { insurances, change, reason, documentId } = request
    if (!/^\d{3}$/.test(reason))
      refuseEntry('变更原因须为三位代码（AAE160），请改正。', 'The reason is a code of three digits (AAE160).')
    const person = await findNamedPerson(this.ports, request)
    const employer = request.creditCode === undefined ? undefined : await getEmployer(this.ports, request.creditCode)
    const { now, endings } = await this.ports.app.transaction({ persons: [person.personId] }, async (trx) => ({
      now: new Enrolments(await enrolmentsOf(trx, [person.personId])),
      endings: await endingsOf(trx, [person.personId]),
    }))
    const begins = change === 'enrol' || change === 'resume'
    for (const insurance of insurances) {
      if (begins) refuseEnded(endings.whyEnded(person.personId, insurance, fromMonth), fromMonth)
      if (now.isActive(person.personId, insurance, employer?.id, fromMonth) !== begins) continue
      refuseEntry(
        `险种 ${insurance} 在 ${fromMonth} ${begins ? '已在参保' : '不在参保'}，无从${begins ? '增员' : '停保'}，请核对年月。`,
        `${insurance} is ${begins ? 'active already' : 'not active'} in ${fromMonth}; check the month.`,
      )
    }
    const agency = employer?.agency ?? organisationOf(actor)
    const area = employer?.area ?? this.ports.areaOf(agency)
    const personKind = kindOfPerson(employer, insurances)
    const common = { agency, area, personId: person.personId, employerId: employer?.id, fromMonth, reason, personKind }
    const enrolments = insurances.map((insurance) => ({
      ...common,
      insurance,
      change: change as 'enrol' | 'suspend' | 'resume' | 'end',
    }))
    const line: RegistrationLine = { row: 1, ...person, documentType: '', isNew: false, enrolments }
    const place = { kind: 'enrolmentChange' as const, agency, area, employerId: employer?.id, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  private async draft(
    trx: Trx,
    actor: Actor,
    submission: Submission,
    revision: number,
    { fileName, bytes }: { fileName: string; bytes: Uint8Array },
  ): Promise<RegistrationPreview> {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const reading = new RegistrationReading(this.ports, organisationOf(actor))
    const { rows, summary } = await readWhole(trx, reading, bytes, draft)
    const document = await papers.list(trx, submission.agency, 'personRegistration', bytes)
    const { documentId } = document
    const { contentDigest } = submission
    const drafted = { at, contentDigest, documentId, fileName, summary, rowsIn: rows, draft, isSubmitted: false }
    await insertRevision(trx, revisionOf(this.ports, actor, drafted))
    const [one] = await casesOf(trx, [submission])
    return {
      submission: this.cases.summary(actor, one!),
      again: false,
      notices: [...summary.notices],
      refusedRows: [...reading.firstRefusals],
    }
  }
}

function told(line: RefusedRow | undefined, language: 'zh' | 'en'): string {
  return line === undefined ? '' : `${line.sentence[language]}${line.remedy[language]}`
}
