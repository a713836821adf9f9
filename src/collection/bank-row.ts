import { type Day, daysBetween, parseDay } from '../kernel/day.js'
import { type Fen, parseYuan } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { Insurance } from '../kernel/terms.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { Row } from './table.js'

/** 专户银行流水的栏目。 */
const ACCOUNT = own('account', '专户账号', '账号')
const SERIAL = own('serial', '银行流水号', '流水号')
const VOUCHER = own('levyVoucher', '电子税票号')
const AMOUNT = own('amount', '金额')
const ARRIVAL = own('arrivalDay', '到账日期', '征收到账日期')
const DEPOSIT = own('depositDay', '存入日期', '存入专户日期')

export interface BankEntry {
  readonly row: number
  readonly account: string
  readonly serial: string
  readonly levyVoucher: string
  readonly insurance: Insurance
  readonly amount: Fen
  readonly arrivalDay: Day
  readonly depositDay: Day
  readonly days: number
}

export interface BankReader {
  readonly header: HeaderMap
  readonly today: Day
  /** 核定的专户账号, of an insurance. */
  readonly approved: (insurance: Insurance) => readonly string[]
}

export function readBankRow(
  { header, today, approved }: BankReader,
  { row, cells, formulas }: Row,
): BankEntry | RefusedRow {
  if (formulas !== undefined) {
    return refuse(row, '', 'row.formula', '此行含公式', 'this row holds a formula')
  }
  let column = ''
  const text = (field: FieldSpec) => {
    column = field.names[0]!
    return cellOf(header, cells, field.field).trim()
  }
  try {
    const given = text(FIELDS.insuranceType)
    const insurance = findInsurance(given)
    if (insurance === undefined)
      return refuse(
        row,
        column,
        'row.insurance',
        `“${given.slice(0, 20)}”不是险种代码`,
        `“${given.slice(0, 20)}” is no insurance`,
      )
    const account = text(ACCOUNT)
    if (!approved(insurance).includes(account))
      return refuse(
        row,
        column,
        'bank.account-not-approved',
        `账号“${account.slice(0, 30)}”不是该险种核定的专户`,
        `“${account.slice(0, 30)}” is no approved account of this insurance`,
      )
    const serial = text(SERIAL)
    if (!/^[\w-]{1,40}$/.test(serial))
      return refuse(
        row,
        column,
        'bank.serial',
        '流水号没有填写或含有不认识的字符',
        'the serial is missing or not readable',
      )
    const levyVoucher = text(VOUCHER)
    if (!/^[\w-]{1,40}$/.test(levyVoucher))
      return refuse(
        row,
        column,
        'bank.voucher',
        '电子税票号没有填写或含有不认识的字符',
        'the tax voucher is missing or not readable',
      )
    const read = { row, account, serial, levyVoucher, insurance }
    return moneyOf(read, text, today)
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
}

/** 金额与两个日期：deposited no earlier than it arrived, and not in days to come. */
function moneyOf(
  at: Pick<BankEntry, 'row' | 'account' | 'serial' | 'levyVoucher' | 'insurance'>,
  text: (field: FieldSpec) => string,
  today: Day,
): BankEntry | RefusedRow {
  const written = text(AMOUNT)
  const back = /^[-－−]/.test(written)
  const amount = parseYuan(back ? written.slice(1) : written)
  const arrivalDay = dayOf(text(ARRIVAL))
  const depositDay = dayOf(text(DEPOSIT))
  if (depositDay > today)
    return refuse(at.row, DEPOSIT.names[0]!, 'bank.future', `${depositDay} 还没有到`, `${depositDay} is yet to come`)
  if (depositDay < arrivalDay)
    return refuse(
      at.row,
      DEPOSIT.names[0]!,
      'bank.deposit-before-arrival',
      `存入 ${depositDay} 早于到账 ${arrivalDay}`,
      `deposited on ${depositDay}, before it arrived on ${arrivalDay}`,
    )
  const days = daysBetween(arrivalDay, depositDay)
  return {
    ...at,
    amount: (back ? -amount : amount) as Fen,
    arrivalDay,
    depositDay,
    days,
  }
}

/** 2026-03-01、20260301、2026/3/1。 */
function dayOf(text: string): Day {
  const match = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/.exec(text)
  return parseDay(match === null ? text : `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`)
}

export function repeatedSerial(row: number, serial: string): RefusedRow {
  return refuse(
    row,
    '银行流水号',
    'bank.serial-known',
    `流水号 ${serial} 已经入账或在本文件中重复`,
    `serial ${serial} is entered already, or twice in this file`,
  )
}

function refuse(row: number, column: string, code: string, zh: string, en: string): RefusedRow {
  return refuseRow(
    row,
    column,
    code,
    { zh: `${zh}。`, en: `${en}.` },
    { zh: '请向银行核对后重新上传。', en: 'Check with the bank and upload again.' },
  )
}

function own(field: string, ...names: readonly string[]): FieldSpec {
  return { field, code: field, names, required: false }
}
