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
export const LONGEST_LINE = 64 * 1024

/** 来文的首行与签名。Nothing in it is believed yet. */
export interface SignedHead {
  readonly head: Buffer
  readonly signature: string
}

/** 拆开的来文，of one that is small enough to be held whole. */
export interface Message extends SignedHead {
  readonly body: Buffer
}

export function splitMessage(bytes: Buffer): Message {
  const { head, signature, bodyAt } = headIn(bytes) ?? unreadableHead()
  if (!isUtf8(bytes)) unreadableHead(...NOT_UTF8)
  return { head, signature, body: bytes.subarray(bodyAt) }
}

/** 首行与签名行，and where the body begins behind them; undefined until both have come whole. */
export function headIn(bytes: Buffer): (SignedHead & { readonly bodyAt: number }) | undefined {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const first = bytes.indexOf(LF, start)
  const second = first < 0 ? -1 : bytes.indexOf(LF, first + 1)
  if (second < 0) return undefined
  if (first - start > LONGEST_LINE || second - first > LONGEST_LINE) unreadableHead()
  return {
    head: bytes.subarray(start, withoutReturn(bytes, first)),
    signature: bytes.subarray(first + 1, withoutReturn(bytes, second)).toString(),
    bodyAt: second + 1,
  }
}

function withoutReturn(bytes: Buffer, end: number): number {
  return bytes[end - 1] === 13 ? end - 1 : end
}

export const NOT_UTF8 = ['须为 UTF-8 编码', 'it must be UTF-8'] as const

export function unreadableHead(
  why = '须有首行、签名行与正文',
  whyEn = 'it needs a first line, a line of signature and a body',
): never {
  throw new Refusal(unreadableBatch, { why, whyEn })
}

/** What the own side expects of any message. */
export interface Expected {
  readonly receivers: readonly string[]
  readonly mostRows: number
}

/**
 * 核验首行，before a row of the body is read. Its signature was found right before. Refuses with `exchange.*`; the body is
 * counted as it passes, by `BodyCheck`.
 */
export function verifyHead({ head }: SignedHead, partner: Partner, expected: Expected): Envelope {
  const envelope = parseEnvelope(head.toString())
  const { receiver, agreement, matter, rows } = envelope
  if (!expected.receivers.includes(receiver))
    throw new Refusal(wrongReceiver, { receiver, own: expected.receivers[0] ?? '' })
  if (agreement !== partner.agreement) throw new Refusal(wrongAgreement, { agreement })
  const allowed = partner.whitelist[matter]
  if (allowed === undefined) throw new Refusal(matterNotAgreed, { matter })
  refuseItems(envelope.items, allowed, 0)
  if (rows > expected.mostRows) throw new Refusal(tooManyExchangeRows, { limit: expected.mostRows })
  return envelope
}

/** 验签：over the bytes of the first line, by the key on record; r ‖ s in 64 bytes, or as DER, in base64. */
export function isSignedBy({ head, signature }: SignedHead, { publicKey }: Partner): boolean {
  const key = parsePublicKeyPem(publicKey)
  const given = /^[A-Za-z0-9+/]{20,200}={0,2}$/.test(signature) ? decodeBase64(signature) : undefined
  if (key === undefined || given === undefined) return false
  const raw = given.length === 64 ? given : signatureFromDer(given)
  return raw !== undefined && verifySm2(key, head, raw)
}

/** 正文的核对，as it passes: digest, rows, totals and items. The first fault is told at the end, a wrong digest before all. */
export class BodyCheck {
  private readonly hash = createHash('sm3')
  private readonly text = new TextDecoder('utf-8', { fatal: true })
  private readonly money: readonly string[]
  private fault: Refusal | undefined
  private counted = 0
  private sum = 0

  constructor(private readonly envelope: Envelope) {
    this.money = moneyItems(envelope.matter)
  }

  bytes(bytes: Buffer): void {
    this.hash.update(bytes)
    this.spelt(() => this.text.decode(bytes, { stream: true }))
  }

  row({ line, object }: BodyRow): void {
    this.counted++
    if (object === undefined) return
    try {
      refuseItems(Object.keys(object), this.envelope.items, line)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.fault ??= error as Refusal
    }
    for (const item of this.money) {
      const value = object[item]
      if (Number.isSafeInteger(value)) this.sum += value as number
    }
  }

  end(): void {
    const { digest, rows, total } = this.envelope
    this.spelt(() => this.text.decode())
    if (this.hash.digest('hex') !== digest) throw new Refusal(wrongDigest, {})
    if (this.fault !== undefined) throw this.fault
    if (this.counted !== rows) throw new Refusal(wrongRowCount, { stated: rows, counted: this.counted })
    if (this.sum !== total) throw new Refusal(wrongTotal, { stated: total, counted: this.sum })
  }

  private spelt(decode: () => unknown): void {
    try {
      decode()
    } catch {
      const [why, whyEn] = NOT_UTF8
      this.fault ??= new Refusal(unreadableBatch, { why, whyEn }) as Refusal
    }
  }
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

/** 一行的内容；undefined where it is no JSON object. */
export function objectOf(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(bytes.toString())
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** 事项的全部项目：what an agreement may list at most. */
export function itemsOf(matter: Matter): string[] {
  return Object.keys(matterEntry(matter).items)
}
