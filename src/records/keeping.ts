import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { type Insurance, isInsurance } from '../kernel/terms.js'
import type { Paid } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import { keeperOf } from '../policy/levy.js'

/** 经办归属。Whose figures these are; another department's show their source and cut-off, or are not connected. */
export interface Keeping {
  readonly side: 'humanResources' | 'medicalSecurity' | 'unknown'
  readonly why?: Explained
  /** False: the other side's data has not reached us. Shown as "not connected", never as zero. */
  readonly connected: boolean
  readonly source?: string
  readonly cutOff?: Day
}

/** Undefined where nothing is known of the area: what is not published is not guessed. */
export function findArea(book: PolicyBook, code: string): AreaPolicy | undefined {
  return asked(() => book.area(code))
}

export function keepingOf(
  area: AreaPolicy | undefined,
  insurance: string,
  at: Period,
  arrived: readonly Paid[],
  known: boolean,
): Keeping {
  const keeper = area && isInsurance(insurance) ? asked(() => keeperOf(area, insurance as Insurance, at)) : undefined
  const side = keeper?.value ?? 'unknown'
  const why = keeper === undefined ? {} : { why: keeper }
  if (side !== 'medicalSecurity') return { side, ...why, connected: true }
  if (!known) return { side, ...why, connected: false }
  const sources = [...new Set(arrived.map(({ source }) => source))].sort()
  const days = arrived.map(({ arrivalDay }) => arrivalDay).sort()
  return {
    side,
    ...why,
    connected: true,
    ...(sources.length > 0 && { source: sources.join('、') }),
    ...(days.length > 0 && { cutOff: days.at(-1)! }),
  }
}

/** What the rules answer, or undefined where they lawfully have no answer. */
export function asked<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
