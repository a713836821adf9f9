import type { LookProofFile, TreesAnswer } from '../../src/access/look-proof-contract.js'
import { isSame, joined, ofBase64, ofHex } from './bytes.js'
import { verifySm2 } from './sm2.js'
import { sm3 } from './sm3.js'

/** 核验结果：what the proved line says, and under which signed tree; or at which step it does not hold. */
export type Checked =
  | {
      readonly holds: true
      readonly line: Readonly<Record<string, string>>
      readonly origin: string
      readonly size: number
    }
  | { readonly holds: false; readonly step: 'form' | 'row' | 'batch' | 'tree' | 'signature' }

type Tree = TreesAnswer['trees'][number]

const TAGS: Readonly<Record<string, number>> = {
  ...{ id: 1, int: 1, money: 1, month: 1, text: 2, secret: 3, bytes: 3, day: 4, instant: 5, bool: 6 },
}
const SM2_TYPE = joined(Uint8Array.of(0xff), new TextEncoder().encode('quanyi/sm2sm3/v1'))

/** 核验一份查阅证明。Asks nobody: only the file, and the public key the page already holds. */
export function checkLook(text: string, tree: Tree): Checked {
  const proof = parsed(text)
  if (proof === undefined) return { holds: false, step: 'form' }
  const hash = lineHash(proof)
  if (hash === undefined) return { holds: false, step: 'row' }
  const [form, count, root] = proof.batch.entry.split('\n')
  const stated = ofHex(root ?? '')
  const inBatch = climb(hash, proof.batch.index, Number(count), proof.batch.path.map(ofHex))
  if (form !== 'quanyi-looks-root/1' || stated === undefined || inBatch === undefined || !isSame(inBatch, stated)) {
    return { holds: false, step: 'batch' }
  }
  const log = readLog(proof.log)
  if (log === undefined || log.origin !== tree.origin) return { holds: false, step: 'tree' }
  const entry = sm3(
    joined(
      Uint8Array.of(0),
      Uint8Array.from(proof.batch.entry, (one) => one.charCodeAt(0)),
    ),
  )
  const top = climb(entry, log.index, log.size, log.hashes)
  if (top === undefined || !isSame(top, log.root)) return { holds: false, step: 'tree' }
  if (!tree.keys.some((key) => isSigned(log, key))) return { holds: false, step: 'signature' }
  const line = Object.fromEntries(proof.row.columns.map(([name], i) => [name, proof.row.cells[i] ?? '']))
  return { holds: true, line: { ...line, purpose: proof.purpose }, origin: log.origin, size: log.size }
}

function parsed(text: string): LookProofFile | undefined {
  try {
    const proof = JSON.parse(text) as LookProofFile
    const { row, batch } = proof
    const whole = proof.form === 'quanyi-look-proof/1' && row.columns.length === row.cells.length
    return whole && Array.isArray(batch.path) && typeof proof.log === 'string' ? proof : undefined
  } catch {
    return undefined
  }
}

/** 规范编码：the form's name, then per column a tag, a length and the bytes; null has its own tag. */
function lineHash({ row, salt }: LookProofFile): Uint8Array | undefined {
  const parts = [cellBytes(2, new TextEncoder().encode(row.form))]
  for (const [i, cell] of row.cells.entries()) {
    const kind = row.columns[i]?.[1] ?? ''
    const tag = TAGS[kind]
    if (tag === undefined) return undefined
    if (cell === null) parts.push(Uint8Array.of(0))
    else parts.push(cellBytes(tag, tag === 3 ? (ofHex(cell) ?? new Uint8Array()) : new TextEncoder().encode(cell)))
  }
  const salted = ofHex(salt)
  return salted === undefined ? undefined : sm3(joined(Uint8Array.of(0), salted, ...parts))
}

function cellBytes(tag: number, bytes: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(5))
  head.setUint8(0, tag)
  head.setUint32(1, bytes.length)
  return joined(new Uint8Array(head.buffer), bytes)
}

/** 由叶到根（RFC 9162, 2.1.3.2）。Undefined where there are too many hashes or too few. */
function climb(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly (Uint8Array | undefined)[],
): Uint8Array | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined
  let [at, last, hash] = [index, size - 1, leaf]
  for (const beside of path) {
    if (beside?.length !== 32 || last === 0) return undefined
    if (at % 2 === 1 || at === last) {
      hash = sm3(joined(Uint8Array.of(1), beside, hash))
      while (at % 2 === 0 && at !== 0) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
    } else {
      hash = sm3(joined(Uint8Array.of(1), hash, beside))
    }
    ;[at, last] = [Math.floor(at / 2), Math.floor(last / 2)]
  }
  return last === 0 ? hash : undefined
}

interface ReadLog {
  readonly index: number
  readonly hashes: readonly (Uint8Array | undefined)[]
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** What was signed, and the lines that sign it. */
  readonly signed: string
  readonly signatures: readonly (readonly [name: string, bytes: Uint8Array])[]
}

/** c2sp.org/tlog-proof, with the checkpoint as a signed note behind it. */
function readLog(text: string): ReadLog | undefined {
  const [head, note, signatures] = [...cut(text)]
  const lines = (head ?? '').split('\n').filter((line) => !line.startsWith('extra '))
  const index = /^index (\d{1,16})$/.exec(lines[1] ?? '')
  const [origin, size, root] = (note ?? '').split('\n')
  const rootBytes = ofBase64(root ?? '')
  if (lines[0] !== 'c2sp.org/tlog-proof@v1' || index === null || rootBytes?.length !== 32) return undefined
  return {
    ...{ index: Number(index[1]), hashes: lines.slice(2).map(ofBase64), origin: origin!, size: Number(size) },
    ...{ root: rootBytes, signed: `${note}\n` },
    signatures: (signatures ?? '').split('\n').flatMap((line) => {
      const [, name, base64] = /^— (\S+) (\S+)$/.exec(line) ?? []
      const bytes = ofBase64(base64 ?? '')
      return name === undefined || bytes === undefined ? [] : [[name, bytes] as const]
    }),
  }
}

function* cut(text: string): Generator<string> {
  for (const part of text.split('\n\n')) yield part
}

/** 可信公钥之一签过。name+id+base64(type ‖ key); the first four bytes of a signature name its key. */
function isSigned({ signed, signatures }: ReadLog, key: string): boolean {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(key) ?? []
  const typed = ofBase64(base64 ?? '')
  const keyId = ofHex(id ?? '')
  if (typed === undefined || keyId === undefined || !isSame(typed.subarray(0, SM2_TYPE.length), SM2_TYPE)) return false
  const publicKey = typed.subarray(SM2_TYPE.length)
  return signatures.some(
    ([by, bytes]) =>
      by === name &&
      isSame(bytes.subarray(0, 4), keyId) &&
      verifySm2(publicKey, new TextEncoder().encode(signed), bytes.subarray(4)),
  )
}
