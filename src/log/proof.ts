import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { decodeBase64, encodeBase64 } from './base64.js'
import { checkInclusion } from './check.js'
import { type Checkpoint, openCheckpoint } from './checkpoint.js'
import { HASH_BYTES, type HashProfile, hasherOf } from './hash.js'
import type { Verifier } from './note.js'
import { falseProof, malformedProof } from './refusals.js'

/** 存证证明（c2sp.org/tlog-proof）。One text that proves, offline, that an entry stands in a log. */
export interface LogProof {
  readonly index: number
  readonly hashes: readonly Uint8Array[]
  /** The signed note, as the log gave it. */
  readonly checkpoint: string
  /** Not covered by any signature; whoever reads it must not rely on it. */
  readonly extra?: Uint8Array | undefined
}

/** What a proof is held against: the trusted part, which the proof itself must not bring along. */
export interface ProofGround {
  readonly origin: string
  readonly profile: HashProfile
  readonly verifiers: readonly Verifier[]
}

const FIRST_LINE = 'c2sp.org/tlog-proof@v1'

/** A tree of 2^53 leaves needs no longer a proof. */
const MAX_HASHES = 53

export function formatProof({ index, hashes, checkpoint, extra }: LogProof): string {
  invariant(Number.isSafeInteger(index) && index >= 0, `no entry ${index}`)
  const lines = [
    FIRST_LINE,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(encodeBase64),
  ]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads the form; nothing is checked yet. Refuses `proof.malformed`. */
export function parseProof(text: string): LogProof {
  const blank = text.indexOf('\n\n')
  if (blank < 0) throw malformed('no checkpoint')
  const [first, ...lines] = text.slice(0, blank).split('\n')
  if (first !== FIRST_LINE) throw malformed('first line')
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()!.slice('extra '.length)) : undefined
  if (extra === undefined && text.startsWith(`${FIRST_LINE}\nextra `)) throw malformed('extra')
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines.shift() ?? '')
  if (index === null || !Number.isSafeInteger(Number(index[1]))) throw malformed('index')
  if (lines.length > MAX_HASHES) throw malformed('too many hashes')
  const hashes = lines.map((line) => {
    const hash = decodeBase64(line)
    if (hash?.length !== HASH_BYTES) throw malformed('hash')
    return hash
  })
  return { index: Number(index[1]), hashes, checkpoint: text.slice(blank + 2), extra }
}

/** 核验存证证明。The checkpoint under which this entry stands at this index; refuses whatever does not hold. */
export function checkProof(
  text: string,
  entry: Uint8Array,
  { origin, profile, verifiers }: ProofGround,
): { index: number; checkpoint: Checkpoint } {
  const { index, hashes, checkpoint: note } = parseProof(text)
  const checkpoint = openCheckpoint(note, origin, verifiers)
  const hasher = hasherOf(profile)
  const holds = checkInclusion(hasher, { leafHash: hasher.leaf(entry), index, head: checkpoint, proof: hashes })
  if (!holds) throw new Refusal(falseProof, { index, size: checkpoint.size })
  return { index, checkpoint }
}

function malformed(where: string): Refusal<{ where: string }> {
  return new Refusal(malformedProof, { where })
}
