import { type Static, Type } from '@sinclair/typebox'
import { INSURANCES } from '../kernel/terms.js'
import { DayText, PeriodText } from './contract.js'
import { MANDATE_SCOPE, type MandateScope } from './mandate-words.js'

export { MANDATE_CAPACITIES, MANDATE_SCOPE, type MandateScope } from './mandate-words.js'

const closed = { additionalProperties: false }
const Scope = Type.Unsafe<MandateScope>(
  Type.Union((Object.keys(MANDATE_SCOPE) as MandateScope[]).map((word) => Type.Literal(word))),
)
const Ref = Type.String({ pattern: '^\\d{1,19}/\\d{1,9}$' })
const Password = Type.String({ minLength: 1, maxLength: 256, description: '再次确认身份' })

/** 一份授权，as either side sees it. */
export const MandateView = Type.Object({
  ref: Ref,
  name: Type.String({ description: '另一方的姓名，遮盖' }),
  capacity: Type.String(),
  scope: Type.Array(Type.String()),
  /** 只限哪些险种、哪些月份, as it is told. */
  narrowed: Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() })),
  from: DayText,
  through: Type.Optional(DayText),
  document: Type.String(),
  /** active, waiting, declined, ended, notYet. */
  state: Type.String(),
})
export type MandateView = Static<typeof MandateView>

export const MANDATE_STATES = {
  active: { zh: '有效', en: 'in force' },
  waiting: { zh: '等待代理人接受', en: 'waits for the agent' },
  declined: { zh: '代理人未接受或已辞去', en: 'declined or laid down' },
  ended: { zh: '已终止', en: 'ended' },
  notYet: { zh: '未到起始之日', en: 'not yet begun' },
} as const

export const MandatesAnswer = Type.Object({
  given: Type.Array(MandateView),
  received: Type.Array(MandateView),
  /** 身后近亲属可否查询. */
  relativesMay: Type.Boolean(),
})
export type MandatesAnswer = Static<typeof MandatesAnswer>

export const GrantBody = Type.Object(
  {
    identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
    fullName: Type.String({ minLength: 1, maxLength: 100 }),
    scope: Type.Array(Scope, { minItems: 1, maxItems: 10, uniqueItems: true }),
    /** 只限这些险种、这些月份；left out: all. */
    insurances: Type.Optional(
      Type.Array(Type.Union(INSURANCES.map((code) => Type.Literal(code))), {
        ...{ minItems: 1, maxItems: INSURANCES.length, uniqueItems: true },
      }),
    ),
    fromMonth: Type.Optional(PeriodText),
    throughMonth: Type.Optional(PeriodText),
    through: Type.Optional(DayText),
    password: Password,
  },
  closed,
)
export type GrantBody = Static<typeof GrantBody>

export const EndBody = Type.Object({ ref: Ref }, closed)
export type EndBody = Static<typeof EndBody>

export const AnswerBody = Type.Object(
  { ref: Ref, answer: Type.Union([Type.Literal('accepted'), Type.Literal('declined')]) },
  closed,
)
export type AnswerBody = Static<typeof AnswerBody>

/** 身后查询的安排。 */
export const AfterDeathBody = Type.Object({ relativesMay: Type.Boolean(), password: Password }, closed)
export type AfterDeathBody = Static<typeof AfterDeathBody>
