import { invariant } from '../kernel/invariant.js'
import { type Fen, fen, parseYuan } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCE_NAMES, INSURANCES, type Insurance } from '../kernel/terms.js'
import type { AccountCredit } from './account-interest.js'
import { isRecord } from './parameter.js'

/** 算例可给定的项目，及其写法。 */
export type GivenTable = Readonly<Record<string, string>>

/** 各题共用的给定。 */
export const GIVEN_SHARED: GivenTable = {
  统筹区: '参数簿或算例参数中的统筹区名称或代码，如 示例市',
  险种: '养老、机关养老、居民养老、失业、医疗、居民医疗、工伤、生育、职业年金（可加“保险”二字，如 养老保险），或险种代码',
  月份: '对应费款所属期，如 2025-08',
  人员类别: '职工（不写即是）、灵活就业人员、机关事业单位工作人员、城乡居民',
}

/** No stretch of months of one person is longer. */
const LIFETIME = 1200

/** 算例本身写得不对。Reported with its case; the other cases go on. */
export class CaseProblem extends Error {}

/**
 * 一个算例的给定。Each reading refuses what is missing or unreadable in the analyst's words, and is remembered, so that
 * a given which nothing asked for can be told too.
 */
export class Given {
  private readonly asked = new Set<string>()

  constructor(
    private readonly raw: Readonly<Record<string, unknown>>,
    private readonly forms: GivenTable,
  ) {}

  has(name: string): boolean {
    return this.find(name) !== undefined
  }

  /** 没有用到的给定。 */
  unasked(): string[] {
    return Object.keys(this.raw).filter((name) => !this.asked.has(name))
  }

  text(name: string): string {
    const found = this.find(name)
    if (found === undefined) throw this.missing(name)
    if (typeof found !== 'string') throw this.unreadable(name)
    return found
  }

  amount(name: string): Fen {
    const text = this.text(name)
    return this.readable(name, () => parseYuan(text))
  }

  period(name: string): Period {
    const text = this.text(name)
    return this.readable(name, () => parsePeriod(text))
  }

  count(name: string): number {
    const text = this.text(name)
    if (!/^\d{1,4}$/.test(text)) throw this.unreadable(name)
    return Number(text)
  }

  year(name: string): number {
    const text = this.text(name)
    if (!/^(19|20)\d{2}$/.test(text)) throw this.unreadable(name)
    return Number(text)
  }

  insurance(): Insurance {
    const text = this.text('险种')
    const found = INSURANCES.find(
      (code) =>
        code === text || INSURANCE_NAMES[code].zh === text || text === SHORT[code] || text === `${SHORT[code]}保险`,
    )
    if (found === undefined) throw this.unreadable('险种')
    return found
  }

  /** One of a table of named choices, by its Chinese name. */
  named<K extends string>(name: string, table: Readonly<Record<K, { readonly zh: string }>>): K {
    const text = this.text(name)
    const keys = Object.keys(table) as K[]
    const found = keys.find((key) => table[key].zh === text)
    if (found === undefined) throw this.unreadable(name)
    return found
  }

  /** 逐月金额：`{ "1-6": "960.00" }` is six months of 960.00. */
  monthly(name: string): AccountCredit[] {
    const raw = this.find(name)
    if (raw === undefined) return []
    if (!isRecord(raw)) throw this.unreadable(name)
    return Object.entries(raw).flatMap(([months, amount]) => {
      const match = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(months)
      const [from, through] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])]
      if (match === null || typeof amount !== 'string' || from < 1 || through < from || through > 12)
        throw this.unreadable(name)
      const value = this.readable(name, () => signed(amount))
      return Array.from({ length: through - from + 1 }, (_, n) => ({ month: from + n, amount: value }))
    })
  }

  /** A list of months and ranges of months, each range as its two ends. */
  ranges(name: string): [Period, Period][] {
    const raw = this.find(name)
    if (raw === undefined) return []
    if (!Array.isArray(raw)) throw this.unreadable(name)
    return raw.map((one: unknown) => {
      if (typeof one !== 'string') throw this.unreadable(name)
      return this.range(name, one)
    })
  }

  /** 一段月份：`2019-03 至 2020-02`, or a month alone. */
  range(name: string, text: string): [Period, Period] {
    const [from = '', through = from, ...more] = text.split(/\s*至\s*/)
    if (more.length > 0) throw this.unreadable(name)
    const range = this.readable(name, (): [Period, Period] => [parsePeriod(from), parsePeriod(through)])
    if (range[1] < range[0]) throw this.unreadable(name)
    if (monthsBetween(...range) > LIFETIME) throw new CaseProblem(`给定的“${name}”跨度超过一百年：${text}`)
    return range
  }

  /** A table of amounts by column: `{ 单位: "800.00", 个人: "400.00" }`. */
  amountsBy(name: string, columns: readonly string[]): Readonly<Record<string, Fen>> {
    const raw = this.find(name)
    if (!isRecord(raw)) throw raw === undefined ? this.missing(name) : this.unreadable(name)
    return Object.fromEntries(
      Object.entries(raw).map(([column, amount]) => {
        if (!columns.includes(column) || typeof amount !== 'string') throw this.unreadable(name)
        return [column, this.readable(name, () => parseYuan(amount))]
      }),
    )
  }

  /** A list of tables, each row's texts by column; a column that is not among these is refused. */
  rows(name: string, columns: readonly string[]): Record<string, string>[] {
    const raw = this.find(name)
    if (raw === undefined) return []
    if (!Array.isArray(raw)) throw this.unreadable(name)
    return raw.map((row: unknown) => {
      if (!isRecord(row)) throw this.unreadable(name)
      for (const [column, value] of Object.entries(row)) {
        if (!columns.includes(column) || typeof value !== 'string') throw this.unreadable(name)
      }
      return row as Record<string, string>
    })
  }

  /** What another reader makes of a text; its refusal becomes a sentence that names the term. */
  readable<T>(name: string, read: () => T): T {
    try {
      return read()
    } catch (error) {
      if (error instanceof Refusal) throw this.unreadable(name)
      throw error
    }
  }

  private find(name: string): unknown {
    invariant(Object.hasOwn(this.forms, name), `${name} is in no topic's table of given terms`)
    this.asked.add(name)
    return this.raw[name]
  }

  private missing(name: string): CaseProblem {
    return new CaseProblem(`缺少给定的“${name}”（${this.forms[name]}）`)
  }

  private unreadable(name: string): CaseProblem {
    return new CaseProblem(`给定的“${name}”看不懂：${JSON.stringify(this.raw[name])}（${this.forms[name]}）`)
  }
}

function signed(text: string): Fen {
  return text.startsWith('-') ? fen(-parseYuan(text.slice(1))) : parseYuan(text)
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
