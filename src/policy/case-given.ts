import { type Fen, fen, parseYuan } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { INSURANCE_NAMES, INSURANCES, type Insurance } from '../kernel/terms.js'
import type { AccountCredit } from './account.js'
import { isRecord } from './parameter.js'

/** 算例可给定的项目，及其写法。 */
export const GIVEN_TERMS = {
  统筹区: '参数簿中的统筹区名称，如 示例市',
  险种: '养老、失业、医疗、工伤、生育，或险种代码',
  月份: '对应费款所属期，如 2025-08',
  费款所属期: '补缴时的结算月份；不写即与月份相同',
  申报工资: '元，如 "5000.00"',
  人员类别: '职工（不写即是）、灵活就业人员',
  单位类别: '企业（不写即是）、机关事业单位、个体工商户',
  工伤风险类别: '1 至 8',
  浮动系数: '百分数，如 "120"；不写即 100',
  参数: '参数的 id，如 pension.base-floor',
  参数类别: '参数按类取值时的类别，如 "3"',
  年度: '如 "2024"',
  上年末储存额: '元',
  逐月记账: '记账月份到金额，可写区间：{ "1-6": "960.00", "7": "1000.00" }',
  账户终止月份: '1 至 12；不写即整年',
  计息方法: '月积数法、年度计算法；不写即用该地参数',
  逐月支付: '写法同逐月记账',
  足额缴费月份: '月份或区间的列表：[2019-01, 2019-03 至 2020-02]；可重复',
  未足额缴费月份: '写法同上',
  退休类别: '男职工、原法定退休年龄五十五周岁的女职工、原法定退休年龄五十周岁的女职工',
  出生年月: '如 1968-06',
  退休年月: '法定退休年月，如 2034-05',
} as const

export type GivenTerm = keyof typeof GIVEN_TERMS

export function isGivenTerm(name: string): name is GivenTerm {
  return Object.hasOwn(GIVEN_TERMS, name)
}

/** 算例本身写得不对。Reported with its case; the other cases go on. */
export class CaseProblem extends Error {}

/** 一个算例的给定。Each reading refuses what is missing or unreadable in the analyst's words. */
export class Given {
  constructor(private readonly raw: Readonly<Record<string, unknown>>) {}

  has(name: GivenTerm): boolean {
    return this.raw[name] !== undefined
  }

  text(name: GivenTerm): string {
    const found = this.raw[name]
    if (found === undefined) throw new CaseProblem(`缺少给定的“${name}”（${GIVEN_TERMS[name]}）`)
    if (typeof found !== 'string') throw this.unreadable(name)
    return found
  }

  amount(name: GivenTerm): Fen {
    return parseYuan(this.text(name))
  }

  period(name: GivenTerm): Period {
    return parsePeriod(this.text(name))
  }

  count(name: GivenTerm): number {
    const text = this.text(name)
    if (!/^\d{1,4}$/.test(text)) throw this.unreadable(name)
    return Number(text)
  }

  insurance(): Insurance {
    const text = this.text('险种')
    const found = INSURANCES.find((code) => code === text || INSURANCE_NAMES[code].zh === text || SHORT[code] === text)
    if (found === undefined) throw this.unreadable('险种')
    return found
  }

  /** One of a table of named choices, by its Chinese name. */
  named<K extends string>(name: GivenTerm, table: Readonly<Record<K, { readonly zh: string }>>): K {
    const text = this.text(name)
    const keys = Object.keys(table) as K[]
    const found = keys.find((key) => table[key].zh === text)
    if (found === undefined) throw this.unreadable(name)
    return found
  }

  /** 逐月金额：`{ "1-6": "960.00" }` is six months of 960.00. */
  monthly(name: GivenTerm): AccountCredit[] {
    const raw = this.raw[name]
    if (raw === undefined) return []
    if (!isRecord(raw)) throw this.unreadable(name)
    return Object.entries(raw).flatMap(([months, amount]) => {
      const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(months)
      const [from, through] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])]
      if (match === null || typeof amount !== 'string' || from < 1 || through < from || through > 12)
        throw this.unreadable(name)
      const value = amount.startsWith('-') ? fen(-parseYuan(amount.slice(1))) : parseYuan(amount)
      return Array.from({ length: through - from + 1 }, (_, n) => ({ month: from + n, amount: value }))
    })
  }

  /** A list of months and ranges of months, each range as its two ends. */
  ranges(name: GivenTerm): [Period, Period][] {
    const raw = this.raw[name]
    if (raw === undefined) return []
    if (!Array.isArray(raw)) throw this.unreadable(name)
    return raw.map((one) => {
      const [from = '', through = from] = String(one).split(/\s*至\s*/)
      return [parsePeriod(from), parsePeriod(through)]
    })
  }

  private unreadable(name: GivenTerm): CaseProblem {
    return new CaseProblem(`给定的“${name}”看不懂：${JSON.stringify(this.raw[name])}（${GIVEN_TERMS[name]}）`)
  }
}

const SHORT: Readonly<Record<Insurance, string>> = {
  '110': '养老',
  '120': '机关养老',
  '170': '居民养老',
  '210': '失业',
  '310': '医疗',
  '390': '居民医疗',
  '410': '工伤',
  '510': '生育',
  annuity: '职业年金',
}
