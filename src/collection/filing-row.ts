import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { type Fen, parseYuan, yuanText } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import { parseMonth } from '../policy/standard-check.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap } from './header.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { Row } from './table.js'

/** 申报表可填的缴费类型：正常应缴与补收。 */
export const FILED_CHARGES: readonly string[] = ['1', '2']
/** 依工资计收的缴费类型，补欠、预缴、特殊补收与趸缴由经办录入。Each of a person's months is charged once, by one of them. */
export const CHARGES: readonly string[] = [...FILED_CHARGES, '11', '12', '14', '19']

/** 申报的一行，已读懂，尚未对人。 */
export interface FilingEntry {
  readonly row: number
  readonly identityNumber: string
  readonly fullName: string
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly declaredWage: Fen
  /** Set where the row speaks of one insurance only. */
  readonly insurance?: string | undefined
  readonly given: {
    readonly base?: Fen | undefined
    readonly employer?: Fen | undefined
    readonly person?: Fen | undefined
  }
}

export interface FilingReader {
  readonly header: HeaderMap
  readonly settlementMonth: Period
  readonly today: Day
}

/** 读一行。What can be told without knowing the person is told here; the first fault of a row is its refusal. */
export function readFilingRow(reader: FilingReader, { row, cells, formulas }: Row): FilingEntry | RefusedRow {
  let column = ''
  const text = (field: FieldSpec): string => {
    column = field.names[0]!
    return cellOf(reader.header, cells, field.field).trim()
  }
  const amount = (field: FieldSpec): Fen | undefined => {
    const given = text(field)
    return given === '' ? undefined : parseYuan(given)
  }
  const formula = formulas?.find((at) => [...reader.header.columns.values()].includes(at))
  if (formula !== undefined) return formulaIn(row, reader.header, formula)
  try {
    const identityNumber = parseIdentity(text(FIELDS.socialSecurityNumber), reader.today).number
    const fullName = parsePersonName(text(FIELDS.fullName))
    const insurance = text(FIELDS.insuranceType)
    if (insurance !== '' && !isInsurance(insurance)) return unknownInsurance(row, insurance)
    const month = text(FIELDS.contributionMonth)
    const contributionMonth = month === '' ? reader.settlementMonth : parseMonth(month)
    if (contributionMonth > reader.settlementMonth) return laterMonth(row, contributionMonth, reader.settlementMonth)
    const contributionKind = text(FIELDS.contributionKind).replace(/^0/, '') || '1'
    if (!FILED_CHARGES.includes(contributionKind)) return unknownKind(row, contributionKind)
    const base = amount(FIELDS.contributionBase)
    const declaredWage = amount(FIELDS.declaredWage) ?? base
    if (declaredWage === undefined) return noWage(row)
    const given = { base, employer: amount(FIELDS.employerDue), person: amount(FIELDS.personDue) }
    return {
      row,
      identityNumber,
      fullName,
      contributionMonth,
      contributionKind,
      declaredWage,
      ...(insurance === '' ? {} : { insurance }),
      given,
    }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
}

export function isRefused<T extends object>(read: T | RefusedRow): read is RefusedRow {
  return 'sentence' in read
}

function formulaIn(row: number, header: HeaderMap, at: number): RefusedRow {
  const field = [...header.columns].find(([, column]) => column === at)?.[0] ?? ''
  const name = Object.values(FIELDS).find((one) => one.field === field)?.names[0] ?? field
  return refuseRow(
    row,
    name,
    'row.formula',
    { zh: '单元格是公式，或以公式符号开头。', en: 'The cell holds a formula, or begins like one.' },
    { zh: '请粘贴为数值后重新上传。', en: 'Paste it as a value and upload again.' },
  )
}

function unknownInsurance(row: number, insurance: string): RefusedRow {
  return refuseRow(
    row,
    '险种类型',
    'row.insurance',
    { zh: `“${insurance.slice(0, 20)}”不是险种代码。`, en: `“${insurance.slice(0, 20)}” is no code of an insurance.` },
    {
      zh: '请填写 110、210、310、410、510 之一，或留空以申报全部险种。',
      en: 'Use 110, 210, 310, 410 or 510, or leave it empty.',
    },
  )
}

function laterMonth(row: number, month: Period, settlement: Period): RefusedRow {
  return refuseRow(
    row,
    '对应费款所属期',
    'row.later-month',
    {
      zh: `对应费款所属期 ${month} 晚于费款所属期 ${settlement}。`,
      en: `The contribution month ${month} is after the settlement month ${settlement}.`,
    },
    { zh: '请改为同月或以前的月份。', en: 'Use that month or an earlier one.' },
  )
}

function unknownKind(row: number, kind: string): RefusedRow {
  return refuseRow(
    row,
    '缴费类型',
    'row.contribution-kind',
    {
      zh: `月度申报不接收缴费类型“${kind.slice(0, 10)}”。`,
      en: `A monthly filing takes no contribution kind “${kind.slice(0, 10)}”.`,
    },
    {
      zh: '请填写 1（正常应缴）或 2（补收），其他类型请到经办机构办理。',
      en: 'Use 1 (normal) or 2 (back charge); others are handled at the agency.',
    },
  )
}

function noWage(row: number): RefusedRow {
  return refuseRow(
    row,
    '缴费工资',
    'row.no-wage',
    { zh: '缴费工资与缴费基数都没有填写。', en: 'Neither the declared wage nor the base is filled in.' },
    { zh: '请填写缴费工资（元）。', en: 'Fill in the declared wage in yuan.' },
  )
}

/** 同一文件中重复的行。 */
export function repeatedRow(row: number, first: number): RefusedRow {
  return refuseRow(
    row,
    '社会保障号码',
    'row.repeated',
    { zh: `与第 ${first} 行是同一人同一月份。`, en: `The same person and month as row ${first}.` },
    { zh: '请只保留一行。', en: 'Keep one of them.' },
  )
}

export function filedAlready(row: number, month: Period): RefusedRow {
  return refuseRow(
    row,
    '对应费款所属期',
    'row.filed-already',
    { zh: `本单位已为此人申报 ${month} 并已记账。`, en: `This person's ${month} has been filed by you and posted.` },
    {
      zh: '请删去该行；需要更改的，请到经办机构办理更正。',
      en: 'Remove the row; to change it, ask the agency for a correction.',
    },
  )
}

/** 所填金额与规则不符，两个数都说出来。 */
export function amountDiffers(row: number, column: string, given: Fen, byRule: Fen): RefusedRow {
  return refuseRow(
    row,
    column,
    'row.amount-differs',
    {
      zh: `${column}填写 ${yuanText(given)} 元，依规则应为 ${yuanText(byRule)} 元。`,
      en: `${column} says ${yuanText(given)} yuan; by the rules it is ${yuanText(byRule)} yuan.`,
    },
    {
      zh: '请核对缴费工资与基数，或留空由系统计算。',
      en: 'Check the wage and base, or leave it empty to be computed.',
    },
  )
}
