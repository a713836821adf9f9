import type { Trx } from '../db/database.js'
import type { Enrolment, PersonRegistration, Posted } from '../ledger/fact.js'
import { factsOfPersons } from '../ledger/lookup-store.js'
import { type FormerPlace, insuredPlaces } from '../records/insured-place.js'

/** 谁管着这个人的记录：the districts now and before, and every employer there was. */
export interface Keepers {
  readonly agencies: readonly string[]
  readonly formerly: readonly FormerPlace[]
  readonly employers: readonly string[]
}

export async function keepersOf(trx: Trx, personId: string): Promise<Keepers> {
  const facts = await factsOfPersons(trx, [personId], ['personRegistration', 'enrolment'])
  const enrolments = facts.filter((fact) => fact.kind === 'enrolment') as Posted<Enrolment>[]
  const registrations = facts.filter((fact) => fact.kind === 'personRegistration') as Posted<PersonRegistration>[]
  const { now, before } = insuredPlaces(registrations, enrolments)
  const employers = [...new Set(enrolments.flatMap(({ employerId }) => employerId ?? []))]
  return { agencies: now, formerly: before, employers }
}
