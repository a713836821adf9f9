import type { FactRef } from '../kernel/explain.js'
import { type Period, periodsFrom } from '../kernel/period.js'

/** 视同缴费的类别；hazardous conversion is none of them, and stands apart. */
export type DeemedKind = 'continuousService' | 'military' | 'publicService' | 'hazardousConversion' | 'other'

/** 一段视同缴费期间。With its evidence: a stretch without a document counts for nothing. */
export interface DeemedStretch {
  readonly kind: DeemedKind
  readonly from: Period
  readonly through: Period
  /** Months approved: those of the stretch, or what a conversion makes of them. */
  readonly months: number
  readonly document: string
  readonly fact?: FactRef
}

/** 计为视同的月数, of one stretch, once what is counted otherwise is left out. */
export interface DeemedCounted {
  readonly stretch: DeemedStretch
  readonly months: number
  /** Its first and last month that count; undefined where none does. */
  readonly from?: Period | undefined
  readonly through?: Period | undefined
}

/**
 * 视同缴费月数，逐段。A month that was paid, or that an earlier stretch holds, counts once; continuous service is deemed up
 * to the month before personal payment began (`until`), where the area tells it.
 */
export function deemedCounted(
  stretches: readonly DeemedStretch[],
  paid: ReadonlySet<Period>,
  until: Period | undefined,
): { readonly counted: readonly DeemedCounted[]; readonly months: ReadonlySet<Period> } {
  const taken = new Set<Period>()
  const counted = [...stretches]
    .filter(({ kind }) => kind !== 'hazardousConversion')
    .sort(byMonths)
    .map((stretch) => {
      const last =
        stretch.kind === 'continuousService' && until !== undefined ? earlier(until, stretch.through) : stretch.through
      const free = [...periodsFrom(stretch.from, last)].filter((month) => !paid.has(month) && !taken.has(month))
      for (const month of free) taken.add(month)
      return { stretch, months: Math.min(stretch.months, free.length), from: free[0], through: free.at(-1) }
    })
  return { counted, months: taken }
}

function earlier(a: Period, b: Period): Period {
  return a < b ? a : b
}

function byMonths(a: DeemedStretch, b: DeemedStretch): number {
  const key = ({ from, through, kind }: DeemedStretch) => `${from} ${through} ${kind}`
  return key(a) < key(b) ? -1 : 1
}
