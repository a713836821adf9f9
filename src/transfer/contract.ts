import { type Static, Type } from '@sinclair/typebox'
import { DayText, PeriodText, Sentence, Uuid } from '../collection/contract.js'
import { TRANSFER_STATES, TRANSFERABLE, type TransferState } from './transfer-words.js'

export { TRANSFER_STATES, TRANSFERABLE, type TransferState } from './transfer-words.js'

const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const closed = { additionalProperties: false }
const Insurance = Type.Union(TRANSFERABLE.map((code) => Type.Literal(code)))
const State = Type.Unsafe<TransferState>(Type.Union(Object.keys(TRANSFER_STATES).map((key) => Type.Literal(key))))
const Fen = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })

/** 申请转入：POST /api/desk/transfers。 */
export const OpenTransfer = Type.Object(
  { identityNumber: Short(40), fullName: Short(100), insurance: Insurance, partner: Short(60) },
  closed,
)
export type OpenTransfer = Static<typeof OpenTransfer>

/** 资金：POST /api/desk/transfers/:id/money。 */
export const TransferMoneyRequest = Type.Object({ amount: Fen, day: DayText, serial: Short(60) }, closed)
export type TransferMoneyRequest = Static<typeof TransferMoneyRequest>

/** 重叠月份的决定：POST /api/desk/transfers/:id/overlap。 */
export const OverlapRequest = Type.Object(
  {
    decisions: Type.Array(
      Type.Object({ month: PeriodText, keep: Type.Union([Type.Literal('ours'), Type.Literal('theirs')]) }, closed),
      { minItems: 1, maxItems: 1200 },
    ),
    reason: Type.String({ minLength: 4, maxLength: 500 }),
  },
  closed,
)
export type OverlapRequest = Static<typeof OverlapRequest>

/** 不予办理或退回：POST /api/desk/transfers/:id/stop。 */
export const StopTransfer = Type.Object(
  {
    state: Type.Union([Type.Literal('refused'), Type.Literal('returned')]),
    reason: Type.String({ minLength: 4, maxLength: 500 }),
  },
  closed,
)
export type StopTransfer = Static<typeof StopTransfer>

const Row = Type.Object({
  year: Type.Integer(),
  from: PeriodText,
  through: PeriodText,
  area: Type.String(),
  base: Type.Integer(),
  months: Type.Integer(),
  employerToAccount: Type.Integer(),
  personToAccount: Type.Integer(),
  rate: Type.Optional(Type.Integer()),
  interest: Type.Optional(Type.Integer()),
  balance: Type.Optional(Type.Integer()),
  backPay: Type.Boolean(),
})

const Money = Type.Object({
  before1998: Type.Integer(),
  from1998: Type.Integer(),
  since2006: Type.Integer(),
  account: Type.Integer(),
  wages: Type.Integer(),
  pooled: Type.Integer(),
  total: Type.Integer(),
})

export const TransferSummary = Type.Object({
  id: Uuid,
  direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
  letterNumber: Type.String(),
  insurance: Type.String(),
  /** Masked. */
  identityNumber: Type.String(),
  fullName: Type.String(),
  partner: Type.String(),
  partnerName: Type.String(),
  ours: State,
  theirs: Type.Optional(State),
  openedAt: Type.Integer(),
  /** 办理时限的最后一日；absent once it is over. */
  dueDay: Type.Optional(DayText),
  overdue: Type.Boolean(),
})
export type TransferSummary = Static<typeof TransferSummary>

export const TransferDetail = Type.Composite([
  TransferSummary,
  Type.Object({
    steps: Type.Array(
      Type.Object({
        side: Type.Union([Type.Literal('ours'), Type.Literal('theirs')]),
        state: State,
        at: Type.Integer(),
        by: Type.Optional(Type.String()),
        note: Type.Optional(Type.String()),
        amount: Type.Optional(Type.Integer()),
        submissionId: Type.Optional(Uuid),
        documentId: Type.Optional(Uuid),
      }),
    ),
    information: Type.Optional(
      Type.Object({ months: Type.Integer(), deemedMonths: Type.Integer(), rows: Type.Array(Row), money: Money }),
    ),
    /** 两地都有缴费的月份，and what was decided of each. */
    overlap: Type.Array(Type.Object({ month: PeriodText, keep: Type.Optional(Type.String()) })),
    /** 须先补正的. */
    problems: Type.Array(Sentence),
    /** What can be done now. */
    abilities: Type.Array(Type.String()),
  }),
])
export type TransferDetail = Static<typeof TransferDetail>

export const TransferList = Type.Object({ items: Type.Array(TransferSummary) })
export type TransferList = Static<typeof TransferList>

/** 可往来的机构：GET /api/desk/transfers/partners。 */
export const TransferPartners = Type.Object({
  items: Type.Array(Type.Object({ partner: Type.String(), name: Type.String() })),
})
export type TransferPartners = Static<typeof TransferPartners>

/** 本人的转移：GET /api/me/transfers。Only the own ones, and no more than how far each has come. */
export const OwnTransfers = Type.Object({
  items: Type.Array(
    Type.Object({
      direction: Type.Union([Type.Literal('in'), Type.Literal('out')]),
      insurance: Type.String(),
      partnerName: Type.String(),
      letterNumber: Type.String(),
      ours: State,
      theirs: Type.Optional(State),
      openedAt: Type.Integer(),
      dueDay: Type.Optional(DayText),
      overdue: Type.Boolean(),
      steps: Type.Array(
        Type.Object({
          side: Type.Union([Type.Literal('ours'), Type.Literal('theirs')]),
          state: State,
          at: Type.Integer(),
        }),
      ),
    }),
  ),
})
export type OwnTransfers = Static<typeof OwnTransfers>
