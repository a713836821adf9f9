import { type Day, parseDay } from '../kernel/day.js'
import { type Fen, fen, parseYuan, yuanText } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { parseMonth } from '../policy/standard-check.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap, need } from './header.js'
import { findInsurance } from './insurance-code.js'
import { levyMalformed, levyNotHeaded } from './refusals.js'
import { refusedBy } from './row-refusals.js'
import type { Row } from './table.js'

/** 征收结果文件：a control record (批次号, 行数, 金额合计), a header, then one payment a row. */
const VOUCHER: FieldSpec = { field: 'levyVoucher', code: 'levyVoucher', names: ['电子税票号'], required: true }
const ARRIVAL: FieldSpec = { field: 'arrivalDay', code: 'AAB191', names: ['到账日期'], required: true }
const EMPLOYER: FieldSpec = { ...FIELDS.employerPaid, names: ['单位金额', ...FIELDS.employerPaid.names] }
const PERSON: FieldSpec = { ...FIELDS.personPaid, names: ['个人金额', ...FIELDS.personPaid.names] }

const { unifiedSocialCreditCode: creditCode, socialSecurityNumber, fullName, insuranceType, settlementMonth } = FIELDS
const { contributionMonth, contributionKind, contributionBase } = FIELDS

export const LEVY_FIELDS = need([
  ...[VOUCHER, creditCode, socialSecurityNumber, fullName, insuranceType, settlementMonth, contributionMonth],
  ...[contributionKind, contributionBase, EMPLOYER, PERSON, ARRIVAL],
])

export interface Control {
  readonly batch: string
  readonly rows: number
  readonly total: Fen
}

export interface LevyEntry {
  readonly row: number
  readonly levyVoucher: string
  readonly creditCode: string
  readonly identityNumber: string
  readonly fullName: string
  readonly insurance: string
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly base: Fen
  readonly employerAmount: Fen
  readonly personAmount: Fen
  readonly arrivalDay: Day
}

/** 控制记录, with or without its labels. */
export function readControl(cells: readonly string[]): Control {
  const values = cells
    .map((cell) => cell.trim().replace(/^(批次号|行数|金额合计)\s*[:：]?\s*/, ''))
    .filter((cell) => cell !== '')
  const [batch, rows, total] = values
  const whole = values.length === 3 && /^[\w-]{1,60}$/.test(batch!) && /^\d{1,7}$/.test(rows!)
  const amount = whole ? findAmount(total!) : undefined
  if (amount === undefined) throw new Refusal(levyNotHeaded, { found: cells.join(',').slice(0, 60) })
  return { batch: batch!, rows: Number(rows), total: amount }
}

/** 读一行。A row that cannot be read leaves the sum in doubt, so it refuses the file whole; who it names may be anybody. */
export function readLevyRow(header: HeaderMap, { row, cells }: Row): LevyEntry {
  let column = ''
  const text = (field: FieldSpec): string => {
    column = field.names[0]!
    return cellOf(header, cells, field.field).trim()
  }
  const amount = (field: FieldSpec): Fen => signedYuan(text(field))
  try {
    const entry = {
      row,
      levyVoucher: text(VOUCHER),
      creditCode: text(creditCode).toUpperCase(),
      identityNumber: text(socialSecurityNumber).toUpperCase(),
      fullName: text(fullName),
      insurance: text(insuranceType),
      settlementMonth: parseMonth(text(settlementMonth)),
      contributionMonth: parseMonth(text(contributionMonth)),
      contributionKind: text(contributionKind).replace(/^0/, '') || '1',
      base: amount(contributionBase),
      employerAmount: amount(EMPLOYER),
      personAmount: amount(PERSON),
      arrivalDay: parseAnyDay(text(ARRIVAL)),
    }
    requireShort(row, entry)
    return { ...entry, insurance: findInsurance(entry.insurance) ?? entry.insurance }
  } catch (error) {
    if (!(error instanceof Refusal) || error.entry === levyMalformed) throw error
    const { sentence } = refusedBy(row, column, error)
    throw new Refusal(levyMalformed, { row, zh: `${column}：${sentence.zh}`, en: `${column}: ${sentence.en}` })
  }
}

/** Texts that are kept as they came have to be of a length that can be kept. */
function requireShort(
  row: number,
  entry: { levyVoucher: string; identityNumber: string; fullName: string; creditCode: string; insurance: string },
) {
  const wrong = !/^[\w-]{1,40}$/.test(entry.levyVoucher)
    ? '电子税票号'
    : entry.identityNumber.length > 40
      ? '社会保障号码'
      : entry.fullName.length > 100
        ? '姓名'
        : entry.creditCode.length > 18
          ? '统一社会信用代码'
          : !/^(\d{3}|[\p{L}（）()]{2,30})$/u.test(entry.insurance)
            ? '险种'
            : undefined
  if (wrong === undefined) return
  throw new Refusal(levyMalformed, { row, zh: `${wrong}缺失或过长。`, en: `${wrong} is missing or too long.` })
}

export function signedYuan(text: string): Fen {
  return text.startsWith('-') ? fen(-parseYuan(text.slice(1))) : parseYuan(text)
}

function findAmount(text: string): Fen | undefined {
  try {
    return signedYuan(text)
  } catch {
    return undefined
  }
}

function parseAnyDay(text: string): Day {
  const match = /^(\d{4})[-/]?(\d{1,2})[-/]?(\d{1,2})$/.exec(text)
  return parseDay(match === null ? text : `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`)
}

/** 写成征收结果文件：as the levy body sends it, every record as wide as the header. For the demo city, and for tests of whoever sends such files. */
export function writeLevyFile(batch: string, entries: readonly Omit<LevyEntry, 'row'>[]): string {
  const total = entries.reduce((sum, one) => sum + one.employerAmount + one.personAmount, 0)
  const lines = entries.map((one) =>
    [
      ...[one.levyVoucher, one.creditCode, one.identityNumber, one.fullName, one.insurance],
      ...[one.settlementMonth.replace('-', ''), one.contributionMonth.replace('-', ''), one.contributionKind],
      ...[yuanText(one.base), yuanText(one.employerAmount), yuanText(one.personAmount), one.arrivalDay],
    ].join(','),
  )
  const control = ['批次号', batch, '行数', entries.length, '金额合计', yuanText(fen(total))]
  const head = [...control, ...Array.from({ length: LEVY_FIELDS.length - control.length }, () => '')].join(',')
  const names = LEVY_FIELDS.map(({ names }) => names[0]).join(',')
  return [head, names, ...lines, ''].join('\r\n')
}
