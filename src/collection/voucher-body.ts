import { createHash } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'
import type { Vault } from '../ledger/vault.js'
import type { Line } from './lines.js'

/** 凭证正文。The lines as JSON, encrypted; its digest is what was agreed, and what posting takes as the body. */
export function sealBody(vault: Vault, lines: readonly Line[]): { body: Buffer; bodyDigest: Buffer } {
  const plain = Buffer.from(JSON.stringify(lines))
  return { body: vault.sealBytes(plain), bodyDigest: digestOf(plain) }
}

/** Opens a body and holds it against the digest that was agreed: a changed one is an alarm, thrown as a defect. */
export function openBody<L extends Line>(
  vault: Vault,
  { body, bodyDigest }: { body: Buffer; bodyDigest: Buffer },
): L[] {
  const plain = vault.unsealBytes(undefined, body)
  invariant(digestOf(plain).equals(bodyDigest), 'the body of a voucher is not the one that was agreed')
  return JSON.parse(plain.toString()) as L[]
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
