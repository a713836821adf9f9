import { type Static, Type } from '@sinclair/typebox'
import { DayText, Sentence, StateName, Uuid } from './contract.js'
import { SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'

const closed = { additionalProperties: false } as const
export const KindName = Type.Unsafe<SubmissionKind>(
  Type.Union(Object.keys(SUBMISSION_KINDS).map((key) => Type.Literal(key))),
)
const SlipText = Type.String({ minLength: 18, maxLength: 40, description: '应急受理凭单号' })
const Moment = Type.Integer({ minimum: 0, maximum: 8_000_000_000_000, description: '毫秒' })

/** 应收材料：GET /api/desk/intake-papers?kind=。 */
export const PaperList = Type.Object({
  papers: Type.Array(Type.Object({ id: Type.String(), says: Sentence, required: Type.Boolean() })),
})
export type PaperList = Static<typeof PaperList>
export const OfKind = Type.Object({ kind: KindName }, closed)

/**
 * 受理登记：POST /api/desk/intakes。The page draws `id`; sent twice it is one. The entry that follows names it in the header
 * x-quanyi-intake. A slip brings the true time of receipt.
 */
export const IntakeRequest = Type.Object(
  {
    id: Uuid,
    kind: KindName,
    papers: Type.Array(
      Type.Object(
        {
          paper: Type.String({ minLength: 1, maxLength: 40 }),
          received: Type.Boolean(),
          ground: Type.Optional(Type.String({ minLength: 4, maxLength: 500 })),
        },
        closed,
      ),
      { maxItems: 40 },
    ),
    slip: Type.Optional(Type.Object({ serial: SlipText, receivedAt: Moment }, closed)),
    /** 资料所载日期, from the paper; without it the day of receipt counts. */
    documentDay: Type.Optional(DayText),
  },
  closed,
)
export type IntakeRequest = Static<typeof IntakeRequest>

export const IntakeView = Type.Object({ id: Uuid, receivedAt: Type.Integer() })
export type IntakeView = Static<typeof IntakeView>

const TakenView = Type.Object({
  says: Sentence,
  required: Type.Boolean(),
  received: Type.Boolean(),
  ground: Type.Optional(Type.String()),
})

/** 受理单：GET /api/desk/submissions/:id/receipt。 */
export const ReceiptView = Type.Object({
  serial: Type.String(),
  submission: Uuid,
  revision: Type.Integer(),
  kind: KindName,
  agency: Type.String(),
  employer: Type.Optional(Type.String()),
  applicant: Type.Optional(Type.String({ description: '脱敏姓名' })),
  papers: Type.Array(TakenView),
  receivedAt: Type.Integer(),
  issuedAt: Type.Integer(),
  slip: Type.Optional(Type.String()),
  due: Type.Object({ day: DayText, provisional: Type.Boolean() }),
  takenBy: Type.String(),
})
export type ReceiptView = Static<typeof ReceiptView>

/** 所录的内容：GET /api/desk/submissions/:id/typed。For whoever enters a returned one anew. */
export const TypedView = Type.Object({ kind: KindName, content: Type.Unknown() })
export type TypedView = Static<typeof TypedView>

/** 印制应急受理凭单：POST /api/desk/outage-blocks。 */
export const OutageBlockRequest = Type.Object(
  { kind: KindName, count: Type.Integer({ minimum: 1, maximum: 200 }) },
  closed,
)
export type OutageBlockRequest = Static<typeof OutageBlockRequest>

export const OutageBlockView = Type.Object({
  id: Uuid,
  kind: KindName,
  agency: Type.String(),
  first: Type.String(),
  last: Type.String(),
  count: Type.Integer(),
  used: Type.Integer(),
  void: Type.Integer(),
  /** 未用：neither entered nor void; `gaps` are those with a later one already entered. */
  unused: Type.Integer(),
  gaps: Type.Array(Type.String()),
  printedAt: Type.Integer(),
})
export type OutageBlockView = Static<typeof OutageBlockView>
export const OutageBlockList = Type.Object({ items: Type.Array(OutageBlockView) })
export type OutageBlockList = Static<typeof OutageBlockList>

export const OutageSlipView = Type.Object({
  serial: Type.String(),
  state: Type.Union([Type.Literal('unused'), Type.Literal('used'), Type.Literal('void')]),
  submission: Type.Optional(Uuid),
  receivedAt: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
})
export const OutageBlockDetail = Type.Composite([
  OutageBlockView,
  Type.Object({
    slips: Type.Array(OutageSlipView),
    /** 空白栏目，from the collection standard in force. */
    fields: Type.Array(Type.Object({ says: Sentence, required: Type.Boolean(), choices: Type.Array(Sentence) })),
    papers: Type.Array(Type.Object({ says: Sentence, required: Type.Boolean() })),
  }),
])
export type OutageBlockDetail = Static<typeof OutageBlockDetail>

/** 作废：POST /api/desk/outage-slips/:slip/void。 */
export const SlipPlace = Type.Object({ slip: SlipText }, closed)
export const VoidRequest = Type.Object({ reason: Type.String({ minLength: 4, maxLength: 500 }) }, closed)
export type VoidRequest = Static<typeof VoidRequest>

/** 应急受理凭单的核对：GET /api/desk/outage-accounts。For oversight: every book with what is not accounted for. */
export const OutageAccounts = Type.Object({
  books: Type.Integer(),
  slips: Type.Integer(),
  used: Type.Integer(),
  void: Type.Integer(),
  unused: Type.Integer(),
  withGaps: Type.Array(OutageBlockView),
})
export type OutageAccounts = Static<typeof OutageAccounts>

/** 办理进度，公开：POST /api/progress。One neutral answer until serial and last four both fit. */
export const ProgressRequest = Type.Object(
  {
    serial: Type.String({ minLength: 1, maxLength: 40, description: '受理单编号' }),
    lastFour: Type.String({ minLength: 1, maxLength: 8, description: '证件号码或统一社会信用代码末四位' }),
  },
  closed,
)
export type ProgressRequest = Static<typeof ProgressRequest>

export const ProgressAnswer = Type.Object({
  state: Type.Union([Type.Literal('unknown'), Type.Literal('found')]),
  found: Type.Optional(
    Type.Object({
      serial: Type.String(),
      kind: KindName,
      progress: StateName,
      agency: Type.String(),
      receivedAt: Type.Integer(),
      due: Type.Object({ day: DayText, provisional: Type.Boolean() }),
      missing: Type.Array(Sentence),
    }),
  ),
})
export type ProgressAnswer = Static<typeof ProgressAnswer>
