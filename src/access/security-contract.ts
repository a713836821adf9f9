import { type Static, Type } from '@sinclair/typebox'
import { CHANNELS } from './actor.js'
import { Whoami } from './session-contract.js'
import { SIGN_IN_WAYS } from './sign-in-way.js'

const closed = { additionalProperties: false }
const Base64Url = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[A-Za-z0-9_-]+$' })
const PasswordText = Type.String({ minLength: 1, maxLength: 256 })

/** 设备的应答（登录、再次确认）：what the browser's passkey answers, without what is not checked. */
export const PasskeyAnswer = Type.Object(
  {
    id: Base64Url(1400),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(8000),
        authenticatorData: Base64Url(8000),
        signature: Base64Url(4000),
        userHandle: Type.Optional(Type.String({ maxLength: 200, pattern: '^[A-Za-z0-9_-]*$' })),
      },
      closed,
    ),
  },
  closed,
)
export type PasskeyAnswer = Static<typeof PasskeyAnswer>

/** 设备的应答（登记）。 */
export const PasskeyMade = Type.Object(
  {
    id: Base64Url(1400),
    response: Type.Object(
      {
        clientDataJSON: Base64Url(8000),
        attestationObject: Base64Url(40_000),
        transports: Type.Array(Type.String({ minLength: 1, maxLength: 20, pattern: '^[a-z-]+$' }), { maxItems: 8 }),
      },
      closed,
    ),
  },
  closed,
)
export type PasskeyMade = Static<typeof PasskeyMade>

/** 再次确认身份：the password once more, or a passkey. */
export const StepUpProof = Type.Union([
  Type.Object({ password: PasswordText }, closed),
  Type.Object({ passkey: PasskeyAnswer }, closed),
])
export type StepUpProof = Static<typeof StepUpProof>

export const ProofBody = Type.Object({ proof: StepUpProof }, closed)
export const EmptyBody = Type.Object({}, closed)

/** 给设备的题目：as WebAuthn has it, in JSON. */
export const PasskeyOptions = Type.Object(
  { options: Type.Record(Type.String(), Type.Unknown(), { description: 'WebAuthn 的 options，JSON 形式' }) },
  closed,
)
export type PasskeyOptions = Static<typeof PasskeyOptions>

export const PasskeyNew = Type.Object({ made: PasskeyMade, name: Type.String({ minLength: 1, maxLength: 40 }) }, closed)
export const PasskeyRemove = Type.Object({ id: Base64Url(1400), proof: StepUpProof }, closed)
export const PasskeySignIn = Type.Object({ passkey: PasskeyAnswer }, closed)

export const SessionEnd = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed)
export const PasswordChange = Type.Object({ password: PasswordText, proof: StepUpProof }, closed)
export const QueryPasswordChange = Type.Object(
  { digits: Type.String({ minLength: 6, maxLength: 6, description: '六位数字' }), proof: StepUpProof },
  closed,
)
export const TotpSecretTold = Type.Object({ totpUri: Type.String() }, closed)
export const TotpConfirm = Type.Object({ oneTimePassword: Type.String({ minLength: 6, maxLength: 12 }) }, closed)
export const OidcUnlink = Type.Object(
  { provider: Type.String({ minLength: 1, maxLength: 40 }), proof: StepUpProof },
  closed,
)

const Millis = Type.Integer({ description: '毫秒' })
const Channel = Type.Union(CHANNELS.map((one) => Type.Literal(one)))
const Way = Type.Union(SIGN_IN_WAYS.map((one) => Type.Literal(one)))

/** 我的账户安全。 */
export const SecurityView = Type.Object(
  {
    hasPassword: Type.Boolean(),
    totp: Type.Boolean(),
    passkeys: Type.Array(
      Type.Object({ id: Type.String(), name: Type.String(), createdAt: Millis, usedAt: Type.Optional(Millis) }),
    ),
    queryPasswordSetAt: Type.Optional(Millis),
    sessions: Type.Array(
      Type.Object({
        id: Type.String(),
        isThis: Type.Boolean(),
        channel: Channel,
        way: Way,
        startedAt: Millis,
        seenAt: Millis,
        address: Type.String(),
      }),
    ),
    notices: Type.Array(
      Type.Object({
        at: Millis,
        outcome: Type.Union([Type.Literal('done'), Type.Literal('failed')]),
        channel: Channel,
        way: Way,
        address: Type.String(),
      }),
    ),
    platforms: Type.Array(
      Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String(), isLinked: Type.Boolean() }),
    ),
  },
  closed,
)
export type SecurityView = Static<typeof SecurityView>

/** 外部身份平台。 */
export const OidcBegin = Type.Object({ provider: Type.String({ minLength: 1, maxLength: 40 }) }, closed)
export const OidcBegun = Type.Object({ url: Type.String() }, closed)
export const OidcFinish = Type.Object(
  { search: Type.String({ minLength: 1, maxLength: 4000, description: '平台送回的查询串' }) },
  closed,
)
export const OidcFinished = Type.Object(
  { outcome: Type.Union([Type.Literal('signedIn'), Type.Literal('linked')]), who: Type.Optional(Whoami) },
  closed,
)
export type OidcFinished = Static<typeof OidcFinished>
