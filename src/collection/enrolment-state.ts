import type { Period } from '../kernel/period.js'
import type { Enrolment, Posted } from '../ledger/fact.js'
import { standing } from './employer-terms.js'

/** 一人的参保状态：what the enrolment facts add up to, per insurance and employer. */
export class Enrolments {
  private readonly byKey = new Map<string, Posted<Enrolment>[]>()

  constructor(facts: readonly Posted<Enrolment>[]) {
    for (const fact of standing(facts)) {
      const key = keyOf(fact.personId, fact.insurance, fact.employerId)
      const listed = this.byKey.get(key)
      if (listed === undefined) this.byKey.set(key, [fact])
      else listed.push(fact)
    }
    for (const listed of this.byKey.values()) {
      listed.sort((a, b) => (a.fromMonth < b.fromMonth ? -1 : a.fromMonth > b.fromMonth ? 1 : 0))
    }
  }

  /** The change in force in a month: the latest that begins no later. */
  at(
    personId: string,
    insurance: string,
    employerId: string | undefined,
    month: Period,
  ): Posted<Enrolment> | undefined {
    return this.byKey.get(keyOf(personId, insurance, employerId))?.findLast(({ fromMonth }) => fromMonth <= month)
  }

  isActive(personId: string, insurance: string, employerId: string | undefined, month: Period): boolean {
    const change = this.at(personId, insurance, employerId, month)?.change
    return change === 'enrol' || change === 'resume'
  }

  /** 在缴险种 of these, in the order asked. */
  activeAmong(
    personId: string,
    insurances: readonly string[],
    employerId: string | undefined,
    month: Period,
  ): string[] {
    return insurances.filter((insurance) => this.isActive(personId, insurance, employerId, month))
  }
}

function keyOf(personId: string, insurance: string, employerId: string | undefined): string {
  return `${personId}|${insurance}|${employerId ?? ''}`
}

export type PersonState = 'notEnrolled' | 'elsewhere' | 'retired' | 'dead' | 'sentOn'

/** 为何不在本单位参保（仅供经办人）。Reads all enrolments of one person. */
export function whyNotEnrolled(facts: readonly Posted<Enrolment>[], month: Period): PersonState {
  const own = standing(facts)
  const reasons = new Set(own.filter(({ change }) => change === 'end').map(({ reason }) => reason))
  if (['211', '451', '647'].some((reason) => reasons.has(reason))) return 'dead'
  if (['251', '411', '412', '413', '414', '415'].some((reason) => reasons.has(reason))) return 'retired'
  const state = new Enrolments(facts)
  const active = own.some(({ personId, insurance, employerId }) =>
    state.isActive(personId, insurance, employerId, month),
  )
  return active ? 'elsewhere' : 'notEnrolled'
}
