import { Refusal } from '../kernel/refusal.js'
import type { Due, Posted } from '../ledger/fact.js'
import { filedWage } from './charges.js'
import type { Ended } from './known-life.js'
import { rowRefused } from './refusals.js'

/** 录入不予接受。What a clerk is told of one entry; a clerk may know what an employer may not. */
export function refuseEntry(zh: string, en: string): never {
  throw new Refusal(rowRefused, { zh, en })
}

/** 死亡或退休之后不再有应缴。 */
export function refuseEnded(ended: Ended | undefined, month: string): void {
  if (ended === 'dead')
    refuseEntry(
      `${month} 在此人死亡之后，请核对年月；死亡登记有误的，请先办理更正。`,
      `${month} is after this person died; check the month, or correct the death first.`,
    )
  if (ended === 'retired')
    refuseEntry(
      `${month} 在此人退休之后，该险种不再缴纳，请核对年月与险种。`,
      `${month} is after this person retired, when this insurance is no longer paid; check the month.`,
    )
  if (ended === 'sentOn')
    refuseEntry(
      `${month} 已随关系转出，记录留存备查，不再日常变动。确有差错的，请办理更正，并向转入地补发信息表。`,
      `${month} was sent on with the relation and is kept for reference. Correct an error, and send a supplement to the other place.`,
    )
}

/** 依规则算得的与原应缴相同。 */
export const NOTHING_DIFFERS = [
  '依现行规则算得的与已有应缴相同，没有差额，无需办理；请核对工资与月份。',
  'By the rules in force nothing differs from what is due already; check the wage and the month.',
] as const

export function refuseNotEnrolled(insurance: string, month: string): never {
  refuseEntry(
    `该人 ${month} 未参保险种 ${insurance}，请先办理参保登记。`,
    `Not enrolled in ${insurance} in ${month}; register the enrolment first.`,
  )
}

export function refuseCharged(insurance: string, month: string): never {
  refuseEntry(
    `该人 ${month} 险种 ${insurance} 已有应缴，需要更改请办理补差、退收或更正。`,
    `${insurance} of ${month} is due already; enter a difference or a refund, or file a correction.`,
  )
}

/** 补差与退收须有应缴在先；退收之后不再补差。 */
export function refuseNothingDue(dues: readonly Posted<Due>[], insurance: string, month: string): void {
  if (dues.length > 0 && filedWage(dues) !== undefined) return
  refuseEntry(
    `该人 ${month} 险种 ${insurance} 没有应缴（或已全部退收），请核对月份与单位，改用补收。`,
    `Nothing is due in ${insurance} for ${month}, or all of it was refunded; check month and employer, or enter a back charge.`,
  )
}
