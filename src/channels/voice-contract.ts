import { type Static, Type } from '@sinclair/typebox'

/** 电话系统的合同：POST /api/voice/calls 起一通，POST /api/voice/calls/:callId/inputs 送所按的键。 */
const closed = { additionalProperties: false }

export const CallId = Type.String({ pattern: '^[0-9A-Za-z._-]{8,64}$', description: '电话系统自编的通话编号' })
export const CallParams = Type.Object({ callId: CallId })

export const CallBody = Type.Object(
  { callId: CallId, caller: Type.String({ pattern: '^\\+?[0-9]{3,20}$', description: '来电号码' }) },
  closed,
)
export type CallBody = Static<typeof CallBody>

export const InputBody = Type.Object(
  {
    turn: Type.Integer({ minimum: 1, maximum: 10_000, description: '第几次输入；同一次重发，答复相同' }),
    digits: Type.Optional(Type.String({ pattern: '^[0-9*#]{0,19}$', description: '所按的键；空为无输入' })),
    hangUp: Type.Optional(Type.Boolean({ description: '对方已挂机' })),
  },
  closed,
)
export type InputBody = Static<typeof InputBody>

export const VoiceAnswer = Type.Object({
  turn: Type.Integer(),
  language: Type.Union([Type.Literal('zh'), Type.Literal('en')]),
  /** 逐句播放。 */
  say: Type.Array(Type.String()),
  /** 等几个键；hash: 以井号键结束。 */
  expect: Type.Object({ most: Type.Integer(), hash: Type.Boolean() }),
  end: Type.Boolean(),
})
export type VoiceAnswer = Static<typeof VoiceAnswer>

export const VOICE_PATHS = {
  calls: '/api/voice/calls',
  inputs: '/api/voice/calls/:callId/inputs',
  simulator: '/api/demo/calls',
  simulatorInputs: '/api/demo/calls/:callId/inputs',
} as const
