import { type Static, type TSchema, Type } from '@sinclair/typebox'
import { DayText, PeriodText, Uuid } from '../collection/contract.js'
import {
  DISCLOSED,
  GROUNDS,
  INQUIRY_STATES,
  INQUIRY_STEPS,
  QUERY_ACTS,
  QUERY_REASONS,
  ROUTES,
  SEND_WAYS,
} from './words.js'

export {
  DISCLOSED,
  GROUNDS,
  INQUIRY_STATES,
  INQUIRY_STEPS,
  QUERY_ACTS,
  QUERY_REASONS,
  ROUTES,
  SEND_WAYS,
} from './words.js'

export const keyOf = <T extends object>(words: T) =>
  Type.Unsafe<keyof T & string>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
export const closed = { additionalProperties: false }
/** 文字：something besides blanks, on one line or several. */
export const Words = (least: number, most: number) => Type.String({ minLength: least, maxLength: most, pattern: '\\S' })
export const Both = Type.Object({ zh: Type.String(), en: Type.String() })
const optional = <T extends TSchema>(schema: T) => Type.Optional(schema)

export const INQUIRY_PATH = '/api/desk/inquiries'

export const OfficerBody = Type.Object(
  {
    name: Words(1, 50),
    cardKind: Words(1, 50),
    cardNumber: Words(1, 50),
    validThrough: DayText,
    originalSeen: Type.Boolean({ description: '已见原件' }),
    copy: optional(Uuid),
  },
  closed,
)
export type OfficerBody = Static<typeof OfficerBody>

const PersonBody = Type.Object({ fullName: Words(1, 100), identityNumber: Words(1, 40) }, closed)

const PapersBody = Type.Object(
  {
    dutyProof: optional(Uuid),
    form: optional(Uuid),
    approvalNumber: optional(Words(1, 100)),
    approval: optional(Uuid),
    unitProof: optional(Uuid),
  },
  closed,
)

const BasisBody = Type.Object(
  {
    id: optional(Type.String({ maxLength: 40, description: '目录中的编号' })),
    document: optional(Words(2, 200)),
    article: optional(Words(1, 100)),
  },
  closed,
)

const Sections = Type.Array(keyOf(DISCLOSED), { minItems: 1, maxItems: 4, uniqueItems: true })
const Persons = Type.Array(PersonBody, { minItems: 1, maxItems: 1000 })

/** 收件。`mayTell` has no default: whoever receives asks and notes it. */
export const ReceiveInquiry = Type.Object(
  {
    ground: keyOf(GROUNDS),
    unit: Type.Object({ name: Words(2, 200), contact: Words(1, 100), phone: Words(3, 40) }, closed),
    purpose: Words(4, 500),
    basis: BasisBody,
    act: keyOf(QUERY_ACTS),
    papers: PapersBody,
    officers: Type.Array(OfficerBody, { maxItems: 10 }),
    standard: optional(Type.Object({ reason: keyOf(QUERY_REASONS), says: Words(2, 500) }, closed)),
    mayTell: Type.Boolean({ description: '可否告知被查询人' }),
    persons: Persons,
    sections: Sections,
    from: PeriodText,
    through: PeriodText,
    route: keyOf(ROUTES),
    cityReason: optional(Words(4, 500)),
  },
  closed,
)
export type ReceiveInquiry = Static<typeof ReceiveInquiry>

export const SupplementInquiry = Type.Object(
  { papers: optional(PapersBody), officers: optional(Type.Array(OfficerBody, { maxItems: 10 })) },
  closed,
)
export type SupplementInquiry = Static<typeof SupplementInquiry>

export const WidenInquiry = Type.Object(
  {
    persons: optional(Persons),
    sections: optional(Sections),
    from: optional(PeriodText),
    through: optional(PeriodText),
    reason: Words(4, 500),
  },
  closed,
)
export type WidenInquiry = Static<typeof WidenInquiry>

export const DecideInquiry = Type.Object(
  {
    verdict: Type.Union([Type.Literal('provide'), Type.Literal('refuse')]),
    reason: Words(4, 1000),
    basisReviewed: optional(Type.Boolean({ description: '已核对依据的条文' })),
  },
  closed,
)
export type DecideInquiry = Static<typeof DecideInquiry>

export const SendLetter = Type.Object({ way: keyOf(SEND_WAYS), note: Words(2, 200) }, closed)
export type SendLetter = Static<typeof SendLetter>

export const AcknowledgeInquiry = Type.Object({ note: Words(2, 200), documentId: optional(Uuid) }, closed)
export type AcknowledgeInquiry = Static<typeof AcknowledgeInquiry>

export const ClockView = Type.Object({
  due: DayText,
  provisional: Type.Boolean(),
  dueThen: DayText,
  provisionalThen: Type.Boolean(),
  used: Type.Integer(),
  left: Type.Integer(),
  state: keyOf({ running: 1, remind: 1, last: 1, overdue: 1, ended: 1 }),
  /** 逐日：each day from receipt, and whether it counts. */
  days: Type.Array(Type.Object({ day: DayText, works: Type.Boolean() })),
})
export type ClockView = Static<typeof ClockView>

export const InquiryView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  ground: keyOf(GROUNDS),
  state: keyOf(INQUIRY_STATES),
  agency: Type.String(),
  agencyName: Type.String(),
  unit: Type.String(),
  persons: Type.Integer(),
  receivedAt: Type.Integer(),
  gaps: Type.Integer(),
  clock: optional(ClockView),
})
export type InquiryView = Static<typeof InquiryView>

export const InquiryList = Type.Object({
  items: Type.Array(InquiryView),
  /** Over their term, of this agency and those under it. */
  overdue: Type.Integer(),
})
export type InquiryList = Static<typeof InquiryList>

const GapView = Type.Object({ key: Type.String(), zh: Type.String(), en: Type.String() })

export const InquiryDetail = Type.Composite([
  InquiryView,
  Type.Object({
    contact: Type.String(),
    phone: Type.String(),
    purpose: Type.String(),
    basis: Type.Object({
      document: Type.String(),
      article: Type.String(),
      flag: optional(Both),
    }),
    act: keyOf(QUERY_ACTS),
    mayTell: Type.Boolean(),
    standard: optional(Type.Object({ reason: keyOf(QUERY_REASONS), says: Type.String() })),
    route: keyOf(ROUTES),
    cityReason: optional(Type.String()),
    sections: Type.Array(keyOf(DISCLOSED)),
    from: PeriodText,
    through: PeriodText,
    named: Type.Array(
      Type.Object({ fullName: Type.String(), identityNumber: Type.String(), onRecord: Type.Boolean() }),
    ),
    officers: Type.Array(
      Type.Object({
        name: Type.String(),
        cardKind: Type.String(),
        cardNumber: Type.String(),
        validThrough: DayText,
        originalSeen: Type.Boolean(),
        hasCopy: Type.Boolean(),
      }),
    ),
    papers: Type.Object({
      dutyProof: Type.Boolean(),
      form: Type.Boolean(),
      approval: Type.Boolean(),
      approvalNumber: Type.String(),
      unitProof: Type.Boolean(),
    }),
    gapList: Type.Array(GapView),
    steps: Type.Array(
      Type.Object({
        act: keyOf(INQUIRY_STEPS),
        by: Type.String(),
        at: Type.Integer(),
        reason: optional(Type.String()),
      }),
    ),
    outputs: Type.Array(
      Type.Object({
        id: Uuid,
        kind: keyOf({ result: 1, letter: 1 }),
        act: keyOf(QUERY_ACTS),
        digest: Type.String(),
        at: Type.Integer(),
        entry: optional(Type.String({ description: '登记簿备案编号' })),
      }),
    ),
    can: Type.Object({
      supplement: Type.Boolean(),
      decide: Type.Boolean(),
      execute: Type.Boolean(),
      finish: Type.Boolean(),
    }),
  }),
])
export type InquiryDetail = Static<typeof InquiryDetail>

/** 收件回执：one case, or one for each district. */
export const ReceivedInquiries = Type.Object({ items: Type.Array(InquiryView) })
export type ReceivedInquiries = Static<typeof ReceivedInquiries>

export const BasisList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      document: Type.String(),
      article: Type.String(),
      for: Type.Array(keyOf(GROUNDS)),
      from: optional(DayText),
      until: optional(DayText),
      inForce: Type.Boolean(),
      status: Type.Union([Type.Literal('final'), Type.Literal('unconfirmed')]),
    }),
  ),
})
export type BasisList = Static<typeof BasisList>
