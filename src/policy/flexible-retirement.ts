import { cite, type Explained, explain } from '../kernel/explain.js'
import { monthsBetween, type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { tooEarly, tooFewMonths, tooLate } from './refusals-benefit.js'
import { minimumMonths, type RetirementGroup, statutoryRetirement } from './retirement.js'

/** 弹性退休的幅度。 */
export interface FlexibleRetirement {
  readonly statutory: Explained<Period>
  readonly earliest: Explained<Period>
  readonly latest: Explained<Period>
  /** 最低缴费月数, of the year of statutory retirement. */
  readonly minimumMonths: Explained<number>
  /** Undefined where the months are not told. */
  readonly hasMinimum?: boolean
}

export type RetirementTime = 'early' | 'statutory' | 'late'

const RULE = cite('人社部发〔2024〕94号', '一')
const ORIGINAL = cite('2024-09-13 关于实施渐进式延迟法定退休年龄的决定', '三')

/**
 * 弹性退休的最早与最晚年月。Early by so many months at most, never before the original age, and only with the minimum
 * months where `months` tells how many there are; late by so many at most. None for those of age before the rule.
 */
export function flexibleRetirement(
  area: AreaPolicy,
  group: RetirementGroup,
  birth: Period,
  months?: number,
): FlexibleRetirement {
  const statutory = statutoryRetirement(area, group, birth)
  const minimum = minimumMonths(area, statutory.value)
  const hasMinimum = months === undefined ? undefined : months >= minimum.value
  const earliest = explain('earliestRetirement', 'month', RULE, (why) => {
    const at = why.use(statutory)
    if (hasMinimum === false) {
      why.step('totalMonths', 'months', months)
      why.use(minimum)
      return at
    }
    const early = flexibleMonths(area, 'retirement.early-months', at)
    const limit = why.use(originalAgeMonth(area, group, birth))
    const soonest = early === undefined ? at : plus(at, -why.use(early))
    return soonest > limit ? soonest : limit < at ? limit : at
  })
  const latest = explain('latestRetirement', 'month', RULE, (why) => {
    const at = why.use(statutory)
    const late = flexibleMonths(area, 'retirement.late-months', at)
    return late === undefined ? at : plus(at, why.use(late))
  })
  return { statutory, earliest, latest, minimumMonths: minimum, ...(hasMinimum === undefined ? {} : { hasMinimum }) }
}

/** 选择的退休年月。Early, at the statutory age, or late; stops with `retirement.too-early`, `.too-late` or `.too-few-months`. */
export function chosenRetirement(
  area: AreaPolicy,
  group: RetirementGroup,
  birth: Period,
  chosen: Period,
  months: number,
): RetirementTime {
  const { statutory, earliest, latest, minimumMonths: minimum } = flexibleRetirement(area, group, birth)
  if (chosen > latest.value) throw new Refusal(tooLate, { chosen, latest: latest.value })
  if (chosen < earliest.value) throw new Refusal(tooEarly, { chosen, earliest: earliest.value })
  if (chosen < statutory.value && months < minimum.value) {
    throw new Refusal(tooFewMonths, { months, minimum: minimum.value, statutory: statutory.value })
  }
  if (chosen === statutory.value) return 'statutory'
  return chosen < statutory.value ? 'early' : 'late'
}

/** 最迟告知单位（提前）或与单位约定（延迟）的年月；at the statutory age there is nothing to say. */
export function noticeBy(area: AreaPolicy, statutory: Period, chosen: Period): Explained<Period> | undefined {
  const ahead = monthsBetween(statutory, chosen)
  if (ahead === 0) return undefined
  const [id, from] = ahead < 0 ? ['retirement.early-notice', chosen] : ['retirement.late-agreement', statutory]
  return explain('noticeBy', 'month', RULE, (why) =>
    plus(from as Period, -why.use(area.months(id as string, statutory))),
  )
}

/** 原法定退休年龄的年月。 */
function originalAgeMonth(area: AreaPolicy, group: RetirementGroup, birth: Period): Explained<Period> {
  return explain('flexibleLimit', 'month', ORIGINAL, (why) =>
    plus(why.step('birthMonth', 'month', birth), why.use(area.months('retirement.original-age', birth, group))),
  )
}

function flexibleMonths(area: AreaPolicy, id: string, statutory: Period): Explained<number> | undefined {
  return area.find(id, statutory) as Explained<number> | undefined
}
