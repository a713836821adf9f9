import { cite, type Explained, explain, type Why } from '../kernel/explain.js'
import { type Fen, fen, type Ppm, type Rounding, ratio } from '../kernel/money.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { calculationBase } from './pension-base.js'
import type { PensionInput } from './pension-input.js'
import { deemedBefore, inYears, personalPaymentStart, yearsRule } from './pension-years.js'

const RULE = cite('国发〔2005〕38号', '六')
const WHOLE = 1_000_000
const TENTHS = 10
const JIAO = 10
const YUAN = 100

/**
 * 基础养老金。Half of the base and half of the indexed base, for each year its share. With two bases the second is the one
 * that is not indexed.
 */
export function basicPension(
  area: AreaPolicy,
  retirement: Period,
  base: Explained<Fen>,
  index: Explained<Ppm>,
  years: Explained<number>,
): Explained<Fen> {
  return explain('basicPension', 'fen', RULE, (why) => {
    const formula = why.use(area.choice('pension.formula', retirement))
    const indexed = BigInt(why.use(base)) * BigInt(why.use(index))
    const plain =
      formula === 'twoBases' ? why.use(calculationBase(area, retirement, 'pension.second-base').base) : base.value
    const share = BigInt(why.use(area.ppm('pension.basic-share', retirement)))
    const { numerator, denominator } = inYears(why.use(years), why.use(yearsRule(area, retirement)))
    const sum = indexed + BigInt(plain) * BigInt(WHOLE)
    return exactly(
      why,
      area,
      retirement,
      sum * share * BigInt(numerator),
      BigInt(WHOLE) ** 2n * 2n * BigInt(denominator),
    )
  })
}

/** 个人账户养老金：the balance over the months divisor. */
export function accountPension(
  area: AreaPolicy,
  retirement: Period,
  balance: Explained<Fen>,
  divisor: Explained<number>,
): Explained<Fen> {
  return explain('accountPension', 'fen', RULE, (why) =>
    exactly(why, area, retirement, BigInt(why.use(balance)) * BigInt(TENTHS), BigInt(why.use(divisor))),
  )
}

/**
 * 过渡性养老金。For deemed years by the base and the coefficient; under Beijing's formula also, at the own index, for the
 * months paid before accounts began everywhere.
 */
export function transitionalPension(
  area: AreaPolicy,
  input: PensionInput,
  base: Explained<Fen>,
  index: Explained<Ppm>,
): Explained<Fen> {
  const { retirement } = input
  return explain('transitionalPension', 'fen', RULE, (why) => {
    const isBeijing = why.use(area.choice('pension.formula', retirement)) === 'beijing'
    const deemed = deemedPart(area, input, base, index)
    if (!isBeijing) return why.use(deemed)
    return fen(why.use(deemed) + why.use(windowPart(area, input, base, index)))
  })
}

function deemedPart(area: AreaPolicy, input: PensionInput, base: Explained<Fen>, index: Explained<Ppm>) {
  const { retirement, deemed } = input
  const months = isWindowed(area, retirement)
    ? deemedBefore(deemed, personalPaymentStart(area, retirement))
    : deemed.reduce((all, span) => all + span.months, 0)
  return explain('transitionalDeemed', 'fen', RULE, (why) => {
    if (why.step('deemedMonths', 'months', months) === 0) return fen(0)
    const own = why.use(area.choice('pension.transitional-index', retirement)) === 'averageIndex'
    return coefficientOf(why, area, retirement, why.use(base), own ? why.use(index) : WHOLE, months)
  })
}

/** 视同之外、建立个人账户之前的月份：paid, or approved service, from the first personal payment to the window's end. */
function windowPart(area: AreaPolicy, input: PensionInput, base: Explained<Fen>, index: Explained<Ppm>) {
  const { retirement, paid, deemed } = input
  const start = personalPaymentStart(area, retirement)
  const last = area.text('pension.transitional-through', retirement)
  const through = parsePeriod(last.value)
  const service = deemedBefore(deemed, plus(through, 1)) - deemedBefore(deemed, start)
  const months = paid.filter(({ month }) => month >= start && month <= through).length + service
  return explain('transitionalWindow', 'fen', RULE, (why) => {
    why.use(last)
    if (why.step('agreedMonths', 'months', months) === 0) return fen(0)
    return coefficientOf(why, area, retirement, why.use(base), why.use(index), months)
  })
}

function isWindowed(area: AreaPolicy, retirement: Period): boolean {
  return area.choice('pension.formula', retirement).value === 'beijing'
}

function coefficientOf(why: Why, area: AreaPolicy, at: Period, base: number, index: number, months: number): Fen {
  const share = BigInt(why.use(area.ppm('pension.transitional-coefficient', at)))
  const { numerator, denominator } = inYears(months, why.use(yearsRule(area, at)))
  const top = BigInt(base) * BigInt(index) * share * BigInt(numerator)
  return exactly(why, area, at, top, BigInt(WHOLE) ** 2n * BigInt(denominator))
}

/** 合计的尾数处理. */
export function totalPension(area: AreaPolicy, retirement: Period, parts: readonly Explained<Fen>[]): Explained<Fen> {
  return explain('monthlyPension', 'fen', RULE, (why) => {
    const sum = fen(parts.reduce((all, part) => all + why.use(part), 0))
    const rounding = why.use(area.choice('pension.total-rounding', retirement))
    if (rounding === 'ceilJiao') return fen(Math.ceil(sum / JIAO) * JIAO)
    return rounding === 'ceilYuan' ? fen(Math.ceil(sum / YUAN) * YUAN) : sum
  })
}

/** 一个项目到分，by the area's rounding of the parts. */
function exactly(why: Why, area: AreaPolicy, at: Period, numerator: bigint, denominator: bigint): Fen {
  const rounding = why.use(area.choice('pension.component-rounding', at)) as Rounding
  return ratio(fen(1), numerator, denominator, rounding)
}
