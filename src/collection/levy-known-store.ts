import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Paid } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import type { Vault } from '../ledger/vault.js'
import type { PolicyBook } from '../policy/book.js'
import { employersAmong } from './employer-terms.js'
import type { Endings } from './known-life.js'
import { endingsOf } from './known-life-store.js'
import type { LevyEntry } from './levy-file.js'
import { type LevyKnown, matchPayment, Tally } from './levy-match.js'
import type { LevyLine } from './lines.js'

/** 核对到账所依：the rules, the keys to the index, and where what belongs to nobody is kept. */
export interface LevyAsking {
  readonly vault: Vault
  readonly book: PolicyBook
  readonly today: Day
  readonly place: { readonly agency: string; readonly area: string }
  readonly tally: Tally
}

/** Employers, persons, dues and earlier payments of a thousand rows; in a few queries. */
export async function levyKnown(trx: Trx, asking: LevyAsking, entries: readonly LevyEntry[]): Promise<LevyKnown> {
  const { vault, book, today, place, tally } = asking
  const registered = await employersByCode(trx, [...new Set(entries.map(({ creditCode }) => creditCode))])
  const employers = employersAmong(registered)
  const numbers = new Map(entries.map(({ identityNumber }) => [identityNumber, canonical(identityNumber, today)]))
  const digests = new Map([...numbers].map(([given, number]) => [given, vault.identityDigest(number)]))
  const found = await findPersons(trx, [...digests.values()])
  const person = ({ identityNumber }: LevyEntry) => found.get(digests.get(identityNumber)!.toString('hex'))
  const wanted = entries.flatMap((entry) => {
    const personId = person(entry)?.personId
    return personId === undefined ? [] : [{ personId, month: entry.contributionMonth }]
  })
  const endings = await fillTally(trx, tally, wanted)
  return {
    ...{ book, place, tally },
    whyEnded: (personId, insurance, month) => endings.whyEnded(personId, insurance, month),
    employer: ({ creditCode }) => employers.get(creditCode),
    personId: (entry) => person(entry)?.personId,
    isNamed: (entry) =>
      person(entry)?.nameDigest?.equals(nameDigest(vault, numbers.get(entry.identityNumber)!, entry.fullName)) === true,
  }
}

async function fillTally(
  trx: Trx,
  tally: Tally,
  wanted: readonly { personId: string; month: LevyEntry['contributionMonth'] }[],
): Promise<Endings> {
  const everybody = [...new Set(wanted.map(({ personId }) => personId))]
  await alsoSee(trx, everybody)
  const endings = await endingsOf(trx, everybody)
  const fresh = wanted.filter(({ personId, month }) => tally.takes(personId, month))
  const persons = [...new Set(fresh.map(({ personId }) => personId))]
  if (persons.length === 0) return endings
  await alsoSee(trx, persons)
  const months = [...new Set(fresh.map(({ month }) => month))]
  const asked = new Set(fresh.map(({ personId, month }) => `${personId}|${month}`))
  const isAsked = (one: { personId: string; contributionMonth: string }) =>
    asked.has(`${one.personId}|${one.contributionMonth}`)
  const dues = await contributionsOf<Due>(trx, 'due', persons, months)
  const paids = await contributionsOf<Paid>(trx, 'paid', persons, months)
  tally.add(dues.filter(isAsked), paids.filter(isAsked))
  return endings
}

/** A number the levy body writes in its old or careless form is still the person's; one that is none stays as it is. */
function canonical(given: string, today: Day): string {
  try {
    return parseIdentity(given, today).number
  } catch (error) {
    if (error instanceof Refusal) return given
    throw error
  }
}

/** 记账之时重新核对的一行；`was` where it came out otherwise than it was agreed. */
export interface Rematched {
  readonly line: LevyLine
  readonly was?: LevyLine | undefined
}

/**
 * 记账之时重新核对到账各行。Whose it is, whether it fits and what goes to the account are asked again of the facts and rules
 * as they are now; arrived money is posted whatever comes out. What was paid twice within its file stays so.
 */
export async function rematch(
  trx: Trx,
  asking: Omit<LevyAsking, 'tally'>,
  lines: readonly LevyLine[],
): Promise<Rematched[]> {
  const known = await levyKnown(trx, { ...asking, tally: new Tally() }, lines)
  return lines.map((was) => {
    const line = matchPayment(known, was)
    if (was.reason === 'paidAlready' && line.outcome === 'fitting') return { line: was }
    return isSame(line, was) ? { line: was } : { line, was }
  })
}

const TOLD = ['outcome', 'reason', 'personId', 'employerId', 'employerToAccount', 'personToAccount', 'settles'] as const

function isSame(a: LevyLine, b: LevyLine): boolean {
  return TOLD.every((name) => a[name] === b[name])
}
