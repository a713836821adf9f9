import { invariant } from '../kernel/invariant.js'
import { mod112 } from '../kernel/mod11-2.js'

/** 回执编号的系列：异议 Y，权利申请 Q. */
export const SERIES = { objection: 'Y', rights: 'Q' } as const
export type ObjectionSeries = keyof typeof SERIES

const MOST = 999_999
const WEIGHT: Readonly<Record<ObjectionSeries, number>> = { objection: 3, rights: 4 }

/** 编号：a letter, six digits of region, four of year, six running, one check character (ISO 7064 MOD 11-2). */
export function serialText(series: ObjectionSeries, agency: string, year: number, running: number): string {
  invariant(running >= 1 && running <= MOST, 'a serial counts to 999,999 a year')
  const body = `${agency.slice(0, 6)}${year}${String(running).padStart(6, '0')}`
  return `${SERIES[series]}${body}${mod112(`${WEIGHT[series]}${body}`)}`
}
