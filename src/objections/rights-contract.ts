import { type Static, Type } from '@sinclair/typebox'
import { Sentence, Uuid } from '../collection/contract.js'
import { ClockView, closed, keyOf } from './contract.js'
import { EXTRAS, RAISED_AS, RIGHT_ANSWERS, RIGHTS } from './words.js'

export { EXTRAS, RIGHT_ANSWERS, RIGHTS } from './words.js'

/** 行使个人信息权利：POST /api/me/rights。`extra` is what is to be restricted. */
export const RightsRequest = Type.Object(
  {
    right: keyOf(RIGHTS),
    extra: Type.Optional(keyOf(EXTRAS)),
    words: Type.Optional(Type.String({ minLength: 4, maxLength: 2000 })),
  },
  closed,
)
export type RightsRequest = Static<typeof RightsRequest>

export const RightsView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  about: Type.String(),
  right: keyOf(RIGHTS),
  extra: Type.Optional(keyOf(EXTRAS)),
  words: Type.String(),
  raisedAs: keyOf(RAISED_AS),
  raisedAt: Type.Integer(),
  agency: Type.String(),
  clock: ClockView,
  answer: Type.Optional(keyOf(RIGHT_ANSWERS)),
  reasons: Type.Optional(Type.String()),
  /** 系统自己答复的话，in place of the reasons. */
  says: Type.Optional(Sentence),
  answeredAt: Type.Optional(Type.Integer()),
  /** 限制处理：whether it stands and may be lifted by whoever asks, and when it was lifted. */
  canLift: Type.Boolean(),
  liftedAt: Type.Optional(Type.Integer()),
  remedy: Type.Optional(Sentence),
})
export type RightsView = Static<typeof RightsView>

export const RightsList = Type.Object({ items: Type.Array(RightsView) })
export type RightsList = Static<typeof RightsList>

export const RightsAnswerRequest = Type.Object(
  { answer: keyOf(RIGHT_ANSWERS), reasons: Type.Optional(Type.String({ minLength: 4, maxLength: 2000 })) },
  closed,
)
export type RightsAnswerRequest = Static<typeof RightsAnswerRequest>
