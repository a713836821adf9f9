import { cite, type Explained, explain } from '../kernel/explain.js'
import { monthsBetween, type Period, parsePeriod, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

/** 法定退休年龄的三类人。 */
export const RETIREMENT_GROUPS = {
  man: { zh: '男职工', en: 'man' },
  woman55: { zh: '原法定退休年龄五十五周岁的女职工', en: 'woman, formerly retiring at 55' },
  woman50: { zh: '原法定退休年龄五十周岁的女职工', en: 'woman, formerly retiring at 50' },
} as const
export type RetirementGroup = keyof typeof RETIREMENT_GROUPS

/** 某性别可能的类别，by the code of sex (GB/T 2261.1). A woman's depends on her post, which the record may not tell. */
export function groupsFor(sex: string): readonly RetirementGroup[] {
  if (sex === '1') return ['man']
  return sex === '2' ? ['woman55', 'woman50'] : []
}

const RULE = cite('2024-09-13 关于实施渐进式延迟法定退休年龄的决定', '一')

/**
 * 延迟月数。One month for every so many birth months counted from the first month the reform reaches, up to a cap; none
 * for those born before. That first month is the `since` of the step's version.
 */
export function retirementDelay(area: AreaPolicy, group: RetirementGroup, birth: Period): Explained<number> {
  const step = area.find(`retirement.${group}.delay-step`, birth) as Explained<number> | undefined
  return explain('retirementDelay', 'months', RULE, (why) => {
    why.step('birthMonth', 'month', birth)
    if (step?.parameter === undefined) return 0
    const born = monthsBetween(parsePeriod(step.parameter.since), birth)
    const cap = why.use(area.months(`retirement.${group}.delay-cap`, birth))
    return Math.min(cap, Math.floor(born / why.use(step)) + 1)
  })
}

/** 法定退休年龄, in months. */
export function retirementAge(area: AreaPolicy, group: RetirementGroup, birth: Period): Explained<number> {
  return explain('retirementAge', 'months', RULE, (why) => {
    const original = why.use(area.months('retirement.original-age', birth, group))
    return original + why.use(retirementDelay(area, group, birth))
  })
}

/** 法定退休年月。 */
export function statutoryRetirement(area: AreaPolicy, group: RetirementGroup, birth: Period): Explained<Period> {
  return explain('statutoryRetirement', 'month', RULE, (why) =>
    plus(why.step('birthMonth', 'month', birth), why.use(retirementAge(area, group, birth))),
  )
}

/** 按月领取基本养老金的最低缴费月数, by the month of statutory retirement. */
export function minimumMonths(area: AreaPolicy, retirement: Period): Explained<number> {
  return area.months('pension.minimum-months', retirement)
}
