import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, PeriodText, Uuid } from '../collection/contract.js'
import { RECOVERY_ACTS, RECOVERY_STATES, RECOVERY_WAYS } from './recovery.js'

export { RECOVERY_ACTS, RECOVERY_STATES, RECOVERY_WAYS } from './recovery.js'

export const RECOVERY_PATH = '/api/desk/exchange/recoveries'

const closed = { additionalProperties: false }
const keyOf = <T extends object>(words: T) =>
  Type.Unsafe<keyof T & string>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
const Note = Type.String({ minLength: 4, maxLength: 500 })
const Sum = Type.Integer({ minimum: 1, maximum: 1_000_000_000_000 })

export const RecoveryQuery = Type.Object(
  { state: Type.Union([Type.Literal('open'), Type.Literal('closed')], { default: 'open' }) },
  closed,
)
export type RecoveryQuery = Static<typeof RecoveryQuery>

/** 立案：POST /api/desk/exchange/recoveries. Of one person there is one at a time; asked again, the same is answered. */
export const OpenRecovery = Type.Object({ personId: Type.String({ pattern: '^\\d{1,18}$' }), note: Note }, closed)
export type OpenRecovery = Static<typeof OpenRecovery>

/** 责令退回的通知：…/:id/notices. */
export const GiveNotice = Type.Object({ receiver: Type.String({ minLength: 2, maxLength: 100 }), note: Note }, closed)
export type GiveNotice = Static<typeof GiveNotice>

/** 还款协议：…/:id/plans. The instalments add up to what is still out. */
export const AgreePlan = Type.Object(
  {
    instalments: Type.Array(Type.Object({ day: DayText, amount: Sum }, closed), { minItems: 2, maxItems: 120 }),
    note: Note,
    documentId: Uuid,
  },
  closed,
)
export type AgreePlan = Static<typeof AgreePlan>

/** 退回或抵扣：…/:id/repayments. Filed as payments with a minus, reviewed like any. */
export const TakeRepayment = Type.Object(
  {
    amount: Sum,
    way: keyOf(RECOVERY_WAYS),
    /** 到账或抵扣之日。 */
    day: DayText,
    note: Note,
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type TakeRepayment = Static<typeof TakeRepayment>

/** 核销：…/:id/write-offs. Only on an approval in writing; filed as a ruling, reviewed like any. */
export const WriteOff = Type.Object(
  {
    amount: Sum,
    document: Type.String({ minLength: 2, maxLength: 100 }),
    because: Note,
    documentId: Uuid,
  },
  closed,
)
export type WriteOff = Static<typeof WriteOff>

const Line = {
  id: Uuid,
  number: Type.String(),
  agency: Type.String(),
  personId: Type.String(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  state: keyOf(RECOVERY_STATES),
  day: DayText,
  found: AmountFen,
  back: AmountFen,
  writtenOff: AmountFen,
  left: AmountFen,
  /** 最近一次通知的期限。 */
  dueDay: Type.Optional(DayText),
  overdue: Type.Boolean(),
  openedAt: Type.Integer(),
}
export const RecoveryLine = Type.Object(Line)
export type RecoveryLine = Static<typeof RecoveryLine>

export const RecoveryList = Type.Object({ items: Type.Array(RecoveryLine), more: Type.Boolean() })
export type RecoveryList = Static<typeof RecoveryList>

export const RecoveryView = Type.Object({
  ...Line,
  /** 怎样算得：each month and item, what was paid for it, on which days, what came back. */
  parts: Type.Array(
    Type.Object({
      month: PeriodText,
      insurance: Type.String(),
      benefitKind: Type.String(),
      item: Type.String(),
      paid: AmountFen,
      back: AmountFen,
      open: AmountFen,
      accountOpen: AmountFen,
      paidDays: Type.Array(DayText),
    }),
  ),
  /** 已报送、未记账的。 */
  pending: AmountFen,
  acts: Type.Array(
    Type.Object({
      act: keyOf(RECOVERY_ACTS),
      at: Type.Integer(),
      by: Type.String(),
      note: Type.Optional(Type.String()),
      receiver: Type.Optional(Type.String()),
      amount: Type.Optional(AmountFen),
      way: Type.Optional(keyOf(RECOVERY_WAYS)),
      day: Type.Optional(DayText),
      instalments: Type.Optional(Type.Array(Type.Object({ day: DayText, amount: AmountFen }))),
      documentId: Type.Optional(Uuid),
      submissionId: Type.Optional(Uuid),
      /** 报送现在的状态。 */
      submissionState: Type.Optional(Type.String()),
    }),
  ),
})
export type RecoveryView = Static<typeof RecoveryView>
