import { type Static, Type } from '@sinclair/typebox'
import { Sentence, Uuid } from '../collection/contract.js'
import { CorrectionRequest } from '../collection/entry-contract.js'
import { Explanation, VoucherView } from '../query/contract.js'
import { DayText, InsuranceCode, Month } from '../query/figure-contract.js'
import {
  COUNTER_AS,
  ECHO_WAYS,
  EVIDENCE_FROM,
  OBJECTION_ACTS,
  OBJECTION_REASONS,
  OBJECTION_STATES,
  OUTCOMES,
  PAPER_BASES,
  RAISED_AS,
} from './words.js'

export { PERSON_FIELDS } from './person-fields.js'
export {
  COUNTER_AS,
  ECHO_WAYS,
  EVIDENCE_FROM,
  OBJECTION_ACTS,
  OBJECTION_REASONS,
  OBJECTION_STATES,
  OUTCOMES,
  PAPER_BASES,
  RAISED_AS,
  REMEDY,
} from './words.js'

export const keyOf = <T extends object>(words: T) =>
  Type.Unsafe<keyof T & string>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
export const closed = { additionalProperties: false }
const Words = Type.String({ minLength: 4, maxLength: 2000 })
const PersonId = Type.String({ pattern: '^\\d{1,18}$' })
const PathText = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9/-]{0,119}$' })

/** 提出异议：the item, what it showed, a reason from the list, and one's own words. A paper is welcome, never needed. */
const RAISING = {
  path: PathText,
  /** 当时所示的数，as the record answered it; left out where the screen showed none. */
  value: Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 200 })])),
  reason: keyOf(OBJECTION_REASONS),
  words: Words,
  documentId: Type.Optional(Uuid),
}
export const RaiseRequest = Type.Object(RAISING, closed)
export type RaiseRequest = Static<typeof RaiseRequest>

/** 窗口代录：for whom, as whom they came, and who; the signed paper form is scanned. Anybody but the person names both. */
export const CounterRaiseRequest = Type.Object(
  {
    ...{ ...RAISING, personId: PersonId, raisedAs: keyOf(COUNTER_AS) },
    form: Type.Optional(Uuid),
    /** 来人姓名. */
    came: Type.Optional(Type.String({ minLength: 2, maxLength: 100 })),
    /** 用人单位的统一社会信用代码，where an employer came. */
    creditCode: Type.Optional(Type.String({ minLength: 18, maxLength: 18 })),
  },
  closed,
)
export type CounterRaiseRequest = Static<typeof CounterRaiseRequest>

/** 单位提出：one month of one of its staff. */
export const EmployerRaiseRequest = Type.Object(
  {
    identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
    fullName: Type.String({ minLength: 1, maxLength: 100 }),
    insurance: InsuranceCode,
    month: Month,
    figure: Type.Union([
      ...['base', 'dueEmployer', 'duePerson', 'paidEmployer', 'paidPerson'].map((name) => Type.Literal(name)),
      Type.Literal('missing'),
    ]),
    reason: keyOf(OBJECTION_REASONS),
    words: Words,
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type EmployerRaiseRequest = Static<typeof EmployerRaiseRequest>

/** 逐日计数。 */
export const ClockView = Type.Object({
  dueDay: DayText,
  provisional: Type.Boolean(),
  overdue: Type.Boolean(),
  /** 该提醒了. */
  due: Type.Boolean(),
  remindDay: DayText,
  days: Type.Array(Type.Object({ day: DayText, how: Type.String(), count: Type.Integer() })),
})
export type ClockView = Static<typeof ClockView>

/** 进度的一步。Who did it is told to staff only. */
export const StepView = Type.Object({
  act: keyOf(OBJECTION_ACTS),
  state: keyOf(OBJECTION_STATES),
  agency: Type.String(),
  at: Type.Integer(),
  note: Type.String(),
  /** 系统自己写下的话，in both languages; stands in place of the note. */
  says: Type.Optional(Sentence),
  /** 以何岗位办理；nobody's where the person or the system moved it. */
  posts: Type.Array(Sentence),
  /** 办理人的姓名，told to staff only. */
  by: Type.Optional(Type.String()),
  outcome: Type.Optional(keyOf(OUTCOMES)),
  basis: Type.Optional(Sentence),
  hasPaper: Type.Boolean(),
  documentId: Type.Optional(Uuid),
  submissionId: Type.Optional(Uuid),
})
export type StepView = Static<typeof StepView>

export const ObjectionView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  /** Of whose record; masked for whoever is not staff. */
  about: Type.String(),
  path: Type.String(),
  item: Sentence,
  shown: Sentence,
  reason: keyOf(OBJECTION_REASONS),
  words: Type.String(),
  raisedAs: keyOf(RAISED_AS),
  /** 来窗口的人，told to staff only. */
  came: Type.Optional(Type.String()),
  raisedAt: Type.Integer(),
  state: keyOf(OBJECTION_STATES),
  agency: Type.String(),
  /** 主管部门不是本机构. */
  otherKeeper: Type.Boolean(),
  outcome: Type.Optional(keyOf(OUTCOMES)),
  /** 决定的理由与救济途径. */
  reasons: Type.Optional(Type.String()),
  remedy: Type.Optional(Sentence),
  clock: ClockView,
  canWithdraw: Type.Boolean(),
  canSupply: Type.Boolean(),
  steps: Type.Array(StepView),
})
export type ObjectionView = Static<typeof ObjectionView>

export const ObjectionList = Type.Object({ items: Type.Array(ObjectionView) })
export type ObjectionList = Static<typeof ObjectionList>

/** 一件异议，经办看：then and now, what the agency itself holds, and what this actor may do. */
export const ObjectionCase = Type.Object({
  objection: ObjectionView,
  personId: PersonId,
  now: Type.Optional(Sentence),
  /** 推导：`asThen` as it was raised, `asNow` as it stands; what there is of them. */
  explained: Type.Record(Type.String(), Explanation),
  /** 机构所存：the vouchers of the disputed facts, as they were when it was raised and as they are; with their papers. */
  held: Type.Array(
    Type.Object({
      posting: Type.String(),
      ordinal: Type.Integer(),
      of: Type.Union([Type.Literal('raised'), Type.Literal('now'), Type.Literal('both')]),
      voucher: VoucherView,
    }),
  ),
  /** 更正可改的事实. */
  facts: Type.Array(
    Type.Object({ posting: Type.String(), ordinal: Type.Integer(), factKind: Type.String(), says: Type.String() }),
  ),
  acts: Type.Array(keyOf(OBJECTION_ACTS)),
  /** 须回避：this actor made or reviewed the item, or is a party. */
  standsAside: Type.Boolean(),
  places: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  correction: Type.Optional(Type.Object({ submissionId: Uuid, state: Type.String() })),
})
export type ObjectionCase = Static<typeof ObjectionCase>

export const CaseQuery = Type.Object(
  { language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])) },
  closed,
)

const Note = Type.String({ minLength: 4, maxLength: 2000 })
const Paper = { documentId: Type.Optional(Uuid) }

/** 核查的各步；each has what it needs and nothing else. */
export const HandleRequest = Type.Union([
  Type.Object({ act: Type.Literal('accept'), note: Type.Optional(Note) }, closed),
  Type.Object({ act: Type.Literal('askPapers'), note: Note, basis: keyOf(PAPER_BASES) }, closed),
  Type.Object({ act: Type.Literal('check'), note: Note, ...Paper }, closed),
  Type.Object({ act: Type.Literal('askEvidence'), note: Note, from: keyOf(EVIDENCE_FROM) }, closed),
  Type.Object({ act: Type.Literal('evidence'), note: Note, ...Paper }, closed),
  Type.Object({ act: Type.Literal('toKeeper'), note: Note }, closed),
  Type.Object({ act: Type.Literal('keeperTold'), note: Note, ...Paper }, closed),
  Type.Object({ act: Type.Literal('move'), note: Note, agency: Type.String({ pattern: '^\\d{6,12}$' }) }, closed),
])
export type HandleRequest = Static<typeof HandleRequest>

export const DecideRequest = Type.Object({ outcome: keyOf(OUTCOMES), reasons: Type.Optional(Note) }, closed)
export type DecideRequest = Static<typeof DecideRequest>

/** 更正：either one that is filed here and now, or one that was entered meanwhile. */
export const CorrectRequest = Type.Union([
  Type.Object({ submissionId: Uuid }, closed),
  Type.Object({ correction: Type.Omit(CorrectionRequest, ['personId', 'reason'], closed) }, closed),
])
export type CorrectRequest = Static<typeof CorrectRequest>

export const SupplyRequest = Type.Object({ note: Note, ...Paper }, closed)
export type SupplyRequest = Static<typeof SupplyRequest>

export const WithdrawRequest = Type.Object({ note: Type.Optional(Note) }, closed)

/** 更正的回声：who was given the wrong value since it was posted, with a notice drafted to each. */
export const EchoAnswer = Type.Object({
  since: Type.Integer(),
  recipients: Type.Array(
    Type.Object({
      kind: Type.Union([Type.Literal('paper'), Type.Literal('employer'), Type.Literal('thirdParty')]),
      name: Type.String(),
      serial: Type.Optional(Type.String()),
      at: Type.Integer(),
      times: Type.Integer(),
      notice: Sentence,
      /** 收件方的标识，by which its notice is noted as sent. */
      key: Type.String(),
      sent: Type.Optional(Type.Object({ way: keyOf(ECHO_WAYS), day: DayText, by: Type.String() })),
    }),
  ),
})
/** 告知已发出：to whom, on which day, by which way. */
export const EchoSentRequest = Type.Object(
  { recipient: Type.String({ pattern: '^[0-9a-f]{32}$' }), way: keyOf(ECHO_WAYS), day: DayText },
  closed,
)
export type EchoSentRequest = Static<typeof EchoSentRequest>
export type EchoAnswer = Static<typeof EchoAnswer>

/** 监督：counts and ages by agency. */
export const ObjectionCounts = Type.Object({
  agencies: Type.Array(
    Type.Object({
      agency: Type.String(),
      name: Type.String(),
      open: Type.Integer(),
      overdue: Type.Integer(),
      reminded: Type.Integer(),
      oldestDays: Type.Integer(),
      closed: Type.Integer(),
      upheld: Type.Integer(),
      partly: Type.Integer(),
      notUpheld: Type.Integer(),
      moved: Type.Integer(),
      rightsOpen: Type.Integer(),
      rightsOverdue: Type.Integer(),
    }),
  ),
  overdue: Type.Array(
    Type.Object({ serial: Type.String(), agency: Type.String(), dueDay: DayText, state: keyOf(OBJECTION_STATES) }),
  ),
})
export type ObjectionCounts = Static<typeof ObjectionCounts>
