import type { FactRef } from '../kernel/explain.js'

/** 事实共有的部分。Which line of the voucher it came from, whose agency and area, and which earlier row it reverses. */
export interface FactCommon {
  readonly line: number
  readonly agency: string
  readonly area: string
  readonly reverses?: FactRef | undefined
}

export interface PersonFact extends FactCommon {
  readonly personId: string
}

export type BenefitKind =
  | 'retirement'
  | 'residentPension'
  | 'survivors'
  | 'unemployment'
  | 'injury'
  | 'maternity'
  | 'medical'
