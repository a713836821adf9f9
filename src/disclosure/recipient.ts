import type { Day, Instant } from '../kernel/day.js'
import type { RecipientAct, RecipientKind, RecipientState } from './words.js'

/** 对方的一事。Agreements, undertakings, reports, suspensions: history, never changed. */
export interface RecipientEvent {
  readonly act: RecipientAct
  readonly agreement?: string | undefined
  readonly from?: Day | undefined
  readonly through?: Day | undefined
  readonly documentId?: string | undefined
  readonly note: string
  readonly by: string
  readonly at: Instant
}

/** 对方单位。 */
export interface Recipient {
  readonly recipient: string
  readonly name: string
  readonly kind: RecipientKind
  readonly enteredBy: string
  readonly enteredAt: Instant
  readonly events: readonly RecipientEvent[]
}

/**
 * 对方的现状。Suspended until resumed; without an agreement of today it has none, and an agreement ended is ended from the
 * minute it was, not from the next day.
 */
export function recipientState({ events }: Pick<Recipient, 'events'>, today: Day): RecipientState {
  const stop = events.findLast(({ act }) => act === 'suspended' || act === 'resumed')
  if (stop?.act === 'suspended') return 'suspended'
  return agreementOf({ events }, today) === undefined ? 'withoutAgreement' : 'active'
}

/** 现行协议。The last one signed, unless it was ended since or today is outside its days. */
export function agreementOf({ events }: Pick<Recipient, 'events'>, today: Day): RecipientEvent | undefined {
  const last = events.findLast(({ act }) => act === 'agreement' || act === 'ended')
  if (last?.act !== 'agreement') return undefined
  return (last.from ?? '') <= today && today <= (last.through ?? '') ? last : undefined
}
