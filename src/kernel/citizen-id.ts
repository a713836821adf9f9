import { parseBirth } from './birth.js'
import type { Day } from './day.js'
import { type IdentityNumber, sexOfSequence, warningsOf } from './identity-number.js'
import { mask } from './mask.js'
import { mod112 } from './mod11-2.js'
import { Refusal } from './refusal.js'
import { digitsLost, unknownRegion, wrongCheck } from './refusals-identity.js'
import { findPermitRegion, findProvince } from './regions.js'

/**
 * 公民身份号码、港澳台居民居住证号码（GB 11643-1999）。Six digits of region, eight of birth, three of sequence, one check
 * character. Takes eighteen characters already known to be digits with a digit or X at the end.
 */
export function parseCitizenId(number: string, original: string, today: Day): IdentityNumber {
  const permit = findPermitRegion(number)
  if (permit === undefined && findProvince(number) === undefined) {
    throw new Refusal(unknownRegion, { number: mask(original), region: number.slice(0, 6) })
  }
  const birthDate = parseBirth(number.slice(6, 14), original, today)
  requireCheck(number, original)
  return {
    kind: permit === undefined ? 'citizen' : 'hmtPermit',
    number,
    original,
    birthDate,
    sex: sexOfSequence(number[16]!),
    documentType: permit === undefined ? '01' : permit === '台湾' ? 'L2' : 'L1',
    warnings: warningsOf(number),
  }
}

/** 十五位转十八位。The first-generation number: its century is the nineteen-hundreds, its check is computed. */
export function eighteenOf(fifteen: string): string {
  const body = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return body + mod112(body)
}

export function requireCheck(number: string, original: string): void {
  if (mod112(number) === number[17]) return
  throw new Refusal(number.endsWith('000') ? digitsLost : wrongCheck, { number: mask(original) })
}
