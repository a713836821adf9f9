import type { OwnList } from '../../src/collection/own-list-contract.js'
import { type Period, plus } from '../../src/kernel/period.js'
import { thisMonth } from '../shell/month-select.js'
import { useAsk } from '../shell/queries.js'
import { EMPLOYER_PATHS } from './words.js'

/** 该申报的月份：the one after the last that was filed, no later than this month; undefined until that is known. */
export function useMonthToFile(): Period | undefined {
  const filings = useAsk<OwnList>(EMPLOYER_PATHS.filings)
  if (filings.isPending) return undefined
  return monthToFile(filings.data?.items ?? [], thisMonth())
}

export function monthToFile(items: OwnList['items'], now: Period): Period {
  const filed = items
    .filter(({ kind, state }) => kind === 'monthlyFiling' && state !== 'draft' && state !== 'returned')
    .map(({ settlementMonth }) => settlementMonth ?? '')
    .sort()
    .at(-1)
  if (filed === undefined || filed === '') return now
  const next = plus(filed as Period, 1)
  return next < now ? next : now
}
