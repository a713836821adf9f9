import { isByMonth, isNarrowingWord, type Narrowing, narrowingOf } from '../kernel/narrowing.js'
import type { Mandate, Protection } from '../ledger/fact.js'
import { type Beside, type Contradiction, no } from './contradiction.js'
import { backwards, beforeBirth, eventKnown, inFuture, neverBegan } from './refusals-facts.js'
import {
  accountByMonth,
  actsForOneself,
  agentOfTheDead,
  kinOfTheLiving,
  monthsBackwards,
  scopeMissing,
  wageNarrowed,
} from './refusals-mandate.js'

type Given = Omit<Mandate, 'line'>

/** 授权的核对：of oneself, backwards, twice, of the dead by an agent, of the living by a relative, without a scope. */
export function ofMandate(fact: Given, { life, today }: Beside): Contradiction | undefined {
  const { personId, representativePersonId, capacity, change, scope, fromDay, throughDay, document } = fact
  // 身后查询的安排，本人所作，见 records/standing.ts.
  if (representativePersonId === personId) {
    return capacity === 'relative' && scope === '' ? undefined : no('otherIdentityNumber', actsForOneself, '', '')
  }
  if (throughDay !== undefined && throughDay < fromDay) return no('throughDay', backwards, fromDay, throughDay)
  if (change === 'end' && fromDay > today) return no('fromDay', inFuture, fromDay, today)
  const same = life.mandates.filter(
    (one) =>
      one.representativePersonId === representativePersonId && one.capacity === capacity && one.document === document,
  )
  // 起止交替，数出来的：the order of the ledger is not that of the saying.
  const isOpen = same.filter((one) => one.change === 'begin').length > same.filter((one) => one.change === 'end').length
  if (change === 'end') return isOpen ? undefined : no('document', neverBegan, fromDay, document)
  if (isOpen) return no('document', eventKnown, fromDay, document)
  const words = scope.split(',').filter((word) => !isNarrowingWord(word))
  if (!words.some((word) => word.includes('.')) || !words.some((word) => !word.includes('.')))
    return no('scope', scopeMissing, scope, '')
  const wrong = narrowedWrongly(words, narrowingOf(scope))
  if (wrong !== undefined) return wrong
  if (capacity === 'agent' && life.death !== undefined) return no('capacity', agentOfTheDead, '', life.death.day)
  if (capacity === 'relative' && life.death === undefined) return no('capacity', kinOfTheLiving, '', '')
  return undefined
}

/** 收窄的核对：months that run backwards, and what goes with no narrowing. */
function narrowedWrongly(words: readonly string[], narrowed: Narrowing | undefined): Contradiction | undefined {
  const { from, through } = narrowed ?? {}
  if (from !== undefined && through !== undefined && through < from)
    return no('throughMonth', monthsBackwards, from, through)
  if (isByMonth(narrowed) && words.includes('account')) return no('scope', accountByMonth, '', '')
  return narrowed !== undefined && words.includes('wage.answer') ? no('scope', wageNarrowed, '', '') : undefined
}

/** 保密标识的核对。 */
export function ofProtection(fact: Omit<Protection, 'line'>, { life, today }: Beside): Contradiction | undefined {
  const { change, fromDay } = fact
  if (fromDay > today) return no('fromDay', inFuture, fromDay, today)
  if (life.birth !== undefined && fromDay < life.birth) return no('fromDay', beforeBirth, fromDay, life.birth)
  const last = life.protections.at(-1)
  if (change === 'begin') return last?.change === 'begin' ? no('change', eventKnown, fromDay, last.fromDay) : undefined
  return last?.change === 'begin' ? undefined : no('change', neverBegan, fromDay, last?.fromDay ?? '')
}
