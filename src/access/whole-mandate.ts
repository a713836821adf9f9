import { narrowingSays } from '../kernel/narrowing.js'
import { Refusal } from '../kernel/refusal.js'
import type { Decision } from './decision.js'
import { mandateNarrowed } from './refusals-acting.js'

/** 收不窄的不出示：what is told whole or not at all is refused where the mandate goes over some insurances or months only. */
export function requireWholeMandate({ narrowed }: Pick<Decision, 'narrowed'>): void {
  if (narrowed !== undefined) throw new Refusal(mandateNarrowed, { narrowed: narrowingSays(narrowed) })
}
