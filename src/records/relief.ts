import type { Period } from '../kernel/period.js'
import type { Posted, Relief } from '../ledger/fact.js'
import { groupBy } from './live.js'

/** 某单位某险种某月的减免与核销；none where nothing was let off. */
export type ReliefOf = (employerId: string | undefined, insurance: string, month: Period) => readonly Posted<Relief>[]

const NONE: readonly Posted<Relief>[] = []

/** 减免与核销之查。Approved for the employer's own part of a month as a whole, not person by person. */
export function reliefBy(facts: readonly Posted<Relief>[]): ReliefOf {
  if (facts.length === 0) return () => NONE
  const found = groupBy(facts, (one) => `${one.employerId}/${one.insurance}/${one.contributionMonth}`)
  return (employerId, insurance, month) => found.get(`${employerId ?? ''}/${insurance}/${month}`) ?? NONE
}
