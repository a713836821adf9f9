import { yuanText, ZERO } from '../kernel/money.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, yuan } from './case-topic.js'
import {
  RELIEF_KINDS,
  RESIDENT_GROUPS,
  type ResidentInput,
  type ResidentYear,
  residentYear,
  type SubsidyLevel,
} from './resident-year.js'

/** 城乡居民：可给定的项目。 */
export const GIVEN_RESIDENT: GivenTable = {
  缴费年度: '如 "2025"；取该年一月有效的标准',
  缴费档次: '元/年，如 "500"；居民养老所用',
  居民人群: '学生儿童、劳动年龄内居民、老年居民；居民医疗所用',
  困难群体: '最低生活保障对象、特困人员、重度残疾人；由政府代缴的写',
  补缴年度: '是、否（不写即否）',
  集体补助: '元；不写即没有',
}

const YEAR = '统筹区、险种（居民养老、居民医疗）、缴费年度、缴费档次或居民人群；可加困难群体、补缴年度、集体补助'

/** 城乡居民：可期望的项目。 */
export const EXPECTED_RESIDENT: ExpectedTable = {
  居民定额: { form: '元，不论由谁缴', needs: YEAR, tell: (book, given) => yuan(year(book, given).amount) },
  居民个人缴费: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).person) },
  代缴金额: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).onBehalf) },
  缴费补贴: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).subsidy) },
  中央补贴: { form: '元；不分担为 0', needs: YEAR, tell: (book, given) => level(book, given, 'central') },
  省级补贴: { form: '元；不分担为 0', needs: YEAR, tell: (book, given) => level(book, given, 'province') },
  市级补贴: { form: '元；不分担为 0', needs: YEAR, tell: (book, given) => level(book, given, 'city') },
  县级补贴: { form: '元；不分担为 0', needs: YEAR, tell: (book, given) => level(book, given, 'county') },
  居民划入个人账户: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).toAccount) },
}

/** 不予办理的居民缴费年度。 */
export function attemptResident(book: PolicyBook, given: Given): boolean {
  if (!given.has('缴费年度')) return false
  year(book, given)
  return true
}

/** 居民缴费年度的给定。 */
export function residentInput(given: Given): ResidentInput {
  const asked = {
    year: given.year('缴费年度'),
    ...(given.has('困难群体') ? { onBehalf: given.named('困难群体', RELIEF_KINDS) } : {}),
    ...(given.has('补缴年度') ? { backPaid: given.named('补缴年度', YES_NO) === 'yes' } : {}),
    ...(given.has('集体补助') ? { collectiveAid: given.amount('集体补助') } : {}),
  }
  const insurance = given.insurance()
  if (insurance === '170') return { ...asked, insurance, grade: given.amount('缴费档次') }
  if (insurance === '390') return { ...asked, insurance, grade: given.named('居民人群', RESIDENT_GROUPS) }
  throw new CaseProblem('缴费年度只用于居民养老、居民医疗')
}

const YES_NO = { yes: { zh: '是' }, no: { zh: '否' } } as const

function year(book: PolicyBook, given: Given): ResidentYear {
  return residentYear(areaOf(book, given), residentInput(given))
}

function level(book: PolicyBook, given: Given, wanted: SubsidyLevel): string {
  const found = year(book, given).subsidyBy.find((one) => one.level === wanted)
  return found === undefined ? yuanText(ZERO) : yuan(found.amount)
}
