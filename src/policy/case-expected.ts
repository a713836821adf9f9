import type { Explained } from '../kernel/explain.js'
import { type Fen, type Ppm, yuanText } from '../kernel/money.js'
import { periodsFrom } from '../kernel/period.js'
import { INSURANCE_NAMES } from '../kernel/terms.js'
import { type AccountYear, accountTerms, accountYear, monthlyProduct, pensionerYear } from './account.js'
import type { AreaPolicy } from './area.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given } from './case-given.js'
import { CHOICES, type Choice } from './choices.js'
import { accountCredit, type ContributionInput, contributionOf } from './contribution.js'
import { EMPLOYER_KINDS, insurancesCharged, keeperOf, PERSON_KINDS, PREFIX } from './levy.js'
import { monthsCounted, yearsAndMonthsText } from './months.js'
import { findPercent, percentText } from './percent.js'
import { minimumMonths, RETIREMENT_GROUPS, retirementAge, retirementDelay, statutoryRetirement } from './retirement.js'

/** 算例能期望的项目：from what is given, by the rules, to the text an analyst would write. */
export const EXPECTED_TERMS: Readonly<Record<string, (book: PolicyBook, given: Given) => string>> = {
  缴费基数: (book, given) => yuan(contribution(book, given).base),
  单位缴费: (book, given) => yuan(contribution(book, given).employer),
  个人缴费: (book, given) => yuan(contribution(book, given).person),
  个人缴费划入个人账户: (book, given) => yuan(contribution(book, given).personToAccount),
  单位缴费划入个人账户: (book, given) => yuan(contribution(book, given).employerToAccount),
  记账: (book, given) =>
    yuan(accountCredit(area(book, given), given.insurance(), given.period('月份'), given.amount('申报工资'))),
  下限: (book, given) => yuan(area(book, given).fen(`${prefix(given)}.base-floor`, given.period('月份'))),
  上限: (book, given) => yuan(area(book, given).fen(`${prefix(given)}.base-ceiling`, given.period('月份'))),
  应缴险种: (book, given) =>
    insurancesCharged(area(book, given), given.period('月份'), personKind(given))
      .map((code) => INSURANCE_NAMES[code].zh)
      .join('、'),
  经办系统: (book, given) => CHOICES[keeperOf(area(book, given), given.insurance(), given.period('月份')).value].zh,
  参数值: parameterValue,
  参数状态: (book, given) => parameterOf(book, given).parameter?.status ?? '',
  记账利率: (book, given) => {
    const { rate } = accountTerms(area(book, given), given.count('年度'))
    return rate === undefined ? UNPUBLISHED : percentText(rate.value)
  },
  月积数: (_book, given) => yuanText(monthlyProduct(given.monthly('逐月记账'), lastMonth(given)).value as Fen),
  当年记账金额: (book, given) => yuan(year(book, given).yearCredits),
  本金: (book, given) => yuan(year(book, given).principal),
  上年末储存额利息: (book, given) => ifSettled(year(book, given).interestOnOpening),
  当年记账利息: (book, given) => ifSettled(year(book, given).interestOnCredits),
  本年末储存额: (book, given) => ifSettled(year(book, given).closingBalance),
  本年利息: (book, given) => ifSettled(paidYear(book, given)?.yearInterest),
  支付后储存额: (book, given) => ifSettled(paidYear(book, given)?.closingBalance),
  实际缴费月数: (_book, given) => String(counted(given)),
  缴费年限: (_book, given) => yearsAndMonthsText(counted(given)),
  延迟月数: (book, given) => String(retirementDelay(area(book, given), group(given), given.period('出生年月')).value),
  法定退休年龄: (book, given) => {
    const age = retirementAge(area(book, given), group(given), given.period('出生年月')).value
    return age % 12 === 0 ? `${age / 12}岁` : `${Math.floor(age / 12)}岁${age % 12}个月`
  },
  法定退休年月: (book, given) => statutoryRetirement(area(book, given), group(given), given.period('出生年月')).value,
  最低缴费月数: (book, given) => String(minimumMonths(area(book, given), given.period('退休年月')).value),
}

/** 不予办理的算例所要办的事，由给定看出。 */
export function attempt(book: PolicyBook, given: Given): void {
  if (given.has('申报工资')) contribution(book, given)
  else if (given.has('逐月记账') || given.has('上年末储存额')) year(book, given)
  else if (given.has('参数')) parameterOf(book, given)
  else if (given.has('退休年月')) minimumMonths(area(book, given), given.period('退休年月'))
  else if (given.has('险种')) keeperOf(area(book, given), given.insurance(), given.period('月份'))
  else area(book, given)
}

const UNPUBLISHED = '未公布'

function contribution(book: PolicyBook, given: Given) {
  const input: ContributionInput = {
    insurance: given.insurance(),
    contributionMonth: given.period('月份'),
    declaredWage: given.amount('申报工资'),
    personKind: personKind(given),
    ...(given.has('费款所属期') ? { settlementMonth: given.period('费款所属期') } : {}),
    ...(given.has('单位类别') ? { employerKind: given.named('单位类别', EMPLOYER_KINDS) } : {}),
    ...(given.has('工伤风险类别') ? { injuryClass: given.count('工伤风险类别') } : {}),
    ...(given.has('浮动系数') ? { injuryFloat: percent(given.text('浮动系数')) } : {}),
  }
  return contributionOf(area(book, given), input)
}

function year(book: PolicyBook, given: Given): AccountYear {
  const terms = accountTerms(area(book, given), given.count('年度'))
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
  const terms = accountTerms(area(book, given), given.count('年度'))
  return pensionerYear(terms, given.amount('上年末储存额'), given.monthly('逐月支付'))
}

function counted(given: Given): number {
  const paid = (ranges: ReturnType<Given['ranges']>, paidInFull: boolean) =>
    ranges.flatMap(([from, through]) =>
      [...periodsFrom(from, through)].map((contributionMonth) => ({ contributionMonth, paidInFull })),
    )
  return monthsCounted([...paid(given.ranges('未足额缴费月份'), false), ...paid(given.ranges('足额缴费月份'), true)])
    .value
}

function parameterOf(book: PolicyBook, given: Given): Explained<number | string> {
  const [id, period] = [given.text('参数'), given.period('月份')]
  const variant = given.has('参数类别') ? given.text('参数类别') : ''
  const of = area(book, given)
  const unit = of.parameter(id)?.unit
  if (unit === undefined) throw new CaseProblem(`没有参数“${id}”`)
  if (unit === 'yuan') return of.fen(id, period, variant)
  if (unit === 'percent') return of.ppm(id, period, variant)
  if (unit === 'months') return of.months(id, period, variant)
  return unit === 'choice' ? of.choice(id, period, variant) : of.text(id, period, variant)
}

function parameterValue(book: PolicyBook, given: Given): string {
  const { value } = parameterOf(book, given)
  const unit = area(book, given).parameter(given.text('参数'))?.unit
  if (unit === 'yuan') return yuanText(value as Fen)
  if (unit === 'percent') return percentText(value as Ppm)
  return unit === 'choice' ? CHOICES[value as Choice].zh : String(value)
}

function area(book: PolicyBook, given: Given): AreaPolicy {
  return book.areaNamed(given.text('统筹区'))
}

function prefix(given: Given): string {
  return PREFIX[given.insurance()]
}

function personKind(given: Given) {
  return given.has('人员类别') ? given.named('人员类别', PERSON_KINDS) : 'employee'
}

function group(given: Given) {
  return given.named('退休类别', RETIREMENT_GROUPS)
}

function lastMonth(given: Given): number {
  return given.has('账户终止月份') ? given.count('账户终止月份') : 12
}

function percent(text: string): Ppm {
  const found = findPercent(text)
  if (found === undefined) throw new CaseProblem(`“${text}”不是百分数`)
  return found
}

function yuan({ value }: Explained<Fen>): string {
  return yuanText(value)
}

function ifSettled(amount: Explained<Fen> | undefined): string {
  return amount === undefined ? UNPUBLISHED : yuan(amount)
}

const METHODS = { yearly: CHOICES.yearly, monthlyProduct: CHOICES.monthlyProduct } as const
