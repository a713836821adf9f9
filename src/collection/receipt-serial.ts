import { invariant } from '../kernel/invariant.js'
import { mod112 } from '../kernel/mod11-2.js'

/** 编号的系列：受理单与应急受理凭单各自连续，the letter before the digits tells them apart. */
export const SERIES = { receipt: 'R', slip: 'S' } as const
export type Series = keyof typeof SERIES

const MOST = 999_999

/** 编号中的机构部分：the six digits of its region, which the counter is kept by. */
export function placeOfSerial(agency: string): string {
  invariant(/^\d{6}/.test(agency), 'an agency begins with the six digits of its region')
  return agency.slice(0, 6)
}

/** 编号：a letter, six digits of agency, four of year, six running, one check character (ISO 7064 MOD 11-2). */
export function serialText(series: Series, agency: string, year: number, running: number): string {
  invariant(running >= 1 && running <= MOST, 'a serial counts to 999,999 a year')
  const body = `${placeOfSerial(agency)}${year}${String(running).padStart(6, '0')}`
  return `${SERIES[series]}${body}${checkOf(series, body)}`
}

/** 解析键入的编号；spaces, hyphens, case and full width do not matter. Undefined where it cannot be one of this series. */
export function parseSerialText(series: Series, text: string): string | undefined {
  const given = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  const body = /^([RS])(\d{16})([\dX])$/.exec(given)
  if (body === null || body[1] !== SERIES[series]) return undefined
  return checkOf(series, body[2]!) === body[3] ? given : undefined
}

/** The series weighs in, so that a slip read as a receipt is noticed. */
function checkOf(series: Series, body: string): string {
  return mod112(`${series === 'receipt' ? 1 : 2}${body}`)
}
