import { type Static, Type } from '@sinclair/typebox'

/** 个人令牌的合同：/api/my/tokens、/api/employer/tokens；凭令牌取用 /api/open/…。 */
const closed = { additionalProperties: false }

export const SCOPES = {
  record: { zh: '本人权益记录', en: 'own record', realm: 'citizen' },
  statements: { zh: '本人的权益记录单', en: 'own statements', realm: 'citizen' },
  looks: { zh: '谁查过我的记录', en: 'who looked at my record', realm: 'citizen' },
  payments: { zh: '本单位的缴费', en: "the employer's payments", realm: 'operator' },
} as const
export type Scope = keyof typeof SCOPES

const ScopeText = Type.Unsafe<Scope>(Type.Union(Object.keys(SCOPES).map((key) => Type.Literal(key))))

export const TokenBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, description: '令牌用在哪里' }),
    scopes: Type.Array(ScopeText, { minItems: 1, maxItems: 4, uniqueItems: true }),
    days: Type.Integer({ minimum: 1, maximum: 3660, description: '有效天数' }),
    password: Type.String({ minLength: 1, maxLength: 256, description: '再次确认身份' }),
  },
  closed,
)
export type TokenBody = Static<typeof TokenBody>

const TokenView = Type.Object({
  token: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  madeAt: Type.Integer(),
  endsAt: Type.Integer(),
  usedAt: Type.Optional(Type.Integer()),
  state: Type.Unsafe<'live' | 'ended' | 'expired'>(
    Type.Union(['live', 'ended', 'expired'].map((one) => Type.Literal(one))),
  ),
})
export const TokensAnswer = Type.Object({
  tokens: Type.Array(TokenView),
  longest: Type.Integer(),
  most: Type.Integer(),
})
export type TokensAnswer = Static<typeof TokensAnswer>

export const TokenMade = Type.Object({
  secret: Type.String({ description: '令牌，只示一次；请求时写作 authorization: Bearer 令牌' }),
  tokens: TokensAnswer,
})
export type TokenMade = Static<typeof TokenMade>
export const TokenParams = Type.Object({
  token: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
})

export const TOKEN_PATHS = {
  tokens: '/api/tokens',
  end: '/api/tokens/:token/end',
} as const

export const OPEN_PATHS = {
  record: '/api/open/record',
  content: '/api/open/content',
  looks: '/api/open/looks',
  statements: '/api/open/statements',
  statementPdf: '/api/open/statements/:serial/pdf',
  payments: '/api/open/payments',
} as const

/** 说明页上的例子，each of which a test runs as it stands. */
export const OPEN_EXAMPLES = [
  { scope: 'record', path: `${OPEN_PATHS.record}?language=zh`, zh: '取本人的权益记录', en: 'fetch your record' },
  { scope: 'record', path: OPEN_PATHS.content, zh: '取记录的要项', en: 'fetch the main figures' },
  { scope: 'looks', path: OPEN_PATHS.looks, zh: '看谁查过', en: 'see who looked' },
  { scope: 'statements', path: OPEN_PATHS.statements, zh: '列出记录单', en: 'list your statements' },
  {
    scope: 'payments',
    path: `${OPEN_PATHS.payments}?from=2019-09&through=2019-09`,
    zh: '单位：取一个月的缴费',
    en: "an employer: one month's payments",
  },
] as const satisfies readonly { scope: Scope; path: string; zh: string; en: string }[]
