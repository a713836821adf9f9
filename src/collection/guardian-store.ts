import type { Trx } from '../db/database.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Guardianship, LifeEvent, PersonRegistration, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import type { AreaPolicy } from '../policy/area.js'
import { standing } from './employer-terms.js'
import { guardianDead, guardianMinor, type With } from './refusals-facts.js'

/** 监护的开始：who is to be the guardian, and from when. */
export interface GuardianAsked {
  readonly guardianId: string
  readonly fromDay: Day
}

/** 一件事实里的监护开始；undefined for all else. */
export function guardianIn(fact: { readonly kind: string }): GuardianAsked | undefined {
  if (fact.kind !== 'guardianship') return undefined
  const { change, guardianPersonId, fromDay, reverses } = fact as Omit<Guardianship, 'line'>
  return change === 'begin' && reverses === undefined ? { guardianId: guardianPersonId, fromDay } : undefined
}

/**
 * 监护人须在世、已成年，on the day it begins; answers in the order asked, undefined for who is fit. The scope is that of the
 * guardians afterwards: the caller sees their own persons again.
 */
export async function unfitGuardians(
  trx: Trx,
  policy: AreaPolicy,
  asked: readonly GuardianAsked[],
): Promise<(Refusal<With> | undefined)[]> {
  if (asked.length === 0) return []
  const ids = [...new Set(asked.map(({ guardianId }) => guardianId))]
  await alsoSee(trx, ids)
  const facts = await factsOfPersons(trx, ids, ['personRegistration', 'lifeEvent'])
  const lives = standing(facts.filter((fact) => fact.kind === 'lifeEvent') as Posted<LifeEvent>[])
  const registered = facts.filter((fact) => fact.kind === 'personRegistration') as Posted<PersonRegistration>[]
  return asked.map(({ guardianId, fromDay }) => {
    const death = lives.find((one) => one.personId === guardianId && one.event === 'death')?.day
    if (death !== undefined && death < fromDay) return new Refusal<With>(guardianDead, { given: fromDay, known: death })
    const birth = registered.findLast((one) => one.personId === guardianId)?.birthDate
    if (birth === undefined || !isMinorOn(policy, birth, fromDay)) return undefined
    return new Refusal<With>(guardianMinor, { given: fromDay, known: birth })
  })
}

function isMinorOn(policy: AreaPolicy, birth: Day, day: Day): boolean {
  const month = periodOfDay(birth)
  return periodOfDay(day) < plus(month, policy.months('business.adult-age', month).value)
}
