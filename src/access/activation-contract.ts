import { type Static, Type } from '@sinclair/typebox'

const closed = { additionalProperties: false }
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 })

/** 核验身份所凭的证件。 */
export const PAPER_KINDS = {
  identityCard: { zh: '居民身份证', en: 'Identity card' },
  temporaryIdentityCard: { zh: '临时居民身份证', en: 'Temporary identity card' },
  residencePermit: { zh: '港澳台居民居住证', en: 'Residence permit for Hong Kong, Macao and Taiwan residents' },
  permanentResidence: { zh: '外国人永久居留身份证', en: 'Foreign permanent resident card' },
  passport: { zh: '护照', en: 'Passport' },
} as const
export type PaperKind = keyof typeof PAPER_KINDS

/** 核验的方式。 */
export const CHECK_METHODS = {
  sighted: { zh: '查验原件，人证一致', en: 'Original seen, face fits' },
  reader: { zh: '读卡器读取芯片，人证一致', en: 'Chip read, face fits' },
  faceCompared: { zh: '设备比对人脸', en: 'Face compared by a device' },
} as const
export type CheckMethod = keyof typeof CHECK_METHODS

/** 单位的证明，for an employer's operator. */
export const EMPLOYER_PROOFS = {
  licence: { zh: '营业执照或登记证书', en: 'Business licence or certificate of registration' },
  authorisation: { zh: '单位出具的经办授权书', en: 'Employer’s authorisation of its operator' },
} as const
export type EmployerProof = keyof typeof EMPLOYER_PROOFS

/** 办什么：first activation, a reset, or taking the query password away so that a new one can be set. */
export const CHECK_PURPOSES = {
  activation: { zh: '首次激活', en: 'First activation' },
  reset: { zh: '重置登录密码', en: 'Reset of the password' },
  queryPassword: { zh: '重置查询密码', en: 'Reset of the query password' },
} as const
export type CheckPurpose = keyof typeof CHECK_PURPOSES

function oneOf<K extends string>(table: Readonly<Record<K, unknown>>) {
  return Type.Unsafe<K>(Type.Union((Object.keys(table) as K[]).map((key) => Type.Literal(key))))
}

/** 身份核验。Kind, number, validity and method are compulsory; a paper without an end says so. */
export const IdentityPaper = Type.Object(
  {
    kind: oneOf(PAPER_KINDS),
    number: Type.String({ minLength: 1, maxLength: 32 }),
    validUntil: Type.Optional(DayText),
    hasNoEnd: Type.Optional(Type.Boolean()),
    method: oneOf(CHECK_METHODS),
  },
  closed,
)
export type IdentityPaper = Static<typeof IdentityPaper>

const Way = Type.Union([Type.Literal('handover'), Type.Literal('mail')])

/** 窗口为参保人发码或重置。 */
export const CounterActivation = Type.Object({ paper: IdentityPaper, purpose: oneOf(CHECK_PURPOSES), way: Way }, closed)
export type CounterActivation = Static<typeof CounterActivation>

/** 窗口为单位经办人发码。 */
export const OperatorActivation = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 64 }),
    paper: IdentityPaper,
    purpose: Type.Union([Type.Literal('activation'), Type.Literal('reset')]),
    employerProof: Type.Object(
      { kind: oneOf(EMPLOYER_PROOFS), number: Type.String({ minLength: 1, maxLength: 64 }) },
      closed,
    ),
  },
  closed,
)
export type OperatorActivation = Static<typeof OperatorActivation>

/** 发出的码，仅此一次；邮寄的和取消查询密码的没有。 */
export const CounterAnswer = Type.Object(
  { code: Type.Optional(Type.String()), validUntil: Type.Optional(DayText), mailed: Type.Boolean() },
  closed,
)
export type CounterAnswer = Static<typeof CounterAnswer>

/** 信函领码。The answer is the same whoever is named. */
export const LetterRequest = Type.Object(
  {
    login: Type.String({ minLength: 1, maxLength: 64, description: '社会保障号码' }),
    name: Type.String({ minLength: 1, maxLength: 100 }),
  },
  closed,
)
export type LetterRequest = Static<typeof LetterRequest>

/** 以卡激活：the ticket of one reading, and the password chosen. */
export const CardActivation = Type.Object(
  {
    ticket: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 256 }),
  },
  closed,
)
export type CardActivation = Static<typeof CardActivation>

/** 可用的激活与登录方式：what this installation has. */
export const SignInWays = Type.Object(
  {
    card: Type.Boolean(),
    letter: Type.Boolean(),
    platforms: Type.Array(Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() })),
  },
  closed,
)
export type SignInWays = Static<typeof SignInWays>
