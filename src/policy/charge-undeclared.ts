import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, type Ppm, type Rounding, share } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

const RULE = cite('社会保险法', 62)

/** 未申报的应缴。An employer that did not declare owes a share of last month's payment (110%), until it declares. */
export function undeclaredCharge(area: AreaPolicy, month: Period, lastMonthPaid: Fen): Explained<Fen> {
  return explain('employerContribution', 'fen', RULE, (why) => {
    const paid = why.step('lastMonthPaid', 'fen', lastMonthPaid)
    const rate = why.use(area.ppm('contribution.undeclared-share', month) as Explained<Ppm>)
    return share(paid, rate, why.use(area.choice('contribution.rounding', month) as Explained<Rounding>))
  })
}
