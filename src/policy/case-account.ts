import { type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen, parseYuan, yuanText } from '../kernel/money.js'
import { yearOf } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import { type AccountYear, type AccountYearInput, accountYear } from './account.js'
import { bearingCredit } from './account-back-pay.js'
import { drawnYear } from './account-draw.js'
import { ACCOUNT_RULE, type AccountCredit, MONTHS, monthlyProduct } from './account-interest.js'
import { recomputedYear } from './account-recompute.js'
import { type AccountTerms, accountTerms, INTEREST_ACCOUNTS } from './account-terms.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type Expectation, type ExpectedTable, ifPublished, percentOf, UNPUBLISHED } from './case-topic.js'
import { CHOICES } from './choices.js'
import { percentText } from './percent.js'

/** 个人账户：可给定的项目。 */
export const GIVEN_ACCOUNT: GivenTable = {
  年度: '四位数字，如 "2024"',
  上年末储存额: '元',
  逐月记账: '记账月份到金额，可写区间：{ "1-6": "960.00", "7": "1000.00" }；同一月份写了两处的相加；红冲写负数',
  补缴记账: '补缴、预缴的记账，一笔一行：[{ 到账: 2024-05, 对应: 2024-01, 金额: "960.00" }]；到账须在该年度之内',
  逐月支付: '写法同逐月记账：由个人账户支付的金额',
  逐月转入: '写法同逐月记账',
  逐月转出: '写法同逐月记账',
  账户终止月份: '1 至 12；不写即整年',
  计息方法: '月积数法、年度计算法；不写即用该地参数',
  逐月应发: '写法同逐月记账：应发的个人账户养老金，账户不足时由统筹基金支付',
  暂用利率: '百分数：重算以前所用的利率',
}

const YEAR =
  '统筹区、年度、上年末储存额；可加险种（不写即养老）、逐月记账、补缴记账、逐月支付或逐月应发、逐月转入、逐月转出、账户终止月份、计息方法'
const SETTLED = '元；利率未公布的写 未公布'
const DRAWN = '统筹区、年度、上年末储存额、逐月应发；可加逐月记账'

/** 个人账户：可期望的项目。 */
export const EXPECTED_ACCOUNT: ExpectedTable = {
  记账利率: {
    form: '百分数；尚未公布的写 未公布',
    needs: '统筹区、年度；可加险种（不写即养老）',
    tell: (book, given) => {
      const { rate } = terms(book, given)
      return rate === undefined ? UNPUBLISHED : percentText(rate.value)
    },
  },
  结息状态: {
    form: '已结息、暂结、利率未公布',
    needs: YEAR,
    tell: (book, given) => STATES[year(book, given).state],
  },
  月积数: {
    form: '元·月',
    needs: '逐月记账；可加账户终止月份',
    tell: (_book, given) =>
      yuanText(monthlyProduct(given.monthly('逐月记账'), lastMonth(given) ?? MONTHS).value as Fen),
  },
  当年记账金额: ofYear('元', ({ yearCredits }) => yearCredits),
  当年账户支出: ofYear('元', ({ paidOut }) => paidOut),
  转入储存额: ofYear('元', ({ movedIn }) => movedIn),
  转出储存额: ofYear('元', ({ movedOut }) => movedOut),
  本金: ofYear('元', ({ principal }) => principal),
  上年末储存额利息: ofYear(SETTLED, ({ interestOnOpening }) => interestOnOpening),
  当年记账利息: ofYear(SETTLED, ({ interestOnCredits }) => interestOnCredits),
  支出冲减利息: ofYear(SETTLED, ({ interestOnPaid }) => interestOnPaid),
  本年利息: ofYear(SETTLED, yearInterest),
  本年末储存额: ofYear(SETTLED, ({ closingBalance }) => closingBalance),
  支付后储存额: ofYear(SETTLED, ({ closingBalance }) => closingBalance),
  透支: {
    form: '是、否：某月末支出大于账户所有',
    needs: YEAR,
    tell: (book, given) => (year(book, given).overdrawn ? '是' : '否'),
  },
  个人账户支付: {
    form: '元：全年',
    needs: DRAWN,
    tell: (book, given) => yuanText(fen(dues(book, given).reduce((sum, one) => sum + one.fromAccount.value, 0))),
  },
  统筹基金支付: {
    form: '元：全年',
    needs: DRAWN,
    tell: (book, given) => yuanText(fen(dues(book, given).reduce((sum, one) => sum + one.fromPool.value, 0))),
  },
  重算后储存额: {
    form: SETTLED,
    needs: `${YEAR}；暂用利率`,
    tell: (book, given) => ifPublished(recomputed(book, given)?.year.closingBalance),
  },
  重算差额: {
    form: `${SETTLED}；可为负`,
    needs: `${YEAR}；暂用利率`,
    tell: (book, given) => ifPublished(recomputed(book, given)?.difference),
  },
}

/** 不予办理的结息。 */
export function attemptAccount(book: PolicyBook, given: Given): boolean {
  if (!['逐月记账', '补缴记账', '上年末储存额'].some((name) => given.has(name))) return false
  year(book, given)
  return true
}

const STATES = { settled: '已结息', provisional: '暂结', awaitingRate: '利率未公布' } as const
const METHODS = { yearly: CHOICES.yearly, monthlyProduct: CHOICES.monthlyProduct } as const

function ofYear(form: string, part: (of: AccountYear) => Explained<Fen> | undefined): Expectation {
  return { form, needs: YEAR, tell: (book, given) => ifPublished(part(year(book, given))) }
}

function yearInterest({ interestOnOpening: opening, interestOnCredits: credits, interestOnPaid: paid }: AccountYear) {
  if (opening === undefined) return undefined
  return explain('yearInterest', 'fen', ACCOUNT_RULE, (why) => fen(why.use(opening) + why.use(credits) - why.use(paid)))
}

function terms(book: PolicyBook, given: Given): AccountTerms {
  const insurance = insuranceOf(given)
  if (!INTEREST_ACCOUNTS.includes(insurance)) throw new CaseProblem('给定的“险种”没有按记账利率计息的个人账户')
  return accountTerms(areaOf(book, given), given.year('年度'), insurance)
}

function insuranceOf(given: Given): Insurance {
  return given.has('险种') ? given.insurance() : '110'
}

function year(book: PolicyBook, given: Given): AccountYear {
  const of = terms(book, given)
  const method = given.has('计息方法') ? given.named('计息方法', METHODS) : of.method.value
  return accountYear({ ...of, method: { ...of.method, value: method } }, input(book, given))
}

function input(book: PolicyBook, given: Given): AccountYearInput {
  const closedAfter = lastMonth(given)
  return {
    openingBalance: given.amount('上年末储存额'),
    credits: credits(book, given),
    paidOut: given.has('逐月应发') ? drawnFrom(book, given) : given.monthly('逐月支付'),
    movedIn: given.monthly('逐月转入'),
    movedOut: given.monthly('逐月转出'),
    ...(closedAfter === undefined ? {} : { closedAfter }),
  }
}

function dues(book: PolicyBook, given: Given) {
  return drawnYear(given.amount('上年末储存额'), credits(book, given), given.monthly('逐月应发'))
}

function drawnFrom(book: PolicyBook, given: Given): AccountCredit[] {
  if (given.has('逐月支付')) throw new CaseProblem('给定的“逐月支付”与“逐月应发”只能写一个')
  return dues(book, given).map(({ month, fromAccount }) => ({ month, amount: fromAccount.value }))
}

/** 逐月的与补缴、预缴的。 */
function credits(book: PolicyBook, given: Given): AccountCredit[] {
  const name = '补缴记账'
  const late = given.rows(name, ['到账', '对应', '金额']).map(({ 到账 = '', 对应 = '', 金额 = '' }) => {
    const [settlementMonth] = given.range(name, 到账)
    const [contributionMonth] = given.range(name, 对应)
    if (yearOf(settlementMonth) !== given.year('年度')) {
      throw new CaseProblem(`给定的“${name}”到账 ${到账} 不在 ${given.text('年度')} 年度之内`)
    }
    const money = contributionMonth > settlementMonth ? 'prepayment' : 'backPay'
    const entry = { amount: given.readable(name, () => parseYuan(金额)) }
    const insurance = insuranceOf(given)
    return bearingCredit(areaOf(book, given), { insurance, money, settlementMonth, contributionMonth, entry })
  })
  return [...given.monthly('逐月记账'), ...late]
}

/** Settled once at the rate that stood in, and again as the area's parameters now have it. */
function recomputed(book: PolicyBook, given: Given) {
  const now = terms(book, given)
  const rate = { term: 'provisionalRate', unit: 'ppm', value: percentOf(given, '暂用利率'), from: [] } as const
  const before = { ...now, rate, provisional: true }
  const settled = accountYear(before, input(book, given))
  return recomputedYear(now, input(book, given), {
    closing: (settled.closingBalance ?? settled.principal).value,
    terms: before,
  })
}

function lastMonth(given: Given): number | undefined {
  if (!given.has('账户终止月份')) return undefined
  const month = given.count('账户终止月份')
  if (month < 1 || month > MONTHS) throw new CaseProblem(`给定的“账户终止月份”应为 1 至 12，现为 ${month}`)
  return month
}
