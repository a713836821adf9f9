import type { Trx } from '../db/database.js'
import type { Fact, FactKind, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import { Endings } from './known-life.js'

/** 核对所需的已知事实, by what is proposed. */
const ALWAYS: readonly FactKind[] = ['personRegistration', 'lifeEvent', 'benefitDetermination', 'transfer']
const MORE: Readonly<Record<string, readonly FactKind[]>> = {
  deemedPeriod: ['deemedPeriod', 'paid'],
  openingBalance: ['openingBalance'],
  subsidy: ['enrolment'],
  personCategory: ['personCategory'],
  guardianship: ['guardianship'],
  mandate: ['mandate'],
  protection: ['protection'],
  residentPayment: ['enrolment', 'paid'],
  benefitPayment: ['benefitPayment', 'benefitChange'],
  benefitChange: ['benefitChange'],
  entitlementCheck: ['entitlementCheck'],
  specialWork: ['specialWork'],
  ruling: ['ruling'],
  expertOpinion: ['expertOpinion'],
}

/** 这些人已知的事实, by person; the scope of the transaction widens to them. */
export async function knownFacts(
  trx: Trx,
  personIds: readonly string[],
  proposed: string,
): Promise<Map<string, Posted<Fact>[]>> {
  const persons = [...new Set(personIds)]
  await alsoSee(trx, persons)
  const facts = await factsOfPersons(trx, persons, [...ALWAYS, ...(MORE[proposed] ?? [])])
  const byPerson = new Map<string, Posted<Fact>[]>(persons.map((id) => [id, []]))
  for (const fact of facts) if ('personId' in fact) byPerson.get(fact.personId)?.push(fact)
  return byPerson
}

/** 这些人的死亡与退休, for a file of a thousand rows. The caller's scope has named them. */
export async function endingsOf(trx: Trx, personIds: readonly string[]): Promise<Endings> {
  const facts = await factsOfPersons(trx, personIds, ['lifeEvent', 'benefitDetermination', 'transfer'])
  return new Endings(
    facts.filter((fact) => fact.kind === 'lifeEvent'),
    facts.filter((fact) => fact.kind === 'benefitDetermination'),
    facts.filter((fact) => fact.kind === 'transfer'),
  )
}

/** 同上，只看一眼：the scope widens to these persons for this question only, and narrows again. */
export async function endingsBriefly(trx: Trx, personIds: readonly string[]): Promise<Endings> {
  await alsoSee(trx, personIds)
  const endings = await endingsOf(trx, personIds)
  await alsoSee(trx, [])
  return endings
}
