import { agenciesUnder, agencyName, cityAmong } from '../access/agency-tree.js'
import type { Pass } from '../access/gate-service.js'
import { keepersOf } from '../collection/keepers-store.js'
import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { Refusal } from '../kernel/refusal.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import type { NamedPerson } from './inquiry.js'
import type { DisclosurePorts } from './ports.js'
import { cityReasonMissing, elsewhere, samePersonTwice, tooManyPersons } from './refusals.js'
import type { InquiryRoute } from './words.js'

/** 认定所列的人。By number and name together: a number under another name is nobody's. */
export async function resolved(
  { vault, clock, setting }: DisclosurePorts,
  trx: Trx,
  persons: readonly { readonly fullName: string; readonly identityNumber: string }[],
): Promise<NamedPerson[]> {
  const most = setting('business.inquiry-most-persons')
  if (persons.length > most) throw new Refusal(tooManyPersons, { most })
  const read = persons.map((one) => ({
    fullName: one.fullName.trim(),
    identityNumber: parseIdentity(one.identityNumber, clock.today()).number as string,
  }))
  const seen = new Set<string>()
  for (const [at, { identityNumber }] of read.entries()) {
    if (seen.has(identityNumber)) throw new Refusal(samePersonTwice, { row: at + 1 })
    seen.add(identityNumber)
  }
  const digestOf = (number: string) => vault.identityDigest(number)
  const found = await findPersons(
    trx,
    read.map(({ identityNumber }) => digestOf(identityNumber)),
  )
  return read.map((one) => {
    const known = found.get(digestOf(one.identityNumber).toString('hex'))
    const isNamed = known?.nameDigest?.equals(nameDigest(vault, one.identityNumber, one.fullName)) === true
    return isNamed ? { ...one, personId: known.personId } : one
  })
}

/** 一处与归它办的人。 */
export interface Place {
  readonly agency: string
  readonly persons: readonly NamedPerson[]
}

/**
 * 按参保地归口（北京市办法第十条、第十二条）。Here where all are insured here; apart by district; or to the city, with a
 * reason. Whoever is not on record stays with the agency that received the application.
 */
export async function placesOf(
  ports: DisclosurePorts,
  trx: Trx,
  pass: Pass,
  persons: readonly NamedPerson[],
  {
    agency,
    route,
    cityReason,
  }: { readonly agency: string; readonly route: InquiryRoute; readonly cityReason?: string | undefined },
): Promise<Place[]> {
  const city = cityAmong(ports.agencies())
  const known = persons.flatMap(({ personId }) => personId ?? [])
  if (known.length > 0) await pass.show(known)
  if (route === 'city') {
    if (cityReason === undefined) throw new Refusal(cityReasonMissing, {})
    return [{ agency: city, persons }]
  }
  const homes = new Map<string, readonly string[]>()
  for (const id of known) homes.set(id, (await keepersOf(trx, id)).agencies)
  const here = new Set(agency === city ? [] : agenciesUnder(ports.agencies(), agency))
  const homeOf = ({ personId }: NamedPerson) => {
    const own = personId === undefined ? [] : (homes.get(personId) ?? [])
    return own.length === 0 || own.some((one) => here.has(one)) ? agency : own[0]!
  }
  const places = [...grouped(persons, homeOf)].map(([code, own]) => ({ agency: code, persons: own }))
  if (route === 'split') return places
  const others = places.filter((one) => one.agency !== agency)
  if (others.length > 0) {
    const told = others.map((one) => `${agencyName(ports.agencies(), one.agency)}${one.persons.length}人`)
    throw new Refusal(elsewhere, { places: told.join('、') })
  }
  return [{ agency, persons }]
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
