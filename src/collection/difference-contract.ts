import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, InsuranceCode, PeriodText, RefusedRow, SubmissionDetail } from './contract.js'

/**
 * 成批补差：POST /api/desk/differences → DifferenceAnswer。What was charged for these contribution months is computed again
 * by the parameters in force; each difference becomes a line (4), and what came out less a refund (18). With `preview`
 * nothing is filed; without it the differences go the route of back payment.
 */
export const DifferenceRequest = Type.Object(
  {
    from: PeriodText,
    through: PeriodText,
    /** All that were charged where none is named. */
    insurances: Type.Optional(Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true })),
    /** One employer's; everybody's of the agency where it is left out. */
    creditCode: Type.Optional(Type.String({ minLength: 1, maxLength: 18 })),
    preview: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type DifferenceRequest = Static<typeof DifferenceRequest>

/** rows = differing + unchanged + refused, always; a row is a person, a month, an insurance and an employer. */
export const DifferenceAnswer = Type.Object({
  rows: Type.Integer(),
  differing: Type.Integer(),
  unchanged: Type.Integer(),
  refused: Type.Integer(),
  persons: Type.Integer(),
  lines: Type.Integer(),
  charged: Type.Object({ employer: AmountFen, person: AmountFen }),
  /** Negative. */
  refunded: Type.Object({ employer: AmountFen, person: AmountFen }),
  refusedRows: Type.Array(RefusedRow),
  /** What was filed; nothing in a preview, and where nothing differs. */
  submission: Type.Optional(SubmissionDetail),
})
export type DifferenceAnswer = Static<typeof DifferenceAnswer>
