import { type Static, Type } from '@sinclair/typebox'
import { PasskeyAnswer } from '../access/security-contract.js'
import { DayText, Uuid } from './contract.js'

/** 联系方式：GET 与 POST /api/contact（本人）、/api/employer/contact（单位）、/api/desk/…/contact（窗口）。 */
const Told = (most: number) => Type.Optional(Type.String({ minLength: 1, maxLength: most }))

/** 送达方式。 */
export const DELIVERIES = {
  post: { zh: '邮寄', en: 'by post' },
  digital: { zh: '电子送达', en: 'digital' },
  counter: { zh: '到窗口领取', en: 'at the counter' },
} as const
const Delivery = Type.Unsafe<keyof typeof DELIVERIES>(
  Type.Union(Object.keys(DELIVERIES).map((key) => Type.Literal(key))),
)

const closed = { additionalProperties: false }
const person = {
  mobilePhone: Told(20),
  email: Told(100),
  mailingAddress: Told(200),
  postalCode: Told(6),
  delivery: Type.Optional(Delivery),
}
const employer = {
  contactPerson: Told(100),
  phone: Told(30),
  email: Told(100),
  mailingAddress: Told(200),
  postalCode: Told(6),
}

export const PersonContactTold = Type.Object(person, closed)
export type PersonContactTold = Static<typeof PersonContactTold>
export const EmployerContactTold = Type.Object(employer, closed)
export type EmployerContactTold = Static<typeof EmployerContactTold>

/** 本人变更：what is left out stays; the password is typed once more, or a passkey answers. */
export const OwnContactRequest = Type.Object(
  {
    ...person,
    password: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    passkey: Type.Optional(PasskeyAnswer),
  },
  closed,
)
export type OwnContactRequest = Static<typeof OwnContactRequest>

/** 窗口受理：whom it is for stands in the path; whether the document was shown is the clerk's word. */
export const DeskContactRequest = Type.Object(
  {
    ...person,
    shownInPerson: Type.Boolean(),
    purpose: Type.String({ minLength: 2, maxLength: 200 }),
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type DeskContactRequest = Static<typeof DeskContactRequest>

export const EmployerContactRequest = Type.Object(employer, closed)
export type EmployerContactRequest = Static<typeof EmployerContactRequest>
export const DeskEmployerContactRequest = Type.Object(
  { ...employer, purpose: Type.String({ minLength: 2, maxLength: 200 }) },
  closed,
)

const Change = Type.Object({
  submission: Uuid,
  day: DayText,
  channel: Type.Union(['form', 'citizen', 'employer', 'kiosk'].map((one) => Type.Literal(one))),
  shownInPerson: Type.Boolean(),
  addressChanged: Type.Boolean(),
})

/** 现行的联系方式。Phone and mail are shown masked but to the person; `mayPost` says whether letters go to the address. */
export const PersonContactView = Type.Object({
  current: PersonContactTold,
  mayPost: Type.Boolean(),
  /** 新地址自此日起可用来寄送。 */
  postFrom: Type.Optional(DayText),
  changes: Type.Array(Change),
})
export type PersonContactView = Static<typeof PersonContactView>
export const EmployerContactView = Type.Object({ current: EmployerContactTold, changes: Type.Array(Change) })
export type EmployerContactView = Static<typeof EmployerContactView>
