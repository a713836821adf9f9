import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { alsoSee } from '../ledger/lookup-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import type { Case } from './case-store.js'
import {
  type CheckedItem,
  type CheckItem,
  type CheckSource,
  faultsOf,
  type Handbook,
  sourcesFor,
} from './check-sheet.js'
import { determinationItems, specialWorkItems } from './check-sheet-rows.js'
import { type Stage, SUBMISSION_KINDS } from './kinds.js'
import type { FactLine, Line } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { noSheet, sheetOfOther, sheetOpen, sheetStale } from './refusals-check.js'
import { openBody, openJson, sealJson } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

/** 已填的核对表。 */
export interface StoredSheet {
  readonly by: string
  readonly at: Instant
  readonly items: readonly CheckedItem[]
  readonly handbook?: Handbook | undefined
  /** What the database said when it was filled in. */
  readonly digest: Buffer
}

interface SheetRow {
  by_person: string
  at: Date
  digest: Buffer
  body: Buffer
}

export async function findSheet(
  trx: Trx,
  { vault }: Pick<CollectionPorts, 'vault'>,
  { revision: { submissionId, revision } }: Case,
  stage: Stage,
): Promise<StoredSheet | undefined> {
  const [row] = await trx.rows<SheetRow>(
    `select by_person, at, digest, body from desk.check_sheet where submission_id = $1 and revision = $2 and stage = $3`,
    [submissionId, revision, stage],
  )
  if (row === undefined) return undefined
  const body = openJson<Pick<StoredSheet, 'items' | 'handbook'>>(vault, row.body)
  return { by: row.by_person, at: row.at.getTime() as Instant, digest: row.digest, ...body }
}

export async function putSheet(
  trx: Trx,
  { vault }: Pick<CollectionPorts, 'vault'>,
  { revision: { submissionId, revision } }: Case,
  stage: Stage,
  { by, at, digest, items, handbook }: StoredSheet,
): Promise<void> {
  await trx.rows(
    `insert into desk.check_sheet (submission_id, revision, stage, by_person, at, digest, body)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7)
     on conflict (submission_id, revision, stage)
       do update set by_person = excluded.by_person, at = excluded.at, digest = excluded.digest, body = excluded.body`,
    [submissionId, revision, stage, by, at, digest, sealJson(vault, { items, ...(handbook && { handbook }) })],
  )
}

/** 应核对的各项，as the database stands now. */
export async function checkItems(trx: Trx, ports: CollectionPorts, one: Case): Promise<CheckItem[]> {
  const { vault, policy, clock } = ports
  const make = one.submission.kind === 'specialWork' ? specialWorkItems : determinationItems
  const vouchers = await findVouchers(trx, one.vouchers)
  const items: CheckItem[] = []
  for (const voucher of vouchers) {
    for (const line of openBody<Line>(vault, voucher)) {
      if (!('facts' in line)) continue
      const { personId } = line as FactLine
      await alsoSee(trx, [personId])
      const { facts } = await factsOfPerson(trx, personId, vault)
      items.push(...make({ line: line as FactLine, facts, book: policy().book, today: clock.today() }))
    }
  }
  return items
}

export function digestOfItems(items: readonly CheckItem[]): Buffer {
  const told = items.map(({ row, item, database }) => [row, item, database])
  return createHash('sm3').update(JSON.stringify(told)).digest()
}

/** 通过之前：where the stage asks for a sheet, this very person filled it in, whole, on what the database says now. */
export async function requireSheet(
  trx: Trx,
  ports: CollectionPorts,
  one: Case,
  actor: Actor,
  stage: Stage,
): Promise<void> {
  const { kind } = one.submission
  const sources = sourcesFor(kind, stage)
  if (sources === undefined) return
  const items = await checkItems(trx, ports, one)
  if (items.length === 0) return
  const sheet = await findSheet(trx, ports, one, stage)
  if (sheet === undefined) throw new Refusal(noSheet, { stage, ...SUBMISSION_KINDS[kind] })
  if (sheet.by !== actor.personId) throw new Refusal(sheetOfOther, {})
  requireWhole(sources, items, sheet)
  if (!sheet.digest.equals(digestOfItems(items))) throw new Refusal(sheetStale, {})
}

function requireWhole(sources: readonly CheckSource[], items: readonly CheckItem[], sheet: StoredSheet): void {
  const faults = faultsOf(sources, items, sheet.items, sheet.handbook)
  if (faults.length === 0) return
  const labels = faults
    .slice(0, 5)
    .map(({ row, item }) => items.find((one) => one.row === row && one.item === item)?.label)
  const told = (language: 'zh' | 'en') =>
    labels.map((label) => label?.[language] ?? '—').join(language === 'zh' ? '、' : ', ')
  throw new Refusal(sheetOpen, { open: faults.length, zh: told('zh'), en: told('en') })
}
