import type { Day } from '../kernel/day.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import type { AreaPolicy } from '../policy/area.js'
import type { KnownLife } from './known-life.js'
import type { With } from './refusals-facts.js'

/** 抵触：which field of a proposed fact cannot stand beside what is known, and why. */
export interface Contradiction {
  readonly field: string
  readonly refusal: Refusal<With>
  /** 到账的钱：never refused; the contradiction becomes a task. */
  readonly isMoney?: boolean
}

export interface Beside {
  readonly life: KnownLife
  readonly area: AreaPolicy
  readonly today: Day
  /** The rows that the same voucher reverses do not stand in the way of what replaces them. */
  readonly reversed?: ReadonlySet<string> | undefined
}

export function no(field: string, entry: RefusalEntry<With>, given: string, known: string): Contradiction {
  return { field, refusal: new Refusal(entry, { given, known }) }
}
