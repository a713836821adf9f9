import type { PersonRegistration, Posted } from '../ledger/fact.js'
import type { Finding } from './verdict.js'
import type { Field } from './words.js'

/** 对到的人，及何以对到。 */
export type Who =
  | { readonly how: 'number' | 'nameAndBirth'; readonly personId: string; readonly isNamed: boolean }
  | { readonly how: 'oneDigitOff'; readonly personId: string; readonly ours: string }
  | { readonly how: 'several'; readonly personIds: readonly string[] }
  | { readonly how: 'none' }

/** What was looked up of a person once for the chunk: sensitive text stays closed. */
export interface KnownPersons {
  readonly registration: (personId: string) => Posted<PersonRegistration> | undefined
}

/** The doubts about who it is come first: while these stand, nothing else is said of the row. */
export function doubtsAbout(
  who: Who,
  theirs: string,
  known: KnownPersons,
  field: Field,
): readonly Finding[] | undefined {
  if (who.how === 'none') return [{ outcome: 'none', field, confidence: 'medium', ours: '', theirs }]
  if (who.how === 'several') {
    return [{ outcome: 'several', field, confidence: 'low', ours: String(who.personIds.length), theirs }]
  }
  if (who.how !== 'oneDigitOff') return undefined
  const { personId, ours } = who
  const agency = known.registration(personId)?.agency
  return [{ outcome: 'oneDigitOff', field: 'number', confidence: 'medium', personId, agency, ours, theirs }]
}
