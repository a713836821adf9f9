import { cite, type Explained, explain, given } from '../kernel/explain.js'
import { type Fen, type Ppm, type Rounding, ratio } from '../kernel/money.js'
import { monthsBetween, type Period, plus } from '../kernel/period.js'
import { AreaPolicy } from './area.js'
import type { ParameterValue } from './parameter.js'

/** 对将来参数的假设。 */
export interface FutureAssumptions {
  /** 计发基数、平均工资和上下限每年的增长. */
  readonly wageGrowth: Ppm
  /** 将来各年的记账利率. */
  readonly notionalRate: Ppm
  /** The last month that may be asked for. */
  readonly horizon: Period
}

/** 测算用了哪些没有公布的参数，from which month on; and which published ones are not yet confirmed. */
export interface AssumedUse {
  readonly assumed: ReadonlyMap<string, Period>
  readonly unconfirmed: ReadonlySet<string>
}

const RULE = cite('测算说明', '未公布的参数')
const NOTIONAL_RATE = 'pension.notional-rate'
const EARLIEST = '1990-01' as Period

/**
 * 测算用的统筹区。The area's published parameters and, after the last month each is published for, what is supposed of
 * them: amounts grow, rates and choices go on, the notional rate is the one supposed. A supposed value is a node of its
 * own and carries no parameter, so that it never passes for a published one. What was never published stays missing.
 */
export class EstimateArea extends AreaPolicy {
  private readonly answers = new Map<string, Explained<ParameterValue> | undefined>()
  private readonly ends = new Map<string, Explained<ParameterValue> | undefined>()
  private readonly lasts = new Map<string, Period>()
  private readonly assumedFrom = new Map<string, Period>()
  private readonly unconfirmed = new Set<string>()

  constructor(
    private readonly published: AreaPolicy,
    private readonly future: FutureAssumptions,
  ) {
    super(published, new Map(), published)
  }

  /** What this estimate has asked for so far. */
  get used(): AssumedUse {
    return { assumed: this.assumedFrom, unconfirmed: this.unconfirmed }
  }

  override find(id: string, period: Period, variant = ''): Explained<ParameterValue> | undefined {
    const key = `${id}|${period}|${variant}`
    if (this.answers.has(key)) return this.answers.get(key)
    const found = this.published.find(id, period, variant) ?? this.assume(id, period, variant)
    if (found?.parameter?.status === 'unconfirmed') this.unconfirmed.add(id)
    this.answers.set(key, found)
    return found
  }

  private assume(id: string, period: Period, variant: string): Explained<ParameterValue> | undefined {
    const last = this.lastPublished(id, variant)
    const end = this.lasts.get(`${id}|${variant}`)
    if (last === undefined || end === undefined || period <= end) return undefined
    const known = this.assumedFrom.get(id)
    if (known === undefined || period < known) this.assumedFrom.set(id, period)
    if (id === NOTIONAL_RATE) return given('assumedNotionalRate', 'ppm', this.future.notionalRate)
    if (last.unit === 'fen') return this.grown(last as Explained<Fen>, Math.ceil(monthsBetween(end, period) / 12), end)
    return { term: 'assumedToGoOn', unit: last.unit, value: last.value, from: [last] }
  }

  private grown(last: Explained<Fen>, years: number, end: Period): Explained<Fen> {
    const rounding = this.published.choice('contribution.rounding', end) as Explained<Rounding>
    return explain('assumedAmount', 'fen', RULE, (why) => {
      const growth = why.step('assumedWageGrowth', 'ppm', this.future.wageGrowth)
      return grow(why.use(last), growth, why.step('yearsAhead', 'count', years), why.use(rounding))
    })
  }

  /** The value of the last month for which there is one, up to the horizon. */
  private lastPublished(id: string, variant: string): Explained<ParameterValue> | undefined {
    const key = `${id}|${variant}`
    if (this.ends.has(key)) return this.ends.get(key)
    let found: Explained<ParameterValue> | undefined
    for (let at = this.future.horizon; found === undefined && at >= EARLIEST; at = plus(at, -1)) {
      found = this.published.find(id, at, variant)
      if (found !== undefined) this.lasts.set(key, at)
    }
    this.ends.set(key, found)
    return found
  }
}

/** 逐年增长，each year rounded as the rule says. */
export function grow(amount: Fen, rate: Ppm, years: number, rounding: Rounding): Fen {
  let grown = amount
  for (let year = 0; year < years && rate > 0; year++) grown = ratio(grown, 1_000_000 + rate, 1_000_000, rounding)
  return grown
}

/** 折回今天的水平：the same growth taken back. */
export function shrink(amount: Fen, rate: Ppm, years: number, rounding: Rounding): Fen {
  let shrunk = amount
  for (let year = 0; year < years && rate > 0; year++) shrunk = ratio(shrunk, 1_000_000, 1_000_000 + rate, rounding)
  return shrunk
}
