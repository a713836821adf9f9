import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable } from './case-topic.js'
import { minimumMonths, RETIREMENT_GROUPS, retirementAge, retirementDelay, statutoryRetirement } from './retirement.js'

/** 退休与待遇：可给定的项目。 */
export const GIVEN_BENEFIT: GivenTable = {
  退休类别: '男职工、原法定退休年龄五十五周岁的女职工、原法定退休年龄五十周岁的女职工',
  出生年月: '如 1968-06',
  退休年月: '法定退休年月，如 2034-05',
}

const PERSON = '统筹区、退休类别、出生年月'

/** 退休与待遇：可期望的项目。 */
export const EXPECTED_BENEFIT: ExpectedTable = {
  延迟月数: {
    form: '月数',
    needs: PERSON,
    tell: (book, given) => String(retirementDelay(areaOf(book, given), group(given), birth(given)).value),
  },
  法定退休年龄: {
    form: '如 60岁11个月',
    needs: PERSON,
    tell: (book, given) => {
      const age = retirementAge(areaOf(book, given), group(given), birth(given)).value
      return age % 12 === 0 ? `${age / 12}岁` : `${Math.floor(age / 12)}岁${age % 12}个月`
    },
  },
  法定退休年月: {
    form: '如 2029-05',
    needs: PERSON,
    tell: (book, given) => statutoryRetirement(areaOf(book, given), group(given), birth(given)).value,
  },
  最低缴费月数: {
    form: '月数',
    needs: '统筹区、退休年月',
    tell: (book, given) => String(minimumMonths(areaOf(book, given), given.period('退休年月')).value),
  },
}

/** 不予办理的待遇。 */
export function attemptBenefit(book: PolicyBook, given: Given): boolean {
  if (!given.has('退休年月')) return false
  minimumMonths(areaOf(book, given), given.period('退休年月'))
  return true
}

function group(given: Given) {
  return given.named('退休类别', RETIREMENT_GROUPS)
}

function birth(given: Given) {
  return given.period('出生年月')
}
