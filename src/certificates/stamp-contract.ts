import { type Static, Type } from '@sinclair/typebox'
import { Sentence, Uuid } from '../collection/contract.js'

const closed = { additionalProperties: false }

/** 启用印章：POST /api/desk/stamps。The keeper sets up the one stamp of the agency; it takes the place of the one before. */
export const StampRequest = Type.Object(
  { name: Type.String({ minLength: 2, maxLength: 60, pattern: '\\S.*\\S' }) },
  closed,
)
export type StampRequest = Static<typeof StampRequest>

/** 用印：POST /api/desk/stamps/uses。One finished case, once. */
export const UseRequest = Type.Object({ submission: Uuid }, closed)
export type UseRequest = Static<typeof UseRequest>

/** 待用印的件：finished, not stamped, and not handled by whoever asks; nobody's data is told, only which case it is. */
export const StampWaiting = Type.Object({
  submission: Uuid,
  kind: Type.String(),
  state: Type.Union([Type.Literal('posted'), Type.Literal('returned')]),
  employer: Type.Optional(Type.String()),
  rows: Type.Integer(),
  maker: Type.String(),
  at: Type.Integer(),
  hasLetter: Type.Boolean(),
})
export type StampWaiting = Static<typeof StampWaiting>

/** 待用印的，一页：GET /api/desk/stamps/waiting，先报送的在前。`letters`: only what goes out with a letter; `after`: the last before. */
export const StampQueueQuery = Type.Object(
  { letters: Type.Optional(Type.Literal('only')), after: Type.Optional(Uuid) },
  closed,
)
export type StampQueueQuery = Static<typeof StampQueueQuery>

export const StampQueue = Type.Object({ items: Type.Array(StampWaiting), next: Type.Optional(Uuid) })
export type StampQueue = Static<typeof StampQueue>

/** 印章与用印登记：GET /api/desk/stamps。 */
export const StampRegister = Type.Object({
  stamp: Type.Optional(Type.Object({ name: Type.String(), keeper: Type.String(), setUpAt: Type.Integer() })),
  uses: Type.Array(
    Type.Object({
      caseKind: Type.String(),
      caseId: Type.String(),
      paper: Type.String(),
      maker: Type.String(),
      keeper: Type.Optional(Type.String()),
      at: Type.Integer(),
    }),
  ),
})
export type StampRegister = Static<typeof StampRegister>

/** 告知书：GET /api/desk/letters/:id。What a returned case is told of, to be printed. */
export const Letter = Type.Object({
  submission: Uuid,
  kind: Sentence,
  agencyName: Type.String(),
  persons: Type.Array(Type.Object({ fullName: Type.String(), identityNumber: Type.String() })),
  verdict: Sentence,
  reason: Type.String(),
  at: Type.Integer(),
  /** 救济途径. */
  remedy: Sentence,
  stamp: Type.Optional(Type.Object({ name: Type.String(), at: Type.Integer() })),
})
export type Letter = Static<typeof Letter>
