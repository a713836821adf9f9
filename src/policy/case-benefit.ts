import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable } from './case-topic.js'
import { chosenRetirement, type FlexibleRetirement, flexibleRetirement, noticeBy } from './flexible-retirement.js'
import { minimumMonths, RETIREMENT_GROUPS, retirementAge, retirementDelay, statutoryRetirement } from './retirement.js'

/** 退休：可给定的项目。累计缴费月数 is among those of pensions. */
export const GIVEN_BENEFIT: GivenTable = {
  退休类别: '男职工、原法定退休年龄五十五周岁的女职工、原法定退休年龄五十周岁的女职工',
  出生年月: '如 1968-06',
  退休年月: '法定退休年月，如 2034-05；计算养老金时为实际的退休年月',
  选择退休年月: '如 2028-05',
}

const PERSON = '统筹区、退休类别、出生年月'
const CHOSEN = `${PERSON}、选择退休年月、累计缴费月数`

/** 退休：可期望的项目。 */
export const EXPECTED_BENEFIT: ExpectedTable = {
  延迟月数: {
    form: '月数',
    needs: PERSON,
    tell: (book, given) => String(retirementDelay(areaOf(book, given), groupOf(given), birth(given)).value),
  },
  法定退休年龄: {
    form: '如 60岁11个月',
    needs: PERSON,
    tell: (book, given) => {
      const age = retirementAge(areaOf(book, given), groupOf(given), birth(given)).value
      return age % 12 === 0 ? `${age / 12}岁` : `${Math.floor(age / 12)}岁${age % 12}个月`
    },
  },
  法定退休年月: {
    form: '如 2029-05',
    needs: PERSON,
    tell: (book, given) => statutoryRetirement(areaOf(book, given), groupOf(given), birth(given)).value,
  },
  最低缴费月数: {
    form: '月数',
    needs: '统筹区、退休年月',
    tell: (book, given) => String(minimumMonths(areaOf(book, given), given.period('退休年月')).value),
  },
  最早退休年月: {
    form: '如 2026-06',
    needs: `${PERSON}；可加累计缴费月数`,
    tell: (book, given) => flexible(book, given).earliest.value,
  },
  最晚退休年月: { form: '如 2032-05', needs: PERSON, tell: (book, given) => flexible(book, given).latest.value },
  退休时点: { form: '弹性提前、到龄、弹性延迟', needs: CHOSEN, tell: (book, given) => TIMES[chosen(book, given)] },
  最迟告知年月: {
    form: '如 2028-02；到龄退休的写 不需告知',
    needs: CHOSEN,
    tell: (book, given) => {
      chosen(book, given)
      const statutory = flexible(book, given).statutory.value
      return noticeBy(areaOf(book, given), statutory, given.period('选择退休年月'))?.value ?? '不需告知'
    },
  },
}

/** 不予办理的退休。 */
export function attemptBenefit(book: PolicyBook, given: Given): boolean {
  if (given.has('选择退休年月')) chosen(book, given)
  else if (given.has('退休年月')) minimumMonths(areaOf(book, given), given.period('退休年月'))
  else return false
  return true
}

export function groupOf(given: Given) {
  return given.named('退休类别', RETIREMENT_GROUPS)
}

function flexible(book: PolicyBook, given: Given): FlexibleRetirement {
  const months = given.has('累计缴费月数') ? given.count('累计缴费月数') : undefined
  return flexibleRetirement(areaOf(book, given), groupOf(given), birth(given), months)
}

function chosen(book: PolicyBook, given: Given) {
  const at = given.period('选择退休年月')
  return chosenRetirement(areaOf(book, given), groupOf(given), birth(given), at, given.count('累计缴费月数'))
}

function birth(given: Given) {
  return given.period('出生年月')
}

const TIMES = { early: '弹性提前', statutory: '到龄', late: '弹性延迟' } as const
