import type { Day } from '../kernel/day.js'
import type { AreaPolicy } from '../policy/area.js'
import type { Computed, Drafted } from './lines.js'

/** 事实落在何人、何处、依何规则。 */
export interface DraftPlace {
  readonly personId: string
  /** 事实所及的另一人，如监护人。 */
  readonly other?: string | undefined
  readonly agency: string
  readonly area: string
  readonly policy: AreaPolicy
  readonly today: Day
}

/** 成事实，and how what was computed was computed. */
export interface DraftedFacts {
  readonly facts: readonly Drafted[]
  readonly computed?: readonly Computed[]
}

export function at({ personId, agency, area }: Pick<DraftPlace, 'personId' | 'agency' | 'area'>) {
  return { personId, agency, area }
}
