import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask } from '../kernel/mask.js'
import { type Fen, fen, parseYuan } from '../kernel/money.js'
import { comparableName, parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import type { BaseDeclaration, Posted } from '../ledger/fact.js'
import { employersById } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import { type Season, seasonOn } from '../policy/base-season.js'
import type { BaseRow, BaseSheet, WagesRead, WagesRequest } from './base-contract.js'
import { enterWages, type SheetRow, sheetOf, vouchFor } from './base-sheet-store.js'
import { basesShown } from './base-shown.js'
import { baseAt, basesOfEmployer } from './base-store.js'
import type { RefusedRow } from './contract.js'
import { type Employer, employerOf } from './employer-terms.js'
import { cellOf, FIELDS } from './header.js'
import { openForm } from './open-form.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import { notYourStaff, seasonNotOpen, vouchDisputed } from './refusals-contribution.js'
import { type RosterRow, rosterOf } from './roster-store.js'
import { notMatched, refusedBy, refuseRow } from './row-refusals.js'
import { FileStandard } from './standard-gate.js'
import type { Row } from './table.js'

/** 某单位某年度的申报，一次读齐。 */
export interface Declaring {
  readonly employer: Employer
  readonly season: Season
  readonly roster: readonly RosterRow[]
  readonly sheet: ReadonlyMap<string, SheetRow>
  readonly known: readonly Posted<BaseDeclaration>[]
}

/** 年度缴费工资申报表：filled in by hand or by file, confirmed by each person, or vouched for with a paper. */
export class BaseSheetService {
  constructor(private readonly ports: CollectionPorts) {}

  /** 申报表，and whose data it shows. */
  async sheet(employerId: string): Promise<{ persons: string[]; sheet: BaseSheet }> {
    const declaring = await this.ports.app.transaction({ employer: employerId }, (trx) => this.shown(trx, employerId))
    return { persons: declaring.roster.map(({ personId }) => personId), sheet: this.view(declaring) }
  }

  /** 申报表所列：who has a protection mark is filed for by number, and is not listed. */
  private async shown(trx: Trx, employerId: string): Promise<Declaring> {
    const declaring = await this.read(trx, employerId)
    return { ...declaring, roster: await withoutProtected(trx, declaring.roster, ({ personId }) => personId) }
  }

  async enter(actor: Actor, employerId: string, { payYear, wages }: WagesRequest): Promise<BaseSheet> {
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const { roster, season } = await this.read(trx, employerId)
      this.requireYear(season, payYear)
      const byKey = new Map(roster.map((row) => [row.key, row]))
      const strange = wages.filter(({ key }) => !byKey.has(key)).length
      if (strange > 0) throw new Refusal(notYourStaff, { rows: strange })
      const entered = new Map(wages.map(({ key, wage }) => [key, fen(wage)]))
      await this.keep(trx, actor, { employerId, payYear }, byKey, entered)
      return this.view(await this.shown(trx, employerId))
    })
  }

  /** 按文件填报。Every row is taken or refused with its reason; what is taken stands in the sheet at once. */
  async upload(actor: Actor, employerId: string, payYear: number, bytes: Uint8Array): Promise<WagesRead> {
    await this.ports.papers.keep(bytes)
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const { roster, season, employer } = await this.read(trx, employerId)
      this.requireYear(season, payYear)
      await this.ports.papers.list(trx, employer.agency, 'baseDeclaration', bytes)
      const standard = new FileStandard(this.ports, 'baseDeclaration')
      const form = await openForm(bytes, standard.columns)
      const byNumber = new Map(roster.map((row) => [row.identityNumber, row]))
      const [entered, refusedRows] = [new Map<string, Fen>(), [] as RefusedRow[]]
      let rowsIn = 0
      for await (const row of form.rows) {
        rowsIn++
        const plain = standard.read(form.header, row)
        const read = 'sentence' in plain ? plain : this.readRow(form.header, plain, byNumber)
        if ('sentence' in read) refusedRows.push(read)
        else if (entered.has(read.key)) refusedRows.push(repeated(row.row))
        else entered.set(read.key, read.wage)
      }
      const byKey = new Map(roster.map((row) => [row.key, row]))
      await this.keep(trx, actor, { employerId, payYear }, byKey, entered)
      const sheet = this.view(await this.shown(trx, employerId))
      return { rowsIn, accepted: entered.size, refusedRows: refusedRows.map(({ reason: _, ...row }) => row), sheet }
    })
  }

  /** 单位担保：for those who have not answered, with a paper that shows they were told. Who disputes is not vouched over. */
  async vouch(actor: Actor, employerId: string, payYear: number, bytes: Uint8Array): Promise<BaseSheet> {
    const first = await this.ports.app.transaction({ employer: employerId }, (trx) => this.read(trx, employerId))
    this.requireYear(first.season, payYear)
    const paper = await this.ports.papers.receive(first.employer.agency, 'attachment', bytes)
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const { roster, sheet } = await this.read(trx, employerId)
      const filled = roster.filter(({ personId }) => sheet.has(personId))
      const disputed = filled.filter(({ personId }) => sheet.get(personId)!.verdict === 'disputed')
      if (disputed.length > 0 && actor.realm !== 'staff') {
        const names = disputed.slice(0, 5).map(({ fullName }) => fullName)
        throw new Refusal(vouchDisputed, { names: names.join('、') })
      }
      const open = filled.filter(({ personId }) => sheet.get(personId)!.verdict !== 'confirmed')
      await vouchFor(
        trx,
        employerId,
        payYear,
        open.map(({ personId }) => personId),
        paper.documentId,
      )
      return this.view(await this.shown(trx, employerId))
    })
  }

  async read(trx: Trx, employerId: string): Promise<Declaring> {
    const { vault, policy, clock } = this.ports
    const employer = employerOf(await employersById(trx, [employerId]))
    if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
    const season = seasonOn(policy().book.area(employer.area), clock.today())
    const roster = await rosterOf(trx, vault, employerId, periodOfDay(clock.today()))
    const rows = await sheetOf(trx, employerId, season.payYear)
    const known = await basesOfEmployer(trx, employerId)
    return { employer, season, roster, known, sheet: new Map(rows.map((row) => [row.personId, row])) }
  }

  private view(declaring: Declaring): BaseSheet {
    const { employer, season, roster, sheet, known } = declaring
    return {
      employer: { name: employer.name, creditCode: employer.creditCode },
      season,
      rows: roster.map((person) => this.rowView(declaring, person, sheet.get(person.personId), known)),
    }
  }

  private rowView(
    { employer, season }: Declaring,
    { key, personId, fullName, identityNumber, active, since }: RosterRow,
    row: SheetRow | undefined,
    known: readonly Posted<BaseDeclaration>[],
  ): BaseRow {
    const area = this.ports.policy().book.area(employer.area)
    const month = since > season.fromMonth ? since : season.fromMonth
    const before = known.findLast((one) => one.personId === personId && one.fromMonth < season.fromMonth)
    const declared = baseAt(known, personId, month)
    const wage = row?.declaredWage ?? declared?.declaredWage
    const bases = wage === undefined ? [] : basesShown(area, employer, { active, month, wage })
    return {
      ...{ key, fullName, identityNumber: mask(identityNumber), bases: bases as BaseRow['bases'] },
      ...(before === undefined ? {} : { before: before.declaredWage }),
      ...(row === undefined ? {} : { wage: row.declaredWage }),
      ...(row?.verdict === undefined ? {} : { verdict: row.verdict }),
      ...(row?.reason === undefined ? {} : { reason: this.ports.vault.unseal(undefined, row.reason) }),
      vouched: row?.vouched !== undefined,
      ...(declared === undefined ? {} : { declared: declared.declaredWage }),
      sent: row?.submissionId !== undefined && declared?.declaredWage !== row.declaredWage,
    }
  }

  private async keep(
    trx: Trx,
    actor: Actor,
    at: { readonly employerId: string; readonly payYear: number },
    byKey: ReadonlyMap<string, RosterRow>,
    entered: ReadonlyMap<string, Fen>,
  ): Promise<void> {
    const wages = [...entered].map(([key, declaredWage]) => ({ key, declaredWage, personId: byKey.get(key)!.personId }))
    await enterWages(trx, { ...at, by: actor.personId, at: this.ports.clock.now() }, wages)
  }

  private readRow(
    header: Parameters<typeof cellOf>[0],
    { row, cells, formulas }: Row,
    byNumber: ReadonlyMap<string, RosterRow>,
  ): { key: string; wage: Fen } | RefusedRow {
    let column = FIELDS.socialSecurityNumber.names[0]!
    const text = (field: { field: string; names: readonly string[] }) => {
      column = field.names[0]!
      return cellOf(header, cells, field.field).trim()
    }
    try {
      if (formulas?.some((at) => [...header.columns.values()].includes(at))) return formulaIn(row)
      const { number } = parseIdentity(text(FIELDS.socialSecurityNumber), this.ports.clock.today())
      const fullName = parsePersonName(text(FIELDS.fullName))
      const wage = parseYuan(text(FIELDS.declaredWage))
      const found = byNumber.get(number)
      if (found === undefined) return notMatched(row, 'notEnrolled')
      const named = comparableName(found.fullName) === comparableName(fullName)
      return named ? { key: found.key, wage } : notMatched(row, 'nameDiffers')
    } catch (error) {
      if (error instanceof Refusal) return refusedBy(row, column, error)
      throw error
    }
  }

  requireYear(season: Season, payYear: number): void {
    if (payYear !== season.payYear)
      throw new Refusal(seasonNotOpen, { payYear, opens: season.nextOpens, current: season.payYear })
  }
}

function formulaIn(row: number): RefusedRow {
  return refuseRow(
    row,
    '缴费工资',
    'row.formula',
    { zh: '单元格是公式，或以公式符号开头。', en: 'The cell holds a formula, or begins like one.' },
    { zh: '请粘贴为数值后重新上传。', en: 'Paste it as a value and upload again.' },
  )
}

function repeated(row: number): RefusedRow {
  const says = { zh: '同一人在前面已有一行。', en: 'The same person has a row above.' }
  return refuseRow(row, '社会保障号码', 'row.repeated', says, { zh: '请只保留一行。', en: 'Keep one of them.' })
}
