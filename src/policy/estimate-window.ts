import type { Explained } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { flexibleRetirement } from './flexible-retirement.js'
import type { RetirementGroup } from './retirement.js'

/** 可以选择的退休年月：the bounds of the rule, and what of them still lies ahead. */
export interface RetirementWindow {
  readonly statutory: Explained<Period>
  readonly earliest: Explained<Period>
  readonly latest: Explained<Period>
  /** The first month that can still be chosen. */
  readonly first: Period
  readonly last: Period
  /** Statutory, or this month where that has passed. */
  readonly preset: Period
}

export function windowOf(area: AreaPolicy, group: RetirementGroup, birth: Period, now: Period): RetirementWindow {
  const { statutory, earliest, latest } = flexibleRetirement(area, group, birth)
  const notBefore = (month: Period) => (month < now ? now : month)
  return {
    ...{ statutory, earliest, latest },
    first: notBefore(earliest.value),
    last: notBefore(latest.value),
    preset: notBefore(statutory.value),
  }
}
