import type { PersonView } from '../../src/query/contract.js'
import { countryName } from '../shell/country.js'
import type { Both } from '../shell/language.js'

interface PersonRow {
  readonly key: keyof PersonView
  readonly name: Both
  /** Code list values and their names; a value without one is shown as it is. */
  readonly codes?: Readonly<Record<string, Both>>
  readonly named?: (code: string) => Both
}

const DOCUMENTS: Readonly<Record<string, Both>> = {
  '01': { zh: '居民身份证', en: 'resident identity card' },
  '07': { zh: '外国人永久居留证', en: "foreigner's permanent residence card" },
  '08': { zh: '外国人护照', en: 'foreign passport' },
  L1: { zh: '港澳居民居住证', en: 'residence permit for Hong Kong and Macao residents' },
  L2: { zh: '台湾居民居住证', en: 'residence permit for Taiwan residents' },
}

const SEXES: Readonly<Record<string, Both>> = {
  '1': { zh: '男', en: 'male' },
  '2': { zh: '女', en: 'female' },
  '9': { zh: '未说明', en: 'not stated' },
}

/** 个人基本信息，自上而下。 */
export const PERSON_ROWS: readonly PersonRow[] = [
  { key: 'fullName', name: { zh: '姓名', en: 'Name' } },
  { key: 'identityNumber', name: { zh: '社会保障号码', en: 'Social security number' } },
  { key: 'documentType', name: { zh: '证件类型', en: 'Document' }, codes: DOCUMENTS },
  { key: 'sex', name: { zh: '性别', en: 'Sex' }, codes: SEXES },
  { key: 'birthDate', name: { zh: '出生日期', en: 'Date of birth' } },
  { key: 'nationality', name: { zh: '国籍', en: 'Nationality' }, named: countryName },
  { key: 'workStartDate', name: { zh: '参加工作日期', en: 'Work started' } },
  { key: 'mobilePhone', name: { zh: '手机', en: 'Mobile phone' } },
  { key: 'email', name: { zh: '电子邮箱', en: 'E-mail' } },
  { key: 'mailingAddress', name: { zh: '通讯地址', en: 'Mailing address' } },
  { key: 'postalCode', name: { zh: '邮政编码', en: 'Postal code' } },
  { key: 'bankAccount', name: { zh: '银行账号', en: 'Bank account' } },
]

const AREAS: Readonly<Record<string, Both>> = {
  '000000': { zh: '全国', en: 'Nationwide' },
  '999900': { zh: '示例市', en: 'Example City' },
  '999901': { zh: '东城示例区', en: 'East District' },
  '999902': { zh: '西城示例区', en: 'West District' },
  '110000': { zh: '北京市', en: 'Beijing' },
  '371000': { zh: '威海市', en: 'Weihai' },
}

/** 统筹区的名称。 */
export function areaName(area: string): Both {
  return AREAS[area] ?? { zh: area, en: area }
}

/** The area a published value is of; one not known here keeps the name the server gave it. */
export function nameOfArea(area: string, given: string): Both {
  return AREAS[area] ?? { zh: given, en: given }
}
