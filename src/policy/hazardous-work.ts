import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { hazardousTooEarly, noHazardousWork } from './refusals-hazardous.js'
import type { RetirementGroup } from './retirement.js'

/** 特殊工种的类别：each with its own years. */
export const HAZARDOUS_KINDS = {
  heavy: { zh: '高空、特别繁重体力劳动', en: 'work at height and especially heavy work' },
  underground: { zh: '井下、高温', en: 'underground work and work in heat' },
  toxic: { zh: '其他有害身体健康', en: 'other work that harms health' },
} as const
export type HazardousKind = keyof typeof HAZARDOUS_KINDS

/** 类别后缀：the group of a retirement that rests on hazardous work, as in `man+hazardous`. */
export const HAZARDOUS = '+hazardous'

export function isHazardous(variant: string): boolean {
  return variant.endsWith(HAZARDOUS)
}

/** The group without its suffix. */
export function plainGroup(variant: string): string {
  return isHazardous(variant) ? variant.slice(0, -HAZARDOUS.length) : variant
}

/** 认定的一段：as it was posted after two checks. */
export interface HazardousWork {
  readonly workKind: string
  readonly months: number
}

const RULE = cite('北京市社会保险工作人员纪律规定', 9)

/** 特殊工种提前退休的最早年月, by group and birth. */
export function hazardousRetirement(
  area: AreaPolicy,
  group: RetirementGroup,
  birth: Period,
  chosen: Period,
): Explained<Period> {
  return explain('hazardousRetirement', 'month', RULE, (why) =>
    plus(why.step('birthMonth', 'month', birth), why.use(area.months('retirement.hazardous-age', chosen, group))),
  )
}

/**
 * 是否合于特殊工种提前退休。Months of one kind must suffice by themselves. Stops with `retirement.no-hazardous-work` and
 * `retirement.hazardous-too-early`. Without found work it stops whatever the parameters say.
 */
export function requireHazardous(
  area: AreaPolicy,
  group: RetirementGroup,
  { birth, chosen }: { readonly birth: Period; readonly chosen: Period },
  work: readonly HazardousWork[],
): void {
  const earliest = hazardousRetirement(area, group, birth, chosen).value
  if (chosen < earliest) throw new Refusal(hazardousTooEarly, { chosen, earliest })
  const worked = Object.keys(HAZARDOUS_KINDS).map((kind) => {
    const months = work.reduce((sum, one) => (one.workKind === kind ? sum + one.months : sum), 0)
    return { months, needed: area.months('retirement.hazardous-months', chosen, kind).value }
  })
  if (worked.some(({ months, needed }) => months > 0 && months >= needed)) return
  const needed = worked.map((one) => one.needed).join(' / ')
  throw new Refusal(noHazardousWork, { needed, known: worked.map(({ months }) => months).join(' / ') })
}
