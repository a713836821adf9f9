/** 日期格式的精度：a number shown as a day, or as a month only. */
export type DateForm = 'day' | 'month'

/** Built-in formats, those of Chinese Windows included; 27, 36, 50, 52 and 57 show year and month. */
const BUILT_IN_MONTHS = new Set([17, 27, 36, 50, 52, 57])
const BUILT_IN_DAYS = new Set([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58])

/** 单元格格式是否为日期。A format of one's own is one when it has a year; with a day token it is a day's. */
export function dateFormOf(id: number, code: string | undefined): DateForm | undefined {
  if (code === undefined) return BUILT_IN_MONTHS.has(id) ? 'month' : BUILT_IN_DAYS.has(id) ? 'day' : undefined
  const tokens = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase()
  if (tokens.includes('general')) return undefined
  if (tokens.includes('d')) return 'day'
  return tokens.includes('y') ? 'month' : undefined
}

/**
 * 数值单元格的文字。What the person sees: at most fifteen digits; from 10^15 on scientific notation, because the sheet has
 * lost the rest and nobody may take it for a whole number.
 */
export function numberText(raw: string): string {
  if (/^-?\d{1,15}(?:\.\d{1,4})?$/.test(raw) && raw.length <= 15) return raw
  if (!/^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(raw)) return raw
  const value = Number(raw)
  if (!Number.isFinite(value)) return raw
  if (Math.abs(value) >= 1e15) return scientific(value)
  const text = value.toPrecision(15)
  return text.includes('e') ? text : text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

/** As a spreadsheet's General format writes it: 1.10101E+17. */
function scientific(value: number): string {
  const [mantissa, exponent] = value.toExponential(5).split('e')
  return `${mantissa!.replace(/\.?0+$/, '')}E${exponent}`
}

/**
 * 日期单元格的文字：YYYY-MM-DD 或 YYYY-MM。Days are counted from 1900 with its leap day that never was (the sixtieth, given
 * as 1900-02-29 so that it is refused), or from 1904. A time of day is kept behind the date.
 */
export function dateText(raw: string, form: DateForm, since1904: boolean): string {
  const match = /^(\d{1,7})(\.\d+)?$/.exec(raw)
  if (match === null) return raw
  const serial = Number(match[1])
  const day = since1904 ? civil(DAYS_TO_1904 + serial) : civilSince1900(serial)
  const text = form === 'month' ? day.slice(0, -3) : day
  return match[2] === undefined || form === 'month' ? text : `${text} ${clock(Number(match[2]))}`
}

/** The time of a fraction of the day, to the second. */
function clock(fraction: number): string {
  const seconds = Math.min(Math.round(fraction * 86_400), 86_399)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/** Days from 0000-03-01 to 1899-12-31 and to 1904-01-01. */
const DAYS_TO_1900 = 693_900
const DAYS_TO_1904 = DAYS_TO_1900 + 1 + 365 * 4

function civilSince1900(serial: number): string {
  if (serial === 60) return '1900-02-29'
  return civil(DAYS_TO_1900 + serial - (serial > 60 ? 1 : 0))
}

/** The date so many days after 0000-03-01, by the Gregorian calendar; years begin in March so that leap days come last. */
function civil(days: number): string {
  const era = Math.floor(days / 146_097)
  const dayOfEra = days - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
