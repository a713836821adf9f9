import { parseDay } from '../kernel/day.js'
import { type Fen, fen, yuanText, ZERO } from '../kernel/money.js'
import type { PolicyBook } from './book.js'
import { contributionInput } from './case-contribution.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { residentInput } from './case-resident.js'
import { areaOf, type ExpectedTable } from './case-topic.js'
import type { Amounts, Charge } from './charge.js'
import {
  CONTRIBUTION_KINDS,
  type ContributionKind,
  findContributionKind,
  MONEY_RULES,
  MONTHS_RULES,
} from './charge-kinds.js'
import { type ChargeInput, chargeOf } from './charge-of.js'
import { type Deferral, STANDINGS, type Standing, standingOf } from './charge-standing.js'
import { undeclaredCharge } from './charge-undeclared.js'

/** 缴费类型：可给定的项目。 */
export const GIVEN_CHARGE: GivenTable = {
  缴费类型: 'AAE143 的名称或代码，如 补收、补基数、13',
  原应缴: '该月原来的应缴：{ 单位: "800.00", 个人: "400.00", 单位划入: "0.00", 个人划入: "400.00" }；划入可不写',
  已缴: '该月的实缴，写法同原应缴',
  退收: '要退的部分，写法同原应缴；不写即全部退收',
  补贴金额: '元；缴费类型 31 所用',
  是否代缴: '是、否（不写即否）；缴费类型 31 所用',
  应缴: '写法同原应缴，比较是否足额',
  缓缴期: '起日至止日，如 2025-03-01 至 2025-08-31',
  当日: '问缴费状态的日期，如 2025-06-15',
  上月缴费额: '元；未申报时按此确定应缴',
}

const CHARGE =
  '统筹区、缴费类型、险种、月份；按工资的加申报工资等，补差加原应缴，退收加已缴，补助加补贴金额，定额加年度及档次或人群'
const STAND = '应缴、已缴；可加缓缴期和当日'

/** 缴费类型：可期望的项目。 */
export const EXPECTED_CHARGE: ExpectedTable = {
  单位应补: { form: '元；应退的不计', needs: CHARGE, tell: (book, given) => total(book, given, 'employer', false) },
  个人应补: { form: '元；应退的不计', needs: CHARGE, tell: (book, given) => total(book, given, 'person', false) },
  单位应退: { form: '元，写正数', needs: CHARGE, tell: (book, given) => total(book, given, 'employer', true) },
  个人应退: { form: '元，写正数', needs: CHARGE, tell: (book, given) => total(book, given, 'person', true) },
  划入个人账户: {
    form: '元，单位与个人之和；减少的为负数',
    needs: CHARGE,
    tell: (book, given) => yuanText(sumOf(charges(book, given), ['employerToAccount', 'personToAccount'])),
  },
  记为: {
    form: '缴费类型的名称，以顿号相隔；不差为 无',
    needs: CHARGE,
    tell: (book, given) =>
      charges(book, given)
        .map(({ kind }) => CONTRIBUTION_KINDS[kind].zh)
        .join('、') || '无',
  },
  起息月份: {
    form: '如 2025-08',
    needs: CHARGE,
    tell: (book, given) => charges(book, given)[0]?.interestFrom.value ?? '无',
  },
  月数规则: { form: '见缴费类型一览', needs: '缴费类型', tell: (_book, given) => MONTHS_RULES[entry(given).months].zh },
  记账规则: { form: '见缴费类型一览', needs: '缴费类型', tell: (_book, given) => MONEY_RULES[entry(given).money].zh },
  缴费状态: {
    form: '欠缴、部分缴费、足额缴费、缓缴、多缴、无应缴',
    needs: STAND,
    tell: (_, given) => STANDINGS[standing(given).state].zh,
  },
  计入月数: { form: '1 或 0', needs: STAND, tell: (_book, given) => (standing(given).counts ? '1' : '0') },
  欠缴金额合计: {
    form: '元',
    needs: STAND,
    tell: (_book, given) => yuanText(both(standing(given).arrears)),
  },
  多缴金额合计: { form: '元', needs: STAND, tell: (_book, given) => yuanText(both(standing(given).over)) },
  未申报应缴: {
    form: '元',
    needs: '统筹区、月份、上月缴费额',
    tell: (book, given) =>
      yuanText(undeclaredCharge(areaOf(book, given), given.period('月份'), given.amount('上月缴费额')).value),
  },
}

/** 不予办理的各种缴费。 */
export function attemptCharge(book: PolicyBook, given: Given): boolean {
  if (given.has('缴费类型')) charges(book, given)
  else if (given.has('应缴')) standing(given)
  else if (given.has('上月缴费额'))
    undeclaredCharge(areaOf(book, given), given.period('月份'), given.amount('上月缴费额'))
  else return false
  return true
}

function charges(book: PolicyBook, given: Given): readonly Charge[] {
  const kind = kindOf(given)
  return chargeOf(areaOf(book, given), kind, inputOf(given, kind))
}

function inputOf(given: Given, kind: ContributionKind): ChargeInput<ContributionKind> {
  const settled = given.has('费款所属期') ? { settlementMonth: given.period('费款所属期') } : {}
  switch (CONTRIBUTION_KINDS[kind].computing) {
    case 'difference':
      return { ...contributionInput(given), before: amounts(given, '原应缴') }
    case 'refund': {
      const back = given.has('退收') ? { refund: amounts(given, '退收') } : {}
      const month = { insurance: given.insurance(), contributionMonth: given.period('月份'), ...settled }
      return { ...month, paid: amounts(given, '已缴'), ...back }
    }
    case 'subsidy': {
      const onBehalf = given.has('是否代缴') && given.named('是否代缴', YES_NO) === 'yes'
      const month = { insurance: given.insurance(), contributionMonth: given.period('月份'), ...settled }
      return { ...month, amount: given.amount('补贴金额'), onBehalf }
    }
    case 'fixed':
      return { ...residentInput(given), settlementMonth: given.period('费款所属期') }
    case 'notComputed':
      return {}
    default:
      return contributionInput(given)
  }
}

const YES_NO = { yes: { zh: '是' }, no: { zh: '否' } } as const

function kindOf(given: Given): ContributionKind {
  const text = given.text('缴费类型')
  const codes = Object.keys(CONTRIBUTION_KINDS) as ContributionKind[]
  const found = findContributionKind(text) ?? codes.find((code) => namesOf(code).includes(text))
  if (found === undefined) throw new CaseProblem(`没有缴费类型“${text}”`)
  return found
}

/** 名称，also without what stands in brackets, and that alone: 一次性补收（趸缴）, 一次性补收, 趸缴. */
function namesOf(code: ContributionKind): string[] {
  const { zh } = CONTRIBUTION_KINDS[code]
  return [zh, ...zh.split(/[（）]/).filter((part) => part !== '')]
}

function entry(given: Given) {
  return CONTRIBUTION_KINDS[kindOf(given)]
}

function amounts(given: Given, name: string): Amounts {
  const read = given.amountsBy(name, ['单位', '个人', '单位划入', '个人划入'])
  const one = (column: string): Fen => read[column] ?? ZERO
  return {
    employer: one('单位'),
    person: one('个人'),
    employerToAccount: one('单位划入'),
    personToAccount: one('个人划入'),
  }
}

function standing(given: Given): Standing {
  const [due, paid] = [amounts(given, '应缴'), amounts(given, '已缴')]
  if (!given.has('缓缴期')) return standingOf(due, paid)
  return standingOf(
    due,
    paid,
    deferralOf(given),
    given.readable('当日', () => parseDay(given.text('当日'))),
  )
}

export function deferralOf(given: Given): Deferral {
  const [from = '', through = '', ...more] = given.text('缓缴期').split(/\s*至\s*/)
  return given.readable('缓缴期', () => ({ from: parseDay(from), through: parseDay([through, ...more].join(' 至 ')) }))
}

function total(book: PolicyBook, given: Given, side: 'employer' | 'person', isRefund: boolean): string {
  const lines = charges(book, given).filter((charge) => (charge.kind === '18') === isRefund)
  const amount = sumOf(lines, [side])
  return yuanText(isRefund ? fen(0 - amount) : amount)
}

function sumOf(lines: readonly Charge[], sides: readonly (keyof Amounts)[]): Fen {
  return fen(lines.reduce((all, line) => sides.reduce((sum, side) => sum + line[side].value, all), 0))
}

function both({ employer, person }: { employer: Fen; person: Fen }): Fen {
  return fen(employer + person)
}
