import type { Day } from '../kernel/day.js'
import { parseDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type { Deferral as DeferralFact } from '../ledger/fact.js'
import type { Deferral } from '../policy/charge-standing.js'

/** 某单位某险种某月的缓缴；undefined where none was approved. */
export type DeferralOf = (employerId: string | undefined, insurance: string, month: Period) => Deferral | undefined

/** 缓缴之查。Of several approvals for one month the one that reaches furthest holds. */
export function deferralBy(facts: readonly DeferralFact[]): DeferralOf {
  return (employerId, insurance, month) =>
    facts
      .filter(
        (one) =>
          one.employerId === employerId &&
          one.insurance === insurance &&
          one.fromMonth <= month &&
          month <= one.throughMonth,
      )
      .map(deferralOf)
      .reduce<Deferral | undefined>(
        (far, one) => (far === undefined || one.through > far.through ? one : far),
        undefined,
      )
}

/** 缓缴期：from the first month it is for until its last day. */
export function deferralOf({ fromMonth, untilDay }: Pick<DeferralFact, 'fromMonth' | 'untilDay'>): Deferral {
  return { from: parseDay(`${fromMonth}-01`), through: untilDay }
}

/** 某日是否在缓缴之中。 */
export function isDeferred(deferral: Deferral | undefined, on: Day | undefined): boolean {
  return deferral !== undefined && on !== undefined && deferral.from <= on && on <= deferral.through
}
