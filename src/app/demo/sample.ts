import { type Period, periodsFrom } from '../../kernel/period.js'
import { Refusal } from '../../kernel/refusal.js'
import type { City } from './city.js'
import { NAMED_EMPLOYERS } from './employers.js'
import { filingFile, filingFileName, levyFile } from './files.js'
import { type DemoFiling, filingsOf, paymentsOf } from './month.js'
import { unknownSample } from './refusals.js'

export interface SampleFile {
  readonly fileName: string
  readonly bytes: Buffer
}

/** 样例的所求：the filing of one of the two named employers (1 or 2), or the levy result that answers one or both. */
export type SampleAsked =
  | { readonly kind: 'filing'; readonly employer: number; readonly month: Period }
  | { readonly kind: 'levy'; readonly employer?: number | undefined; readonly month: Period }

/**
 * 样例文件。What the newcomer uploads to do the main job by hand. Made in memory whenever it is asked for: no file that
 * this program leaves on a disk holds a number in clear, not even an invented one.
 */
export function demoSample(city: City, asked: SampleAsked): SampleFile {
  const filings = [...periodsFrom(city.size.from, city.size.through)].includes(asked.month)
    ? filingsOf(city, asked.month).filter(({ employer }) => employer.index < NAMED_EMPLOYERS)
    : []
  if (asked.kind === 'levy') {
    const { employer: which } = asked
    const paid = filings.filter(({ employer }) => which === undefined || employer.index === which - 1)
    return levySample(city, asked.month, paid, which === undefined ? '2' : `2-${which}`)
  }
  const filing = filings.find(({ employer }) => employer.index === asked.employer - 1)
  if (filing === undefined) {
    throw new Refusal(unknownSample, { asked: `${asked.kind} ${asked.employer} ${asked.month}` })
  }
  return { fileName: filingFileName(filing), bytes: filingFile(filing) }
}

function levySample(city: City, month: Period, filings: readonly DemoFiling[], number: string): SampleFile {
  const agency = filings[0]?.employer.agency
  if (agency === undefined) throw new Refusal(unknownSample, { asked: `levy ${month}` })
  const payments = filings.flatMap((filing) => paymentsOf(city, filing, month))
  const batch = `DEMO-${agency}-${month.replace('-', '')}-${number}`
  return { fileName: `${month}-征收结果.csv`, bytes: levyFile({ agency, batch, payments }) }
}
