import { type Static, Type } from '@sinclair/typebox'
import { DayGiven, NumberGiven, Said, Uuid } from './catalogue-contract.js'
import { KEEPING_FINDINGS, KEEPING_KINDS, type KeepingFinding, type KeepingKind } from './keeping.js'

export { isChecked, KEEPING_FINDINGS, KEEPING_KINDS, type KeepingFinding, type KeepingKind } from './keeping.js'

const closed = { additionalProperties: false } as const
const Kind = Type.Unsafe<KeepingKind>(Type.Union(Object.keys(KEEPING_KINDS).map((key) => Type.Literal(key))))
const Finding = Type.Unsafe<KeepingFinding>(Type.Union(Object.keys(KEEPING_FINDINGS).map((key) => Type.Literal(key))))

/** 登记：POST /api/desk/archive/keeping → KeepingList。 */
export const KeepingRequest = Type.Object(
  {
    kind: Kind,
    name: Type.String({ minLength: 2, maxLength: 100 }),
    /** 编号；管理办法为文号与版次. */
    number: NumberGiven,
    fromDay: DayGiven,
    /** 责任人，by login; of a steward the steward. */
    keeper: Type.String({ minLength: 1, maxLength: 60 }),
    /** 检查间隔（天），of places, devices and media. */
    checkDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3660 })),
    /** 管理办法的文本，任用的文书. */
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type KeepingRequest = Static<typeof KeepingRequest>

/** 检查：POST /api/desk/archive/keeping/:id/check；停用：…/retire。 */
export const KeepingCheck = Type.Object({ fine: Type.Boolean(), outcome: Said }, closed)
export type KeepingCheck = Static<typeof KeepingCheck>
export const KeepingEnd = Type.Object({ why: Said }, closed)

export const KeepingView = Type.Object({
  id: Uuid,
  agency: Type.String(),
  agencyName: Type.String(),
  kind: Kind,
  name: Type.String(),
  number: Type.String(),
  fromDay: Type.String(),
  keeper: Type.String(),
  checkDays: Type.Optional(Type.Integer()),
  documentId: Type.Optional(Uuid),
  lastCheck: Type.Optional(
    Type.Object({ at: Type.Integer(), fine: Type.Boolean(), outcome: Type.String(), by: Type.String() }),
  ),
  /** 下次检查不晚于. */
  dueDay: Type.Optional(Type.String()),
  findings: Type.Array(Finding),
  retired: Type.Optional(Type.Object({ at: Type.Integer(), why: Type.String(), by: Type.String() })),
})
export type KeepingView = Static<typeof KeepingView>

/** 一机构的问题；`name` of what it is about, where it is about one thing. */
export const KeepingProblem = Type.Object({
  agency: Type.String(),
  agencyName: Type.String(),
  finding: Finding,
  name: Type.Optional(Type.String()),
})
export type KeepingProblem = Static<typeof KeepingProblem>

/** 保管台账：GET /api/desk/archive/keeping。In use first; what was retired stays. */
export const KeepingList = Type.Object({
  items: Type.Array(KeepingView),
  problems: Type.Array(KeepingProblem),
  mayKeep: Type.Boolean(),
})
export type KeepingList = Static<typeof KeepingList>

export const KEEPING_PATHS = {
  keeping: '/api/desk/archive/keeping',
  check: '/api/desk/archive/keeping/:id/check',
  retire: '/api/desk/archive/keeping/:id/retire',
  papers: '/api/desk/archive/keeping/papers',
} as const
