import { periodOfDay } from '../kernel/day.js'
import type { LifeEvent, Posted } from '../ledger/fact.js'
import type { AccountMove } from './account-moves.js'
import type { AccountEnd } from './account-record.js'
import type { Life } from './life.js'
import { compare } from './live.js'

/**
 * 账户终止。By death, by settling abroad, or by being transferred away, whichever came first; an account into which money
 * came after it was transferred away goes on. Retirement ends nothing: the balance is drawn down.
 */
export function endOf(moves: readonly AccountMove[], life: Life): AccountEnd | undefined {
  const ends = [ended('death', life.death), ended('settledAbroad', life.settledAbroad), transferredOut(moves)]
  return ends
    .filter((end) => end !== undefined)
    .sort((a, b) => compare(a.month, b.month))
    .at(0)
}

function ended(why: LifeEvent['event'], event: Posted<LifeEvent> | undefined): AccountEnd | undefined {
  return event === undefined ? undefined : { why, month: periodOfDay(event.day), fact: event.ref }
}

function transferredOut(moves: readonly AccountMove[]): AccountEnd | undefined {
  let last: AccountMove | undefined
  for (const one of moves) {
    if (one.kind === 'movedOut' && one.amount > 0 && (last === undefined || one.month >= last.month)) last = one
  }
  if (last === undefined) return undefined
  const { month, fact } = last
  const goesOn = moves.some((one) => one.month > month && (one.kind === 'credit' || one.kind === 'movedIn'))
  return goesOn ? undefined : { why: 'transferredOut', month, fact }
}
