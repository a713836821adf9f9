import { type Static, Type } from '@sinclair/typebox'
import { BODY_KINDS, type BodyKind } from '../access/body-kinds.js'
import { DayGiven, NumberGiven, Uuid } from './catalogue-contract.js'

const MOST_PAGES = 20_000
export const PageNumber = Type.Integer({ minimum: 1, maximum: MOST_PAGES })
const Login = Type.String({ minLength: 1, maxLength: 60 })

const Kind = Type.Unsafe<BodyKind>(Type.Union(Object.keys(BODY_KINDS).map((key) => Type.Literal(key))))

/**
 * 保密协议：POST /api/desk/archive/agreements。Whatever rests on it can do nothing before it begins and nothing once it is over:
 * interfaces, mailing batches, scanning batches and the accounts of its workers.
 */
export const AgreementRequest = Type.Object(
  {
    kind: Kind,
    number: NumberGiven,
    vendor: Type.String({ minLength: 2, maxLength: 100 }),
    fromDay: DayGiven,
    throughDay: DayGiven,
    /** 陪同的本机构人员, by login; needed where outside people work here. */
    companion: Type.Optional(Login),
    /** 在本系统作业的外包人员; none of a firm that prints and posts. */
    workers: Type.Array(Login, { maxItems: 50, uniqueItems: true }),
    /** 含保密条款的协议扫描件; needed where outside people work here (第十一条). */
    documentId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type AgreementRequest = Static<typeof AgreementRequest>

export const Agreement = Type.Object({
  id: Uuid,
  kind: Kind,
  number: Type.String(),
  vendor: Type.String(),
  fromDay: Type.String(),
  throughDay: Type.String(),
  companion: Type.Optional(Type.String()),
  workers: Type.Array(Type.String()),
  documentId: Type.Optional(Uuid),
  inForce: Type.Boolean(),
  /** 在期而将到期（参数）. */
  ending: Type.Boolean(),
  endedAt: Type.Optional(Type.Integer()),
})
export type Agreement = Static<typeof Agreement>
export const AgreementList = Type.Object({ agreements: Type.Array(Agreement) })
export type AgreementList = Static<typeof AgreementList>

/** 交出一批：POST /api/desk/archive/batches。 */
export const BatchRequest = Type.Object(
  {
    number: NumberGiven,
    agreementId: Uuid,
    what: Type.String({ minLength: 2, maxLength: 200 }),
    pagesOut: PageNumber,
  },
  { additionalProperties: false },
)
export type BatchRequest = Static<typeof BatchRequest>

/** 点收、收回时点得的页数。 */
export const CountRequest = Type.Object(
  { pages: Type.Integer({ minimum: 0, maximum: MOST_PAGES }) },
  { additionalProperties: false },
)

export const CheckRequest = Type.Object(
  { page: PageNumber, agrees: Type.Boolean(), note: Type.String({ maxLength: 500 }) },
  { additionalProperties: false },
)
export type CheckRequest = Static<typeof CheckRequest>

export const BATCH_STATES = {
  handedOver: { zh: '已交出，待点收', en: 'handed over, to be counted' },
  scanning: { zh: '扫描中', en: 'being scanned' },
  returned: { zh: '纸件已收回，待抽检接收', en: 'paper is back, to be checked' },
  accepted: { zh: '已接收', en: 'accepted' },
} as const
export type BatchState = keyof typeof BATCH_STATES
const StateName = Type.Unsafe<BatchState>(Type.Union(Object.keys(BATCH_STATES).map((key) => Type.Literal(key))))

export const BatchSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  what: Type.String(),
  agreement: Type.String(),
  state: StateName,
  pagesOut: Type.Integer(),
  scanned: Type.Integer(),
  pagesIn: Type.Optional(Type.Integer()),
  handedAt: Type.Integer(),
})
export type BatchSummary = Static<typeof BatchSummary>
export const BatchList = Type.Object({ batches: Type.Array(BatchSummary), mayKeep: Type.Boolean() })
export type BatchList = Static<typeof BatchList>

export const BatchPage = Type.Object({
  page: Type.Integer(),
  /** 扫描时所记的摘要；没有的是缺页. */
  digest: Type.Optional(Type.String()),
  scannedAt: Type.Optional(Type.Integer()),
  drawn: Type.Boolean(),
  agrees: Type.Optional(Type.Boolean()),
  /** 抽检所见：what the vendor has to scan again, and why. */
  note: Type.Optional(Type.String()),
})
export const BatchDetail = Type.Object({
  ...BatchSummary.properties,
  pages: Type.Array(BatchPage),
  missing: Type.Array(Type.Integer()),
  mayKeep: Type.Boolean(),
})
export type BatchDetail = Static<typeof BatchDetail>
