import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { shareOf } from './benefit-amount.js'
import { parseSteps, stepValue } from './benefit-steps.js'
import { notYetAdjusted } from './refusals-benefit.js'

export interface AdjustmentInput {
  readonly year: number
  readonly birth: Period
  readonly retirement: Period
  /** 调整前的月养老金, with the adjustments of earlier years. */
  readonly before: Explained<Fen>
  /** 累计缴费年限, in months. */
  readonly months: number
}

/** 一年的养老金调整：an item of its own, with its document; what was determined before stays as it is. */
export interface Adjustment {
  readonly year: number
  readonly from: Period
  readonly fixed: Explained<Fen>
  readonly byYears: Explained<Fen>
  readonly byShare: Explained<Fen>
  readonly byAge: Explained<Fen>
  readonly total: Explained<Fen>
  readonly document: string
}

const RULE = cite('社会保险法', 18)
const MONTHS = 12

/**
 * 养老金年度调整。A fixed amount, so much for each year paid, a share of the pension, and a tilt for age. Stops with
 * `adjustment.retired-too-late` for who retired after the year's deadline, and with `parameter.missing-version` where
 * the area has published none for the year.
 */
export function adjustmentOf(area: AreaPolicy, input: AdjustmentInput): Adjustment {
  const { year, birth, retirement, months } = input
  const from = parsePeriod(`${year}-01`)
  const deadline = area.text('adjustment.retired-through', from)
  if (retirement > deadline.value) throw new Refusal(notYetAdjusted, { year, retirement, through: deadline.value })
  const fixed = explain('adjustmentFixed', 'fen', RULE, (why) => why.use(area.fen('adjustment.fixed', from)))
  const byYears = explain('adjustmentByYears', 'fen', RULE, (why) => {
    const paid = why.step('totalMonths', 'months', months)
    const isUp = why.use(area.choice('adjustment.years-rounding', from)) === 'up'
    const years = isUp ? Math.ceil(paid / MONTHS) : Math.floor(paid / MONTHS)
    return fen(why.use(area.fen('adjustment.per-year', from)) * why.step('yearsCounted', 'count', years))
  })
  const byShare = explain('adjustmentByShare', 'fen', RULE, (why) =>
    shareOf(why, area, from, why.use(input.before), why.use(area.ppm('adjustment.share', from))),
  )
  const byAge = ageTilt(area, from, birth)
  const total = explain('adjustment', 'fen', RULE, (why) =>
    fen([fixed, byYears, byShare, byAge].reduce((sum, part) => sum + why.use(part), 0)),
  )
  return { year, from, fixed, byYears, byShare, byAge, total, document: deadline.parameter?.basis ?? '' }
}

/** 历年调整。One item a year from the first after retirement, each on top of the earlier ones. */
export function adjustmentsOf(
  area: AreaPolicy,
  input: Omit<AdjustmentInput, 'year'>,
  throughYear: number,
): Adjustment[] {
  const items: Adjustment[] = []
  let before = input.before
  for (let year = Number(input.retirement.slice(0, 4)) + 1; year <= throughYear; year++) {
    const item = adjustmentOf(area, { ...input, before, year })
    items.push(item)
    before = afterAdjustment(before, item)
  }
  return items
}

/** 调整后的月养老金。 */
export function afterAdjustment(before: Explained<Fen>, { total }: Adjustment): Explained<Fen> {
  return explain('pensionAfterAdjustment', 'fen', RULE, (why) => fen(why.use(before) + why.use(total)))
}

/** 高龄倾斜，by the age completed before the year began. */
function ageTilt(area: AreaPolicy, from: Period, birth: Period): Explained<Fen> {
  return explain('adjustmentByAge', 'fen', RULE, (why) => {
    const bands = area.text('adjustment.age-tilt', from)
    const age = why.step('ageCompleted', 'count', Math.floor((monthsBetween(birth, from) - 1) / MONTHS))
    const yuan = stepValue(parseSteps('adjustment.age-tilt', why.use(bands)), age) ?? 0
    return fen(yuan * 100)
  })
}
