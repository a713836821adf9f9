import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { IdentityPaper } from './activation-contract.js'
import { paperExpired, paperIncomplete } from './refusals-sign-in.js'

/** 证件有效：its last day, undefined where it has none. Refuses what is expired, or does not say until when it holds. */
export function requireValidPaper(
  { validUntil, hasNoEnd = false, number }: IdentityPaper,
  today: Day,
): Day | undefined {
  if (number.trim() === '' || hasNoEnd === (validUntil !== undefined)) throw new Refusal(paperIncomplete, {})
  if (validUntil === undefined) return undefined
  const day = parseDay(validUntil)
  if (day < today) throw new Refusal(paperExpired, { validUntil })
  return day
}
