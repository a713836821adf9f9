import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, DayText, PeriodText, RefusedRow, Sentence, Uuid } from '../collection/contract.js'
import { MATTER_NAMES } from './matters.js'
import { WANTED } from './proposal.js'
import { CONFIDENCES, DECISIONS, FIELDS, OUTCOMES, PARTNER_KINDS, STOP_KINDS } from './words.js'

export { MATTER_NAMES, MATTERS } from './matters.js'
export { WANTED, type Wanted } from './proposal.js'
export { CONFIDENCES, DECISIONS, FIELDS, OUTCOMES, PARTNER_KINDS, STOP_KINDS } from './words.js'

const keyOf = <T extends object>(words: T) =>
  Type.Unsafe<keyof T & string>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
const closed = { additionalProperties: false }
const Text = (least: number, most: number) => Type.String({ minLength: least, maxLength: most })
const MatterName = Type.Unsafe<(typeof MATTER_NAMES)[number]>(Type.Union(MATTER_NAMES.map((key) => Type.Literal(key))))
const PartnerCode = Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' })

export const EXCHANGE_PATH = '/api/desk/exchange'

/** 一批来文：rows in = matched + differing + refused, once it is finished. */
export const BatchView = Type.Object({
  id: Uuid,
  partner: Type.String(),
  partnerName: Type.String(),
  matter: MatterName,
  number: Type.Integer(),
  agency: Type.String(),
  basis: Type.String(),
  from: DayText,
  through: DayText,
  rowsIn: Type.Integer(),
  rowsDone: Type.Integer(),
  matched: Type.Integer(),
  differing: Type.Integer(),
  refused: Type.Integer(),
  total: AmountFen,
  digest: Type.String(),
  channel: Type.Union([Type.Literal('desk'), Type.Literal('wire')]),
  receivedAt: Type.Integer(),
  lateDays: Type.Integer(),
  finishedAt: Type.Optional(Type.Integer()),
})
export type BatchView = Static<typeof BatchView>

/** 整批不收的来文。 */
export const RejectionView = Type.Object({
  id: Uuid,
  partner: Type.String(),
  channel: Type.String(),
  code: Type.String(),
  says: Sentence,
  at: Type.Integer(),
})
export type RejectionView = Static<typeof RejectionView>

export const BatchList = Type.Object({ items: Type.Array(BatchView), rejections: Type.Array(RejectionView) })
export type BatchList = Static<typeof BatchList>

/** 一批的结果：the refused rows, and which lines differ and how; all the other lines matched. */
export const BatchResult = Type.Object({
  batch: BatchView,
  refusedRows: Type.Array(RefusedRow),
  differing: Type.Array(
    Type.Object({ line: Type.Integer(), field: keyOf(FIELDS), outcome: keyOf(OUTCOMES), closed: Type.Boolean() }),
  ),
})
export type BatchResult = Static<typeof BatchResult>

/** 直接送来的，答以回执：no word of what was found about whom. */
export const Receipt = Type.Object({
  batch: Uuid,
  matter: MatterName,
  number: Type.Integer(),
  rows: Type.Integer(),
  digest: Type.String(),
  receivedAt: Type.Integer(),
})
export type Receipt = Static<typeof Receipt>

export const DecisionView = Type.Object({
  decision: Type.String(),
  note: Type.String(),
  by: Type.String(),
  at: Type.Integer(),
  documentId: Type.Optional(Uuid),
  submissionId: Type.Optional(Uuid),
})
export type DecisionView = Static<typeof DecisionView>

/** 预填：what kind of submission the change would be, and what to put into it. */
export const Prefill = Type.Object({
  kind: Type.String(),
  values: Type.Record(Type.String(), Type.String()),
  /** 定为对方正确即随之录入送审，once what it wants is filled in. */
  filed: Type.Boolean(),
  wants: Type.Array(keyOf(WANTED)),
})
export type Prefill = Static<typeof Prefill>

export const DifferenceView = Type.Object({
  id: Uuid,
  batchId: Uuid,
  line: Type.Integer(),
  partner: Type.String(),
  partnerName: Type.String(),
  matter: MatterName,
  field: keyOf(FIELDS),
  outcome: keyOf(OUTCOMES),
  confidence: keyOf(CONFIDENCES),
  agency: Type.String(),
  /** Whom or what it is about, as far as it was found. */
  personId: Type.Optional(Type.String()),
  employerId: Type.Optional(Type.String()),
  about: Type.String(),
  ours: Type.String(),
  theirs: Type.String(),
  receivedAt: Type.Integer(),
  dueDay: DayText,
  dueProvisional: Type.Boolean(),
  overdue: Type.Boolean(),
  asked: Type.Boolean(),
  /** Decided that theirs is right; the submission is still to be filed. */
  toFile: Type.Boolean(),
  handler: Type.Optional(Type.String()),
  decision: Type.Optional(keyOf(DECISIONS)),
  closedAt: Type.Optional(Type.Integer()),
  prefill: Prefill,
  /** Under a stop: decided there. */
  stopped: Type.Boolean(),
  decisions: Type.Array(DecisionView),
})
export type DifferenceView = Static<typeof DifferenceView>

export const DifferenceList = Type.Object({ items: Type.Array(DifferenceView) })
export type DifferenceList = Static<typeof DifferenceList>

export const DifferenceQuery = Type.Object(
  {
    state: Type.Union([Type.Literal('open'), Type.Literal('closed')], { default: 'open' }),
    partner: Type.Optional(PartnerCode),
    batchId: Type.Optional(Uuid),
  },
  closed,
)
export type DifferenceQuery = Static<typeof DifferenceQuery>

/** 办理一项差异。`submissionId` is what was filed for it where theirs is right. */
export const DecideDifference = Type.Object(
  {
    decision: keyOf(DECISIONS),
    note: Text(4, 500),
    documentId: Type.Optional(Uuid),
    submissionId: Type.Optional(Uuid),
    /** 对方没有报、报送却须有的项。 */
    fill: Type.Optional(
      Type.Object(
        {
          fromMonth: Type.Optional(PeriodText),
          employerType: Type.Optional(Text(1, 3)),
          industryCode: Type.Optional(Text(1, 8)),
          injuryClass: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
          injuryFloat: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type DecideDifference = Static<typeof DecideDifference>

export const StopView = Type.Object({
  id: Uuid,
  kind: keyOf(STOP_KINDS),
  personId: Type.Optional(Type.String()),
  employerId: Type.Optional(Type.String()),
  about: Type.String(),
  agency: Type.String(),
  reportedDay: DayText,
  partnerName: Type.String(),
  raisedAt: Type.Integer(),
  /** Every source that reported it, with its day: two that agree, or a paper, settle it. */
  sources: Type.Array(Type.Object({ partnerName: Type.String(), day: DayText, raisedAt: Type.Integer() })),
  decision: Type.Optional(Type.Union([Type.Literal('confirmed'), Type.Literal('released')])),
  inForce: Type.Boolean(),
  decisions: Type.Array(DecisionView),
})
export type StopView = Static<typeof StopView>

export const StopList = Type.Object({ items: Type.Array(StopView) })
export type StopList = Static<typeof StopList>

export const DecideStop = Type.Object(
  { note: Text(4, 500), documentId: Type.Optional(Uuid), day: Type.Optional(DayText) },
  closed,
)
export type DecideStop = Static<typeof DecideStop>

/** 多付待追回（社会保险经办条例第四十六条）。 */
export const OverpaidList = Type.Object({
  total: AmountFen,
  items: Type.Array(
    Type.Object({
      personId: Type.String(),
      fullName: Type.String(),
      identityNumber: Type.String(),
      day: DayText,
      month: Type.String(),
      insurance: Type.String(),
      amount: AmountFen,
      /** 已立的追回案。 */
      recovery: Type.Optional(Uuid),
    }),
  ),
})
export type OverpaidList = Static<typeof OverpaidList>

/** 遗属办理：what is there to see to after a death. */
export const Estate = Type.Object({
  personId: Type.String(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  day: DayText,
  accounts: Type.Array(Type.Object({ insurance: Type.String(), balance: AmountFen })),
  overpaid: AmountFen,
  months: Type.Integer(),
})
export type Estate = Static<typeof Estate>

const ScheduleEntry = Type.Object(
  {
    everyDays: Type.Integer({ minimum: 1, maximum: 400 }),
    graceDays: Type.Integer({ minimum: 0, maximum: 100 }),
    firstDay: DayText,
  },
  closed,
)

/** 登记交换对方；in force once the supervisor approved it. */
export const ProposePartner = Type.Object(
  {
    partner: PartnerCode,
    kind: keyOf(PARTNER_KINDS),
    name: Text(2, 60),
    agency: Type.String({ pattern: '^\\d{6}$' }),
    publicKey: Text(50, 500),
    agreement: Text(2, 100),
    matters: Type.Array(
      Type.Object(
        {
          matter: MatterName,
          items: Type.Array(Text(1, 40), { minItems: 1, maxItems: 50 }),
          schedule: Type.Optional(ScheduleEntry),
        },
        closed,
      ),
      { minItems: 1, maxItems: 20 },
    ),
  },
  closed,
)
export type ProposePartner = Static<typeof ProposePartner>

export const ApprovePartner = Type.Object({ version: Type.Integer({ minimum: 1, maximum: 1_000_000 }) }, closed)

export const PartnerView = Type.Object({
  partner: Type.String(),
  version: Type.Integer(),
  kind: keyOf(PARTNER_KINDS),
  name: Type.String(),
  agency: Type.String(),
  agreement: Type.String(),
  /** 在期的保密协议至何日；none where the interface is shut for want of one. */
  agreementThrough: Type.Optional(DayText),
  /** 将到期（参数）. */
  agreementEnding: Type.Boolean(),
  /** SM3 of the key, to be told over another way. */
  keyPrint: Type.String(),
  matters: Type.Array(
    Type.Object({ matter: MatterName, items: Type.Array(Type.String()), schedule: Type.Optional(ScheduleEntry) }),
  ),
  state: Type.Union([Type.Literal('inForce'), Type.Literal('proposed'), Type.Literal('superseded')]),
  proposedAt: Type.Integer(),
  approvedAt: Type.Optional(Type.Integer()),
})
export type PartnerView = Static<typeof PartnerView>
export const PartnerList = Type.Object({ items: Type.Array(PartnerView) })
export type PartnerList = Static<typeof PartnerList>

/** 交换日历：one line per partner and matter; figures only. */
export const CalendarLine = Type.Object({
  partner: Type.String(),
  name: Type.String(),
  matter: MatterName,
  lastAt: Type.Optional(Type.Integer()),
  expectedOn: Type.Optional(DayText),
  missed: Type.Boolean(),
  batches: Type.Integer(),
  rows: Type.Integer(),
  /** 相符率与差异率，in ppm of the rows read. */
  matchRate: Type.Integer(),
  differenceRate: Type.Integer(),
  late: Type.Integer(),
})
export type CalendarLine = Static<typeof CalendarLine>

/** 各机构未办结差异的数量与时长。 */
export const AgencyAge = Type.Object({
  agency: Type.String(),
  agencyName: Type.String(),
  open: Type.Integer(),
  overdue: Type.Integer(),
  oldestDays: Type.Integer(),
  closed: Type.Integer(),
})
export type AgencyAge = Static<typeof AgencyAge>

export const ExchangeCalendar = Type.Object({ lines: Type.Array(CalendarLine), agencies: Type.Array(AgencyAge) })
export type ExchangeCalendar = Static<typeof ExchangeCalendar>

/** 联网核查的各项，of one submission. */
export const OutsideView = Type.Object({
  line: Type.Integer(),
  kind: Type.Union([Type.Literal('identity'), Type.Literal('creditCode')]),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('agrees'),
    Type.Literal('differs'),
    Type.Literal('unknown'),
  ]),
  field: Type.Optional(Type.String()),
  method: Type.Optional(Type.Union([Type.Literal('online'), Type.Literal('manual')])),
  reason: Type.Optional(Type.String()),
  tries: Type.Integer(),
  answeredAt: Type.Optional(Type.Integer()),
})
export const OutsideList = Type.Object({
  total: Type.Integer(),
  waiting: Type.Integer(),
  agreeing: Type.Integer(),
  /** Those that wait or do not agree, and the first of the others. */
  items: Type.Array(OutsideView),
})
export type OutsideList = Static<typeof OutsideList>

/** 由人核查，附凭据：what somebody other than the enterer found by another way. */
export const ManualCheck = Type.Object(
  {
    line: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
    answer: Type.Union([Type.Literal('agrees'), Type.Literal('differs')]),
    note: Text(4, 300),
    documentId: Uuid,
  },
  closed,
)
export type ManualCheck = Static<typeof ManualCheck>
