import { type Actor, subjectOf } from '../access/actor.js'
import type { Ask, Gate, Pass } from '../access/gate-service.js'
import { ownRecord } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { ID_DOCUMENT_TYPES, type IdDocumentType } from '../kernel/identity-number.js'
import { Refusal } from '../kernel/refusal.js'
import {
  type KnownRecord,
  type MarksOf,
  type RecordService,
  requireSections,
  resourceOf,
} from '../query/record-service.js'
import { registrationAt } from '../records/rule.js'
import type { PaperForm } from './contract.js'
import { getCopy, type IssuedPaper, issuePaper, listPapers, type PaperDesk, takeSerials } from './issue-service.js'
import { noStatementYear } from './refusals.js'
import { parseSerial } from './serial.js'
import { annexOf } from './statement-annex.js'
import type { PapersAnswer, PaperView } from './statement-contract.js'
import type { PaperAgency } from './statement-data.js'
import { statementOf } from './statement-of-record.js'
import { underReviewText } from './under-review.js'

export interface StatementPorts {
  readonly gate: Gate
  readonly desk: PaperDesk
  readonly records: RecordService
  readonly clock: Clock
  /** 出具机构，及其所在统筹区。 */
  agencyOf(code: string): { readonly agency: PaperAgency; readonly areaCode: string; readonly areaName: string }
  /** 核查中的标记，and whether the setting has them printed on a form; none where no objections are kept. */
  readonly marksOf?: MarksOf | undefined
  readonly printsMarks?: ((form: PaperForm) => boolean) | undefined
  /** 事实之树现在的检查点。 */
  checkpoint(): { readonly treeSize: number; readonly root: string }
}

/** 出具哪一年的，连不连同推导附页. */
export interface StatementRequest {
  readonly year: number
  readonly purpose?: string | undefined
  readonly explain?: boolean | undefined
}

/** 年度权益记录单：出具、列出、再次取用。 */
export class StatementService {
  constructor(private readonly ports: StatementPorts) {}

  /** 本人索取，或窗口为其出具。Printed from the record as it is now, under the tree as it stands. */
  issue(actor: Actor, personId: string, { year, purpose, explain = false }: StatementRequest): Promise<IssuedPaper> {
    return this.pass(actor, personId, purpose, async (trx) => {
      const { records, desk, clock, checkpoint } = this.ports
      const known = await records.derive(trx, personId, {})
      if (!yearsOf(known).includes(year)) throw new Refusal(noStatementYear, { year })
      const { agency, areaCode, areaName } = this.ports.agencyOf(agencyCodeOf(known))
      const data = statementOf(known.record, year, {
        ...{ agency, areaName, person: paperPerson(known, personId, desk), ...employerOf(known) },
        dataCutoff: clock.today(),
        printedAt: clock.today(),
        checkpoint: checkpoint(),
        underReview: await this.underReview(trx, personId, known, year),
        ...(explain ? { annex: annexOf(known.record, year) } : {}),
      })
      const [serial] = await takeSerials(trx, agency.code, Number(clock.today().slice(0, 4)), 1)
      const who = { personId, area: areaCode, issuedBy: actor.personId, now: clock.now(), serial: serial! }
      return issuePaper(trx, desk, { ...who, form: 'statement', data })
    })
  }

  list(actor: Actor): Promise<PapersAnswer> {
    const personId = subjectOf(actor)
    return this.pass(actor, personId, undefined, async (trx) => {
      const known = await this.ports.records.derive(trx, personId, {})
      const papers = await listPapers(trx, personId)
      return { years: yearsOf(known), papers: papers.map((paper) => this.view(paper)) }
    })
  }

  pdf(actor: Actor, serial: string): Promise<Uint8Array> {
    const personId = subjectOf(actor)
    return this.pass(actor, personId, undefined, (trx) =>
      getCopy(trx, this.ports.desk, personId, parseSerial(serial) ?? serial),
    )
  }

  /** 在核查中的项目，where they are printed on this form. */
  private async underReview(trx: Trx, personId: string, { record }: KnownRecord, year: number): Promise<string[]> {
    const { marksOf, printsMarks } = this.ports
    if (marksOf === undefined || printsMarks?.('statement') !== true) return []
    return underReviewText(record, await marksOf(trx, [personId]), year)
  }

  private view(paper: Awaited<ReturnType<typeof listPapers>>[number]): PaperView {
    const { serial, form, year, issued_at, valid_until, events } = paper
    const grave = (['withdrawn', 'replaced', 'laterChanged'] as const).find((kind) => events.includes(kind))
    const state = grave ?? (this.ports.clock.today() > valid_until ? 'expired' : 'true')
    return {
      ...{ serial, form, state, issuedAt: Number(issued_at), validUntil: valid_until },
      ...(year === null ? {} : { year }),
    }
  }

  private pass<R>(
    actor: Actor,
    personId: string,
    purpose: string | undefined,
    work: (trx: Trx, pass: Pass) => Promise<R>,
  ): Promise<R> {
    const ask: Ask = {
      actor,
      action: 'statement.issue',
      resource: actor.personId === personId ? ownRecord(personId) : (trx) => resourceOf(trx, personId),
      subjects: [personId],
      ...(purpose === undefined ? {} : { purpose }),
    }
    return this.ports.gate.pass(ask, (trx, pass) => {
      // A paper shows every class; a mandate that opens fewer opens no paper.
      requireSections(pass.decision, ['registration', 'contribution', 'benefit', 'account', 'statement'])
      return work(trx, pass)
    })
  }
}

/** The years a person has anything to be stated for, newest first. */
function yearsOf({ record }: KnownRecord): number[] {
  const years = new Set([...record.insurances.flatMap((one) => one.years), ...record.account].map(({ year }) => year))
  return [...years].sort((a, b) => b - a)
}

function agencyCodeOf({ facts, record }: KnownRecord): string {
  const last = facts.findLast((fact) => fact.kind === 'enrolment') ?? record.registration.person
  return last !== undefined && 'agency' in last ? last.agency : ''
}

/** 个人编号 on paper is a keyed number of its own: what outsiders see is never an internal id. */
function personNumber({ keyed }: PaperDesk, personId: string): string {
  const digest = Buffer.from(keyed(`person-number:${personId}`))
  return String(digest.readBigUInt64BE() % 10_000_000_000n).padStart(10, '0')
}

function paperPerson({ record }: KnownRecord, personId: string, desk: PaperDesk) {
  const { person } = record.registration
  return {
    name: person?.fullName ?? '',
    identityNumber: person?.socialSecurityNumber ?? '',
    documentType: documentName(person?.documentType ?? ''),
    personNumber: personNumber(desk, personId),
    ...(person?.workStartDate === undefined ? {} : { workStart: person.workStartDate }),
  }
}

function documentName(code: string): string {
  return code in ID_DOCUMENT_TYPES ? ID_DOCUMENT_TYPES[code as IdDocumentType].zh : code
}

function employerOf({ record, employers }: KnownRecord) {
  const current = record.registration.stretches.findLast(({ through }) => through === undefined)
  const employer = registrationAt(employers, current?.employerId, record.through)
  return employer === undefined ? {} : { employer: { name: employer.name, number: employer.creditCode } }
}
