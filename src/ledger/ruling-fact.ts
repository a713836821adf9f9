import type { Day } from '../kernel/day.js'
import type { Fen } from '../kernel/money.js'
import type { PersonFact } from './fact-common.js'

/**
 * 认定与审核结果：injury, special illness, settlement elsewhere, review of medical fees. Each application has its number and its
 * versions; a result is never changed, the next version stands in its place.
 */
export interface Ruling extends PersonFact {
  readonly kind: 'ruling'
  readonly subject: 'injury' | 'specialIllness' | 'elsewhere' | 'feeReview' | 'overpaymentWriteOff'
  /** 申请编号。 */
  readonly reference: string
  readonly version: number
  readonly finding: 'pending' | 'granted' | 'refused'
  /** 收到申请之日；the clock runs from it. */
  readonly receivedDay: Day
  readonly decidedDay?: Day | undefined
  /** 审定金额, of a review of fees. */
  readonly amount?: Fen | undefined
  readonly because?: string | undefined
  readonly document: string
}
