import type { Confidence, Field, Outcome, StopKind } from './words.js'

/** 一行的比对结果。Matched, or differing in one or several things; what reads badly was refused before. */
export interface Finding {
  readonly outcome: Outcome
  readonly field: Field
  readonly confidence: Confidence
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  readonly agency?: string | undefined
  readonly ours: string
  readonly theirs: string
  /** 须立即停待核查的。 */
  readonly stop?: { readonly kind: StopKind; readonly day: string } | undefined
}

/** Nothing differs: the row agrees, tells what is known, or needs nothing done. */
export const MATCHED: readonly Finding[] = []
