import { type Day, parseDay } from '../kernel/day.js'
import { type Season, seasonOn } from './base-season.js'
import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable } from './case-topic.js'
import { type AgeVerdict, ageFits, changesCountFrom, maySecond } from './staff-change.js'

/** 增减员与年度申报：可给定的项目。 */
export const GIVEN_STAFF: GivenTable = {
  报送日期: '如 2026-03-21',
  出生日期: '如 1972-01-01',
}

const VERDICTS: Readonly<Record<AgeVerdict, string>> = {
  fits: '可以',
  tooYoung: '未到年龄',
  tooOld: '超过年龄',
  doubtful: '须凭证明',
}
const REPORTED = '统筹区、报送日期'

/** 增减员与年度申报：可期望的项目。 */
export const EXPECTED_STAFF: ExpectedTable = {
  增减员起算: {
    form: '年月',
    needs: REPORTED,
    tell: (book, given) => changesCountFrom(areaOf(book, given), reported(given)).effectiveMonth,
  },
  新参保: {
    form: Object.values(VERDICTS).join('、'),
    needs: '统筹区、险种、月份、出生日期、性别',
    tell: (book, given) => {
      const person = { sex: given.text('性别') === '女' ? '2' : '1', birthDate: day(given, '出生日期') }
      return VERDICTS[ageFits(areaOf(book, given), person, given.insurance(), given.period('月份'))]
    },
  },
  再参保: {
    form: '可、不可（已在另一单位参保的）',
    needs: '统筹区、险种、月份',
    tell: (book, given) => (maySecond(areaOf(book, given), given.insurance(), given.period('月份')) ? '可' : '不可'),
  },
  申报年度: { form: '起始的年份', needs: REPORTED, tell: (book, given) => String(season(book, given).payYear) },
  申报用于: {
    form: '起止年月，如 2025-07 至 2026-06',
    needs: REPORTED,
    tell: (book, given) => {
      const { fromMonth, throughMonth } = season(book, given)
      return `${fromMonth} 至 ${throughMonth}`
    },
  },
  逾期申报: { form: '是、否', needs: REPORTED, tell: (book, given) => (season(book, given).isLate ? '是' : '否') },
}

/** 没有截止日或申报季的统筹区、日期。 */
export function attemptStaff(book: PolicyBook, given: Given): boolean {
  if (!given.has('报送日期')) return false
  changesCountFrom(areaOf(book, given), reported(given))
  season(book, given)
  return true
}

function season(book: PolicyBook, given: Given): Season {
  return seasonOn(areaOf(book, given), reported(given))
}

function reported(given: Given): Day {
  return day(given, '报送日期')
}

function day(given: Given, name: string): Day {
  return given.readable(name, () => parseDay(given.text(name)))
}
