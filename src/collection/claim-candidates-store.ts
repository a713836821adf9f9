import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { comparableName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Posted, Suspense } from '../ledger/fact.js'
import { everyRegistration } from '../ledger/fund-store.js'
import {
  alsoSee,
  contributionsOf,
  employersByCode,
  employersById,
  enrolmentsOf,
  openedNames,
} from '../ledger/lookup-store.js'
import { protectedAmong, withoutProtected } from '../ledger/mandate-store.js'
import { findPersons } from '../ledger/people-store.js'
import type { Vault } from '../ledger/vault.js'
import { CANDIDATE_REASONS, type CandidateReason, type Candidates } from './claim-contract.js'
import { employersAmong, standing } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { nearCodes, nearNumbers } from './near-numbers.js'

const MOST = 20

interface Found {
  readonly personId: string
  readonly reasons: CandidateReason[]
}

export type Candidate = Candidates['candidates'][number] & { readonly personId: string }

/** 款项可能归于谁：by a number that is near and a name that is the same, or a number that is the same and a former name. */
export async function candidatesFor(trx: Trx, vault: Vault, today: Day, item: Posted<Suspense>): Promise<Candidate[]> {
  const near = nearNumbers(item.identityNumber, today)
  const own = ownNumber(item.identityNumber, today)
  if (own !== undefined) near.set(own, 'sameNumber')
  const digests = new Map([...near.keys()].map((number) => [vault.identityDigest(number).toString('hex'), number]))
  const known = await findPersons(
    trx,
    [...digests.keys()].map((hex) => Buffer.from(hex, 'hex')),
  )
  const likely = [...known].map(([hex, { personId }]) => ({ personId, why: near.get(digests.get(hex)!)! }))
  const persons = await withoutProtected(trx, likely, ({ personId }) => personId)
  const ids = persons.map(({ personId }) => personId)
  await alsoSee(trx, ids)
  const names = await openedNames(trx, ids, vault)
  const former = await formerNames(trx, vault, ids)
  const given = comparableName(item.fullName)
  const found = persons.flatMap(({ personId, why }): Found[] => {
    const same = comparableName(names.get(personId)?.fullName ?? '') === given
    if (why !== 'sameNumber') return same ? [{ personId, reasons: [why] }] : []
    if (same) return [{ personId, reasons: [] }]
    const was = former.get(personId)?.some((name) => comparableName(name) === given) === true
    return [{ personId, reasons: [was ? 'formerName' : 'sameNumber'] }]
  })
  const employers = await employersFor(trx, item, found)
  const dues = standing(await contributionsOf<Due>(trx, 'due', ids, [item.contributionMonth]))
  return employers.slice(0, MOST).map(({ personId, reasons, employer }) => {
    const due = dues.filter(
      (one) => one.personId === personId && one.insurance === item.insurance && one.employerId === employer?.id,
    )
    const sum = (name: 'employerAmount' | 'personAmount') => due.reduce((total, one) => total + one[name], 0)
    return {
      personId,
      identityNumber: names.get(personId)?.identityNumber ?? '',
      fullName: names.get(personId)?.fullName ?? '',
      creditCode: employer?.creditCode ?? '',
      employerName: employer?.name ?? '',
      reasons: reasons.map((why) => ({ ...CANDIDATE_REASONS[why] })),
      ...(due.length === 0
        ? {}
        : { due: { employerAmount: sum('employerAmount'), personAmount: sum('personAmount') } }),
    }
  })
}

/** 略去可能归于有保密标识者的款项：by the number as written or one near it; the sums count them all the same. */
export async function withoutLikelyMarked<T extends Pick<Suspense, 'identityNumber'>>(
  trx: Trx,
  vault: Vault,
  today: Day,
  items: readonly T[],
): Promise<T[]> {
  const numbers = items.map(({ identityNumber }) => [
    ...nearNumbers(identityNumber, today).keys(),
    ...[ownNumber(identityNumber, today) ?? []].flat(),
  ])
  const digests = numbers.map((all) => all.map((number) => vault.identityDigest(number)))
  const known = await findPersons(trx, digests.flat())
  const marked = await protectedAmong(
    trx,
    [...known.values()].map(({ personId }) => personId),
  )
  const isMarked = (digest: Buffer) => marked.has(known.get(digest.toString('hex'))?.personId ?? '')
  return items.filter((_, i) => !digests[i]!.some(isMarked))
}

/** 单位：that of the code, one whose code is near, or the one the person is insured with in the month. */
async function employersFor(trx: Trx, item: Posted<Suspense>, found: readonly Found[]) {
  const exact = employersAmong(await employersByCode(trx, [item.creditCode])).get(item.creditCode)
  if (item.creditCode === '' || exact !== undefined) return found.map((one) => ({ ...one, employer: exact }))
  const near = [...employersAmong(await employersByCode(trx, nearCodes(item.creditCode))).values()]
  const enrolments = await enrolmentsOf(
    trx,
    found.map(({ personId }) => personId),
  )
  const state = new Enrolments(enrolments)
  const ids = [...new Set(enrolments.flatMap(({ employerId }) => employerId ?? []))]
  const known = await employersById(trx, ids)
  const all = [...employersAmong(known).values()]
  return found.flatMap(({ personId, reasons }) => {
    const byCode = near.map((employer) => ({ personId, reasons: [...reasons, 'employerCode' as const], employer }))
    const own = all
      .filter(({ id }) => state.isActive(personId, item.insurance, id, item.contributionMonth))
      .filter(({ id }) => !near.some((one) => one.id === id))
      .map((employer) => ({ personId, reasons: [...reasons, 'ownEmployer' as const], employer }))
    return [...byCode, ...own]
  })
}

/** 曾用名：every registration that there was. */
async function formerNames(trx: Trx, vault: Vault, persons: readonly string[]): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  for (const one of await everyRegistration(trx, persons, vault))
    found.set(one.personId, [...(found.get(one.personId) ?? []), one.fullName])
  return found
}

function ownNumber(given: string, today: Day): string | undefined {
  try {
    return parseIdentity(given, today).number
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
