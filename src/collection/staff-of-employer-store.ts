import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import type { Enrolment, Posted } from '../ledger/fact.js'
import { alsoSee, alsoSeeEmployer, enrolmentsOf, openedNames } from '../ledger/lookup-store.js'
import { personsOfEmployer } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import { Enrolments } from './enrolment-state.js'

/** 在保职工：who is insured with the employer in a month, and in what. */
export interface ActiveStaff {
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly enrolments: readonly Posted<Enrolment>[]
}

export async function activeStaff(trx: Trx, vault: Vault, employerId: string, month: Period): Promise<ActiveStaff[]> {
  await alsoSeeEmployer(trx, employerId)
  const persons = await personsOfEmployer(trx, employerId)
  await alsoSee(trx, persons)
  const facts = await enrolmentsOf(trx, persons, employerId)
  const now = new Enrolments(facts)
  const insurances = [...new Set(facts.map(({ insurance }) => insurance))].sort()
  const active = persons.flatMap((personId) => {
    const enrolments = now
      .activeAmong(personId, insurances, employerId, month)
      .flatMap((insurance) => now.at(personId, insurance, employerId, month) ?? [])
    return enrolments.length === 0 ? [] : [{ personId, enrolments }]
  })
  const names = await openedNames(
    trx,
    active.map(({ personId }) => personId),
    vault,
  )
  return active.map(({ personId, enrolments }) => {
    const { identityNumber = '', fullName = '' } = names.get(personId) ?? {}
    return { personId, identityNumber, fullName, enrolments }
  })
}
