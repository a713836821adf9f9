import { cite, type Explained, explain, type Why } from '../kernel/explain.js'
import { fen, type Ppm, ppm } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import type { BaseMonth, PensionInput } from './pension-input.js'
import { deemedBefore, personalPaymentStart } from './pension-years.js'
import { noBases } from './refusals-benefit.js'

const RULE = cite('国发〔2005〕38号', '六')
const WHOLE = 1_000_000n
/** 四位小数（AIC164）。 */
const STEP = 100n

/** A sum of fractions, exact. */
interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/**
 * 平均缴费工资指数。The indices of the months (base over the average wage), averaged over the months paid, or over the
 * months due where the area counts gaps; four decimals, half up. Stops with `pension.no-bases`, and with
 * `parameter.missing-version` for a year whose average wage is not known.
 */
export function averageIndex(area: AreaPolicy, input: PensionInput): Explained<Ppm> {
  const start = personalPaymentStart(area, input.retirement)
  const months = input.paid.filter(({ month }) => month >= start && month < input.retirement)
  if (months.length === 0) throw new Refusal(noBases, { from: start, before: input.retirement })
  return explain('averageIndex', 'index', RULE, (why) => {
    const over = why.use(monthsAveraged(area, input, start, months.length))
    const sum = byYear(months).reduce<Fraction>(
      (all, [year, own]) => added(all, yearSum(why, area, input, year, own)),
      { numerator: 0n, denominator: 1n },
    )
    return fourDecimals({ ...sum, denominator: sum.denominator * BigInt(over) })
  })
}

/** 除数：months paid, or every month from the first on, less those that were deemed or came without bases. */
function monthsAveraged(area: AreaPolicy, input: PensionInput, start: Period, paid: number): Explained<number> {
  const { retirement, firstMonth, deemed, broughtMonths = 0 } = input
  return explain('indexMonths', 'months', RULE, (why) => {
    if (why.use(area.choice('pension.index-months', retirement)) === 'paid') {
      return why.step('actualMonths', 'months', paid)
    }
    const from = firstMonth > start ? firstMonth : start
    const all = monthsBetween(from, retirement)
    const deemedLater = deemed.reduce((sum, span) => sum + span.months, 0) - deemedBefore(deemed, from)
    return Math.max(paid, why.step('monthsDue', 'months', all - deemedLater - broughtMonths))
  })
}

/** 一年各月指数之和：the year's bases, each within the cap where there is one, over the year's average wage. */
function yearSum(
  why: Why,
  area: AreaPolicy,
  input: PensionInput,
  year: number,
  months: readonly BaseMonth[],
): Fraction {
  const wageYear = area.choice('pension.index-wage-year', input.retirement).value
  const wage = area.fen('pension.average-wage', parsePeriod(`${wageYear === 'priorYear' ? year - 1 : year}-12`))
  const cap = area.find('pension.index-cap', input.retirement) as Explained<Ppm> | undefined
  const bases = explain('yearBases', 'fen', RULE, (own) =>
    fen(months.reduce((sum, { base, fact }) => sum + own.step('contributionBase', 'fen', base, fact), 0)),
  )
  const exact = months.reduce((sum, { base }) => sum + capped(BigInt(base), BigInt(wage.value), cap?.value), 0n)
  const sum = { numerator: exact, denominator: BigInt(wage.value) * WHOLE }
  why.use(
    explain('yearIndexSum', 'index', RULE, (own) => {
      own.step('indexYear', 'count', year)
      own.use(bases)
      own.use(wage)
      if (cap !== undefined) own.use(cap)
      return fourDecimals(sum)
    }),
  )
  return sum
}

/** 四位小数，四舍五入。 */
function fourDecimals({ numerator, denominator }: Fraction): Ppm {
  const bottom = denominator * STEP
  return ppm(Number(((numerator * WHOLE * 2n + bottom) / (bottom * 2n)) * STEP))
}

/** A base in millionths of a fen, at most so many times the wage. */
function capped(base: bigint, wage: bigint, cap: Ppm | undefined): bigint {
  const [own, most] = [base * WHOLE, wage * BigInt(cap ?? 0)]
  return cap !== undefined && own > most ? most : own
}

function added(one: Fraction, other: Fraction): Fraction {
  if (one.denominator === other.denominator) {
    return { numerator: one.numerator + other.numerator, denominator: one.denominator }
  }
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  }
}

function byYear(months: readonly BaseMonth[]): [number, BaseMonth[]][] {
  const years = new Map<number, BaseMonth[]>()
  for (const one of [...months].sort((a, b) => (a.month < b.month ? -1 : 1))) {
    const year = yearOf(one.month)
    years.set(year, [...(years.get(year) ?? []), one])
  }
  return [...years]
}
