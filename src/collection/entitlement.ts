import { type Day, periodOfDay } from '../kernel/day.js'
import { type Period, plus } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { changesOf, standingIn } from '../records/payable.js'
import { knownLife } from './known-life.js'

export const CHECK_KINDS = ['benefitDetermination', 'benefitChange', 'entitlementCheck', 'lifeEvent'] as const

/** 一人的认证情况。 */
export interface CheckStanding {
  readonly personId: string
  readonly insurance: string
  readonly benefitKind: string
  /** 最近一次通过的认证; undefined where there was none. */
  readonly lastDay?: Day | undefined
  readonly method?: string | undefined
  /** 有效至：the month with which it runs out; without a check, so many months after the benefit began. */
  readonly until: Period
  readonly isFailed: boolean
}

/**
 * 此人认证到何月。Undefined where the agency pays nothing monthly to this person that runs: nobody who is suspended, ended or
 * dead is asked for a check.
 */
export function checkStanding(
  personId: string,
  facts: readonly Posted<Fact>[],
  {
    agency,
    month,
    area,
  }: { readonly agency: string; readonly month: Period; readonly area: (code: string) => AreaPolicy },
): CheckStanding | undefined {
  const { determinations, changes, checks, death } = knownLife(facts)
  if (death !== undefined) return undefined
  const running = determinations.find(
    (one) =>
      one.agency === agency &&
      one.periodic &&
      one.fromMonth <= month &&
      (one.throughMonth === undefined || month <= one.throughMonth) &&
      standingIn(changesOf(changes, one), month).state === 'running',
  )
  if (running === undefined) return undefined
  const byDay = [...checks].sort((a, b) => (a.checkedDay < b.checkedDay ? -1 : 1))
  const passed = byDay.filter(({ result }) => result === 'passed').at(-1)
  const { insurance, benefitKind, fromMonth } = running
  const months = area(running.area).months('benefit.check-valid-months', fromMonth).value
  const until = passed === undefined ? plus(fromMonth, months) : periodOfDay(passed.validThrough)
  const isFailed = byDay.at(-1)?.result === 'failed'
  return { personId, insurance, benefitKind, lastDay: passed?.checkedDay, method: passed?.method, until, isFailed }
}
