import { type Static, Type } from '@sinclair/typebox'

/** 热线工单的合同：/api/desk/hotline/… */
const closed = { additionalProperties: false }

/** 由语音转来的：what the first step of such an order says. */
export const HANDED_OVER = { zh: '来电转人工', en: 'Handed over from the spoken menu' } as const

export const TOPICS = {
  consult: { zh: '政策咨询', en: 'Policy question' },
  query: { zh: '个人查询', en: 'Own record' },
  progress: { zh: '业务进度', en: 'Progress' },
  complaint: { zh: '投诉与建议', en: 'Complaint' },
  password: { zh: '查询密码', en: 'Query password' },
  other: { zh: '其他', en: 'Other' },
} as const

export const ACTS = {
  opened: { zh: '受理', en: 'opened' },
  noted: { zh: '补记', en: 'noted' },
  passed: { zh: '转办', en: 'passed on' },
  answered: { zh: '答复', en: 'answered' },
  closed: { zh: '办结', en: 'closed' },
} as const

const Topic = Type.Unsafe<keyof typeof TOPICS>(Type.Union(Object.keys(TOPICS).map((key) => Type.Literal(key))))
const Text = Type.String({ minLength: 2, maxLength: 1000 })

export const OrderParams = Type.Object({ number: Type.String({ pattern: '^\\d{12,14}$' }) })

export const NewOrderBody = Type.Object(
  {
    topic: Topic,
    caller: Type.Optional(Type.String({ pattern: '^\\+?[0-9]{3,20}$' })),
    said: Text,
  },
  closed,
)
export type NewOrderBody = Static<typeof NewOrderBody>

export const StepBody = Type.Object(
  {
    act: Type.Unsafe<'noted' | 'passed' | 'answered' | 'closed'>(
      Type.Union(['noted', 'passed', 'answered', 'closed'].map((one) => Type.Literal(one))),
    ),
    said: Text,
    /** 转办给哪一机构, where it is passed on. */
    to: Type.Optional(Type.String({ pattern: '^\\d{6,12}$' })),
  },
  closed,
)
export type StepBody = Static<typeof StepBody>

const OrderView = Type.Object({
  number: Type.String(),
  topic: Topic,
  agency: Type.String(),
  act: Type.String(),
  /** 来电号码，脱敏。 */
  caller: Type.Optional(Type.String()),
  identified: Type.Boolean(),
  dueDay: Type.String(),
  dueProvisional: Type.Boolean(),
  overdue: Type.Boolean(),
  openedAt: Type.Integer(),
})
export type OrderView = Static<typeof OrderView>

export const OrdersAnswer = Type.Object({
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), english: Type.String() })),
  orders: Type.Array(OrderView),
})
export type OrdersAnswer = Static<typeof OrdersAnswer>

export const OrderAnswer = Type.Object({
  order: OrderView,
  steps: Type.Array(
    Type.Object({
      act: Type.String(),
      agency: Type.String(),
      said: Type.String(),
      by: Type.Optional(Type.String()),
      at: Type.Integer(),
    }),
  ),
})
export type OrderAnswer = Static<typeof OrderAnswer>

/** 可告知的：the sentences the telephone would say, item by item. */
export const OrderContent = Type.Object({
  items: Type.Array(Type.Object({ item: Type.String(), sentences: Type.Array(Type.String()) })),
})
export type OrderContent = Static<typeof OrderContent>

export const LanguageQuery = Type.Object({
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})

export const HOTLINE_PATHS = {
  orders: '/api/desk/hotline/orders',
  order: '/api/desk/hotline/orders/:number',
  steps: '/api/desk/hotline/orders/:number/steps',
  content: '/api/desk/hotline/orders/:number/content',
} as const
