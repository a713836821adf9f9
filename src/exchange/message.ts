import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { Refusal } from '../kernel/refusal.js'
import { decodeBase64 } from '../log/base64.js'
import { verifySm2 } from '../log/sm2.js'
import { parsePublicKeyPem, signatureFromDer } from '../log/sm2-encoding.js'
import { type Envelope, parseEnvelope } from './envelope.js'
import { type Matter, matterEntry, moneyItems } from './matters.js'
import type { Partner } from './partner.js'
import {
  itemsNotAgreed,
  matterNotAgreed,
  tooManyExchangeRows,
  unreadableBatch,
  wrongAgreement,
  wrongDigest,
  wrongReceiver,
  wrongRowCount,
  wrongTotal,
} from './refusals.js'

const LF = 10
const LONGEST_LINE = 64 * 1024

/** 来文拆开：first line, signature, body. Nothing in it is believed yet. */
export interface Message {
  readonly head: Buffer
  readonly signature: string
  readonly body: Buffer
}

export function splitMessage(bytes: Buffer): Message {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const first = bytes.indexOf(LF, start)
  const second = first < 0 ? -1 : bytes.indexOf(LF, first + 1)
  if (second < 0 || first - start > LONGEST_LINE || second - first > LONGEST_LINE) {
    const why = { why: '须有首行、签名行与正文', whyEn: 'it needs a first line, a line of signature and a body' }
    throw new Refusal(unreadableBatch, why)
  }
  if (!isUtf8(bytes)) throw new Refusal(unreadableBatch, { why: '须为 UTF-8 编码', whyEn: 'it must be UTF-8' })
  return {
    head: bytes.subarray(start, withoutReturn(bytes, first)),
    signature: bytes.subarray(first + 1, withoutReturn(bytes, second)).toString(),
    body: bytes.subarray(second + 1),
  }
}

/** What the own side expects of any message. */
export interface Expected {
  readonly receivers: readonly string[]
  readonly mostRows: number
}

/**
 * 核验来文。Its signature was found right before. The agreement, then the body: digest, rows, totals and items. Reads row
 * by row; refuses with `exchange.*`.
 */
export function verifyMessage(message: Message, partner: Partner, expected: Expected): Envelope {
  const envelope = parseEnvelope(message.head.toString())
  const { receiver, agreement, matter, digest, rows } = envelope
  if (!expected.receivers.includes(receiver))
    throw new Refusal(wrongReceiver, { receiver, own: expected.receivers[0] ?? '' })
  if (agreement !== partner.agreement) throw new Refusal(wrongAgreement, { agreement })
  const allowed = partner.whitelist[matter]
  if (allowed === undefined) throw new Refusal(matterNotAgreed, { matter })
  refuseItems(envelope.items, allowed, 0)
  if (createHash('sm3').update(message.body).digest('hex') !== digest) throw new Refusal(wrongDigest, {})
  if (rows > expected.mostRows) throw new Refusal(tooManyExchangeRows, { limit: expected.mostRows })
  count(message.body, envelope)
  return envelope
}

/** 验签：over the bytes of the first line, by the key on record; r ‖ s in 64 bytes, or as DER, in base64. */
export function isSignedBy({ head, signature }: Message, { publicKey }: Partner): boolean {
  const key = parsePublicKeyPem(publicKey)
  const given = /^[A-Za-z0-9+/]{20,200}={0,2}$/.test(signature) ? decodeBase64(signature) : undefined
  if (key === undefined || given === undefined) return false
  const raw = given.length === 64 ? given : signatureFromDer(given)
  return raw !== undefined && verifySm2(key, head, raw)
}

function count(body: Buffer, { rows, total, items, matter }: Envelope): void {
  const money = moneyItems(matter)
  let [counted, sum] = [0, 0]
  for (const { line, object } of rowsIn(body)) {
    counted++
    if (object === undefined) continue
    refuseItems(Object.keys(object), items, line)
    for (const item of money) {
      const value = object[item]
      if (Number.isSafeInteger(value)) sum += value as number
    }
  }
  if (counted !== rows) throw new Refusal(wrongRowCount, { stated: rows, counted })
  if (sum !== total) throw new Refusal(wrongTotal, { stated: total, counted: sum })
}

function refuseItems(items: readonly string[], allowed: readonly string[], line: number): void {
  const beyond = items.filter((item) => !allowed.includes(item))
  if (beyond.length > 0) throw new Refusal(itemsNotAgreed, { items: beyond.slice(0, 5).join('、').slice(0, 100), line })
}

export interface BodyRow {
  /** 正文的第几行，from 1. */
  readonly line: number
  /** Undefined where the line is no JSON object: that row is refused. */
  readonly object: Readonly<Record<string, unknown>> | undefined
}

/** 正文逐行，streamed; a last line feed ends the last row and begins none. */
export function* rowsIn(body: Buffer): Generator<BodyRow> {
  let line = 0
  for (let at = 0; at < body.length; ) {
    const end = body.indexOf(LF, at)
    const stop = end < 0 ? body.length : end
    line++
    yield { line, object: stop - at > LONGEST_LINE ? undefined : objectOf(body.subarray(at, stop)) }
    at = stop + 1
  }
}

function objectOf(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(bytes.toString())
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function withoutReturn(bytes: Buffer, end: number): number {
  return bytes[end - 1] === 13 ? end - 1 : end
}

/** 事项的全部项目：what an agreement may list at most. */
export function itemsOf(matter: Matter): string[] {
  return Object.keys(matterEntry(matter).items)
}
