import type { Trx } from '../db/database.js'
import { employersByCode } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { employersAmong } from './employer-terms.js'
import { derivePerson, type LegacyPlace, type LegacyRowTold } from './legacy-derive.js'
import type { LegacyTale } from './legacy-lines.js'
import { type LegacyTold, type LegacyToldOf, reason } from './legacy-row.js'
import {
  insertSubjects,
  type LegacyPackage,
  type LegacyRow,
  type LegacySubject,
  listRows,
  nextWhos,
  rowsOfWhos,
  subjectsOf,
} from './legacy-store.js'
import { isEmployer, whoOf } from './legacy-who.js'
import type { LegacyReason } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import { openJson, sealJson } from './voucher-body.js'

/** 一次比对的人数：their rows are held together. */
export const PERSONS_AT_ONCE = 100

export interface LegacyGroup {
  readonly who: Buffer
  readonly rows: readonly LegacyRow[]
  /** Those that are not listed yet, opened. */
  readonly told: readonly LegacyRowTold[]
}

/** 其后的若干人与其各行。 */
export async function nextGroups(trx: Trx, { vault }: CollectionPorts, packageId: string, after: Buffer) {
  const whos = await nextWhos(trx, packageId, after, PERSONS_AT_ONCE)
  const byWho = new Map<string, LegacyRow[]>(whos.map((who) => [who.toString('hex'), []]))
  for (const row of await rowsOfWhos(trx, packageId, whos)) byWho.get(row.who.toString('hex'))?.push(row)
  return whos.map((who): LegacyGroup => {
    const rows = byWho.get(who.toString('hex'))!
    const told = rows.flatMap(({ ordinal, row, code, body }) =>
      code === undefined ? [{ ordinal, row, told: openJson<LegacyTold>(vault, body) }] : [],
    )
    return { who, rows, told }
  })
}

/** 比对其后的若干人。Undefined when there is nobody left. */
export async function compareNext(trx: Trx, ports: CollectionPorts, one: LegacyPackage, after: Buffer) {
  const groups = await nextGroups(trx, ports, one.packageId, after)
  if (groups.length === 0) return undefined
  const registered = await employersHere(trx, groups)
  for (const group of groups) if (isEmployer(group.who)) await compareEmployer(trx, ports, one, group, registered)
  const people = groups.filter(({ who }) => !isEmployer(who))
  const place = await placeFor(trx, ports, one, people)
  const known = await knownAmong(trx, ports, people)
  for (const group of people) await comparePerson(trx, ports, one, group, place, known.get(group.who.toString('hex')))
  return { after: groups.at(-1)!.who, persons: groups.length }
}

/** 单位的编号：the given one where there is one, else, while it is only tried, its code stands for it. */
export async function placeFor(
  trx: Trx,
  { vault, clock, policy }: CollectionPorts,
  { packageId, agency, area }: LegacyPackage,
  groups: readonly LegacyGroup[],
): Promise<LegacyPlace> {
  const codes = [...new Set(groups.flatMap(({ told }) => told.flatMap((one) => codeIn(one.told) ?? [])))]
  const subjects = await subjectsOf(
    trx,
    packageId,
    codes.map((code) => whoOf(vault, 'employers', code)),
  )
  const inPackage = new Map(subjects.map((one) => [one.who.toString('hex'), one]))
  const here = employersAmong(await employersByCode(trx, codes))
  const employerIdOf = (code: string) => {
    const subject = inPackage.get(whoOf(vault, 'employers', code).toString('hex'))
    if (subject !== undefined && (subject.stored > 0 || subject.givenId !== undefined)) return subject.givenId ?? code
    return here.get(code)?.id
  }
  const document = `legacy:${packageId}`
  return { personId: '0', agency, area, document, today: clock.today(), book: policy().book, employerIdOf }
}

function codeIn(told: LegacyTold): string | undefined {
  return told.table === 'paid' || told.table === 'enrolments' ? told.creditCode : undefined
}

/** 已在本系统登记的人：the same one, or another name under this number. */
async function knownAmong(trx: Trx, { vault }: CollectionPorts, groups: readonly LegacyGroup[]) {
  const people = groups.flatMap(({ who, told }) => {
    const person = told.map((one) => one.told).find((one) => one.table === 'persons')
    return person === undefined ? [] : [{ who, person: person as LegacyToldOf<'persons'> }]
  })
  const found = await findPersons(
    trx,
    people.map(({ person }) => vault.identityDigest(person.number)),
  )
  const known = new Map<string, LegacyReason>()
  for (const { who, person } of people) {
    const here = found.get(vault.identityDigest(person.number).toString('hex'))
    if (here === undefined) continue
    const same = here.nameDigest?.equals(nameDigest(vault, person.number, person.fullName)) === true
    known.set(who.toString('hex'), same ? 'legacy.person-known' : 'legacy.name-differs')
  }
  return known
}

async function employersHere(trx: Trx, groups: readonly LegacyGroup[]) {
  const codes = groups.flatMap(({ who, told }) =>
    isEmployer(who) ? told.map((one) => (one.told as LegacyToldOf<'employers'>).creditCode) : [],
  )
  return codes.length === 0
    ? new Map<string, { readonly id: string }>()
    : employersAmong(await employersByCode(trx, codes))
}

async function compareEmployer(
  trx: Trx,
  ports: CollectionPorts,
  { packageId }: LegacyPackage,
  { who, rows, told }: LegacyGroup,
  registered: ReadonlyMap<string, { readonly id: string }>,
): Promise<void> {
  const first = told[0]?.told as LegacyToldOf<'employers'> | undefined
  if (first === undefined) return
  const known = registered.get(first.creditCode)
  const listed = told.flatMap(({ ordinal }, i): [number, LegacyReason][] => {
    if (known !== undefined) return [[ordinal, 'legacy.employer-known']]
    return i === 0 ? [] : [[ordinal, 'legacy.repeated']]
  })
  const tale: LegacyTale = { identityNumber: first.creditCode, fullName: first.name, found: [] }
  await keep(trx, ports, packageId, rows, new Map(listed), {
    ...{ who, isEmployer: true, givenId: known?.id, body: sealJson(ports.vault, tale), kinds: [] },
  })
}

async function comparePerson(
  trx: Trx,
  ports: CollectionPorts,
  { packageId }: LegacyPackage,
  { who, rows, told }: LegacyGroup,
  place: LegacyPlace,
  known: LegacyReason | undefined,
): Promise<void> {
  if (told.length === 0) return
  const { person, found, listed } = derivePerson(told, place, known)
  const first = told[0]!.told
  const identityNumber = person?.number ?? ('number' in first ? first.number : '')
  const tale: LegacyTale = { identityNumber, fullName: person?.fullName ?? '', found }
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  await keep(trx, ports, packageId, rows, listed, { who, isEmployer: false, body: sealJson(ports.vault, tale), kinds })
}

async function keep(
  trx: Trx,
  { vault }: CollectionPorts,
  packageId: string,
  rows: readonly LegacyRow[],
  listed: ReadonlyMap<number, LegacyReason>,
  subject: Omit<LegacySubject, 'stored' | 'listed'>,
): Promise<void> {
  const told = rows.flatMap(({ ordinal, row }) => {
    const code = listed.get(ordinal)
    return code === undefined ? [] : [{ ordinal, code, says: sealJson(vault, reason(row, code)) }]
  })
  await listRows(trx, packageId, told)
  const gone = told.length + rows.filter(({ code }) => code !== undefined).length
  await insertSubjects(trx, packageId, [{ ...subject, stored: rows.length - gone, listed: gone }])
}
