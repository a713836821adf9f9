import { type Static, Type } from '@sinclair/typebox'
import { CAPACITIES } from './actor.js'

const closed = { additionalProperties: false }

/** 代为办理的身份。 */
export const CAPACITY_NAMES = {
  agent: { zh: '代理人', en: 'agent' },
  guardian: { zh: '监护人', en: 'guardian' },
  relative: { zh: '近亲属', en: 'relative' },
  helper: { zh: '协助人', en: 'helper' },
} as const

/** 协助人出示的证件。 */
export const HELPER_KINDS = {
  relative: { zh: '亲属', en: 'relative' },
  socialWorker: { zh: '社会工作者', en: 'social worker' },
  windowStaff: { zh: '服务窗口人员', en: 'staff at a service window' },
  other: { zh: '其他', en: 'other' },
} as const

/** 只含哪些险种、哪些月份, as it is told. */
const Narrowed = Type.Optional(Type.Object({ zh: Type.String(), en: Type.String() }))
const Capacity = Type.Union(CAPACITIES.map((one) => Type.Literal(one)))
const Ref = Type.String({ pattern: '^\\d{1,19}/\\d{1,9}$', description: '所凭事实' })

export const StandingView = Type.Object({
  ref: Ref,
  capacity: Capacity,
  name: Type.String(),
  opens: Type.Array(Type.String()),
  narrowed: Narrowed,
  document: Type.String(),
  from: Type.String(),
  through: Type.Optional(Type.String()),
})
export type StandingView = Static<typeof StandingView>

/** 此刻为谁办理。 */
export const ActingNow = Type.Object({
  capacity: Capacity,
  name: Type.Optional(Type.String()),
  /** 协助人怎样记入查阅记录. */
  says: Type.Optional(Type.String()),
  opens: Type.Array(Type.String()),
  narrowed: Narrowed,
  /** 依据已终止：nothing is shown until one switches back. */
  ended: Type.Boolean(),
})
export type ActingNow = Static<typeof ActingNow>

export const ActingAnswer = Type.Object({
  now: Type.Optional(ActingNow),
  choices: Type.Array(StandingView),
})
export type ActingAnswer = Static<typeof ActingAnswer>

/** 切换：凭哪一项依据为谁办理；什么都不填，回到本人。 */
export const ActingBody = Type.Object({ ref: Type.Optional(Ref) }, closed)
export type ActingBody = Static<typeof ActingBody>

/** 请人协助：the person has signed in and has somebody beside them. */
export const HelperBody = Type.Object(
  {
    kind: Type.Union((Object.keys(HELPER_KINDS) as (keyof typeof HELPER_KINDS)[]).map((one) => Type.Literal(one))),
    name: Type.String({ minLength: 2, maxLength: 60, pattern: '\\S' }),
    lastFour: Type.String({ pattern: '^[0-9]{3}[0-9Xx]$', description: '协助人证件号码末四位' }),
  },
  closed,
)
export type HelperBody = Static<typeof HelperBody>

export const FirmView = Type.Object({
  employer: Type.String(),
  name: Type.String(),
  proof: Type.Optional(Type.String()),
  from: Type.Optional(Type.String()),
  through: Type.Optional(Type.String()),
  chosen: Type.Boolean(),
})
export type FirmView = Static<typeof FirmView>
export const FirmsAnswer = Type.Object({ firms: Type.Array(FirmView) })
export type FirmsAnswer = Static<typeof FirmsAnswer>

export const FirmBody = Type.Object({ employer: Type.String({ pattern: '^\\d{1,18}$' }) }, closed)
export type FirmBody = Static<typeof FirmBody>
