import { type Static, Type } from '@sinclair/typebox'
import { DayText, Sentence, StageName, Uuid } from './contract.js'

const closed = { additionalProperties: false } as const
const Reason = Type.String({ minLength: 4, maxLength: 500 })
const PersonId = Type.String({ pattern: '^\\d{1,18}$' })

/** 认领、交回、撤回：POST /api/desk/submissions/:id/claim，…/release；POST /api/submissions/:id/withdraw。 */
export const AtRevision = Type.Object({ revision: Type.Integer({ minimum: 1, maximum: 100_000 }) }, closed)
export type AtRevision = Static<typeof AtRevision>

export const WithdrawRequest = Type.Object(
  { revision: Type.Integer({ minimum: 1, maximum: 100_000 }), reason: Type.Optional(Reason) },
  closed,
)
export type WithdrawRequest = Static<typeof WithdrawRequest>

/** 一次告知补正：POST /api/desk/submissions/:id/request-papers。 */
export const PapersRequest = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, maximum: 100_000 }),
    items: Type.Array(
      Type.Object(
        {
          item: Type.String({ minLength: 2, maxLength: 100 }),
          basis: Type.String({ minLength: 2, maxLength: 200 }),
          /** 新情况：why it could not be asked the first time. */
          whyNew: Type.Optional(Reason),
        },
        closed,
      ),
      { minItems: 1, maxItems: 30 },
    ),
  },
  closed,
)
export type PapersRequest = Static<typeof PapersRequest>

/** 收到补正：POST /api/desk/submissions/:id/receive-papers。 */
export const PapersReceived = Type.Object(
  { revision: Type.Integer({ minimum: 1, maximum: 100_000 }), documentId: Uuid },
  closed,
)
export type PapersReceived = Static<typeof PapersReceived>

/** 上呈：POST /api/desk/submissions/:id/escalate。To the head of the agency, or to the city. */
export const EscalateRequest = Type.Object(
  {
    revision: Type.Integer({ minimum: 1, maximum: 100_000 }),
    to: Type.Union([Type.Literal('head'), Type.Literal('city')]),
    reason: Reason,
  },
  closed,
)
export type EscalateRequest = Static<typeof EscalateRequest>

/** 登记缺勤与替岗：POST /api/desk/stand-ins。Without a person it is one's own. */
export const StandInRequest = Type.Object(
  {
    person: Type.Optional(PersonId),
    delegate: Type.Optional(PersonId),
    fromDay: DayText,
    throughDay: DayText,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  },
  closed,
)
export type StandInRequest = Static<typeof StandInRequest>

export const StandInView = Type.Object({
  id: Uuid,
  person: Type.String(),
  delegate: Type.Optional(Type.String()),
  fromDay: DayText,
  throughDay: DayText,
  reason: Type.String(),
  madeBy: Type.String(),
  madeAt: Type.Integer(),
  endedAt: Type.Optional(Type.Integer()),
  state: Type.Union([Type.Literal('coming'), Type.Literal('now'), Type.Literal('over')]),
  abilities: Type.Array(Type.Literal('end')),
})
export type StandInView = Static<typeof StandInView>

export const Colleague = Type.Object({
  person: PersonId,
  name: Type.String(),
  posts: Type.Array(Sentence),
  /** 手上认领的件数. */
  claims: Type.Integer(),
  me: Type.Boolean(),
  /** 今日不在岗. */
  away: Type.Boolean(),
  /** 可替本人之岗：same agency, all of one's posts. */
  mayStandIn: Type.Boolean(),
})
export type Colleague = Static<typeof Colleague>

/** 人员与替岗：GET /api/desk/staff。 */
export const StaffView = Type.Object({
  agency: Type.String(),
  colleagues: Type.Array(Colleague),
  standIns: Type.Array(StandInView),
  departures: Type.Array(
    Type.Object({
      name: Type.String(),
      posts: Type.Array(Sentence),
      successor: Type.Optional(Type.String()),
      claims: Type.Integer(),
      reason: Type.String(),
      by: Type.String(),
      at: Type.Integer(),
    }),
  ),
  /** 可为他人办理：absence, departure. */
  abilities: Type.Array(Type.Union([Type.Literal('arrangeOthers'), Type.Literal('depart')])),
})
export type StaffView = Static<typeof StaffView>

/** 离岗：POST /api/desk/staff/:person/depart。 */
export const DepartRequest = Type.Object({ successor: Type.Optional(PersonId), reason: Reason }, closed)
export type DepartRequest = Static<typeof DepartRequest>

/** 移交与搁置：GET /api/desk/work-report。 */
export const WorkReport = Type.Object({
  from: DayText,
  through: DayText,
  movesMost: Type.Integer(),
  idleDays: Type.Integer(),
  cases: Type.Integer(),
  rows: Type.Array(
    Type.Object({
      id: Uuid,
      kind: Type.String(),
      says: Sentence,
      state: Type.String(),
      stateSays: Sentence,
      submittedAt: Type.Integer(),
      moves: Type.Integer(),
      idle: Type.Integer(),
      idleProvisional: Type.Boolean(),
      overdue: Type.Boolean(),
      stage: Type.Optional(StageName),
    }),
  ),
})
export type WorkReport = Static<typeof WorkReport>
