import type { FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'

/**
 * 存疑。Where history contradicts itself the figure stands as the facts give it, and the contradiction is named beside it:
 * nothing is clamped, dropped or repaired in silence.
 */
export interface Doubt {
  readonly key: DoubtKey
  readonly zh: string
  readonly en: string
  /** The facts that contradict one another. */
  readonly facts: readonly FactRef[]
  readonly insurance?: string | undefined
  /** The months concerned, oldest first. */
  readonly months: readonly Period[]
  /** 所涉数字的路径：beside which figures it is shown. */
  readonly paths: readonly string[]
}

export const DOUBT_KEYS = [
  'outsideEnrolment',
  'afterDeath',
  'afterRetirement',
  'twoRetirements',
  'deathBeforeBirth',
  'twoDeaths',
  'deemedOverlapsPaid',
  'deemedOverlapsDeemed',
  'paidInTwoPlaces',
  'accountBelowZero',
  'creditAfterClose',
  'differsFromRule',
  'transferredBeyondBalance',
] as const
export type DoubtKey = (typeof DOUBT_KEYS)[number]
