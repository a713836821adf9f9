import { invariant } from '../kernel/invariant.js'
import type { Vault } from '../ledger/vault.js'
import type { ByteSource } from './byte-source.js'
import type { PaperReader } from './paper-port.js'

/**
 * 大件的封存格式：a mark, an identity of the file, the length of a sealed piece; then pieces of one mebibyte, each sealed
 * by itself with the file's identity, its number and whether it is the last. A piece that was changed, moved, left out
 * or brought from another file does not open.
 */
export const PIECE = 1024 * 1024
const MARK = Buffer.from('QYPIECE1')
const ID = 16
const HEAD = MARK.length + ID + 4
const INSIDE = ID + 4 + 1
const REMEMBERED = 4

export function isInPieces(sealed: Uint8Array): boolean {
  return MARK.equals(sealed.subarray(0, MARK.length))
}

/** 逐段封存。Takes bytes in any lengths and gives sealed pieces. */
export class PieceSealer {
  #waiting: Buffer[] = []
  #length = 0
  #number = 0
  #begun = false

  constructor(
    private readonly vault: Vault,
    private readonly id: Buffer,
  ) {}

  /** What can be written by now. The last piece is held back until it is known to be the last. */
  take(bytes: Uint8Array): Buffer[] {
    this.#waiting.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    this.#length += bytes.byteLength
    const sealed: Buffer[] = []
    while (this.#length > PIECE) sealed.push(...this.#seal(PIECE, false))
    return sealed
  }

  end(): Buffer[] {
    return this.#seal(this.#length, true)
  }

  #seal(length: number, last: boolean): Buffer[] {
    const all = this.#waiting.length === 1 ? this.#waiting[0]! : Buffer.concat(this.#waiting)
    const inside = Buffer.alloc(5)
    inside.writeUInt32BE(this.#number++, 0)
    inside[4] = last ? 1 : 0
    const sealed = this.vault.sealBytes(Buffer.concat([this.id, inside, all.subarray(0, length)]))
    this.#waiting = [all.subarray(length)]
    this.#length -= length
    return this.#begun ? [sealed] : [this.#head(sealed.length - length + PIECE), sealed]
  }

  #head(sealedLength: number): Buffer {
    this.#begun = true
    const length = Buffer.alloc(4)
    length.writeUInt32BE(sealedLength)
    return Buffer.concat([MARK, this.id, length])
  }
}

/** 打开大件，随处可读。 */
export async function openPieces(vault: Vault, reader: PaperReader): Promise<ByteSource> {
  const head = await reader.read(0, HEAD)
  invariant(head.length === HEAD && isInPieces(head), 'a paper in pieces begins with its mark')
  const id = head.subarray(MARK.length, MARK.length + ID)
  const whole = head.readUInt32BE(MARK.length + ID)
  invariant(whole > PIECE && whole < 2 * PIECE, 'the pieces of a paper have their length')
  const count = Math.ceil((reader.size - HEAD) / whole)
  const open = async (number: number) => {
    const from = HEAD + number * whole
    return openPiece(vault, await reader.read(from, from + whole), { id, number, last: number === count - 1 })
  }
  const lastPiece = await open(count - 1)
  return remembering((count - 1) * PIECE + lastPiece.length, open)
}

function openPiece(vault: Vault, sealed: Buffer, told: { id: Buffer; number: number; last: boolean }): Buffer {
  const plain = vault.unsealBytes(undefined, sealed)
  const right =
    plain.length >= INSIDE &&
    plain.subarray(0, ID).equals(told.id) &&
    plain.readUInt32BE(ID) === told.number &&
    (plain[ID + 4] === 1) === told.last
  invariant(right, 'a piece of a paper is not in its place')
  return plain.subarray(INSIDE)
}

/** The last pieces read stay open: who reads on reads the same piece many times. */
function remembering(size: number, open: (number: number) => Promise<Buffer>): ByteSource {
  const kept = new Map<number, Promise<Buffer>>()
  const piece = (number: number): Promise<Buffer> => {
    const found = kept.get(number) ?? open(number)
    kept.delete(number)
    kept.set(number, found)
    if (kept.size > REMEMBERED) kept.delete(kept.keys().next().value!)
    return found
  }
  return {
    size,
    read: async (start, end) => {
      const parts: Buffer[] = []
      for (let at = start; at < Math.min(end, size); at = (Math.floor(at / PIECE) + 1) * PIECE) {
        const number = Math.floor(at / PIECE)
        const from = number * PIECE
        parts.push((await piece(number)).subarray(at - from, Math.min(end, size) - from))
      }
      return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    },
  }
}
