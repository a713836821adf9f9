import { parseBirth, parseShortBirth } from './birth.js'
import { requireCheck } from './citizen-id.js'
import type { Day } from './day.js'
import { type IdentityNumber, sexOfSequence, warningsOf } from './identity-number.js'
import { mask } from './mask.js'
import { Refusal } from './refusal.js'
import { unknownRegion } from './refusals-identity.js'
import { findProvince } from './regions.js'

/**
 * 外国人永久居留身份证（2023 年版，18 位）。A nine, two digits of province, three of nationality, eight of birth, three of
 * sequence, one check character by the citizens' rule.
 */
export function parseResidentCard(number: string, original: string, today: Day): IdentityNumber {
  requireProvince(number.slice(1, 3), original)
  const birthDate = parseBirth(number.slice(6, 14), original, today)
  requireCheck(number, original)
  return {
    kind: 'permanentResident',
    number,
    original,
    birthDate,
    sex: sexOfSequence(number[16]!),
    documentType: '07',
    warnings: warningsOf(number),
  }
}

/**
 * 外国人永久居留证（旧版，15 位）。Three letters of nationality, four digits of place, six of birth, one of sequence, one
 * check digit. A wrong check digit alone is a warning: cards in lawful use carry some.
 */
export function parseOldResidentCard(number: string, original: string, today: Day): IdentityNumber {
  requireProvince(number.slice(3, 5), original)
  return {
    kind: 'permanentResidentOld',
    number,
    original,
    birthDate: parseShortBirth(number.slice(7, 13), original, today),
    sex: sexOfSequence(number[13]!),
    documentType: '07',
    warnings: travelDocumentCheck(number.slice(0, 14)) === number[14] ? [] : ['oldCardCheckDigit'],
  }
}

/** 外国人社会保障号码（人社部令第 16 号附件）。Country letters, one reserved digit, the document's own number. */
export function foreignersNumber(number: string, original: string): IdentityNumber {
  return { kind: 'foreigner', number, original, documentType: '08', warnings: [] }
}

/** Weights 7 3 1 over digits and letters (A is 10), modulo 10, as travel documents have it. */
function travelDocumentCheck(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number.parseInt(body[i]!, 36) * [7, 3, 1][i % 3]!
  return String(sum % 10)
}

function requireProvince(code: string, original: string): void {
  if (findProvince(code) === undefined) throw new Refusal(unknownRegion, { number: mask(original), region: code })
}
