import type { Finding } from '../log/finding.js'
import { hasherOf, sameBytes } from '../log/hash.js'
import { type Cell, sealRow } from '../log/row-form.js'
import { rootOf } from '../log/tree.js'
import type { Keys } from './keys.js'
import type { Leaf } from './leaf.js'
import type { StoredRow } from './verify-store.js'

/** A row that is not what its place says: kept until the whole is read, so that a moved one can be told from a changed one. */
export interface Suspect {
  readonly row: StoredRow
  readonly place: Place
}

export interface Place {
  readonly posting: string
  readonly ordinal: number
}

export interface Suspicion {
  readonly suspects: Suspect[]
  readonly vacant: Place[]
  readonly findings: Finding[]
}

/** 逐行核验一次记账：every seal, every ordinal, and the root the tree has committed to. Undefined where all hold. */
export function checkRows(keys: Keys, leaf: Leaf, rows: readonly StoredRow[], into: Suspicion): void {
  const hashes: (Buffer | undefined)[] = new Array(leaf.rowCount)
  for (const row of rows) {
    const place = placeOf(row)
    const { hash, seal } = sealRow(keys, row.epoch, placeText(place), row.form, row.cells)
    const extra = !(place.ordinal >= 0 && place.ordinal < leaf.rowCount) || hashes[place.ordinal] !== undefined
    if (extra || seal.toString('hex') !== row.seal) into.suspects.push({ row, place })
    else hashes[place.ordinal] = hash
  }
  const vacant = missing(hashes)
  for (const ordinal of vacant) into.vacant.push({ posting: leaf.postingId, ordinal })
  if (vacant.length > 0) return
  const root = rootOf(hasherOf('sm3'), hashes as Buffer[])
  if (!sameBytes(root, Buffer.from(leaf.rowRoot, 'hex'))) {
    into.findings.push({
      table: 'ledger.posting',
      key: { posting_id: leaf.postingId },
      kind: 'changed',
      how: 'rows are sealed but are not those the tree has committed to',
    })
  }
}

function missing(hashes: readonly unknown[]): number[] {
  const ordinals: number[] = []
  for (let i = 0; i < hashes.length; i++) if (hashes[i] === undefined) ordinals.push(i)
  return ordinals
}

/** 归类。A suspect whose seal holds for a vacant place or another person was moved; else it was changed, or added. */
export function classify(keys: Keys, { suspects, vacant }: Suspicion, persons: readonly string[]): Finding[] {
  const open = new Map(vacant.map((place) => [placeText(place), place]))
  const origins = suspects.map(({ row, place }) => originOf(keys, row, place, open, persons))
  for (const origin of origins) if (origin !== undefined) open.delete(placeText(origin.place))
  const findings: Finding[] = suspects.map(({ row, place }, i) => {
    const origin = origins[i]
    const table = row.form.table
    if (origin !== undefined) return { table, key: keyOf(row), kind: 'moved', how: origin.how }
    const kind = open.delete(placeText(place)) ? 'changed' : 'added'
    return { table, key: keyOf(row), kind, how: 'the seal does not hold' }
  })
  for (const place of open.values()) {
    findings.push({
      table: 'ledger.*',
      key: { posting_id: place.posting, ordinal: place.ordinal },
      kind: 'missing',
      how: 'the posting has a row here that is gone',
    })
  }
  return findings
}

interface Origin {
  readonly place: Place
  readonly how: string
}

const MOST_TRIES = 4000

function originOf(
  keys: Keys,
  row: StoredRow,
  place: Place,
  open: ReadonlyMap<string, Place>,
  persons: readonly string[],
): Origin | undefined {
  const holds = (cells: readonly Cell[], at: Place) =>
    sealRow(keys, row.epoch, placeText(at), row.form, cells).seal.toString('hex') === row.seal
  let tries = 0
  for (const at of [place, ...open.values()]) {
    if (++tries > MOST_TRIES) return undefined
    if (at !== place && holds(withPlace(row, at), at)) return { place: at, how: `sealed for ${placeText(at)}` }
  }
  const owner = ownerColumn(row)
  if (owner < 0) return undefined
  for (const person of persons) {
    for (const at of [place, ...[...open.values()].slice(0, 20)]) {
      const cells = withPlace(row, at)
      cells[owner] = person
      if (person !== row.cells[owner] && holds(cells, at)) return { place: at, how: `sealed for owner ${person}` }
    }
  }
  return undefined
}

function ownerColumn(row: StoredRow): number {
  return row.form.columns.findIndex(
    ({ name }) => name === 'person_id' || (row.form.owner === 'employer' && name === 'employer_id'),
  )
}

function withPlace(row: StoredRow, at: Place): Cell[] {
  const cells = [...row.cells]
  cells[columnOf(row, 'posting_id')] = at.posting
  cells[columnOf(row, 'ordinal')] = String(at.ordinal)
  return cells
}

export function placeOf(row: StoredRow): Place {
  return { posting: row.cells[columnOf(row, 'posting_id')]!, ordinal: Number(row.cells[columnOf(row, 'ordinal')]) }
}

export function keyOf(row: StoredRow): Record<string, string | number> {
  const place = placeOf(row)
  const owner = ownerColumn(row)
  return {
    ...(owner < 0 ? {} : { [row.form.columns[owner]!.name]: row.cells[owner]! }),
    posting_id: place.posting,
    ordinal: place.ordinal,
  }
}

export function sealHolds(keys: Keys, row: StoredRow): boolean {
  const { seal } = sealRow(keys, row.epoch, placeText(placeOf(row)), row.form, row.cells)
  return seal.toString('hex') === row.seal
}

function columnOf(row: StoredRow, name: string): number {
  return row.form.columns.findIndex((column) => column.name === name)
}

function placeText({ posting, ordinal }: Place): string {
  return `${posting}/${ordinal}`
}
