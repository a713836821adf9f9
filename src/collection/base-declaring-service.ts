import { type Actor, subjectOf } from '../access/actor.js'
import { periodOfDay } from '../kernel/day.js'
import { type Fen, fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCES } from '../kernel/terms.js'
import { employersById, enrolmentsOf } from '../ledger/lookup-store.js'
import { seasonOn } from '../policy/base-season.js'
import type { DeclareRequest, MyWages, WageAnswer } from './base-contract.js'
import { BaseSheetService, type Declaring } from './base-sheet-service.js'
import { answerWage, markSent, type SheetRow, sheetsOfPerson } from './base-sheet-store.js'
import { basesShown } from './base-shown.js'
import { baseAt } from './base-store.js'
import type { SubmissionDetail } from './contract.js'
import type { BaseLine } from './contribution-lines.js'
import { employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import type { StoredRefusal } from './filing-match.js'
import type { CollectionPorts } from './ports.js'
import {
  disputeWithoutReason,
  lateWithoutReason,
  nothingToDeclare,
  wageChangedMeanwhile,
} from './refusals-contribution.js'
import type { RosterRow } from './roster-store.js'
import { refuseRow } from './row-refusals.js'

/** 年度申报的确认与提交：each person answers for the own wage; what is confirmed or vouched for goes to review. */
export class BaseDeclaringService {
  private readonly desk: EntryDesk
  private readonly sheets: BaseSheetService

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
    this.sheets = new BaseSheetService(ports)
  }

  /** 本人被申报的工资。 */
  async mine(actor: Actor): Promise<MyWages> {
    const { app, clock, policy, vault } = this.ports
    const personId = subjectOf(actor)
    return app.transaction({ persons: [personId] }, async (trx) => {
      const rows = await sheetsOfPerson(trx, personId)
      const registrations = await employersById(
        trx,
        rows.map(({ employerId }) => employerId),
      )
      const items: MyWages['items'] = []
      for (const row of rows) {
        const employer = employerOf(registrations.filter(({ employerId }) => employerId === row.employerId))
        if (employer === undefined) continue
        const area = policy().book.area(employer.area)
        const season = seasonOn(area, clock.today())
        const own = new Enrolments(await enrolmentsOf(trx, [personId], row.employerId))
        const active = own.activeAmong(personId, INSURANCES, row.employerId, periodOfDay(clock.today()))
        const bases = basesShown(area, employer, { active, month: season.fromMonth, wage: row.declaredWage })
        items.push({
          ...{ key: row.key, employerName: employer.name, season, payYear: row.payYear, wage: row.declaredWage },
          bases: bases as MyWages['items'][number]['bases'],
          ...(row.verdict === undefined ? {} : { verdict: row.verdict }),
          ...(row.verdictAt === undefined ? {} : { answeredAt: row.verdictAt }),
          ...(row.reason === undefined ? {} : { reason: vault.unseal(undefined, row.reason) }),
          sent: row.submissionId !== undefined,
        })
      }
      return { items }
    })
  }

  /** 职工确认或提出异议，只及于所见的工资。 */
  async answer(actor: Actor, { key, payYear, wage, verdict, reason }: WageAnswer): Promise<MyWages> {
    if (verdict === 'disputed' && (reason ?? '').trim().length < 2) throw new Refusal(disputeWithoutReason, {})
    const { vault, clock } = this.ports
    const told = reason === undefined ? undefined : vault.seal(undefined, reason.trim())
    const done = await this.ports.app.transaction({}, (trx) =>
      answerWage(
        trx,
        { personId: subjectOf(actor), key, payYear, declaredWage: fen(wage) },
        { verdict, reason: told, at: clock.now() },
      ),
    )
    if (!done) throw new Refusal(wageChangedMeanwhile, {})
    return this.mine(actor)
  }

  /** 提交审核。Who has not confirmed stands among the refused rows, by name; nobody is left out silently. */
  async submit(actor: Actor, employerId: string, request: DeclareRequest): Promise<SubmissionDetail> {
    const { payYear, lateReason, resubmits } = request
    const declaring = await this.ports.app.transaction({ employer: employerId }, (trx) =>
      this.sheets.read(trx, employerId),
    )
    const { season, employer, roster, sheet } = declaring
    this.sheets.requireYear(season, payYear)
    if (season.isLate && (lateReason ?? '').trim().length < 2) throw new Refusal(lateWithoutReason, season)
    const rows = roster.flatMap((person, i) => rowOf(declaring, person, i + 1, lateReason) ?? [])
    if (!rows.some((row) => 'line' in row)) throw new Refusal(nothingToDeclare, {})
    const paper = await this.paperOf(declaring)
    const content = {
      ...{ payYear, lateReason: lateReason ?? '' },
      rows: roster.flatMap(({ personId }) => digestOf(sheet.get(personId)) ?? []),
    }
    const place = { kind: 'baseDeclaration' as const, agency: employer.agency, area: employer.area, employerId }
    const detail = await this.desk.file(actor, { ...place, content, documentId: paper, lines: rows }, resubmits)
    const sent = rows.flatMap((row) => ('line' in row ? [(row.line as BaseLine).personId] : []))
    await this.ports.app.transaction({}, (trx) => markSent(trx, employerId, payYear, sent, detail.id))
    return detail
  }

  /** 原始资料：the paper that vouches, else the sheet as it was confirmed. */
  private async paperOf({ employer, roster, sheet, season }: Declaring): Promise<string> {
    const vouched = [...sheet.values()].find((row) => row.vouched !== undefined)?.vouched
    if (vouched !== undefined) return vouched
    const lines = roster.flatMap(({ identityNumber, fullName, personId }) => {
      const row = sheet.get(personId)
      if (row === undefined) return []
      return [[identityNumber, fullName, yuanText(row.declaredWage), row.verdict ?? ''].join(',')]
    })
    const text = ['社会保障号码,姓名,缴费工资,职工答复', ...lines, `缴费年度,${season.payYear}`].join('\r\n')
    return (await this.ports.papers.receive(employer.agency, 'baseDeclaration', Buffer.from(text))).documentId
  }
}

/** A row of the sheet as it goes to review: a line, a refusal, or nothing where it stands already. */
function rowOf(
  { employer, season, sheet, known }: Declaring,
  { personId, identityNumber, fullName, since }: RosterRow,
  row: number,
  lateReason: string | undefined,
): EntryRow | undefined {
  const entered = sheet.get(personId)
  const fromMonth = since > season.fromMonth && since <= season.throughMonth ? since : season.fromMonth
  const former = baseAt(known, personId, fromMonth)
  if (entered === undefined) return former === undefined ? { refusal: noWage(row, fullName) } : undefined
  if (former?.declaredWage === entered.declaredWage) return undefined
  if (entered.submissionId !== undefined) return undefined
  const confirmed = entered.verdict === 'confirmed'
  if (entered.verdict === 'disputed' && entered.vouched === undefined) return { refusal: disputed(row, fullName) }
  if (!confirmed && entered.vouched === undefined) return { refusal: notConfirmed(row, fullName) }
  const { agency, area, id: employerId } = employer
  const declaration: BaseLine['declaration'] = {
    ...{ agency, area, personId, employerId, fromMonth: former?.fromMonth ?? fromMonth },
    throughMonth: season.throughMonth,
    declaredWage: entered.declaredWage,
    ...(confirmed && entered.verdictDay !== undefined ? { confirmedDay: entered.verdictDay } : {}),
    document: `${season.payYear}年度缴费工资申报表`,
  }
  const wageBefore: Fen | undefined = known.findLast(
    (one) => one.personId === personId && one.fromMonth < season.fromMonth,
  )?.declaredWage
  const line: BaseLine = {
    ...{ row, personId, identityNumber, fullName, declaration, former },
    wageBefore,
    ...(season.isLate && lateReason !== undefined ? { lateReason } : {}),
  }
  return { line, counted: [] }
}

function digestOf(row: SheetRow | undefined): string | undefined {
  return row && [row.key, row.declaredWage, row.verdict ?? '', row.vouched ?? ''].join('|')
}

function noWage(row: number, fullName: string): StoredRefusal {
  return refuseRow(
    row,
    '缴费工资',
    'base.no-wage',
    { zh: `${fullName}：没有填写缴费工资。`, en: `${fullName}: no wage was filled in.` },
    { zh: '请补填后另行提交。', en: 'Fill it in and submit again.' },
  )
}

function notConfirmed(row: number, fullName: string): StoredRefusal {
  return refuseRow(
    row,
    '职工确认',
    'base.not-confirmed',
    { zh: `${fullName}：职工尚未确认。`, en: `${fullName} has not confirmed yet.` },
    {
      zh: '请催其确认，或上传签名表担保，再行提交。',
      en: 'Ask for it, or vouch with the signed list, then submit again.',
    },
  )
}

function disputed(row: number, fullName: string): StoredRefusal {
  return refuseRow(
    row,
    '职工确认',
    'base.disputed',
    { zh: `${fullName}：职工对所报工资有异议。`, en: `${fullName} disputes the wage.` },
    { zh: '请改正工资，或请职工与经办机构核对。', en: 'Correct the wage, or let person and agency settle it.' },
  )
}
