import { ageOn, type Day, daysIn } from './day.js'
import { mask } from './mask.js'
import { Refusal } from './refusal.js'
import { futureBirth, impossibleBirth, tooOld } from './refusals-identity.js'

/** Nobody is known to have lived much longer; an older birth date is a slip of the pen. */
const OLDEST = 120

/** 号码中的出生日期。Eight digits YYYYMMDD; refused when no such day exists, when it is to come, or beyond 120 years. */
export function parseBirth(digits: string, number: string, today: Day): Day {
  const [year, month, day] = [Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8))]
  const facts = { number: mask(number), date: digits }
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) throw new Refusal(impossibleBirth, facts)
  const birth = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}` as Day
  if (birth > today) throw new Refusal(futureBirth, facts)
  if (ageOn(birth, today) > OLDEST) throw new Refusal(tooOld, facts)
  return birth
}

/** 六位出生日期 YYMMDD：the latest century in which the day is not to come. */
export function parseShortBirth(digits: string, number: string, today: Day): Day {
  const inThisCentury = `${today.slice(0, 2)}${digits}`
  const passed = inThisCentury <= today.replaceAll('-', '')
  return parseBirth(passed ? inThisCentury : `${Number(today.slice(0, 2)) - 1}${digits}`, number, today)
}
