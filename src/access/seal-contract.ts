import { type Static, Type } from '@sinclair/typebox'

const closed = { additionalProperties: false }
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

export const SEAL_PATHS = {
  all: '/api/seals',
  one: '/api/seals/:proposalId',
  end: '/api/seals/:proposalId/end',
} as const

/** 申请封存：an investigation that may not be told, on which law, through which day. */
export const SealBody = Type.Object(
  {
    caseId: Uuid,
    matter: Type.String({ minLength: 1, maxLength: 100, description: '案件编号' }),
    basis: Type.String({ minLength: 4, maxLength: 500, description: '封存的法律依据，写明文件与条款' }),
    untilDay: DayText,
  },
  closed,
)
export type SealBody = Static<typeof SealBody>

export const SealParams = Type.Object({ proposalId: Uuid }, closed)

/** 批准，或不予批准并说明理由。 */
export const SealDecision = Type.Object(
  {
    decision: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
)
export type SealDecision = Static<typeof SealDecision>

export const SealEndBody = Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }, closed)

export const SealView = Type.Object({
  proposalId: Type.String(),
  caseId: Type.String(),
  matter: Type.String(),
  agency: Type.String(),
  agencyName: Type.String(),
  basis: Type.String(),
  untilDay: Type.String(),
  state: Type.Union([
    Type.Literal('proposed'),
    Type.Literal('approved'),
    Type.Literal('refused'),
    Type.Literal('ended'),
    Type.Literal('expired'),
  ]),
  proposedAt: Type.Integer(),
  proposedBy: Type.String({ description: '申请人' }),
  decidedBy: Type.Optional(Type.String({ description: '批准或不予批准的人' })),
  reason: Type.Optional(Type.String()),
  mine: Type.Boolean(),
})
export type SealView = Static<typeof SealView>
export const SealsAnswer = Type.Object({ seals: Type.Array(SealView) })
export type SealsAnswer = Static<typeof SealsAnswer>
