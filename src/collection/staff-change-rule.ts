import type { Day } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from '../policy/area.js'
import { changesCountFrom } from '../policy/staff-change.js'
import type { Sentence } from './kinds.js'

/** 截止日的作用，in words: until it, what is reported counts from this month; after it, from the next. */
export interface CutOff {
  readonly day: number
  readonly effectiveMonth: Period
  readonly says: Sentence
}

export function cutOffOn(area: AreaPolicy, today: Day): CutOff {
  const { day, isOver, effectiveMonth } = changesCountFrom(area, today)
  return {
    day,
    effectiveMonth,
    says: isOver
      ? {
          zh: `今天 ${today} 已过本月截止日（${day} 日），增减员自 ${effectiveMonth} 起算。`,
          en: `Today, ${today}, is after this month's cut-off day (the ${day}th): changes count from ${effectiveMonth}.`,
        }
      : {
          zh: `本月截止日为 ${day} 日，今天报来的增减员自 ${effectiveMonth} 起算。`,
          en: `The cut-off day is the ${day}th; what is reported today counts from ${effectiveMonth}.`,
        },
  }
}
