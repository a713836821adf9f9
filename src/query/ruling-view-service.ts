import type { Language } from '../kernel/refusal.js'
import type { RulingRecord } from '../records/rulings.js'
import { figureView } from './figure-view-service.js'
import type { RulingView } from './section-contract.js'

/** 一件认定或审核，as a screen tells it: what was asked, when, what was found, and why where it was not granted. */
export function rulingView({ index, newest, earlier, amount }: RulingRecord, language: Language): RulingView {
  const { subject, reference, finding, receivedDay, decidedDay, because, document } = newest
  return {
    ...{ subject, reference, finding, receivedDay, document },
    ...(decidedDay === undefined ? {} : { decidedDay }),
    ...(because === undefined ? {} : { because }),
    ...(amount === undefined ? {} : { amount: figureView(amount, `ruling/${index}/amount`, language) }),
    earlier: earlier.map((one) => ({ finding: one.finding, decidedDay: one.decidedDay ?? one.receivedDay })),
  }
}
