import type { Day } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { parseMonth } from '../policy/standard-check.js'
import { cellOf, FIELDS, type FieldSpec, type HeaderMap } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { CATEGORIES, CATEGORY_NAMES, type CategoryName, findCategory } from './person-category.js'
import { type RegistrationEntry, readRegistration } from './registration-lines.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { Row } from './table.js'

/** 个人登记表的栏目。 */
const SEX = own('sex', 'AAC004', '性别')
const BIRTH = own('birthDate', 'AAC006', '出生日期')
const NATION = own('nationality', 'AAC161', '国家或地区', '国籍')
const WORK_START = own('workStartDate', 'AAC007', '参加工作日期')
const MOBILE = own('mobilePhone', 'AAC067', '手机号码')
const ADDRESS = own('mailingAddress', 'AAE006', '通讯地址')
const BANK = own('bankAccount', 'AAE010', '银行账号')
const FROM = own('fromMonth', 'AAE041', '参保年月', '开始年月')
const REASON = own('reason', 'AAE160', '变更原因')
const CATEGORY = own('category', '', '人员类别')
const PROOF = own('proof', '', '证明文书编号')
const GUARDIAN_NUMBER = own('guardianNumber', '', '监护人证件号码')
const GUARDIAN_NAME = own('guardianName', '', '监护人姓名')
const INSURANCES = { ...FIELDS.insuranceType, names: ['参保险种', ...FIELDS.insuranceType.names] }

export function readRegistrationRow(
  header: HeaderMap,
  { row, cells }: Row,
  today: Day,
  adultFrom: (birth: Period) => Period,
  seen: { get(key: string): number | undefined; set(key: string, row: number): unknown },
): RegistrationEntry | RefusedRow {
  const text = ({ field }: FieldSpec) => cellOf(header, cells, field).trim()
  const some = (field: FieldSpec) => text(field) || undefined
  try {
    const words = wordsIn(text(INSURANCES))
    const insurances = words.map(findInsurance).filter((one) => one !== undefined)
    if (insurances.length < words.length) return unknownInsurances(row)
    const kinds = wordsIn(text(CATEGORY))
    const categories = kinds.flatMap((word) => findCategory(word) ?? [])
    if (categories.length < kinds.length) return unknownCategory(row)
    const entry = readRegistration(
      row,
      {
        identityNumber: text(FIELDS.socialSecurityNumber),
        fullName: text(FIELDS.fullName),
        fromMonth: parseMonth(text(FROM)),
        insurances: [...new Set(insurances)],
        sex: some(SEX)?.replace('男', '1').replace('女', '2'),
        birthDate: some(BIRTH),
        nationality: some(NATION),
        workStartDate: some(WORK_START),
        mobilePhone: some(MOBILE),
        mailingAddress: some(ADDRESS),
        bankAccount: some(BANK),
        creditCode: some(FIELDS.unifiedSocialCreditCode)?.toUpperCase(),
        reason: some(REASON),
        categories: categories as CategoryName[],
        proof: some(PROOF),
        guardianNumber: some(GUARDIAN_NUMBER),
        guardianName: some(GUARDIAN_NAME),
      },
      today,
      adultFrom,
    )
    const first = seen.get(entry.identity.number)
    if (first !== undefined) return repeated(row, first)
    seen.set(entry.identity.number, row)
    return entry
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, columnOf(error.entry.code), error)
    throw error
  }
}

function wordsIn(cell: string): string[] {
  return cell.split(/[\s,，、/;；]+/).filter((word) => word !== '')
}

function columnOf(code: string): string {
  if (code.startsWith('identity.')) return '社会保障号码'
  if (code.startsWith('name.')) return '姓名'
  return code.startsWith('period.') ? '参保年月' : ''
}

function repeated(row: number, first: number): RefusedRow {
  const says = { zh: `与第 ${first} 行是同一人。`, en: `The same person as row ${first}.` }
  return refuseRow(row, '社会保障号码', 'row.repeated', says, { zh: '请只保留一行。', en: 'Keep one of them.' })
}

function unknownInsurances(row: number): RefusedRow {
  return refuseRow(
    row,
    '参保险种',
    'row.insurance',
    { zh: '参保险种中有不认识的代码。', en: 'There is a code of an insurance not known here.' },
    { zh: '请填写 110、210、310、410、510，多个以顿号分隔。', en: 'Use 110, 210, 310, 410, 510, separated by 、.' },
  )
}

function unknownCategory(row: number): RefusedRow {
  const known = CATEGORY_NAMES.map((name) => CATEGORIES[name].zh).join('、')
  return refuseRow(
    row,
    '人员类别',
    'row.category',
    { zh: '人员类别中有不认识的。', en: 'There is a kind of person not known here.' },
    { zh: `请填写：${known}，多个以顿号分隔。`, en: `Use ${CATEGORY_NAMES.join(', ')}, separated by 、.` },
  )
}

function own(field: string, code: string, ...names: readonly string[]): FieldSpec {
  return { field, code, names, required: false }
}
