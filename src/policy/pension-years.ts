import { cite, type Explained, explain } from '../kernel/explain.js'
import { monthsBetween, type Period, parsePeriod, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import type { DeemedSpan, PensionInput } from './pension-input.js'

const RULE = cite('社会保险法', 16)
const MONTHS = 12
const HUNDREDTHS = 100

/** 年限，as an exact fraction of years. */
export interface Years {
  readonly numerator: number
  readonly denominator: number
}

/** 计发年限的月数：paid, brought in and deemed. */
export function countedYears(input: PensionInput): Explained<number> {
  const { paid, broughtMonths = 0, deemed } = input
  return explain('countedYears', 'months', RULE, (why) => {
    const actual = why.step('actualMonths', 'months', paid.length)
    const brought = broughtMonths === 0 ? 0 : why.step('broughtInMonths', 'months', broughtMonths)
    return deemed.reduce(
      (all, { months, fact }) => all + why.step('deemedMonths', 'months', months, fact),
      actual + brought,
    )
  })
}

/** 折算为年。By the area's rule: exact twelfths, or hundredths of a year rounded half up. */
export function inYears(months: number, rule: string): Years {
  if (rule === 'exactTwelfths') return { numerator: months, denominator: MONTHS }
  return { numerator: Math.floor((months * HUNDREDTHS * 2 + MONTHS) / (MONTHS * 2)), denominator: HUNDREDTHS }
}

export function yearsRule(area: AreaPolicy, retirement: Period): Explained<string> {
  return area.choice('pension.years-rounding', retirement)
}

/** 个人缴费起始年月：the month after the last that service alone can be deemed. */
export function personalPaymentStart(area: AreaPolicy, retirement: Period): Period {
  return plus(parsePeriod(area.text('pension.deemed-through', retirement).value), 1)
}

/** 视同缴费月数，before a month. What a span counts beyond its own months goes where the span begins. */
export function deemedBefore(spans: readonly DeemedSpan[], month: Period): number {
  return spans.reduce((all, span) => all + before(span, month), 0)
}

function before({ from, through, months }: DeemedSpan, month: Period): number {
  if (from >= month) return 0
  if (through < month) return months
  return Math.max(0, months - (monthsBetween(month, through) + 1))
}
