import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { parsePersonName } from '../kernel/name.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Enrolment, Paid, Posted } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode, enrolmentsOf, factsOfPersons } from '../ledger/lookup-store.js'
import { findPersons, type KnownPerson, nameDigest } from '../ledger/people-store.js'
import type { BatchAsked } from './batch-kinds.js'
import type { BatchEntry, BatchFileLine } from './batch-line.js'
import { contactLine, employerContactLine, employerLine, type RowPlace } from './batch-standing-store.js'
import { countedOf } from './correction-lines.js'
import { dueAgain } from './due-again.js'
import { type Employer, employersAmong, standing } from './employer-terms.js'
import type { RefusedRow } from './kinds.js'
import type { CorrectionLine, Counted } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { nothingToChange } from './refusals.js'
import { afterDues, afterEnd, nothingDiffers, notThere, otherDistrict, severalThere } from './refusals-batch.js'
import { notMatched, refusedBy } from './row-refusals.js'

export type Read = { readonly line: BatchFileLine; readonly counted: readonly Counted[] } | RefusedRow

interface Loaded {
  readonly found: ReadonlyMap<string, KnownPerson>
  readonly dues: readonly Posted<Due>[]
  readonly paid: readonly Posted<Paid>[]
  readonly enrolments: readonly Posted<Enrolment>[]
  readonly employers: ReadonlyMap<string, Employer>
}

/** 一千行一次：who they are and what stands is read once for all of them, then every row is held against it. */
export async function batchLines(
  trx: Trx,
  ports: CollectionPorts,
  place: { readonly agency: string; readonly area: string },
  asked: BatchAsked,
  entries: readonly BatchEntry[],
): Promise<Read[]> {
  const loaded = await load(trx, ports, asked, entries)
  const read: Read[] = []
  for (const entry of entries) {
    try {
      read.push(await lineOf(trx, ports, { ...place, asked, entry }, loaded))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { column = '全行' } = error.facts as { column?: string }
      read.push(refusedBy(entry.row, column, error))
    }
  }
  return read
}

async function load(
  trx: Trx,
  ports: CollectionPorts,
  { kind }: BatchAsked,
  entries: readonly BatchEntry[],
): Promise<Loaded> {
  const { vault, clock } = ports
  const numbers = [...new Set(entries.flatMap(({ texts }) => numberIn(texts, clock.today()) ?? []))]
  const found = await findPersons(
    trx,
    numbers.map((number) => vault.identityDigest(number)),
  )
  const ids = [...new Set([...found.values()].map(({ personId }) => personId))]
  if (ids.length > 0) await alsoSee(trx, ids)
  const codes = [...new Set(entries.flatMap(({ texts }) => texts['creditCode']?.toUpperCase() || []))]
  const months = [
    ...new Set(entries.flatMap(({ texts }) => (/^\d{4}-\d{2}$/.test(texts['month'] ?? '') ? [texts['month']!] : []))),
  ]
  const inMonths = months as string[] as Period[]
  const wants = (...kinds: string[]) => kinds.includes(kind) && ids.length > 0
  return {
    found,
    employers: codes.length === 0 ? new Map() : employersAmong(await employersByCode(trx, codes)),
    dues: wants('due')
      ? standing(await contributionsOf<Due>(trx, 'due', ids, inMonths))
      : wants('enrolmentMonth')
        ? standing((await factsOfPersons(trx, ids, ['due'])) as Posted<Due>[])
        : [],
    paid: wants('paidMonth') ? standing(await contributionsOf<Paid>(trx, 'paid', ids, inMonths)) : [],
    enrolments: wants('enrolmentMonth') ? standing(await enrolmentsOf(trx, ids)) : [],
  }
}

function numberIn(
  texts: BatchEntry['texts'],
  today: ReturnType<CollectionPorts['clock']['today']>,
): string | undefined {
  try {
    return texts['identityNumber'] === undefined ? undefined : parseIdentity(texts['identityNumber'], today).number
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

async function lineOf(trx: Trx, ports: CollectionPorts, at: RowPlace, loaded: Loaded): Promise<Read> {
  const { kind } = at.asked
  if (kind === 'employer') return { line: employerLine(ports, at, loaded.employers), counted: [] }
  if (kind === 'employerContact')
    return { line: await employerContactLine(trx, ports, at, loaded.employers), counted: [] }
  const { row, texts } = at.entry
  const { number, digest } = parsedNumber(ports, texts)
  const person = loaded.found.get(digest)
  if (person === undefined) return notMatched(row, 'unknown')
  const fullName = parsePersonName(texts['fullName']!)
  if (person.nameDigest?.equals(nameDigest(ports.vault, number, fullName)) !== true)
    return notMatched(row, 'nameDiffers')
  const who = { personId: person.personId, identityNumber: number, fullName }
  if (kind === 'contact') return { line: await contactLine(trx, ports, at, who), counted: [] }
  const line = correctionLine(ports, at, person.personId, loaded)
  return { line, counted: countedOf(line.original, line.replacement) }
}

function parsedNumber({ vault, clock }: CollectionPorts, texts: BatchEntry['texts']) {
  const { number } = parseIdentity(texts['identityNumber']!, clock.today())
  return { number, digest: vault.identityDigest(number).toString('hex') }
}

function correctionLine(ports: CollectionPorts, at: RowPlace, personId: string, loaded: Loaded): CorrectionLine {
  const { asked, entry, agency } = at
  const { original, replacement } = CORRECTED[asked.kind as keyof typeof CORRECTED](ports, at, personId, loaded)
  if (original.agency !== agency) throw new Refusal(otherDistrict, {})
  const { reason, explanation } = asked
  return { row: entry.row, reverses: original.ref, original, replacement, reason, explanation }
}

type Corrected = { readonly original: Posted<Due | Paid | Enrolment>; readonly replacement?: Due | Paid | Enrolment }
type Correct = (ports: CollectionPorts, at: RowPlace, personId: string, loaded: Loaded) => Corrected

const CORRECTED: Readonly<Record<'due' | 'paidMonth' | 'enrolmentMonth', Correct>> = {
  due: (ports, { entry: { texts } }, personId, { dues, employers }) => {
    const employer = employers.get(texts['creditCode']!.toUpperCase())
    const [month, insurance] = [parsePeriod(texts['month']!), texts['insurance']]
    const original = only(
      dues.filter(
        (due) =>
          due.personId === personId &&
          due.insurance === insurance &&
          due.contributionMonth === month &&
          due.employerId === employer?.id,
      ),
    )
    if (texts['declaredWage'] === undefined) return { original }
    const area = ports.policy().book.area(original.area)
    const replacement = dueAgain(area, employer, original, { month, wage: Number(texts['declaredWage']) })
    const fields = ['declaredWage', 'base', 'employerAmount', 'personAmount'] as const
    if (fields.every((field) => replacement[field] === original[field])) throw new Refusal(nothingToChange, {})
    return { original, replacement }
  },
  paidMonth: (_, { entry: { texts } }, personId, { paid }) => {
    const [month, newMonth] = [parsePeriod(texts['month']!), parsePeriod(texts['newMonth']!)]
    const original = only(
      paid.filter(
        (one) =>
          one.personId === personId &&
          one.insurance === texts['insurance'] &&
          one.contributionMonth === month &&
          one.levyVoucher === texts['levyVoucher'],
      ),
    )
    if (newMonth === month) throw new Refusal(nothingDiffers, {})
    return { original, replacement: { ...original, contributionMonth: newMonth } }
  },
  enrolmentMonth: (_, { entry: { texts } }, personId, { enrolments, employers, dues }) => {
    const [month, newMonth] = [parsePeriod(texts['month']!), parsePeriod(texts['newMonth']!)]
    const employer = texts['creditCode'] === undefined ? undefined : employers.get(texts['creditCode'].toUpperCase())
    if (texts['creditCode'] !== undefined && employer === undefined) throw new Refusal(notThere, {})
    const own = enrolments.filter(
      (one) => one.personId === personId && one.insurance === texts['insurance'] && one.employerId === employer?.id,
    )
    const original = only(own.filter(({ change, fromMonth }) => change === 'enrol' && fromMonth === month))
    if (newMonth === month) throw new Refusal(nothingDiffers, {})
    const next = own
      .map(({ fromMonth }) => fromMonth)
      .filter((at) => at > month)
      .sort()[0]
    if (next !== undefined && newMonth >= next) throw new Refusal(afterEnd, { month: next })
    const first = dues
      .filter(
        (due) =>
          due.personId === personId &&
          due.insurance === texts['insurance'] &&
          due.employerId === employer?.id &&
          due.contributionMonth >= month,
      )
      .map(({ contributionMonth }) => contributionMonth)
      .sort()[0]
    if (first !== undefined && newMonth > first) throw new Refusal(afterDues, { month: first })
    return { original, replacement: { ...original, fromMonth: newMonth } }
  },
}

function only<F>(facts: readonly F[]): F {
  if (facts.length > 1) throw new Refusal(severalThere, {})
  const [one] = facts
  if (one === undefined) throw new Refusal(notThere, {})
  return one
}
