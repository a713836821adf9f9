import { type Static, Type } from '@sinclair/typebox'
import { DayText, PeriodText, RefusedRow, Sentence, Uuid } from './contract.js'
import { BENEFIT_KINDS } from './fact-words.js'
import { PAY_DIFFERENCES, type PayDifference } from './payment-batch-words.js'

export { PAY_DIFFERENCES } from './payment-batch-words.js'

const closed = { additionalProperties: false }
const Kind = Type.Unsafe<keyof typeof BENEFIT_KINDS>(
  Type.Union(Object.keys(BENEFIT_KINDS).map((key) => Type.Literal(key))),
)
const Difference = Type.Unsafe<PayDifference>(Type.Union(Object.keys(PAY_DIFFERENCES).map((key) => Type.Literal(key))))
const Insurance = Type.Union(
  ['110', '120', '170', '210', '310', '390', '410', '510', 'annuity'].map((code) => Type.Literal(code)),
)

const asked = { payMonth: PeriodText, insurance: Insurance, benefitKind: Kind }
/** 预览：POST /api/desk/payment-batches/preview → BatchPreview。 */
export const BatchAsked = Type.Object(asked, closed)
export type BatchAsked = Static<typeof BatchAsked>

/** 编制：POST /api/desk/payment-batches → SubmissionDetail。Nothing but the month and the day is given. */
export const BatchRequest = Type.Object({ ...asked, paidDay: DayText }, closed)
export type BatchRequest = Static<typeof BatchRequest>

const Person = {
  fullName: Type.String(),
  identityNumber: Type.String(),
}

/** 本批与上月。Totals in fen; the persons shown are the riskiest first, at most two hundred. */
export const BatchPreview = Type.Object({
  payMonth: PeriodText,
  insurance: Type.String(),
  benefitKind: Kind,
  persons: Type.Integer(),
  rows: Type.Integer(),
  total: Type.Integer(),
  lastPersons: Type.Integer(),
  lastTotal: Type.Integer(),
  counts: Type.Array(Type.Object({ difference: Difference, persons: Type.Integer(), amount: Type.Integer() })),
  shown: Type.Array(
    Type.Object({
      ...Person,
      difference: Difference,
      before: Type.Integer(),
      after: Type.Integer(),
      months: Type.Integer(),
      why: Type.Optional(Sentence),
    }),
  ),
  /** 未列入：persons under a stop, and what no batch decides. */
  leftOut: Type.Array(Type.Object({ ...Person, amount: Type.Integer(), why: Sentence })),
  leftOutPersons: Type.Integer(),
})
export type BatchPreview = Static<typeof BatchPreview>

/** 已记账的支付批次：GET /api/desk/payment-batches。What the bank has answered of each; totals only, nobody is named. */
export const PostedBatches = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      payMonth: Type.Optional(PeriodText),
      insurances: Type.Array(Type.String()),
      rows: Type.Integer(),
      total: Type.Integer({ description: '分' }),
      filedAt: Type.Integer(),
      /** 回盘次数，及其中成功、失败的行. */
      answers: Type.Integer(),
      paid: Type.Integer(),
      failed: Type.Integer(),
    }),
  ),
})
export type PostedBatches = Static<typeof PostedBatches>

/** 银行回盘：POST /api/desk/payment-batches/:id/results（multipart：file）→ PaymentResult。 */
export const PaymentResult = Type.Object({
  part: Type.Integer(),
  rowsIn: Type.Integer(),
  paid: Type.Integer(),
  failed: Type.Integer(),
  refused: Type.Integer(),
  /** 红字报送：what came back, as a submission of its own. */
  filed: Type.Optional(Uuid),
  refusedRows: Type.Array(RefusedRow),
  again: Type.Boolean(),
})
export type PaymentResult = Static<typeof PaymentResult>

export const PaymentResults = Type.Object({
  /** Rows of the batch no result names yet. */
  unanswered: Type.Integer(),
  items: Type.Array(PaymentResult),
})
export type PaymentResults = Static<typeof PaymentResults>
