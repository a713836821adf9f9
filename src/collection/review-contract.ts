import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, PeriodText, Sentence } from './contract.js'
import type { Difference } from './kinds.js'

export type { Difference } from './kinds.js'
export { DIFFERENCES } from './kinds.js'

/** 差异视图：GET /api/desk/submissions/:id/compare。Current against incoming, person by person, risks first. */
export const Comparison = Type.Object({
  /** The month compared with. */
  against: Type.Optional(PeriodText),
  counts: Type.Array(Type.Object({ difference: Type.String(), count: Type.Integer(), says: Sentence })),
  rows: Type.Array(
    Type.Object({
      row: Type.Optional(Type.Integer()),
      identityNumber: Type.String(),
      fullName: Type.String(),
      difference: Type.Unsafe<Difference>(Type.String()),
      wageBefore: Type.Optional(AmountFen),
      wageNow: Type.Optional(AmountFen),
      amountBefore: Type.Optional(AmountFen),
      amountNow: Type.Optional(AmountFen),
    }),
  ),
})
export type Comparison = Static<typeof Comparison>
