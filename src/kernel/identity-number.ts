import type { Day } from './day.js'

/** 证件种类。A citizen's number, a Hong Kong, Macao or Taiwan residence permit, or one of three forms for foreigners. */
export type IdentityKind = 'citizen' | 'hmtPermit' | 'permanentResident' | 'permanentResidentOld' | 'foreigner'

/** 证件类型（AAC058）。The ministry's list has no value for residence permits: L1 and L2 are local codes. */
export const ID_DOCUMENT_TYPES = {
  '01': { zh: '居民身份证', en: 'resident identity card' },
  '07': { zh: '外国人永久居留证', en: 'permanent resident card of a foreigner' },
  '08': { zh: '外国人护照', en: 'foreign passport' },
  L1: { zh: '港澳居民居住证', en: 'residence permit of a Hong Kong or Macao resident' },
  L2: { zh: '台湾居民居住证', en: 'residence permit of a Taiwan resident' },
} as const

export type IdDocumentType = keyof typeof ID_DOCUMENT_TYPES

/** 性别（AAC004）：1 男，2 女。 */
export type Sex = '1' | '2'

/**
 * 提示。Lawful, yet worth a look: a sequence of 000 is never issued; a number ending in 000 may be one whose last digits a
 * spreadsheet lost (one in eleven passes its check by luck); the check digit of an old foreigner's card is not ground
 * enough to refuse it.
 */
export type IdentityWarning = 'sequence000' | 'endsIn000' | 'oldCardCheckDigit'

/** 社会保障号码（AAC002），已校验。`number` is canonical: eighteen characters for citizens, capital letters. */
export interface IdentityNumber {
  readonly kind: IdentityKind
  readonly number: string
  /** As it was given, before a lower-case letter was raised or fifteen digits became eighteen. */
  readonly original: string
  readonly birthDate?: Day
  readonly sex?: Sex
  readonly documentType: IdDocumentType
  readonly warnings: readonly IdentityWarning[]
}

/** Odd sequences are men's, even ones women's. */
export function sexOfSequence(lastDigit: string): Sex {
  return lastDigit.charCodeAt(0) % 2 === 1 ? '1' : '2'
}

/** 十八位号码的提示。 */
export function warningsOf(number: string): readonly IdentityWarning[] {
  if (number.slice(14, 17) === '000') return ['sequence000']
  return number.endsWith('000') ? ['endsIn000'] : []
}
