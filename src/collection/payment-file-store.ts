import { type Day, parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parseYuan } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { parseMonth } from '../policy/standard-check.js'
import type { BenefitPaymentRequest } from './fact-entry-contract.js'
import { BENEFIT_KINDS } from './fact-words.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { Row } from './table.js'

/** 待遇支付批次文件的栏目。 */
const KIND = own('benefitKind', 'benefitKind', '待遇种类')
const ITEM = own('item', 'AAA036', '待遇项目')
const MONTH = own('benefitMonth', 'benefitMonth', '待遇所属年月')
const AMOUNT = own('amount', 'AAE019', '金额')
const FROM_ACCOUNT = own('fromAccount', 'fromAccount', '由个人账户支付')

export type PaymentItem = BenefitPaymentRequest['items'][number]
export interface PaymentEntry {
  readonly row: number
  readonly item: PaymentItem
}

/** 读一行支付。The first fault of a row is its refusal; money is read as yuan. */
export function readPaymentRow(
  header: HeaderMap,
  { row, cells, formulas }: Row,
  today: Day,
): PaymentEntry | RefusedRow {
  let column = ''
  const text = ({ field, names }: FieldSpec) => {
    column = names[0]!
    return cellOf(header, cells, field).trim()
  }
  if (formulas !== undefined) return unknownWord(row, '', 'row.formula')
  try {
    const identityNumber = parseIdentity(text(FIELDS.socialSecurityNumber), today).number
    const fullName = parsePersonName(text(FIELDS.fullName))
    const insurance = findInsurance(text(FIELDS.insuranceType))
    if (insurance === undefined) return unknownWord(row, column, 'row.insurance')
    const benefitKind = kindOf(text(KIND))
    if (benefitKind === undefined) return unknownWord(row, column, 'row.benefit-kind')
    const item = text(ITEM)
    if (item === '') return unknownWord(row, column, 'row.benefit-item')
    const benefitMonth = parseMonth(text(MONTH))
    const amount = signedYuan(text(AMOUNT))
    const given = text(FROM_ACCOUNT)
    const fromAccount = given === '' ? 0 : signedYuan(given)
    return {
      row,
      item: {
        identityNumber,
        fullName,
        insurance: insurance as PaymentItem['insurance'],
        benefitKind,
        item,
        benefitMonth,
        amount,
        fromAccount,
      },
    }
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, column, error)
    throw error
  }
}

/** A payment that came back stands with a minus. */
function signedYuan(text: string): number {
  const amount = parseYuan(text.replace(/^[-−]/, ''))
  return /^[-−]/.test(text) && amount !== 0 ? -amount : amount
}

function kindOf(text: string): PaymentItem['benefitKind'] | undefined {
  const found = Object.entries(BENEFIT_KINDS).find(([key, { zh, en }]) => key === text || zh === text || en === text)
  return found?.[0] as PaymentItem['benefitKind'] | undefined
}

function unknownWord(row: number, column: string, code: string): RefusedRow {
  return refuseRow(
    row,
    column,
    code,
    { zh: `“${column}”没有填写，或填写的不认识。`, en: `“${column}” is empty or not known here.` },
    {
      zh: '请对照录入页所列的说法改正后重新上传。',
      en: 'Correct it by the words the entry page lists and upload again.',
    },
  )
}

/** 支付年月与支付日期, given beside the file. */
export function paymentTerms(field: (name: string) => string) {
  return {
    payMonth: parsePeriod(field('payMonth')),
    paidDay: parseDay(field('paidDay')),
    batch: field('batch').slice(0, 60),
  }
}

function own(field: string, code: string, ...names: readonly string[]): FieldSpec {
  return { field, code, names, required: false }
}
