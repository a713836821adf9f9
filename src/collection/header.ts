import { Refusal } from '../kernel/refusal.js'
import { duplicateColumns, missingColumns } from './refusals-files.js'
import { columnLetters, type Notice } from './table.js'

/** 申报表的栏目。A field by its English name, its ministry code and the Chinese names people head it with. */
export interface FieldSpec {
  readonly field: string
  readonly code: string
  /** The first is the one said to people. */
  readonly names: readonly string[]
  readonly required: boolean
}

/** 月度缴费申报与征收结果用到的栏目。Which are required is for each form to say, by `need`. */
export const FIELDS = {
  socialSecurityNumber: spec(
    'socialSecurityNumber',
    'AAC002',
    '社会保障号码',
    '证件号码',
    '公民身份号码',
    '身份证号码',
    '身份证号',
  ),
  fullName: spec('fullName', 'AAC003', '姓名'),
  declaredWage: spec('declaredWage', 'AAC040', '缴费工资', '申报工资', '工资'),
  contributionBase: spec('contributionBase', 'AAE180', '缴费基数', '人员缴费基数'),
  personDue: spec('personDue', 'AAE022', '个人应缴金额', '个人应缴'),
  employerDue: spec('employerDue', 'AAE020', '单位应缴金额', '单位应缴'),
  personPaid: spec('personPaid', 'AAE082', '个人实缴金额', '个人实缴'),
  employerPaid: spec('employerPaid', 'AAE080', '单位实缴金额', '单位实缴'),
  insuranceType: spec('insuranceType', 'AAE140', '险种类型', '险种'),
  contributionMonth: spec('contributionMonth', 'AAE003', '对应费款所属期', '缴费年月'),
  settlementMonth: spec('settlementMonth', 'AAE002', '费款所属期', '结算期', '做账期号'),
  contributionKind: spec('contributionKind', 'AAE143', '缴费类型'),
  unifiedSocialCreditCode: spec(
    'unifiedSocialCreditCode',
    'AAB998',
    '统一社会信用代码',
    '单位统一社会信用代码',
    'AAB003',
  ),
} as const

/** The same fields, marked as a form needs them. */
export function need(required: readonly FieldSpec[], optional: readonly FieldSpec[] = []): FieldSpec[] {
  return [
    ...required.map((field) => ({ ...field, required: true })),
    ...optional.map((field) => ({ ...field, required: false })),
  ]
}

/** 表头对照。Where each field stands, and the columns no field claims, as a notice. */
export interface HeaderMap {
  /** Column from zero, by field name. */
  readonly columns: ReadonlyMap<string, number>
  readonly notices: readonly Notice[]
}

/**
 * 认表头。A cell may be the ministry code, a Chinese name or the English field name, alone or as “姓名(AAC003)”; spaces,
 * a star for “required” and the case of letters do not matter. Missing and repeated columns are refused by their names.
 */
export function mapHeader(cells: readonly string[], fields: readonly FieldSpec[]): HeaderMap {
  const byName = fieldsByName(fields)
  const columns = new Map<string, number>()
  const unknown: string[] = []
  const repeated = new Set<string>()
  cells.forEach((cell, column) => {
    if (cell.trim() === '') return
    const found = findField(cell, byName)
    if (found === undefined) unknown.push(`${cell.trim().slice(0, 40)} (${columnLetters(column)})`)
    else if (columns.has(found.field)) repeated.add(labelOf(found))
    else columns.set(found.field, column)
  })
  if (repeated.size > 0) throw new Refusal(duplicateColumns, { columns: [...repeated] })
  const missing = fields.filter(({ field, required }) => required && !columns.has(field)).map(labelOf)
  if (missing.length > 0) throw new Refusal(missingColumns, { columns: missing })
  return { columns, notices: unknown.length === 0 ? [] : [{ code: 'unknownColumns', names: unknown }] }
}

/** Whether any cell names a field: what tells a header from a title above it. */
export function mentionsField(cells: readonly string[], fields: readonly FieldSpec[]): boolean {
  const byName = fieldsByName(fields)
  return cells.some((cell) => findField(cell, byName) !== undefined)
}

/** The text of a field in a row; '' when the file has no such column or the row ends before it. */
export function cellOf(header: HeaderMap, cells: readonly string[], field: string): string {
  const column = header.columns.get(field)
  return column === undefined ? '' : (cells[column] ?? '')
}

function spec(field: string, code: string, ...names: readonly string[]): FieldSpec {
  return { field, code, names, required: false }
}

function findField(cell: string, byName: ReadonlyMap<string, FieldSpec>): FieldSpec | undefined {
  const plain = comparable(cell)
  const parts = /^(.+)\((.+)\)$/.exec(plain)
  const whole = byName.get(plain)
  if (whole !== undefined || parts === null) return whole
  const [outer, inner] = [byName.get(parts[1]!), byName.get(parts[2]!)]
  if (outer !== undefined && inner !== undefined && outer !== inner) return undefined
  return outer ?? inner
}

function fieldsByName(fields: readonly FieldSpec[]): ReadonlyMap<string, FieldSpec> {
  return new Map(fields.flatMap((one) => namesOf(one).map((name) => [name, one] as const)))
}

function namesOf({ field, code, names }: FieldSpec): string[] {
  return [field, code, ...names].map(comparable)
}

/** Full-width letters and brackets are folded; spaces and stars go. */
function comparable(name: string): string {
  return name.normalize('NFKC').replace(/[\s*]/g, '').toLowerCase()
}

function labelOf({ names, code }: FieldSpec): string {
  return `${names[0]}（${code}）`
}
