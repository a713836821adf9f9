import type { Actor } from './actor.js'

/**
 * 此刻为谁办理，in a word: the employer of an operator; of a person oneself, the helper beside, or the mandate one acts on. A
 * page says what it was drawn for, so that what was filled in for one is not taken for another.
 */
export function standsOf({ realm, employerId, actingFor }: Actor): string {
  if (realm === 'operator') return `employer ${employerId ?? ''}`.trim()
  if (realm === 'staff') return 'staff'
  return actingFor === undefined ? 'self' : `${actingFor.capacity} ${actingFor.mandate ?? ''}`.trim()
}
