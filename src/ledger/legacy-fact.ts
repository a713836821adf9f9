import type { PersonFact } from './fact-common.js'

/** 存疑所指的数：what the old system said otherwise. */
export const LEGACY_FIGURES = ['balance', 'yearSum', 'months', 'birthDate', 'sex', 'number'] as const
export type LegacyFigure = (typeof LEGACY_FIGURES)[number]

/** 遗留待核。A figure of an old system that the same rows do not come to: both are kept, until a correction settles it. */
export interface LegacyDoubt extends PersonFact {
  readonly kind: 'legacyDoubt'
  readonly insurance?: string | undefined
  readonly figure: LegacyFigure
  readonly year?: number | undefined
  /** As the old system says it, and as the rules derive it from the same rows: fen, months or text, as written. */
  readonly told: string
  readonly derived: string
  /** 数据包与其中的表、行. */
  readonly document: string
  readonly sourceTable: string
  readonly sourceRow: number
}
