import { type Static, Type } from '@sinclair/typebox'
import { DayGiven, Uuid } from './catalogue-contract.js'

/** 开一件抽查案：POST /api/desk/archive/inspections。Facts of an agency, posted on these business days. */
export const InspectionRequest = Type.Object(
  {
    agency: Type.String({ pattern: '^[0-9]{6}$' }),
    fromDay: DayGiven,
    throughDay: DayGiven,
    size: Type.Integer({ minimum: 1, maximum: 1000 }),
  },
  { additionalProperties: false },
)
export type InspectionRequest = Static<typeof InspectionRequest>

export const FIELD_VERDICTS = {
  agree: { zh: '相符', en: 'agrees' },
  differ: { zh: '不符', en: 'differs' },
  notOnPaper: { zh: '纸上没有', en: 'not on paper' },
} as const
export type FieldVerdict = keyof typeof FIELD_VERDICTS
const VerdictName = Type.Unsafe<FieldVerdict>(Type.Union(Object.keys(FIELD_VERDICTS).map((key) => Type.Literal(key))))

/** 读数：POST …/items/:item。Each field of the fact is answered; the second reader reads what the first found to differ. */
export const ReadingRequest = Type.Object(
  {
    hasOriginal: Type.Boolean(),
    hasReview: Type.Boolean(),
    fields: Type.Array(
      Type.Object(
        { name: Type.String({ pattern: '^[A-Za-z]{1,40}$' }), verdict: VerdictName },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 60 },
    ),
    note: Type.String({ maxLength: 500 }),
  },
  { additionalProperties: false },
)
export type ReadingRequest = Static<typeof ReadingRequest>

export const ITEM_STATES = {
  unread: { zh: '未读', en: 'not read' },
  differs: { zh: '有不符，待第二人复读', en: 'differs, needs a second reader' },
  read: { zh: '已读', en: 'read' },
} as const
export type ItemState = keyof typeof ITEM_STATES
const ItemStateName = Type.Unsafe<ItemState>(Type.Union(Object.keys(ITEM_STATES).map((key) => Type.Literal(key))))

const Rate = Type.Object({ rate: Type.Integer(), low: Type.Integer(), high: Type.Integer() })

/** 结果：facts with at least one field that differs, of those read; the interval is named where it is printed. */
export const InspectionResult = Type.Object({
  read: Type.Integer(),
  wrong: Type.Integer(),
  noOriginal: Type.Integer(),
  noReview: Type.Integer(),
  fieldsRead: Type.Integer(),
  fieldsWrong: Type.Integer(),
  error: Rate,
  formula: Type.Object({ zh: Type.String(), en: Type.String() }),
})
export type InspectionResult = Static<typeof InspectionResult>

export const InspectionSummary = Type.Object({
  id: Uuid,
  agency: Type.String(),
  agencyName: Type.String(),
  fromDay: Type.String(),
  throughDay: Type.String(),
  seed: Type.String(),
  population: Type.Integer(),
  drawn: Type.Integer(),
  openedBy: Type.String(),
  openedAt: Type.Integer(),
  closedAt: Type.Optional(Type.Integer()),
})
export type InspectionSummary = Static<typeof InspectionSummary>
export const InspectionList = Type.Object({
  inspections: Type.Array(InspectionSummary),
  /** 可抽查的机构. */
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})
export type InspectionList = Static<typeof InspectionList>

/** 抽查案：which facts, without what they say; that is seen item by item. */
export const InspectionDetail = Type.Object({
  ...InspectionSummary.properties,
  items: Type.Array(
    Type.Object({
      item: Type.Integer(),
      kind: Type.String(),
      posting: Type.String(),
      ordinal: Type.Integer(),
      state: ItemStateName,
      wrong: Type.Boolean(),
    }),
  ),
  result: InspectionResult,
})
export type InspectionDetail = Static<typeof InspectionDetail>

const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** 一项：the record's fields, and which papers lie beside them. */
export const InspectionItem = Type.Object({
  item: Type.Integer(),
  kind: Type.String(),
  voucherId: Type.String(),
  businessDay: Type.String(),
  reviewers: Type.Array(Type.Object({ stage: Type.String(), organisation: Type.String(), at: Type.Integer() })),
  fields: Type.Array(Type.Object({ name: Type.String(), label: Both, value: Both })),
  papers: Type.Array(Type.Object({ documentId: Uuid, mediaType: Type.String(), digest: Type.String() })),
  readings: Type.Array(
    Type.Object({
      reader: Type.Integer(),
      by: Type.String(),
      at: Type.Integer(),
      hasOriginal: Type.Boolean(),
      hasReview: Type.Boolean(),
      fields: Type.Array(Type.Object({ name: Type.String(), verdict: VerdictName })),
      note: Type.String(),
    }),
  ),
  mayRead: Type.Boolean(),
})
export type InspectionItem = Static<typeof InspectionItem>
