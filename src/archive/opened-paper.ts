import { createHash } from 'node:crypto'
import type { Vault } from '../ledger/vault.js'
import { isInPieces, openPieces } from './large-paper.js'

/** 打开一件存放的资料，however it was kept: whole, or in pieces as a large one is. */
export async function unsealedPaper(vault: Vault, sealed: Uint8Array): Promise<Buffer> {
  if (!isInPieces(sealed)) return vault.unsealBytes(undefined, sealed)
  const whole = Buffer.from(sealed)
  const read = async (start: number, end: number) => whole.subarray(start, end)
  const source = await openPieces(vault, { size: whole.length, read, close: async () => undefined })
  return source.read(0, source.size)
}

/** 资料的名：the keyed digest of its content's SM3, by which it is kept, listed and known again. */
export function paperDigest(vault: Vault, bytes: Uint8Array): Buffer {
  return vault.digest(`paper:${createHash('sm3').update(bytes).digest('hex')}`)
}
