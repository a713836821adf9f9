import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen, type Ppm } from '../kernel/money.js'
import type { AreaPolicy } from './area.js'
import { calculationBase } from './pension-base.js'
import { divisorOf } from './pension-divisor.js'
import { averageIndex } from './pension-index.js'
import type { PensionInput } from './pension-input.js'
import { accountPension, basicPension, totalPension, transitionalPension } from './pension-parts.js'
import { countedYears } from './pension-years.js'
import { minimumMonths, statutoryRetirement } from './retirement.js'

export type { BaseMonth, DeemedSpan, PensionInput } from './pension-input.js'

/** 月基本养老金及其由来。 */
export interface Pension {
  /** 计发基数. */
  readonly base: Explained<Fen>
  readonly averageIndex: Explained<Ppm>
  /** 累计缴费年限, in months. */
  readonly years: Explained<number>
  /** 计发月数, in tenths. */
  readonly divisor: Explained<number>
  readonly basic: Explained<Fen>
  readonly account: Explained<Fen>
  readonly transitional: Explained<Fen>
  readonly total: Explained<Fen>
  /** 尾数进位：what rounding the total adds to its parts; an item of its own where it is not nothing. */
  readonly rounding: Explained<Fen>
  /** 预发：rests on the base of another year, or on a provisional one. */
  readonly provisional: boolean
  readonly minimumMonths: Explained<number>
  /** 不足最低缴费年限的月数. A monthly pension is due only where there are none. */
  readonly shortfall: Explained<number>
}

const MINIMUM = cite('2024-09-13 关于实施渐进式延迟法定退休年龄的决定', '二')
const PENSION = cite('国发〔2005〕38号', '六')

/**
 * 月基本养老金。Basic, personal-account and transitional, by the formula and parameters of the area in the month of
 * retirement. It computes also where the months do not suffice, and says how many are missing. Stops with
 * `pension.no-bases`, and with `parameter.missing-version` where the area lacks a figure.
 */
export function pensionOf(area: AreaPolicy, input: PensionInput): Pension {
  const { birth, group, retirement, accountBalance } = input
  const { base, provisional } = calculationBase(area, retirement)
  const isTwoBases = area.choice('pension.formula', retirement).value === 'twoBases'
  const second = isTwoBases && calculationBase(area, retirement, 'pension.second-base').provisional
  const index = averageIndex(area, input)
  const years = countedYears(input)
  const divisor = divisorOf(area, birth, retirement)
  const basic = basicPension(area, retirement, base, index, years)
  const account = accountPension(area, retirement, accountBalance, divisor)
  const transitional = transitionalPension(area, input, base, index)
  const total = totalPension(area, retirement, [basic, account, transitional])
  const rounding = explain('pensionRounding', 'fen', PENSION, (why) =>
    fen(why.use(total) - [basic, account, transitional].reduce((sum, part) => sum + why.use(part), 0)),
  )
  const minimum = minimumMonths(area, statutoryRetirement(area, group, birth).value)
  const shortfall = explain('shortfallMonths', 'months', MINIMUM, (why) =>
    Math.max(0, why.use(minimum) - why.use(years)),
  )
  return {
    ...{ base, averageIndex: index, years, divisor, basic, account, transitional, total, rounding },
    ...{ provisional: provisional || second, minimumMonths: minimum, shortfall },
  }
}

/** 重算的结果。 */
export interface Recomputed {
  readonly pension: Pension
  /** What each month was paid too little; negative where it was too much. */
  readonly monthlyDifference: Explained<Fen>
  /** 补发金额, for the months already paid. */
  readonly arrears: Explained<Fen>
}

/** 重算。What a provisional pension is once the year's base is published, and what is to be paid for the months since. */
export function recomputed(
  area: AreaPolicy,
  before: Pick<Pension, 'total'>,
  input: PensionInput,
  monthsPaid: number,
): Recomputed {
  const pension = pensionOf(area, input)
  const monthlyDifference = explain('monthlyDifference', 'fen', PENSION, (why) =>
    fen(why.use(pension.total) - why.use(before.total)),
  )
  const arrears = explain('pensionArrears', 'fen', PENSION, (why) =>
    fen(why.use(monthlyDifference) * why.step('monthsAlreadyPaid', 'count', monthsPaid)),
  )
  return { pension, monthlyDifference, arrears }
}
