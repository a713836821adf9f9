import { type Static, Type } from '@sinclair/typebox'

const TOPICS = [
  ...(['enrolment', 'contributions', 'benefits', 'transfers', 'papers', 'objections', 'looks', 'security'] as const),
] as const
type SmsTopic = (typeof TOPICS)[number]
const Topic = Type.Unsafe<SmsTopic>(Type.Union(TOPICS.map((one) => Type.Literal(one))))

/** 短信通知的合同：GET、POST /api/my/sms…（本人）。 */
export const SmsAnswer = Type.Object({
  /** 登记的手机号码，脱敏；没有的不能开通。 */
  phone: Type.Optional(Type.String()),
  state: Type.Unsafe<'off' | 'asked' | 'on' | 'again'>(
    Type.Union(
      ['off', 'asked', 'on', 'again'].map((one) => Type.Literal(one)),
      {
        description: '未开通、验证码已发、已开通、须重新核实',
      },
    ),
  ),
  validUntil: Type.Optional(Type.String()),
  /** 没有接短信网关的，如实说. */
  gateway: Type.Boolean(),
  /** 要哪几类：`fixed` ones are told of whoever has a verified number. */
  topics: Type.Array(Type.Object({ topic: Topic, wanted: Type.Boolean(), fixed: Type.Boolean() })),
  messages: Type.Array(Type.Object({ kind: Type.String(), state: Type.String(), madeAt: Type.Integer() })),
})
export type SmsAnswer = Static<typeof SmsAnswer>

export const CodeBody = Type.Object({ code: Type.String({ pattern: '^\\d{6}$' }) }, { additionalProperties: false })

/** 选哪几类通知. */
export const TopicBody = Type.Object({ topic: Topic, wanted: Type.Boolean() }, { additionalProperties: false })
export type TopicBody = Static<typeof TopicBody>

export const SMS_PATHS = {
  sms: '/api/sms',
  code: '/api/sms/code',
  confirm: '/api/sms/confirm',
  topics: '/api/sms/topics',
  end: '/api/sms/end',
} as const

export const MESSAGE_STATES = {
  waiting: { zh: '待发', en: 'waiting' },
  handing: { zh: '交付中', en: 'being handed over' },
  handed: { zh: '已发出', en: 'sent' },
  delivered: { zh: '已送达', en: 'delivered' },
  failed: { zh: '未送达', en: 'failed' },
  unsure: { zh: '不明', en: 'not known' },
  stopped: { zh: '已停发', en: 'stopped' },
} as const
