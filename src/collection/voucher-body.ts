import { createHash } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'
import type { Vault } from '../ledger/vault.js'
import type { ContributionKind } from '../policy/charge-kinds.js'
import type { ContributionLine, Item, Line } from './lines.js'

/** 凭证正文。The lines as JSON, encrypted; its digest is what was agreed, and what posting takes as the body. */
export function sealBody(vault: Vault, lines: readonly Line[]): { body: Buffer; bodyDigest: Buffer } {
  const plain = Buffer.from(JSON.stringify(lines.map(packed)))
  return { body: vault.sealBytes(plain), bodyDigest: digestOf(plain) }
}

/** Opens a body and holds it against the digest that was agreed: a changed one is an alarm, thrown as a defect. */
export function openBody<L extends Line>(
  vault: Vault,
  { body, bodyDigest }: { body: Buffer; bodyDigest: Buffer },
): L[] {
  const plain = vault.unsealBytes(undefined, body)
  invariant(digestOf(plain).equals(bodyDigest), 'the body of a voucher is not the one that was agreed')
  return (JSON.parse(plain.toString()) as unknown[]).map(unpacked) as L[]
}

export function sealJson(vault: Vault, value: unknown): Buffer {
  return vault.sealBytes(Buffer.from(JSON.stringify(value)))
}

export function openJson<T>(vault: Vault, sealed: Buffer): T {
  return JSON.parse(vault.unsealBytes(undefined, sealed).toString()) as T
}

function digestOf(plain: Buffer): Buffer {
  return createHash('sm3').update(plain).digest()
}

const LINE = [
  ...['row', 'personId', 'identityNumber', 'fullName', 'contributionMonth', 'contributionKind', 'declaredWage'],
  ...['personKind', 'items'],
] as const
const ITEM = ['insurance', 'base', 'employer', 'person', 'employerToAccount', 'personToAccount'] as const

/** Lines of contributions come by the million: their values stand in order, without their names. Others are kept as they are. */
function packed(line: Line): unknown {
  if (!('items' in line)) return line
  const items = line.items.map((item) => ITEM.map((field) => item[field]))
  const { row, personId, identityNumber, fullName, contributionMonth, contributionKind, declaredWage, personKind } =
    line
  const told = [row, personId, identityNumber, fullName, contributionMonth, contributionKind, declaredWage, personKind]
  const { asked, employerId } = line
  return asked === undefined && employerId === undefined
    ? [...told, items]
    : [...told, items, asked ?? '', employerId ?? '']
}

function unpacked(kept: unknown): unknown {
  if (!Array.isArray(kept)) return kept
  const line = named(LINE, kept) as unknown as ContributionLine
  const items = (line.items as unknown as unknown[][]).map((values) => named(ITEM, values) as unknown as Item)
  const [asked = '', employerId = ''] = kept.slice(LINE.length) as [(ContributionKind | '')?, string?]
  return { ...line, items, ...(asked === '' ? {} : { asked }), ...(employerId === '' ? {} : { employerId }) }
}

function named(fields: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field, i) => [field, values[i]]))
}
