import type { Actor } from '../access/actor.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { periodOfDay } from '../kernel/day.js'
import { type Ppm, ppm } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { EmployerRegistration } from '../ledger/fact.js'
import { employersByCode } from '../ledger/lookup-store.js'
import { requireFloat } from '../policy/contribution.js'
import type { SubmissionDetail } from './contract.js'
import type { Employer } from './employer-terms.js'
import { LEFT_WITH_EMPLOYER, MOVED_IN, MOVED_OUT } from './enrolment-reasons.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { getEmployer } from './entry-service.js'
import type { SubmissionKind } from './kinds.js'
import type { RegistrationLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { employerKnown, noGroundForChange } from './refusals.js'
import type {
  EmployerCancellationRequest,
  EmployerChangeRequest,
  SuccessionRequest,
} from './registration-change-contract.js'
import { activeStaff } from './staff-of-employer-store.js'

/** 单位变更、注销与承继。What an employer is from a month on; its staff never loses a month by it unseen. */
export class EmployerChangeService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** 机构，whose staff may change this employer. */
  async agencyOf(creditCode: string): Promise<string> {
    return (await getEmployer(this.ports, creditCode)).agency
  }

  async change(actor: Actor, request: EmployerChangeRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { documentId, ground, changes } = request
    if (documentId === undefined && ground === undefined) throw new Refusal(noGroundForChange, {})
    const employer = await this.active(request.creditCode)
    const creditCode = changes.creditCode === undefined ? employer.creditCode : parseCreditCode(changes.creditCode)
    if (creditCode !== employer.creditCode) await this.refuseTaken(creditCode, employer)
    const last = employer.versions.at(-1)!
    const told = {
      ...stands(last),
      ...changes,
      creditCode,
      injuryFloat: changes.injuryFloat === undefined ? last.injuryFloat : ppm(changes.injuryFloat),
      fromMonth: parsePeriod(request.fromMonth),
    }
    if (told.fromMonth < last.fromMonth)
      refuseEntry(
        `${told.fromMonth} 早于现行登记的起始月 ${last.fromMonth}，请核对年月；更早的差错请办理更正。`,
        `${told.fromMonth} is before the present registration begins (${last.fromMonth}); check the month.`,
      )
    this.requireFloat(employer, told)
    if (Object.keys(changes).every((field) => told[field as keyof typeof told] === last[field as keyof typeof last]))
      throw new Refusal(employerKnown, { creditCode })
    return this.file(actor, 'employerChange', employer, request, [employerRow(1, told)], resubmits)
  }

  async cancel(actor: Actor, request: EmployerCancellationRequest, resubmits?: string): Promise<SubmissionDetail> {
    const employer = await this.active(request.creditCode)
    const fromMonth = parsePeriod(request.fromMonth)
    const staff = await this.staff(employer, fromMonth)
    if (staff.length > 0 && !request.endStaff)
      refuseEntry(
        `该单位自 ${fromMonth} 起还有 ${staff.length} 名职工在保。请先办理减员，或选择同时停保。`,
        `${staff.length} of its staff are still insured from ${fromMonth}. End them first, or choose to end them with it.`,
      )
    const ended = staff.map((one, i) => leaveRow(i + 2, one, employer, fromMonth))
    const last = { ...stands(employer.versions.at(-1)!), status: 'ended', fromMonth }
    return this.file(actor, 'employerCancellation', employer, request, [employerRow(1, last), ...ended], resubmits)
  }

  async succeed(actor: Actor, request: SuccessionRequest, resubmits?: string): Promise<SubmissionDetail> {
    const [successor, predecessor] = [
      await this.active(request.creditCode),
      await getEmployer(this.ports, request.predecessorCode),
    ]
    if (successor.id === predecessor.id)
      refuseEntry('承继的与被承继的是同一单位，请核对信用代码。', 'Both credit codes are of one employer; check them.')
    const fromMonth = parsePeriod(request.fromMonth)
    const { agency, area, id: employerId } = successor
    const succession = {
      employerId,
      predecessorId: predecessor.id,
      agency,
      area,
      fromMonth,
      document: request.document,
    }
    const line = {
      row: 1,
      creditCode: successor.creditCode,
      employerName: successor.name,
      predecessorCode: predecessor.creditCode,
      predecessorName: predecessor.name,
      succession,
    }
    const staff = request.moveStaff ? await this.staff(predecessor, fromMonth) : []
    const moved = staff.map((one, i) => moveRow(i + 2, one, { predecessor, successor, fromMonth }))
    return this.file(actor, 'succession', successor, request, [{ line, counted: [] }, ...moved], resubmits)
  }

  private file(
    actor: Actor,
    kind: SubmissionKind,
    { id: employerId, agency, area }: Employer,
    content: { readonly documentId?: string | undefined },
    lines: readonly EntryRow[],
    resubmits?: string,
  ): Promise<SubmissionDetail> {
    const place = { kind, agency, area, employerId, documentId: content.documentId }
    return this.desk.file(actor, { ...place, content, lines }, resubmits)
  }

  /** 浮动系数只在公布的各档之内, of the class it then has. */
  private requireFloat({ area }: Employer, told: { injuryClass: number; injuryFloat: Ppm; fromMonth: Period }): void {
    const { clock, policy } = this.ports
    const now = periodOfDay(clock.today())
    requireFloat(policy().book.area(area), told, told.fromMonth > now ? told.fromMonth : now)
  }

  private async active(code: string): Promise<Employer> {
    const employer = await getEmployer(this.ports, code)
    if (employer.versions.at(-1)!.status === 'ended')
      refuseEntry('该单位已注销，不再变更。', 'This employer was cancelled and changes no more.')
    return employer
  }

  private staff(employer: Employer, month: Period) {
    const { app, vault } = this.ports
    return app.transaction({ employer: employer.id }, (trx) => activeStaff(trx, vault, employer.id, month))
  }

  private async refuseTaken(creditCode: string, employer: Employer): Promise<void> {
    const found = await this.ports.app.transaction({}, (trx) => employersByCode(trx, [creditCode]))
    if (found.some(({ employerId }) => employerId !== employer.id))
      refuseEntry(
        '新的信用代码已是另一单位的。两单位合并的，请办理单位承继。',
        'The new credit code belongs to another employer. Where they merged, file a succession.',
      )
  }
}

type Staff = Awaited<ReturnType<typeof activeStaff>>[number]

function stands(last: EmployerRegistration): Omit<EmployerRegistration, 'kind' | 'line'> {
  const { employerId, agency, area, creditCode, name, employerType, industryCode } = last
  const { injuryClass, injuryFloat, status, fromMonth } = last
  return {
    ...{ employerId, agency, area, creditCode, name, employerType, industryCode },
    ...{ injuryClass, injuryFloat, status, fromMonth },
  }
}

function employerRow(row: number, registration: Omit<EmployerRegistration, 'kind' | 'line'>): EntryRow {
  return { line: { row, isNew: false, registration }, counted: [] }
}

function leaveRow(row: number, staff: Staff, employer: Employer, fromMonth: Period): EntryRow {
  return {
    line: staffLine(row, staff, [{ employer, change: 'suspend', fromMonth, reason: LEFT_WITH_EMPLOYER }]),
    counted: [],
  }
}

interface Moving {
  readonly predecessor: Employer
  readonly successor: Employer
  readonly fromMonth: Period
}

function moveRow(row: number, staff: Staff, { predecessor, successor, fromMonth }: Moving): EntryRow {
  const out = { employer: predecessor, change: 'suspend' as const, fromMonth, reason: MOVED_OUT }
  const into = { employer: successor, change: 'enrol' as const, fromMonth, reason: MOVED_IN }
  return { line: staffLine(row, staff, [out, into]), counted: [] }
}

interface StaffMove {
  readonly employer: Employer
  readonly change: 'suspend' | 'enrol'
  readonly fromMonth: Period
  readonly reason: string
}

function staffLine(row: number, staff: Staff, moves: readonly StaffMove[]): RegistrationLine {
  const { personId, identityNumber, fullName, enrolments } = staff
  return {
    ...{ row, personId, identityNumber, fullName },
    documentType: '',
    isNew: false,
    enrolments: moves.flatMap(({ employer: { id: employerId, agency, area }, change, fromMonth, reason }) =>
      enrolments.map(({ insurance, personKind }) => ({
        ...{ personId, insurance, personKind, employerId, agency, area, change, fromMonth, reason },
      })),
    ),
  }
}
