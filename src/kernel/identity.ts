import { eighteenOf, parseCitizenId } from './citizen-id.js'
import type { Day } from './day.js'
import { foreignersNumber, parseOldResidentCard, parseResidentCard } from './foreign-id.js'
import type { IdentityNumber } from './identity-number.js'
import { mask } from './mask.js'
import { Refusal } from './refusal.js'
import {
  badCharacter,
  missingNumber,
  scientificNotation,
  travelDocument,
  unknownForm,
  wrongLength,
} from './refusals-identity.js'
import { findBadSign, isScientific, stripEdges } from './signs.js'

/** Country letters, a reserved digit, a document number: at most the forty characters the ministry's screens hold. */
const FOREIGNER = /^[A-Z]{3}\d[A-Z0-9]{5,36}$/
const OLD_RESIDENT_CARD = /^[A-Z]{3}[1-9]\d{11}$/
const TRAVEL_DOCUMENT = /^(?:[HM]\d{8}(?:\d{2})?|[A-Z]{1,2}\d{6,9})$/

/**
 * 解析社会保障号码（证件号码）。Tells the kind by the number's own shape and checks all that can be checked without asking
 * anybody. Spaces and tabs at the edges are dropped, letters raised; nothing else is mended. Refuses with `identity.*`.
 */
export function parseIdentity(text: string, today: Day): IdentityNumber {
  const original = stripEdges(text)
  if (original === '') throw new Refusal(missingNumber, {})
  if (isScientific(original)) throw new Refusal(scientificNotation, { text: original })
  const bad = findBadSign(original, /[0-9A-Za-z]/)
  if (bad !== undefined) throw new Refusal(badCharacter, { number: mask(original), ...bad })
  const number = original.toUpperCase()
  return /^\d/.test(number) ? parseNumeric(number, original, today) : parseLettered(number, original, today)
}

function parseNumeric(number: string, original: string, today: Day): IdentityNumber {
  const letter = /[A-WYZ]|X(?!$)/.exec(number)
  if (letter !== null) {
    throw new Refusal(badCharacter, {
      number: mask(original),
      sign: original[letter.index]!,
      position: letter.index + 1,
    })
  }
  if (number.length === 18) {
    return number.startsWith('9') ? parseResidentCard(number, original, today) : parseCitizenId(number, original, today)
  }
  if (number.length !== 15 || number.endsWith('X')) {
    throw new Refusal(wrongLength, { number: mask(original), length: number.length })
  }
  return parseCitizenId(eighteenOf(number), original, today)
}

function parseLettered(number: string, original: string, today: Day): IdentityNumber {
  if (OLD_RESIDENT_CARD.test(number)) return parseOldResidentCard(number, original, today)
  if (FOREIGNER.test(number)) return foreignersNumber(number, original)
  throw new Refusal(TRAVEL_DOCUMENT.test(number) ? travelDocument : unknownForm, { number: mask(original) })
}
