import { type Fen, yuanText } from '../kernel/money.js'
import { type AccountYear, accountTerms, accountYear, monthlyProduct, pensionerYear } from './account.js'
import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, ifPublished, UNPUBLISHED, yuan } from './case-topic.js'
import { CHOICES } from './choices.js'
import { percentText } from './percent.js'

/** 个人账户：可给定的项目。 */
export const GIVEN_ACCOUNT: GivenTable = {
  年度: '如 "2024"',
  上年末储存额: '元',
  逐月记账: '记账月份到金额，可写区间：{ "1-6": "960.00", "7": "1000.00" }',
  账户终止月份: '1 至 12；不写即整年',
  计息方法: '月积数法、年度计算法；不写即用该地参数',
  逐月支付: '写法同逐月记账',
}

const YEAR = '统筹区、年度、上年末储存额；可加逐月记账、账户终止月份、计息方法'
const PAID = '统筹区、年度、上年末储存额、逐月支付'
const SETTLED = '元；利率未公布的写 未公布'

/** 个人账户：可期望的项目。 */
export const EXPECTED_ACCOUNT: ExpectedTable = {
  记账利率: {
    form: '百分数；尚未公布的写 未公布',
    needs: '统筹区、年度',
    tell: (book, given) => {
      const { rate } = accountTerms(areaOf(book, given), given.count('年度'))
      return rate === undefined ? UNPUBLISHED : percentText(rate.value)
    },
  },
  月积数: {
    form: '元·月',
    needs: '逐月记账；可加账户终止月份',
    tell: (_book, given) => yuanText(monthlyProduct(given.monthly('逐月记账'), lastMonth(given)).value as Fen),
  },
  当年记账金额: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).yearCredits) },
  本金: { form: '元', needs: YEAR, tell: (book, given) => yuan(year(book, given).principal) },
  上年末储存额利息: {
    form: SETTLED,
    needs: YEAR,
    tell: (book, given) => ifPublished(year(book, given).interestOnOpening),
  },
  当年记账利息: {
    form: SETTLED,
    needs: YEAR,
    tell: (book, given) => ifPublished(year(book, given).interestOnCredits),
  },
  本年末储存额: { form: SETTLED, needs: YEAR, tell: (book, given) => ifPublished(year(book, given).closingBalance) },
  本年利息: { form: SETTLED, needs: PAID, tell: (book, given) => ifPublished(paidYear(book, given)?.yearInterest) },
  支付后储存额: {
    form: SETTLED,
    needs: PAID,
    tell: (book, given) => ifPublished(paidYear(book, given)?.closingBalance),
  },
}

/** 不予办理的结息。 */
export function attemptAccount(book: PolicyBook, given: Given): boolean {
  if (!given.has('逐月记账') && !given.has('上年末储存额')) return false
  year(book, given)
  return true
}

function year(book: PolicyBook, given: Given): AccountYear {
  const terms = accountTerms(areaOf(book, given), given.count('年度'))
  const method = given.has('计息方法') ? given.named('计息方法', METHODS) : terms.method.value
  return accountYear(
    { ...terms, method: { ...terms.method, value: method } },
    {
      openingBalance: given.amount('上年末储存额'),
      credits: given.monthly('逐月记账'),
      ...(given.has('账户终止月份') ? { closedAfter: given.count('账户终止月份') } : {}),
    },
  )
}

function paidYear(book: PolicyBook, given: Given) {
  const terms = accountTerms(areaOf(book, given), given.count('年度'))
  return pensionerYear(terms, given.amount('上年末储存额'), given.monthly('逐月支付'))
}

function lastMonth(given: Given): number {
  return given.has('账户终止月份') ? given.count('账户终止月份') : 12
}

const METHODS = { yearly: CHOICES.yearly, monthlyProduct: CHOICES.monthlyProduct } as const
