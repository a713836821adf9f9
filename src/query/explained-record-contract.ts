import { type Static, Type } from '@sinclair/typebox'
import { DeskRecordQuery, Explanation, RecordAnswer, RecordQuery } from './contract.js'

/** 权益记录的各节，as they may be asked for one by one. */
export const SECTION_KEYS = [
  ...['registration', 'contributions', 'account', 'benefits', 'years', 'accounts', 'deemed', 'subsidies'],
  ...['transfers', 'rulings', 'doubts'],
] as const

const EXPLAINED = Type.Object({
  /** 连同推导：every figure with its explanation, by its path. */
  explain: Type.Optional(Type.Boolean()),
  /** 只要一节。 */
  section: Type.Optional(Type.Union(SECTION_KEYS.map((key) => Type.Literal(key)))),
  /** 只要一年的缴费与账户。 */
  year: Type.Optional(Type.Integer({ minimum: 1951, maximum: 2999 })),
})

export const ExplainedRecordQuery = Type.Composite([RecordQuery, EXPLAINED])
export type ExplainedRecordQuery = Static<typeof RecordQuery> & Static<typeof EXPLAINED>
export const DeskExplainedRecordQuery = Type.Composite([DeskRecordQuery, EXPLAINED])
export type DeskExplainedRecordQuery = Static<typeof DeskRecordQuery> & Static<typeof EXPLAINED>

/**
 * 连同推导的权益记录。`explanations` holds, by the path of each figure of the answer, its tree: words, numbers, parameters
 * with dates and sources, articles; facts by their place in the ledger.
 */
export const ExplainedRecordAnswer = Type.Composite([
  RecordAnswer,
  Type.Object({ explanations: Type.Optional(Type.Record(Type.String(), Explanation)) }),
])
export type ExplainedRecordAnswer = RecordAnswer & { explanations?: Record<string, Explanation> }
