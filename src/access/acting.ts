import type { Day } from '../kernel/day.js'
import type { Actor, Capacity } from './actor.js'
import { OF_HELPER } from './entrusted.js'
import type { Secrets } from './secrets.js'

/** 会话行里所记的, as far as it is read here. */
interface Stored {
  readonly employer_id: string | null
  readonly acting_capacity?: Capacity | null
  readonly acting_person?: string | null
  readonly acting_mandate?: string | null
  readonly acting_note?: Buffer | null
  readonly acting_agent?: string | null
  readonly chosen_employer?: string | null
  readonly chosen_from?: string | null
  readonly chosen_through?: string | null
}

/** 会话里所记的代为办理。What stands there opens nothing yet, but for a helper, who stands beside the person. */
export function actingOf(from: Stored, secrets: Secrets): Pick<Actor, 'actingFor'> {
  const { acting_capacity: capacity, acting_person: personId, acting_mandate: mandate, acting_note: note } = from
  const { acting_agent: agent } = from
  if (capacity === undefined || capacity === null || personId === undefined || personId === null) return {}
  const says = note === undefined || note === null ? undefined : secrets.decrypt(note)
  return {
    actingFor: {
      ...{ capacity, personId },
      ...(mandate === undefined || mandate === null ? {} : { mandate }),
      ...(says === undefined ? {} : { says }),
      ...(agent === undefined || agent === null ? {} : { agent }),
      ...(capacity === 'helper' ? { opens: OF_HELPER } : {}),
    },
  }
}

/** 此刻的单位：the one chosen, while its appointment lasts; an appointment that ended leaves none. */
export function employerNow(from: Stored, today: Day | undefined): string | null {
  const { employer_id, chosen_employer, chosen_from, chosen_through } = from
  if (chosen_employer === undefined || chosen_employer === null) return employer_id
  const since = chosen_from ?? undefined
  if (since === undefined || today === undefined || since > today) return null
  return (chosen_through ?? today) < today ? null : chosen_employer
}
