import { type Static, Type } from '@sinclair/typebox'
import { REALMS } from './actor.js'
import { PledgeBody } from './pledge-contract.js'
import { POST_NAMES } from './posts.js'

const closed = { additionalProperties: false }

export const RealmText = Type.Union(
  REALMS.map((realm) => Type.Literal(realm)),
  { description: '身份域：参保人、单位经办人、经办机构人员' },
)

/** 登录。 */
export const SignInBody = Type.Object(
  {
    realm: RealmText,
    login: Type.String({ minLength: 1, maxLength: 64, description: '参保人填社会保障号码，其他人填登录名' }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    oneTimePassword: Type.Optional(Type.String({ maxLength: 12, description: '动态口令；参保人不需要' })),
  },
  closed,
)
export type SignInBody = Static<typeof SignInBody>

/** 本人：what the screen may show of who is signed in, and what would pass. No internal id is told. */
export const Whoami = Type.Object({
  realm: RealmText,
  pledgeDue: Type.Optional(Type.Literal(true, { description: '须先签署现行的保密承诺书，此前什么也办不了' })),
  name: Type.String(),
  agency: Type.Optional(Type.String()),
  posts: Type.Array(Type.Union(POST_NAMES.map((post) => Type.Literal(post)))),
  abilities: Type.Array(Type.String(), { description: '可办的行为；审核写作 review.take:环节' }),
  csrf: Type.String({ description: '除查看外，每个请求在 x-quanyi-csrf 头中带上' }),
  stands: Type.String({ description: '此刻为谁、为哪家单位办理；带在 x-quanyi-stands 头中的，与此刻不同即不予办理' }),
})
export type Whoami = Static<typeof Whoami>

export const RealmQuery = Type.Object({ realm: RealmText }, closed)

/** 激活。 */
export const ActivationBody = Type.Object(
  {
    realm: RealmText,
    login: Type.String({ minLength: 1, maxLength: 64 }),
    code: Type.String({ minLength: 1, maxLength: 32, description: '窗口发给的一次性激活码' }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
    pledge: Type.Optional(PledgeBody),
  },
  closed,
)
export type ActivationBody = Static<typeof ActivationBody>

export const ActivationAnswer = Type.Object({
  totpUri: Type.Optional(Type.String({ description: '动态口令密钥，仅此一次；请用口令应用扫码保存' })),
})
export type ActivationAnswer = Static<typeof ActivationAnswer>

/** 草稿密钥：for the page's memory only, never stored; drafts are kept so many days. */
export const DraftKey = Type.Object({
  key: Type.String({ description: '三十二字节，Base64' }),
  days: Type.Integer(),
})
export type DraftKey = Static<typeof DraftKey>
