import { invariant } from '../kernel/invariant.js'

/** 流水号。Six digits of agency, four of year, eight running, one check character (ISO 7064 MOD 11-2). */
export type Serial = string & { readonly unit: 'serial' }

export function serialOf(agency: string, year: number, running: number): Serial {
  invariant(/^\d{6}/.test(agency), 'an agency begins with the six digits of its region')
  invariant(
    year >= 1900 && year <= 9999 && running >= 1 && running < 1e8,
    'a serial number counts to 99,999,999 a year',
  )
  const body = `${agency.slice(0, 6)}${year}${String(running).padStart(8, '0')}`
  return (body + checkOf(body)) as Serial
}

/** 解析键入的流水号；undefined where it cannot be one. */
export function parseSerial(text: string): Serial | undefined {
  const given = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return /^\d{18}[\dX]$/.test(given) && checkOf(given.slice(0, 18)) === given[18] ? (given as Serial) : undefined
}

function checkOf(body: string): string {
  let product = 0
  for (const digit of body) product = ((product + Number(digit)) * 2) % 11
  return '0123456789X'[(12 - product) % 11]!
}
