import { type Actor, subjectOf } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Ask, Gate, Pass } from '../access/gate-service.js'
import { ownRecord } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { ID_DOCUMENT_TYPES, type IdDocumentType } from '../kernel/identity-number.js'
import { coversYear, isByMonth, narrowingSays } from '../kernel/narrowing.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isMarkOpen, openRefs } from '../query/open-sections.js'
import {
  type KnownRecord,
  type MarksOf,
  narrowKnown,
  type RecordService,
  requireSections,
  resourceOf,
} from '../query/record-service.js'
import { registrationAt } from '../records/rule.js'
import { benefitProofOf, hasBenefits } from './benefit-proof-of-record.js'
import {
  getCopy,
  type IssuedPaper,
  issuePaper,
  listPapers,
  type PaperContent,
  type PaperDesk,
  takeSerials,
} from './issue-service.js'
import type { PaperForm } from './paper-form.js'
import { mayReread, narrowedTo, opensPaper, requirePaper, scopeText, shownOn } from './paper-scope-service.js'
import { type ProofSpan, proofOf, provableSpan, provableYears } from './proof-of-record.js'
import {
  benefitsNotInMandate,
  noBenefits,
  noProof,
  noStatementYear,
  proofSpan,
  unknownPaper,
  yearNotInMandate,
} from './refusals.js'
import { parseSerial } from './serial.js'
import { annexOf } from './statement-annex.js'
import type { PapersAnswer, PaperView } from './statement-contract.js'
import type { PaperAgency, PaperOrigin, StatementClass } from './statement-data.js'
import { statementOf } from './statement-of-record.js'
import { underReviewText } from './under-review.js'

/** 出具之所：whatever paper is issued, alone or in a run of them. */
export interface PaperHouse {
  readonly desk: PaperDesk
  readonly clock: Clock
  /** 出具机构，及其所在统筹区。 */
  agencyOf(code: string): { readonly agency: PaperAgency; readonly areaCode: string; readonly areaName: string }
  /** 兼有职工与居民参保的，用哪一类记录单；the employees' where nothing is set. */
  readonly ofBoth?: (() => StatementClass) | undefined
  /** 事实之树现在的检查点。 */
  checkpoint(): { readonly treeSize: number; readonly root: string }
}

export interface StatementPorts extends PaperHouse {
  readonly gate: Gate
  readonly records: RecordService
  /** 核查中的标记，and whether the setting has them printed on a form; none where no objections are kept. */
  readonly marksOf?: MarksOf | undefined
  readonly printsMarks?: ((form: PaperForm) => boolean) | undefined
}

/** 出具哪一年的，连不连同推导附页. */
export interface StatementRequest {
  readonly year: number
  readonly purpose?: string | undefined
  readonly explain?: boolean | undefined
}

/** 参保缴费证明所证的期间；left out: from the first month to this one. */
export interface ProofRequest {
  readonly from?: Period | undefined
  readonly through?: Period | undefined
  readonly purpose?: string | undefined
}

/** 年度权益记录单、参保缴费证明与待遇享受证明：出具、列出、再次取用。 */
export class StatementService {
  constructor(private readonly ports: StatementPorts) {}

  /** 本人索取，或窗口为其出具。Printed from the record as it is now, under the tree as it stands. */
  issue(actor: Actor, personId: string, { year, purpose, explain = false }: StatementRequest): Promise<IssuedPaper> {
    return this.pass(actor, personId, purpose, 'statement', async (trx, { decision }) => {
      const known = narrowKnown(await this.ports.records.derive(trx, personId, {}), decision)
      if (!coversYear(decision.narrowed, year))
        throw new Refusal(yearNotInMandate, { year, narrowed: narrowingSays(decision.narrowed!) })
      if (!yearsOf(known).includes(year)) throw new Refusal(noStatementYear, { year })
      const underReview = await this.underReview(trx, personId, known, { form: 'statement', year, decision })
      const shown = shownOn(decision, 'statement')
      const open = { sections: decision.sections, isOpen: openRefs(decision, known.facts) }
      const whole = statementOf(
        known.record,
        year,
        {
          ...this.origin(known, personId, decision, underReview),
          ...scopeOf(scopeText(actor, personId, 'statement', { shown, narrowed: decision.narrowed }), decision),
          ...(explain ? { annex: annexOf(known.record, year, open) } : {}),
        },
        this.ports.ofBoth?.(),
      )
      const data = narrowedTo(whole, shown)
      return this.print(trx, actor, personId, known, { form: 'statement', data })
    })
  }

  /** 参保缴费证明：本人索取，或窗口为其出具。No amounts: who was enrolled where, and how many months were paid. */
  prove(actor: Actor, personId: string, { from, through, purpose }: ProofRequest): Promise<IssuedPaper> {
    return this.pass(actor, personId, purpose, 'contributionProof', async (trx, { decision }) => {
      const known = narrowKnown(await this.ports.records.derive(trx, personId, {}), decision)
      const whole = provableSpan(known.record)
      if (whole === undefined) throw new Refusal(noProof, {})
      const span: ProofSpan = { from: from ?? whole.from, through: through ?? whole.through }
      if (span.from > span.through || span.through > whole.through || span.from < whole.from)
        throw new Refusal(proofSpan, { first: whole.from, last: whole.through })
      const underReview = await this.underReview(trx, personId, known, { form: 'contributionProof', decision })
      const origin = this.origin(known, personId, decision, underReview)
      const { narrowed } = decision
      const told = { ...origin, ...scopeOf(scopeText(actor, personId, 'contributionProof', { narrowed }), decision) }
      const data = proofOf(known.record, span, known.employers, told)
      return this.print(trx, actor, personId, known, { form: 'contributionProof', data })
    })
  }

  /** 待遇享受证明：本人索取，或窗口为其出具。What is received as it stands today; a mandate over some months only cannot tell. */
  proveBenefits(actor: Actor, personId: string, purpose?: string): Promise<IssuedPaper> {
    return this.pass(actor, personId, purpose, 'benefitProof', async (trx, { decision }) => {
      const { narrowed } = decision
      if (isByMonth(narrowed)) throw new Refusal(benefitsNotInMandate, { narrowed: narrowingSays(narrowed!) })
      const known = narrowKnown(await this.ports.records.derive(trx, personId, {}), decision)
      if (!hasBenefits(known.record)) throw new Refusal(noBenefits, {})
      const underReview = await this.underReview(trx, personId, known, { form: 'benefitProof', decision })
      const origin = this.origin(known, personId, decision, underReview)
      const told = { ...origin, ...scopeOf(scopeText(actor, personId, 'benefitProof', { narrowed }), decision) }
      return this.print(trx, actor, personId, known, { form: 'benefitProof', data: benefitProofOf(known.record, told) })
    })
  }

  /** 可出具的与已出具的：those kinds whose sections are open to whoever asks. */
  list(actor: Actor): Promise<PapersAnswer> {
    const personId = subjectOf(actor)
    return this.pass(actor, personId, undefined, undefined, async (trx, { decision }) => {
      const opens = (form: PaperForm) => opensPaper(decision, form)
      const known = narrowKnown(await this.ports.records.derive(trx, personId, {}), decision)
      const papers = (await listPapers(trx, personId)).filter(({ form, sections }) =>
        mayReread(decision, form, sections),
      )
      const span = provableSpan(known.record)
      const proofs =
        span === undefined || !opens('contributionProof') ? {} : { proofs: { ...span, years: provableYears(span) } }
      const { narrowed } = decision
      return {
        years: opens('statement') ? yearsOf(known) : [],
        ...proofs,
        benefits: opens('benefitProof') && !isByMonth(narrowed) && hasBenefits(known.record),
        papers: papers.map((paper) => this.view(paper)),
      }
    })
  }

  pdf(actor: Actor, serial: string): Promise<Uint8Array> {
    const personId = subjectOf(actor)
    return this.pass(actor, personId, undefined, undefined, async (trx, { decision }) => {
      const { form, sections, pdf } = await getCopy(trx, this.ports.desk, personId, parseSerial(serial) ?? serial)
      if (!mayReread(decision, form, sections)) throw new Refusal(unknownPaper, { serial })
      return pdf
    })
  }

  /** What every paper says of itself, of its person and of the articles it was decided by. */
  private origin(known: KnownRecord, personId: string, { articles }: Decision, underReview: readonly string[]) {
    const { desk, clock, checkpoint } = this.ports
    const { agency, areaName } = this.ports.agencyOf(agencyCodeOf(known))
    const today = clock.today()
    return {
      ...{
        agency,
        areaName,
        person: paperPerson(known, personId, desk),
        ...(isByMonth(known.record.narrowed) ? {} : employerOf(known)),
      },
      ...{ dataCutoff: today, printedAt: today, checkpoint: checkpoint(), articles, underReview },
    } satisfies PaperOrigin & object
  }

  private async print(trx: Trx, actor: Actor, personId: string, known: KnownRecord, content: PaperContent) {
    const { desk, clock } = this.ports
    const { agency, areaCode } = this.ports.agencyOf(agencyCodeOf(known))
    const [serial] = await takeSerials(trx, agency.code, Number(clock.today().slice(0, 4)), 1)
    const who = { personId, area: areaCode, issuedBy: actor.personId, now: clock.now(), serial: serial! }
    return issuePaper(trx, desk, { ...who, ...content })
  }

  /** 在核查中的项目，where they are printed on this form. */
  private async underReview(
    trx: Trx,
    personId: string,
    { record }: KnownRecord,
    { form, year, decision }: { readonly form: PaperForm; readonly year?: number; readonly decision: Decision },
  ): Promise<string[]> {
    const { marksOf, printsMarks } = this.ports
    if (marksOf === undefined || printsMarks?.(form) !== true) return []
    const marks = (await marksOf(trx, [personId])).filter(({ path }) => isMarkOpen(path, decision))
    return underReviewText(record, marks, year)
  }

  private view(paper: Awaited<ReturnType<typeof listPapers>>[number]): PaperView {
    const { serial, form, year, issued_at, valid_until, from_month, through_month, events } = paper
    const grave = (['withdrawn', 'replaced', 'laterChanged'] as const).find((kind) => events.includes(kind))
    const state = grave ?? (this.ports.clock.today() > valid_until ? 'expired' : 'true')
    return {
      ...{ serial, form, state, issuedAt: Number(issued_at), validUntil: valid_until },
      ...(year === null ? {} : { year }),
      ...(from_month === null || through_month === null ? {} : { from: from_month, through: through_month }),
    }
  }

  private pass<R>(
    actor: Actor,
    personId: string,
    purpose: string | undefined,
    form: PaperForm | undefined,
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
      if (form === undefined) requireSections(pass.decision, ['registration', 'statement'])
      else requirePaper(pass.decision, form)
      return work(trx, pass)
    })
  }
}

function scopeOf(scope: readonly string[], { narrowed }: Decision): Pick<PaperOrigin, 'scope' | 'narrowed'> {
  return scope.length === 0 ? {} : { scope, ...(narrowed === undefined ? {} : { narrowed }) }
}

/** The years a person has anything to be stated for, newest first. */
function yearsOf({ record }: KnownRecord): number[] {
  const years = new Set([...record.insurances.flatMap((one) => one.years), ...record.account].map(({ year }) => year))
  return [...years].filter((year) => coversYear(record.narrowed, year)).sort((a, b) => b - a)
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

export function paperPerson({ record }: KnownRecord, personId: string, desk: PaperDesk) {
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

export function employerOf({ record, employers }: KnownRecord) {
  const current = record.registration.stretches.findLast(({ through }) => through === undefined)
  const employer = registrationAt(employers, current?.employerId, record.through)
  return employer === undefined ? {} : { employer: { name: employer.name, number: employer.creditCode } }
}
