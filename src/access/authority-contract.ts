import { type Static, Type } from '@sinclair/typebox'
import { findClash, findMixedKinds } from './incompatible.js'
import { isPost, kindOf, POST_NAMES, POSTS, type Post } from './posts.js'

const closed = { additionalProperties: false }
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', maxLength: 36 })
const DayText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', maxLength: 10 })
const Words = (description: string) => Type.String({ minLength: 2, maxLength: 500, pattern: '\\S', description })
const PostName = Type.Unsafe<Post>(Type.Union(POST_NAMES.map((post) => Type.Literal(post))))
const most = POST_NAMES.length
const Posts = Type.Array(PostName, { minItems: 1, maxItems: most, uniqueItems: true })

export const AUTHORITY_PATHS = {
  accounts: '/api/desk/authority/accounts',
  code: '/api/desk/authority/accounts/:accountId/code',
  requests: '/api/desk/authority/requests',
  decision: '/api/desk/authority/requests/:requestId/decision',
  execution: '/api/desk/authority/requests/:requestId/execution',
  withdrawal: '/api/desk/authority/requests/:requestId/withdrawal',
  signatures: '/api/desk/authority/signatures',
  signature: '/api/desk/authority/signatures/:signatureId',
} as const

const Said = {
  /** Chosen by the client: sent twice, the same request stands once. */
  requestId: Uuid,
  reason: Words('理由'),
  proof: Words('凭据：文件名称与文号'),
}
const Term = { from: DayText, through: DayText }

/** 开户：a natural person, known or new by identity number, with a sign-in name of their own. */
export const OpenRequest = Type.Object(
  {
    kind: Type.Literal('open'),
    identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
    login: Type.String({ minLength: 2, maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' }),
    agency: Type.String({ pattern: '^\\d{6,12}$', maxLength: 12 }),
    posts: Posts,
    ...{ ...Term, ...Said },
  },
  closed,
)
export type OpenRequest = Static<typeof OpenRequest>

/** 变更：all posts held from then on; what is not named ends. A closed account is opened again by it. */
export const ChangeRequest = Type.Object(
  { kind: Type.Literal('change'), accountId: Uuid, posts: Posts, ...Term, ...Said },
  closed,
)
export type ChangeRequest = Static<typeof ChangeRequest>

/** 终止：every post ends and the account is closed. */
export const EndRequest = Type.Object({ kind: Type.Literal('end'), accountId: Uuid, ...Said }, closed)

/** 撤销闲置的岗位：those named are unused as the setting has it; the others stay as they are. */
export const UnusedRequest = Type.Object(
  { kind: Type.Literal('unused'), accountId: Uuid, remove: Posts, ...Said },
  closed,
)

export const RequestBody = Type.Union([EndRequest, OpenRequest, ChangeRequest, UnusedRequest])
export type RequestBody = Static<typeof RequestBody>

export const RequestParams = Type.Object({ requestId: Uuid }, closed)
export const AccountParams = Type.Object({ accountId: Uuid }, closed)
export const SignatureParams = Type.Object({ signatureId: Uuid }, closed)

/** 批准，或不予批准并说明理由。 */
export const Decision = Type.Object(
  {
    verdict: Type.Union([Type.Literal('approve'), Type.Literal('refuse')]),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
)
export type Decision = Static<typeof Decision>

const TermView = Type.Object({
  post: PostName,
  from: Type.Optional(Type.String()),
  through: Type.Optional(Type.String()),
  /** 此刻算数. */
  counts: Type.Boolean(),
})
export type TermView = Static<typeof TermView>

const Granted = Type.Object({
  at: Type.Integer(),
  kind: Type.Union((['grant', 'first', 'adopted', 'over'] as const).map((kind) => Type.Literal(kind))),
  requestedBy: Type.String(),
  approvedBy: Type.String(),
  grantedBy: Type.String(),
})

export const AccountView = Type.Object({
  accountId: Type.String(),
  name: Type.String(),
  agency: Type.String(),
  agencyName: Type.String(),
  state: Type.Union((['pending', 'active', 'blocked'] as const).map((state) => Type.Literal(state))),
  terms: Type.Array(TermView),
  lastSignIn: Type.Optional(Type.Integer()),
  granted: Type.Optional(Granted),
  /** 闲置的岗位, and since which day each was not used. */
  unused: Type.Array(Type.Object({ post: PostName, since: Type.String() })),
  isOneself: Type.Boolean(),
  /** 可以再发一次激活码. */
  canCode: Type.Boolean(),
})
export type AccountView = Static<typeof AccountView>

export const REQUEST_KINDS = ['open', 'change', 'end', 'unused'] as const
export const REQUEST_STATES = ['waiting', 'approved', 'refused', 'executed', 'withdrawn', 'overtaken'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const RequestView = Type.Object({
  requestId: Type.String(),
  kind: Type.Union(REQUEST_KINDS.map((kind) => Type.Literal(kind))),
  state: Type.Union(REQUEST_STATES.map((state) => Type.Literal(state))),
  agency: Type.String(),
  agencyName: Type.String(),
  name: Type.String(),
  login: Type.Optional(Type.String()),
  posts: Type.Array(PostName),
  before: Type.Array(PostName),
  from: Type.Optional(Type.String()),
  through: Type.Optional(Type.String()),
  reason: Type.String(),
  proof: Type.String(),
  requestedBy: Type.String(),
  requestedAt: Type.Integer(),
  steps: Type.Array(
    Type.Object({
      step: Type.Union((['approved', 'refused', 'executed', 'withdrawn'] as const).map((one) => Type.Literal(one))),
      by: Type.String(),
      note: Type.String(),
      at: Type.Integer(),
    }),
  ),
  canDecide: Type.Boolean(),
  canExecute: Type.Boolean(),
  canWithdraw: Type.Boolean(),
})
export type RequestView = Static<typeof RequestView>

/** 激活码，仅此一次。 */
export const CodeAnswer = Type.Object({ code: Type.String(), validUntil: Type.String() })
export type CodeAnswer = Static<typeof CodeAnswer>
export const Executed = Type.Object({ request: RequestView, handover: Type.Optional(CodeAnswer) })
export type Executed = Static<typeof Executed>

export const SignatureView = Type.Object({
  signatureId: Type.String(),
  agency: Type.String(),
  agencyName: Type.String(),
  digest: Type.String(),
  accounts: Type.Integer(),
  signedBy: Type.String(),
  signedAt: Type.Integer(),
})
export type SignatureView = Static<typeof SignatureView>

/** 所签的原样。 */
export const SignedList = Type.Object({
  signature: SignatureView,
  rows: Type.Array(
    Type.Object({ name: Type.String(), agency: Type.String(), state: Type.String(), posts: Type.String() }),
  ),
})
export type SignedList = Static<typeof SignedList>

export const FindingView = Type.Object({
  at: Type.Integer(),
  agency: Type.String(),
  agencyName: Type.String(),
  name: Type.String(),
  what: Type.Union((['posts', 'ungranted', 'grant', 'incompatible'] as const).map((what) => Type.Literal(what))),
  found: Type.Array(PostName),
  restored: Type.Array(PostName),
})
export type FindingView = Static<typeof FindingView>

export const AccountsAnswer = Type.Object({
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), isCity: Type.Boolean() })),
  accounts: Type.Array(AccountView),
  findings: Type.Array(FindingView),
  signatures: Type.Array(SignatureView),
  /** 清单的摘要：what is signed is what was seen. */
  digest: Type.String(),
  /** 下次签署的最后一日；never signed: today. */
  signBy: Type.String(),
  isSignDue: Type.Boolean(),
  unusedDays: Type.Integer(),
  canPropose: Type.Boolean(),
  canSign: Type.Boolean(),
})
export type AccountsAnswer = Static<typeof AccountsAnswer>

export const RequestsAnswer = Type.Object({ items: Type.Array(RequestView) })
export type RequestsAnswer = Static<typeof RequestsAnswer>

export const SignBody = Type.Object({ digest: Type.String({ pattern: '^[0-9a-f]{64}$', maxLength: 64 }) }, closed)

/** 与已选的不相容的岗位，as the form shows them while posts are ticked. */
export function excludedBy(chosen: readonly Post[]): Map<Post, Post> {
  const found = new Map<Post, Post>()
  for (const post of POST_NAMES) {
    const other = chosen.find(
      (one) => one !== post && (findClash([one, post]) ?? findMixedKinds([one, post])) !== undefined,
    )
    if (other !== undefined && !chosen.includes(post)) found.set(post, other)
  }
  return found
}

/** 只设在市级的岗位。 */
export const CITY_POSTS: readonly Post[] = ['permissionMaintainer', 'parameterMaintainer']

export { isPost, kindOf, POST_NAMES, POSTS, type Post }
