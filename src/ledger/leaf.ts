import { createHmac } from 'node:crypto'
import type { Day } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import type { SealKeys } from '../log/row-form.js'
import type { PostingHeader } from './fact.js'

/** 审核环节的留痕。One step of the review as it stands inside the leaf: who, on which post, with what verdict, when. */
export interface LeafStep {
  readonly stage: string
  readonly verdict: string
  readonly by: string
  readonly organisation: string
  readonly at: number
  /** 以何岗位，在哪个终端；a leaf of the first form tells neither. */
  readonly post?: string | undefined
  readonly terminal?: string | undefined
}

/** 叶子。The header of a posting with its review steps and the root over its rows: what the tree commits to. */
export interface Leaf extends PostingHeader {
  readonly key: string
  readonly policyDigest: string
  readonly releaseDigest: string
  readonly keyEpoch: number
  readonly rowCount: number
  readonly rowRoot: string
  readonly steps: readonly LeafStep[]
}

const FORM = 'quanyi-posting/2'
/** The first form, whose steps name neither post nor terminal. */
const FORM_1 = 'quanyi-posting/1'
const HEADER = [
  'postingId',
  'voucherId',
  'revision',
  'kind',
  'agency',
  'businessDay',
  'postedAt',
  'key',
  'policyDigest',
  'releaseDigest',
  'keyEpoch',
  'rowCount',
  'rowRoot',
] as const
const STEP_1 = ['stage', 'verdict', 'by', 'organisation', 'at'] as const
const STEP = [...STEP_1, 'post', 'terminal'] as const

/** 叶子原文：length-prefixed texts in a fixed order. Serialised once; these bytes are hashed and kept. */
export function encodeLeaf(leaf: Leaf): Buffer {
  const header = HEADER.map((name) => String(leaf[name]))
  const steps = leaf.steps.flatMap((step) => STEP.map((name) => String(step[name] ?? '')))
  return Buffer.concat([FORM, ...header, String(leaf.steps.length), ...steps].map(prefixed))
}

/** 叶子的封签。A posting that was not made with the key is never given a place in the tree. */
export function sealLeaf(keys: SealKeys, epoch: number, bytes: Uint8Array): Buffer {
  return createHmac('sm3', keys.seal(epoch)).update('quanyi/leaf').update(bytes).digest()
}

/** Whether this leaf was made by this system, for this posting: a true leaf under another posting's id is a forgery. */
export function leafIsSealed(
  keys: SealKeys,
  posting: { id: string; epoch: number; leaf: Buffer; seal: Buffer },
): boolean {
  return (
    sealLeaf(keys, posting.epoch, posting.leaf).equals(posting.seal) &&
    decodeLeaf(posting.leaf).postingId === posting.id
  )
}

export function decodeLeaf(bytes: Uint8Array): Leaf {
  const texts = unprefixed(bytes)
  invariant(texts[0] === FORM || texts[0] === FORM_1, 'a posting leaf of an unknown form')
  const width = texts[0] === FORM ? STEP.length : STEP_1.length
  const header = Object.fromEntries(HEADER.map((name, i) => [name, texts[i + 1]!])) as Record<
    (typeof HEADER)[number],
    string
  >
  const count = Number(texts[HEADER.length + 1])
  const rest = texts.slice(HEADER.length + 2)
  invariant(rest.length === count * width, 'a posting leaf of the wrong length')
  const steps = Array.from({ length: count }, (_, i) => stepOf(rest.slice(i * width, (i + 1) * width)))
  return {
    ...header,
    businessDay: header.businessDay as Day,
    revision: Number(header.revision),
    postedAt: Number(header.postedAt),
    keyEpoch: Number(header.keyEpoch),
    rowCount: Number(header.rowCount),
    steps,
  }
}

function stepOf(texts: readonly string[]): LeafStep {
  const [stage, verdict, by, organisation, at, post = '', terminal = ''] = texts as [
    string,
    string,
    string,
    string,
    string,
  ]
  const more = { ...(post === '' ? {} : { post }), ...(terminal === '' ? {} : { terminal }) }
  return { stage, verdict, by, organisation, at: Number(at), ...more }
}

function prefixed(text: string): Buffer {
  const bytes = Buffer.from(text)
  const framed = Buffer.allocUnsafe(4 + bytes.length)
  framed.writeUInt32BE(bytes.length)
  bytes.copy(framed, 4)
  return framed
}

function unprefixed(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const texts: string[] = []
  for (let at = 0; at < buffer.length; ) {
    const length = buffer.readUInt32BE(at)
    texts.push(buffer.toString('utf8', at + 4, at + 4 + length))
    at += 4 + length
  }
  return texts
}
