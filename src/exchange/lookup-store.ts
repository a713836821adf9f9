import { type Employer, employerOf, standing } from '../collection/employer-terms.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { comparableName } from '../kernel/name.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, FactKind, Paid, PersonRegistration, Posted } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { findPersons, type KnownPerson, nameDigest } from '../ledger/people-store.js'
import { personsByGrams, registrationsOf } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import { groupBy } from '../records/live.js'
import type { PersonKnown } from './match-person.js'
import { nearNumbers } from './near-number.js'
import type { Row } from './row.js'
import type { Who } from './who.js'

/** 对人所需：the row's number as it reads, or why it reads as none. */
interface Read {
  readonly row: Row
  readonly number?: string
  readonly refused?: Refusal
}

export interface Found {
  readonly who: Who
  /** The number reads badly and is nobody's, not even nearly: the row is refused by this. */
  readonly refused?: Refusal | undefined
}

const MOST_NAMESAKES = 200

/** 对人。A chunk's rows at once, by keyed digests; names are opened for nobody. */
export async function findWho(trx: Trx, vault: Vault, rows: readonly Row[], today: Day): Promise<Map<Row, Found>> {
  const reads = rows.map((row) => read(row, today))
  const candidates = new Map(reads.map((one) => [one, candidatesOf(one)]))
  const digests = new Map([...candidates.values()].flat().map((number) => [number, vault.identityDigest(number)]))
  const known = await findPersons(trx, [...digests.values()])
  const at = (number: string) => known.get(digests.get(number)!.toString('hex'))
  const found = new Map<Row, Found>()
  for (const [one, numbers] of candidates) {
    const { row, number, refused } = one
    if (number !== undefined) found.set(row, { who: byNumber(vault, row, number, at(number)) })
    else if (refused === undefined) found.set(row, { who: await byNameAndBirth(trx, vault, row) })
    else found.set(row, nearly(vault, row, numbers, at, refused))
  }
  return found
}

function read(row: Row, today: Day): Read {
  const given = row.texts['identityNumber']
  if (given === undefined) return { row }
  try {
    return { row, number: parseIdentity(given, today).number }
  } catch (error) {
    if (error instanceof Refusal) return { row, refused: error }
    throw error
  }
}

function candidatesOf({ row, number, refused }: Read): string[] {
  if (number !== undefined) return [number]
  return refused === undefined ? [] : nearNumbers(row.texts['identityNumber']!)
}

function byNumber(vault: Vault, { texts }: Row, number: string, known: KnownPerson | undefined): Who {
  if (known === undefined) return { how: 'none' }
  const isNamed = known.nameDigest?.equals(nameDigest(vault, number, texts['fullName']!)) === true
  return { how: 'number', personId: known.personId, isNamed }
}

/** A misspelt number counts only where the name fits too. */
function nearly(
  vault: Vault,
  { texts }: Row,
  numbers: readonly string[],
  at: (number: string) => KnownPerson | undefined,
  refused: Refusal,
): Found {
  const fitting = numbers.filter(
    (number) => at(number)?.nameDigest?.equals(nameDigest(vault, number, texts['fullName']!)) === true,
  )
  const persons = [...new Set(fitting.map((number) => at(number)!.personId))]
  if (persons.length === 0) return { who: { how: 'none' }, refused }
  if (persons.length > 1) return { who: { how: 'several', personIds: persons } }
  return { who: { how: 'oneDigitOff', personId: persons[0]!, ours: fitting[0]! } }
}

/** 没有号码的，凭姓名与出生日期。Names of namesakes are opened to be compared, and told to nobody. */
async function byNameAndBirth(trx: Trx, vault: Vault, { texts }: Row): Promise<Who> {
  const namesakes = await personsByGrams(trx, vault.nameGrams(texts['fullName']!), MOST_NAMESAKES)
  if (namesakes.length === 0) return { how: 'none' }
  await alsoSee(trx, namesakes)
  const name = comparableName(texts['fullName']!)
  const fitting = (await registrationsOf(trx, namesakes, vault)).filter(
    (one) => one.birthDate === texts['birthDate'] && comparableName(one.fullName) === name,
  )
  if (fitting.length === 0) return { how: 'none' }
  if (fitting.length > 1) return { how: 'several', personIds: fitting.map(({ personId }) => personId) }
  return { how: 'nameAndBirth', personId: fitting[0]!.personId, isNamed: true }
}

const KINDS: readonly FactKind[] = ['personRegistration', 'lifeEvent', 'benefitDetermination', 'benefitChange']

/** 就对到的人已知的。`paidMonths` for rows of tax; `unnamed` are those whose own name is told beside another. */
export async function knownOf(
  trx: Trx,
  vault: Vault,
  persons: readonly string[],
  unnamed: readonly string[],
  paidMonths: readonly string[],
): Promise<PersonKnown> {
  await alsoSee(trx, persons)
  const facts: Posted<Fact>[] = persons.length === 0 ? [] : await factsOfPersons(trx, persons, KINDS)
  if (paidMonths.length > 0 && persons.length > 0) {
    facts.push(...(await contributionsOf<Paid>(trx, 'paid', persons, [...new Set(paidMonths)].map(parsePeriod))))
  }
  const byPerson = groupBy(standing(facts), (fact) => ('personId' in fact ? fact.personId : ''))
  const names = unnamed.length === 0 ? new Map() : await openedNames(trx, unnamed, vault)
  const own = (personId: string) => byPerson.get(personId) ?? []
  return {
    facts: own,
    nameOf: (personId) => names.get(personId)?.fullName ?? '',
    registration: (personId) =>
      own(personId).findLast((fact) => fact.kind === 'personRegistration') as Posted<PersonRegistration> | undefined,
  }
}

export async function employersIn(trx: Trx, rows: readonly Row[]): Promise<Map<string, Employer | undefined>> {
  const codes = [...new Set(rows.map(({ texts }) => texts['creditCode']!))]
  const registered = groupBy(await employersByCode(trx, codes), ({ creditCode }) => creditCode)
  return new Map(codes.map((code) => [code, employerOf(registered.get(code) ?? [])]))
}
