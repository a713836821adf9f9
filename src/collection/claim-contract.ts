import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, InsuranceCode, PeriodText, Sentence, Uuid } from './contract.js'

export const CLAIM_PATHS = { candidates: '/api/desk/suspense/candidates', claim: '/api/desk/suspense-claims' } as const

const Posting = Type.String({ pattern: '^\\d{1,18}$' })
const Ordinal = Type.Integer({ minimum: 0, maximum: 100_000 })
const Ground = Type.String({ minLength: 4, maxLength: 500 })

export { CANDIDATE_REASONS, type CandidateReason } from './claim-words.js'

export const ClaimQuery = Type.Object({ posting: Posting, ordinal: Ordinal }, { additionalProperties: false })

/** 待认领款项的候选：GET /api/desk/suspense/candidates. */
export const Candidates = Type.Object({
  item: Type.Object({
    posting: Type.String(),
    ordinal: Type.Integer(),
    insurance: Type.String(),
    contributionMonth: PeriodText,
    creditCode: Type.String(),
    identityNumber: Type.String(),
    fullName: Type.String(),
    employerAmount: AmountFen,
    personAmount: AmountFen,
    levyVoucher: Type.String(),
    arrivalDay: DayText,
    reason: Sentence,
  }),
  candidates: Type.Array(
    Type.Object({
      identityNumber: Type.String(),
      fullName: Type.String(),
      creditCode: Type.String(),
      employerName: Type.String(),
      reasons: Type.Array(Sentence),
      /** 该月该险种的应缴，where there is one. */
      due: Type.Optional(Type.Object({ employerAmount: AmountFen, personAmount: AmountFen })),
    }),
  ),
})
export type Candidates = Static<typeof Candidates>

/** 认领或退还：POST /api/desk/suspense-claims. */
export const ClaimRequest = Type.Object(
  {
    posting: Posting,
    ordinal: Ordinal,
    owner: Type.Optional(
      Type.Object(
        {
          identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
          fullName: Type.String({ minLength: 1, maxLength: 60 }),
          /** Empty for a flexible worker. */
          creditCode: Type.String({ maxLength: 18 }),
          /** Where the file's insurance is none that is known here. */
          insurance: Type.Optional(InsuranceCode),
        },
        { additionalProperties: false },
      ),
    ),
    refund: Type.Optional(
      Type.Object(
        {
          payer: Type.String({ minLength: 2, maxLength: 100 }),
          document: Type.String({ minLength: 2, maxLength: 100 }),
        },
        { additionalProperties: false },
      ),
    ),
    explanation: Ground,
    documentId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type ClaimRequest = Static<typeof ClaimRequest>
