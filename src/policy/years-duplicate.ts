import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { MonthPaid } from './months.js'

/** 某地的一个缴费月份。 */
export interface PlacedMonth extends MonthPaid {
  readonly place: string
  /** 趸缴：paid at once to fill up years; shown apart. */
  readonly lumpSum?: boolean
  /** 划入个人账户的金额, which is what comes back of a duplicate. */
  readonly toAccount?: Fen
}

/** 重复缴费的一个月。It counts once, at `kept`; the other places give back what went to the account. */
export interface DuplicateMonth {
  readonly month: Period
  readonly kept: string
  /** False: nobody has agreed which place keeps it, and the one with most months is named for now. */
  readonly agreed: boolean
  readonly refunded: readonly { readonly place: string; readonly toAccount: Fen }[]
}

/**
 * 重复缴费月份。Months paid in full at more than one place, oldest first (人社厅发〔2019〕94号). The place the person agreed
 * to keep comes first; without one, that with the most months, then the earliest, then by name, so that the order of facts
 * never tells.
 */
export function duplicateMonths(paid: readonly PlacedMonth[], agreedPlaces: readonly string[] = []): DuplicateMonth[] {
  const byMonth = new Map<Period, Map<string, number>>()
  const places = new Map<string, { months: Set<Period>; first: Period }>()
  for (const { contributionMonth: month, paidInFull, place, toAccount = 0 } of paid) {
    if (!paidInFull) continue
    const at = byMonth.get(month) ?? new Map<string, number>()
    byMonth.set(month, at.set(place, (at.get(place) ?? 0) + toAccount))
    const known = places.get(place) ?? { months: new Set(), first: month }
    known.months.add(month)
    places.set(place, { months: known.months, first: month < known.first ? month : known.first })
  }
  if (places.size < 2) return []
  const rank = (place: string) => {
    const agreed = agreedPlaces.indexOf(place)
    const { months, first } = places.get(place)!
    return [agreed < 0 ? agreedPlaces.length : agreed, -months.size, first, place] as const
  }
  return [...byMonth]
    .filter(([, at]) => at.size > 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, at]) => {
      const [kept, ...others] = [...at.keys()].sort((a, b) => compareRanks(rank(a), rank(b)))
      const refunded = others.map((place) => ({ place, toAccount: fen(at.get(place)!) }))
      return { month, kept: kept!, agreed: agreedPlaces.includes(kept!), refunded }
    })
}

type Rank = readonly (number | string)[]

function compareRanks(a: Rank, b: Rank): number {
  const at = a.findIndex((part, n) => part !== b[n])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}
