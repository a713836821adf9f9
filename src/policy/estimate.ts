import { cite, type Explained, explain, given } from '../kernel/explain.js'
import { type Fen, type Ppm, ppm, type Rounding, ratio } from '../kernel/money.js'
import { monthsBetween, type Period, periodsFrom, plus, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { estimatedBalance, FutureAccount } from './estimate-account.js'
import { type AssumedUse, EstimateArea, shrink } from './estimate-area.js'
import type { Assumptions, EstimateInput } from './estimate-input.js'
import { type FuturePlan, firstFutureMonth, futureBase, futureMonths } from './estimate-months.js'
import { type RetirementWindow, windowOf } from './estimate-window.js'
import { type BaseMonth, type Pension, pensionOf } from './pension.js'
import { tooEarly, tooFewMonths, tooLate } from './refusals-benefit.js'
import { baseNeeded, monthGoneBy, monthsPerYearWrong } from './refusals-estimate.js'

/** 测算假设，all of them settled. */
export interface SettledAssumptions extends Required<Assumptions> {
  readonly retirement: Period
  readonly base: Fen
  readonly notionalRate: Ppm
}

/** 换一个退休年月：what it would give. */
export interface EstimatePoint {
  readonly month: Period
  readonly total: Fen
  /** The minimum of months is met by then. */
  readonly isEligible: boolean
}

/** 年末（或退休时）的储存额. */
export interface BalancePoint {
  readonly month: Period
  readonly balance: Fen
}

/** 待遇测算。Not a determination: what the rules of today would give if the assumptions came true. */
export interface Estimate {
  readonly assumptions: SettledAssumptions
  readonly window: RetirementWindow
  readonly isEligible: boolean
  readonly provisional: boolean
  /** 可以追问的数字，by their paths. */
  readonly figures: EstimateFigures
  readonly points: readonly EstimatePoint[]
  readonly balances: readonly BalancePoint[]
  readonly used: AssumedUse
}

export interface EstimateFigures {
  readonly statutory: Explained<Period>
  readonly earliest: Explained<Period>
  readonly latest: Explained<Period>
  readonly minimum: Explained<number>
  readonly years: Explained<number>
  readonly shortfall: Explained<number>
  readonly total: Explained<Fen>
  readonly basic: Explained<Fen>
  readonly account: Explained<Fen>
  readonly transitional: Explained<Fen>
  readonly base: Explained<Fen>
  readonly averageIndex: Explained<Ppm>
  readonly divisor: Explained<number>
  readonly balance: Explained<Fen>
  readonly inTodaysTerms?: Explained<Fen>
  readonly replacement?: Explained<Ppm>
}

const RULE = cite('测算说明', '待遇测算')
const MONTHS_OF_YEAR = 12
/** 替代率写到万分之一. */
const HUNDREDTHS = 10_000

/**
 * 待遇测算。Stops with the area's missing parameter, or with a sentence about the assumption that cannot be: a month
 * outside the bounds, an early retirement before the minimum is met, no base to go on from.
 */
export function estimateOf(published: AreaPolicy, input: EstimateInput, assumptions: Assumptions): Estimate {
  const window = windowOf(published, assumptions.group, input.birth, input.now)
  const settled = settle(published, input, assumptions, window)
  const horizon = plus(window.last, MONTHS_OF_YEAR)
  const area = new EstimateArea(published, { ...settled, horizon })
  const trial = new Trial(published, area, input, settled, window.last)
  const { pension, balance } = trial.at(settled.retirement)
  const shortfall = pension.shortfall.value
  if (settled.retirement < window.statutory.value && shortfall > 0) {
    const { minimumMonths, years } = pension
    const statutory = window.statutory.value
    throw new Refusal(tooFewMonths, { months: years.value, minimum: minimumMonths.value, statutory })
  }
  return {
    assumptions: settled,
    window,
    isEligible: shortfall === 0,
    provisional: pension.provisional,
    figures: figuresOf(trial, window, pension, balance),
    points: [...periodsFrom(window.first, window.last)].map((month) => pointOf(trial, month)),
    balances: trial.balances(),
    used: area.used,
  }
}

function settle(
  area: AreaPolicy,
  input: EstimateInput,
  assumptions: Assumptions,
  window: RetirementWindow,
): SettledAssumptions {
  const { retirement = window.preset, monthsPerYear } = assumptions
  const [earliest, latest] = [window.earliest.value, window.last]
  if (retirement < earliest) throw new Refusal(tooEarly, { chosen: retirement, earliest })
  if (retirement < window.first) throw new Refusal(monthGoneBy, { chosen: retirement, first: window.first })
  if (retirement > latest) throw new Refusal(tooLate, { chosen: retirement, latest })
  if (!Number.isInteger(monthsPerYear) || monthsPerYear < 0 || monthsPerYear > MONTHS_OF_YEAR) {
    throw new Refusal(monthsPerYearWrong, { found: monthsPerYear })
  }
  const base = assumptions.base ?? lastBase(input)
  if (base === undefined) throw new Refusal(baseNeeded, {})
  return { ...assumptions, retirement, base, notionalRate: assumptions.notionalRate ?? lastRate(area, input.now) }
}

/** 最近的缴费基数. */
export function lastBase({ pension }: EstimateInput): Fen | undefined {
  return pension.paid.reduce<BaseMonth | undefined>(
    (best, one) => (best === undefined || one.month > best.month ? one : best),
    undefined,
  )?.base
}

/** 最后公布的记账利率；an area that never published one stops with the parameter's name. */
function lastRate(area: AreaPolicy, now: Period): Ppm {
  for (let at = now; at > plus(now, -10 * MONTHS_OF_YEAR); at = plus(at, -1)) {
    const found = area.find('pension.notional-rate', at)
    if (found !== undefined) return found.value as Ppm
  }
  return area.ppm('pension.notional-rate', now).value
}

/** 一次测算中要试的各个退休年月。 */
class Trial {
  readonly plan: FuturePlan
  private readonly future: readonly BaseMonth[]
  private readonly account: FutureAccount

  constructor(
    private readonly published: AreaPolicy,
    readonly area: EstimateArea,
    readonly input: EstimateInput,
    readonly settled: SettledAssumptions,
    latest: Period,
  ) {
    const { base, baseGrowth, monthsPerYear } = settled
    this.plan = { from: firstFutureMonth(input.pension.paid, input.now), base, baseGrowth, monthsPerYear }
    this.future = latest <= input.now ? [] : futureMonths(area, this.plan, plus(latest, -1))
    this.account = new FutureAccount(area, input.account, this.future)
  }

  at(month: Period): { readonly pension: Pension; readonly balance: Explained<Fen> } {
    const { pension, now } = this.input
    const { group } = this.settled
    const known = pension.paid.filter((one) => one.month < month)
    if (month <= now) {
      return {
        pension: pensionOf(this.published, { ...pension, group, retirement: month, paid: known }),
        balance: pension.accountBalance,
      }
    }
    const accountBalance = this.account.at(plus(month, -1))
    const paid = [...known, ...this.paidUntil(month)]
    const made = pensionOf(this.area, { ...pension, group, retirement: month, paid, accountBalance })
    return { pension: made, balance: accountBalance }
  }

  paidUntil(month: Period): BaseMonth[] {
    return this.future.filter((one) => one.month < month)
  }

  /** Year ends from the first open year, and the month before retirement. */
  balances(): BalancePoint[] {
    const { retirement } = this.settled
    if (retirement <= this.input.now) return []
    const end = plus(retirement, -1)
    const years = Array.from(
      { length: Math.max(0, yearOf(end) - this.input.account.year) },
      (_, i) => `${this.input.account.year + i}-12` as Period,
    )
    return [...years, end].map((month) => ({ month, balance: this.account.at(month).value }))
  }

  /** 假设，each a node of its own. */
  assumed(): Explained[] {
    const { retirement, base, baseGrowth, wageGrowth, notionalRate, monthsPerYear } = this.settled
    if (retirement <= this.input.now) return []
    return [
      given('assumedRetirement', 'month', retirement),
      given('assumedBase', 'fen', base),
      given('assumedBaseGrowth', 'ppm', baseGrowth),
      given('assumedMonthsPerYear', 'count', monthsPerYear),
      given('assumedFutureMonths', 'months', this.paidUntil(retirement).length),
      given('assumedWageGrowth', 'ppm', wageGrowth),
      given('assumedNotionalRate', 'ppm', notionalRate),
    ]
  }
}

function figuresOf(trial: Trial, window: RetirementWindow, pension: Pension, balance: Explained<Fen>): EstimateFigures {
  const assumed = trial.assumed()
  const supposed = (part: Explained<Fen>, term: 'estimatedPension' | 'estimatedPart') =>
    assumed.length === 0 ? part : under(term, part, assumed)
  const total = supposed(pension.total, 'estimatedPension')
  const { base, averageIndex, divisor, years, shortfall, minimumMonths: minimum } = pension
  return {
    statutory: window.statutory,
    earliest: window.earliest,
    latest: window.latest,
    ...{ minimum, years, shortfall, total, base, averageIndex, divisor },
    basic: supposed(pension.basic, 'estimatedPart'),
    account: supposed(pension.account, 'estimatedPart'),
    transitional: supposed(pension.transitional, 'estimatedPart'),
    balance: assumed.length === 0 ? balance : estimatedBalance(balance, assumed),
    ...inTodaysTerms(trial, total),
    ...replacement(trial, total),
  }
}

function under(term: 'estimatedPension' | 'estimatedPart', part: Explained<Fen>, assumed: readonly Explained[]) {
  return explain(term, 'fen', RULE, (why) => {
    for (const one of assumed) why.use(one)
    return why.use(part)
  })
}

/** 按今天的工资水平折算：the supposed growth of wages taken back. Nothing to take back where nothing grows. */
function inTodaysTerms({ area, input, settled }: Trial, total: Explained<Fen>): Pick<EstimateFigures, 'inTodaysTerms'> {
  const { retirement, wageGrowth } = settled
  if (retirement <= input.now || wageGrowth === 0) return {}
  const years = Math.ceil(monthsBetween(input.now, retirement) / MONTHS_OF_YEAR)
  const rounding = area.choice('contribution.rounding', retirement) as Explained<Rounding>
  const inTodaysTerms = explain('pensionInTodaysTerms', 'fen', RULE, (why) => {
    const growth = why.step('assumedWageGrowth', 'ppm', wageGrowth)
    return shrink(why.use(total), growth, why.step('yearsAhead', 'count', years), why.use(rounding))
  })
  return { inTodaysTerms }
}

/** 替代率：the pension as a share of the base of the last month paid. */
function replacement(trial: Trial, total: Explained<Fen>): Pick<EstimateFigures, 'replacement'> {
  const { area, input, settled, plan } = trial
  const lastFuture = trial.paidUntil(settled.retirement).at(-1)
  const known = lastBase(input)
  const base =
    lastFuture !== undefined
      ? futureBase(area, plan, lastFuture.month)
      : known === undefined
        ? undefined
        : given('contributionBase', 'fen', known)
  if (base === undefined || base.value === 0) return {}
  const rounding = area.choice('contribution.rounding', settled.retirement) as Explained<Rounding>
  const made = explain('replacementRatio', 'ppm', RULE, (why) =>
    ppm(ratio(why.use(total), HUNDREDTHS, why.use(base), why.use(rounding)) * (1_000_000 / HUNDREDTHS)),
  )
  return { replacement: made }
}

function pointOf(trial: Trial, month: Period): EstimatePoint {
  const { pension } = trial.at(month)
  return { month, total: pension.total.value, isEligible: pension.shortfall.value === 0 }
}
