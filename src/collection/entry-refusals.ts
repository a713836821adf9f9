import { Refusal } from '../kernel/refusal.js'
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
}
