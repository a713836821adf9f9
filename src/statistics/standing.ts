import type { Enrolment, Posted } from '../ledger/fact.js'
import { stretchesOf } from '../records/registration.js'

/** 月末在保的最后一次变动；nothing where none stands. */
export function standingOf(changes: readonly Posted<Enrolment>[]): Posted<Enrolment>[] {
  const open = stretchesOf(changes).filter(({ through }) => through === undefined)
  const last = changes.findLast(
    ({ employerId, change }) =>
      change !== 'suspend' && change !== 'end' && open.some((one) => one.employerId === employerId),
  )
  return last === undefined ? [] : [last]
}
