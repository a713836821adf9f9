import { ageOn, type Day, parseDay, periodOfDay } from '../kernel/day.js'
import { type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { settingOf } from './house-setting.js'
import { groupsFor, statutoryRetirement } from './retirement.js'

/** 增减员的起算年月：until the cut-off day what is reported counts from this month, after it from the next. */
export function changesCountFrom(
  area: AreaPolicy,
  today: Day,
): { readonly day: number; readonly isOver: boolean; readonly effectiveMonth: Period } {
  const month = periodOfDay(today)
  const day = settingOf(area, 'business.staff-change-cut-off', month)
  const isOver = Number(today.slice(8)) > day
  return { day, isOver, effectiveMonth: isOver ? plus(month, 1) : month }
}

/** 年龄与参保：may, may not, or may only with a proof of what the record does not tell. */
export type AgeVerdict = 'fits' | 'tooYoung' | 'tooOld' | 'doubtful'

/**
 * 年龄规则，按险种与统筹区（纪律规定实施细则第二十一条）。Over the statutory age of retirement nobody is newly enrolled, unless the area says
 * so for that insurance; between the two ages of women, who have one by their post, it is doubtful.
 */
export function ageFits(
  area: AreaPolicy,
  person: { readonly sex: string; readonly birthDate: Day },
  insurance: string,
  month: Period,
): AgeVerdict {
  const begins = parseDay(`${month}-01`)
  if (ageOn(person.birthDate, begins) < settingOf(area, 'business.youngest-worker', month)) return 'tooYoung'
  if (settingOf(area, 'business.over-age-enrolment', month, insurance) === 1) return 'fits'
  const birth = periodOfDay(person.birthDate)
  try {
    const ages = groupsFor(person.sex)
      .map((group) => statutoryRetirement(area, group, birth).value)
      .sort()
    const [first, last] = [ages[0], ages.at(-1)]
    if (first === undefined || last === undefined) return 'doubtful'
    if (month > last) return 'tooOld'
    return month > first ? 'doubtful' : 'fits'
  } catch (error) {
    if (error instanceof Refusal) return 'doubtful'
    throw error
  }
}

/** 已在另一单位参保的可否再参保。 */
export function maySecond(area: AreaPolicy, insurance: string, month: Period): boolean {
  return settingOf(area, 'business.second-enrolment', month, insurance) === 1
}
