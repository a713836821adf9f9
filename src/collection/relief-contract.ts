import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, InsuranceCode, PeriodText, Uuid } from './contract.js'
import { CORRECTION_REASONS, type CorrectionReason } from './kinds.js'
import { type EmployerEventKind, EVENT_NAMES, RELIEF_KINDS, type ReliefKind } from './relief-words.js'

export { EVENT_NAMES, RELIEF_KINDS } from './relief-words.js'

const names = <T extends string>(words: object) =>
  Type.Unsafe<T>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
export const RELIEF_PATHS = {
  events: '/api/desk/employer-events',
  relieve: '/api/desk/reliefs',
  correct: '/api/desk/employer-corrections',
} as const

const Code = Type.String({ minLength: 1, maxLength: 18 })

/** 减免或核销：POST /api/desk/reliefs. The approval is compulsory; the amount is of the employer's own part. */
export const ReliefRequest = Type.Object(
  {
    creditCode: Code,
    reliefKind: names<ReliefKind>(RELIEF_KINDS),
    items: Type.Array(
      Type.Object(
        {
          insurance: InsuranceCode,
          contributionMonth: PeriodText,
          amount: Type.Integer({ minimum: 1, maximum: 1e13 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 200 },
    ),
    /** 批复文号, and the approval itself. */
    document: Type.String({ minLength: 2, maxLength: 100 }),
    documentId: Uuid,
  },
  { additionalProperties: false },
)
export type ReliefRequest = Static<typeof ReliefRequest>

export const EventsQuery = Type.Object({ creditCode: Code }, { additionalProperties: false })

/** 单位的登记、承继、缓缴、滞纳金、减免与核销，连同各月单位欠缴：GET /api/desk/employer-events. */
export const EmployerEvents = Type.Object({
  employer: Type.Object({ name: Type.String(), creditCode: Type.String() }),
  events: Type.Array(
    Type.Object({
      kind: names<EmployerEventKind>(EVENT_NAMES),
      posting: Type.String(),
      ordinal: Type.Integer(),
      insurance: Type.Optional(InsuranceCode),
      fromMonth: PeriodText,
      throughMonth: Type.Optional(PeriodText),
      amount: Type.Optional(AmountFen),
      untilDay: Type.Optional(DayText),
      reliefKind: Type.Optional(names<ReliefKind>(RELIEF_KINDS)),
      document: Type.String(),
      /** 此一登记即注销。 */
      ended: Type.Optional(Type.Boolean()),
    }),
  ),
  /** 各月各险种单位部分的欠缴，减免之后. */
  arrears: Type.Array(
    Type.Object({
      insurance: InsuranceCode,
      month: PeriodText,
      due: AmountFen,
      paid: AmountFen,
      relieved: AmountFen,
      room: AmountFen,
    }),
  ),
})
export type EmployerEvents = Static<typeof EmployerEvents>

/** 红冲单位的事项：POST /api/desk/employer-corrections. */
export const EventCorrectionRequest = Type.Object(
  {
    creditCode: Code,
    kind: names<EmployerEventKind>(EVENT_NAMES),
    posting: Type.String({ pattern: '^\\d{1,18}$' }),
    ordinal: Type.Integer({ minimum: 0, maximum: 100_000 }),
    reason: names<CorrectionReason>(CORRECTION_REASONS),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type EventCorrectionRequest = Static<typeof EventCorrectionRequest>
