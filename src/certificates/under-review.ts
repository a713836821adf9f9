import type { Day } from '../kernel/day.js'
import { INSURANCE_NAMES, isInsurance, TERMS } from '../kernel/terms.js'
import type { DisputeMark } from '../query/dispute-contract.js'
import { findFigure } from '../records/path.js'
import type { RightsRecord } from '../records/rights-record.js'
import { dayText } from './page-text.js'

const PERSON: Readonly<Record<string, string>> = {
  fullName: '姓名',
  identityNumber: '社会保障号码',
  sex: '性别',
  birthDate: '出生日期',
  nationality: '国籍',
  workStartDate: '参加工作日期',
}

/** 在核查中的项目，as printed on a paper: what is under objection, and since when; no amounts, and of its own year where it has one. */
export function underReviewText(record: RightsRecord, marks: readonly DisputeMark[], year?: number): string[] {
  return marks
    .filter(({ path }) => isOf(path, year))
    .map(({ path, since }) => `${nameOf(record, path)}：自${dayText(since as Day)}起在核查中`)
}

function isOf(path: string, year: number | undefined): boolean {
  const told = /\/(\d{4})(-\d{2})?(\/|$)/.exec(path)?.[1]
  return year === undefined || told === undefined || Number(told) === year
}

function nameOf(record: RightsRecord, path: string): string {
  const [section, second = '', third = ''] = path.split('/')
  if (section === 'person') return (Object.hasOwn(PERSON, second) && PERSON[second]) || '个人信息'
  const figure = findFigure(record, path)
  const insurance = isInsurance(second) ? INSURANCE_NAMES[second].zh : ''
  const when = [second, third].find((part) => /^\d{4}(-\d{2})?$/.test(part)) ?? ''
  const term = figure === undefined ? '缴费（没有记录）' : TERMS[figure.term].zh
  return [insurance, when, term].filter((part) => part !== '').join(' ')
}
