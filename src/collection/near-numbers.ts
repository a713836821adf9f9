import { parseCreditCode } from '../kernel/credit-code.js'
import type { Day } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { Refusal } from '../kernel/refusal.js'
import type { CandidateReason } from './claim-words.js'

/** 相近的证件号码：those that read and differ from what was written in one digit, or by two neighbours swapped. */
export function nearNumbers(given: string, today: Day): Map<string, CandidateReason> {
  const found = new Map<string, CandidateReason>()
  if (!/^[\dXx]{17,19}$/.test(given)) return found
  const text = given.toUpperCase()
  const keep = (one: string, why: CandidateReason) => {
    const read = number(one, today)
    if (read !== undefined && read !== text && !found.has(read)) found.set(read, why)
  }
  for (let at = 0; at + 1 < text.length; at++)
    keep(text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2), 'swapped')
  for (let at = 0; at < text.length; at++) {
    for (const digit of at === text.length - 1 ? '0123456789X' : '0123456789')
      keep(text.slice(0, at) + digit + text.slice(at + 1), 'oneDigit')
  }
  // A digit left out, or one too many.
  if (text.length === 17)
    for (let at = 0; at <= 17; at++)
      for (const digit of '0123456789X') keep(text.slice(0, at) + digit + text.slice(at), 'oneDigit')
  if (text.length === 19) for (let at = 0; at < 19; at++) keep(text.slice(0, at) + text.slice(at + 1), 'oneDigit')
  return found
}

const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 相近的统一社会信用代码，by one character. */
export function nearCodes(given: string): string[] {
  if (!/^[0-9A-Z]{18}$/.test(given)) return []
  const found = new Set<string>()
  for (let at = 0; at < 18; at++)
    for (const sign of SIGNS) {
      const code = read(given.slice(0, at) + sign + given.slice(at + 1), parseCreditCode)
      if (code !== undefined && code !== given) found.add(code)
    }
  return [...found]
}

function number(text: string, today: Day): string | undefined {
  return text.length === 18 ? read(text, (one) => parseIdentity(one, today).number) : undefined
}

function read<T>(text: string, parse: (text: string) => T): T | undefined {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
