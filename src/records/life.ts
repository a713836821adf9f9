import { periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type { BenefitDetermination, LifeEvent, Posted } from '../ledger/fact.js'

/** 生存与去向，and when a pension began. The earliest stands where history names several; the doubt names the others. */
export interface Life {
  readonly death?: Posted<LifeEvent> | undefined
  readonly settledAbroad?: Posted<LifeEvent> | undefined
  /** 待遇核定中的退休：employees' and public institutions'. */
  readonly retirement?: Posted<BenefitDetermination> | undefined
  /** 城乡居民养老保险开始领取. */
  readonly residentPension?: Posted<BenefitDetermination> | undefined
}

export function lifeOf(
  events: readonly Posted<LifeEvent>[],
  determinations: readonly Posted<BenefitDetermination>[],
): Life {
  const first = (event: LifeEvent['event']) =>
    earliest(
      events.filter((one) => one.event === event),
      ({ day }) => day,
    )
  const determined = (kind: BenefitDetermination['benefitKind']) =>
    earliest(
      determinations.filter(({ benefitKind }) => benefitKind === kind),
      ({ eventMonth }) => eventMonth,
    )
  return {
    death: first('death'),
    settledAbroad: first('settledAbroad'),
    retirement: determined('retirement'),
    residentPension: determined('residentPension'),
  }
}

/** 死亡所在月. */
export function monthOfDeath({ death }: Life): Period | undefined {
  return death === undefined ? undefined : periodOfDay(death.day)
}

/** The first of those that are earliest: facts come in the order of the ledger. */
function earliest<T>(items: readonly T[], key: (item: T) => string): T | undefined {
  return items.reduce<T | undefined>(
    (best, one) => (best === undefined || key(one) < key(best) ? one : best),
    undefined,
  )
}
