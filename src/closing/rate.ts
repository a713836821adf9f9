import { parsePeriod } from '../kernel/period.js'
import { accountTerms } from '../policy/account-terms.js'
import type { AreaPolicy } from '../policy/area.js'

/**
 * 记账利率须已公布, or the area's rule must settle provisionally. Stops with `policy.missing-version`, which names the
 * parameter and the month.
 */
export function requireRate(area: AreaPolicy, year: number): void {
  if (accountTerms(area, year).rate === undefined) area.ppm('pension.notional-rate', parsePeriod(`${year}-12`))
}
