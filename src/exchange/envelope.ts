import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { isMatter, type Matter } from './matters.js'
import { matterNotAgreed, unreadableBatch } from './refusals.js'

export const FORM = 'quanyi-exchange/1'

/** 首行：what a batch says of itself, and what the signature covers. */
export interface Envelope {
  readonly form: typeof FORM
  readonly sender: string
  readonly receiver: string
  readonly agreement: string
  readonly basis: string
  readonly matter: Matter
  readonly number: number
  readonly from: Day
  readonly through: Day
  readonly items: readonly string[]
  readonly rows: number
  /** 金额合计（分）；0 where the matter has none. */
  readonly total: number
  /** 正文的 SM3，hex. */
  readonly digest: string
}

const TEXTS = { sender: 60, receiver: 20, agreement: 100, basis: 300, matter: 40, digest: 64 } as const
const FIELDS = [...Object.keys(TEXTS), 'form', 'number', 'from', 'through', 'items', 'rows', 'total']
const MOST_ITEMS = 50
const MOST_WHOLE = 1_000_000_000_000_000
/** Batches are counted one by one, in four bytes. */
const MOST_NUMBER = 2 ** 31 - 1

/** 解析首行。Every field is there, of its kind and size, and no other; refuses with `exchange.unreadable`. */
export function parseEnvelope(line: string): Envelope {
  const read = objectIn(line)
  for (const key of Object.keys(read))
    if (!FIELDS.includes(key)) unreadable(`首行有不认识的“${key.slice(0, 40)}”`, `the first line has an unknown field`)
  if (read['form'] !== FORM) unreadable(`form 须为 ${FORM}`, `form must be ${FORM}`)
  const text = (key: keyof typeof TEXTS) => textIn(read, key, TEXTS[key])
  const whole = (key: string, least: number, most = MOST_WHOLE) => wholeIn(read, key, least, most)
  const matter = text('matter')
  const digest = text('digest')
  if (!/^[0-9a-f]{64}$/.test(digest))
    unreadable('digest 须为 64 位十六进制小写', 'digest must be 64 lower-case hex digits')
  const [from, through] = [dayIn(read, 'from'), dayIn(read, 'through')]
  if (from > through) unreadable('期间的起止颠倒', 'the period ends before it begins')
  if (!isMatter(matter)) throw new Refusal(matterNotAgreed, { matter })
  return {
    ...{ form: FORM, sender: text('sender'), receiver: text('receiver'), agreement: text('agreement') },
    ...{ basis: text('basis'), matter, digest, from, through, items: itemsIn(read) },
    ...{
      number: whole('number', 1, MOST_NUMBER),
      rows: whole('rows', 0),
      total: whole('total', Number.MIN_SAFE_INTEGER),
    },
  }
}

/** Half of a surrogate pair, or a control character. */
const UNSTORABLE = /\p{Cs}|\p{Cc}/u

/** Whoever a text says it is from, for the book of refusals: unproven. What no database keeps names nobody. */
export function claimedSender(line: string): string {
  try {
    const { sender } = JSON.parse(line) as { sender?: unknown }
    if (typeof sender !== 'string' || UNSTORABLE.test(sender)) return ''
    return [...sender].slice(0, TEXTS.sender).join('')
  } catch {
    return ''
  }
}

function objectIn(line: string): Record<string, unknown> {
  let read: unknown
  try {
    read = JSON.parse(line)
  } catch {
    unreadable('首行不是 JSON', 'the first line is not JSON')
  }
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    unreadable('首行不是 JSON 对象', 'the first line is no JSON object')
  return read as Record<string, unknown>
}

function textIn(read: Record<string, unknown>, key: string, most: number): string {
  const value = read[key]
  if (typeof value !== 'string' || value === '' || value.length > most || UNSTORABLE.test(value))
    unreadable(`${key} 须为 1 至 ${most} 个字的文字`, `${key} must be a text of 1 to ${most} characters`)
  return value as string
}

function wholeIn(read: Record<string, unknown>, key: string, least: number, most: number): number {
  const value = read[key]
  if (!Number.isSafeInteger(value) || (value as number) < least || (value as number) > most)
    unreadable(`${key} 须为整数，至多 ${most}`, `${key} must be a whole number of ${most} at most`)
  return value as number
}

function dayIn(read: Record<string, unknown>, key: string): Day {
  try {
    return parseDay(textIn(read, key, 10))
  } catch {
    return unreadable(`${key} 须为日期 YYYY-MM-DD`, `${key} must be a day, YYYY-MM-DD`)
  }
}

function itemsIn(read: Record<string, unknown>): string[] {
  const value = read['items']
  const good = Array.isArray(value) && value.length > 0 && value.length <= MOST_ITEMS
  if (!good || !value.every((item) => typeof item === 'string' && item !== '' && item.length <= 40))
    unreadable('items 须为项目名称的列表', 'items must be a list of names')
  return value as string[]
}

function unreadable(why: string, whyEn: string): never {
  throw new Refusal(unreadableBatch, { why, whyEn })
}
