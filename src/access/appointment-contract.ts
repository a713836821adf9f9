import { type Static, Type } from '@sinclair/typebox'

const closed = { additionalProperties: false }
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const Login = Type.String({ minLength: 1, maxLength: 64, description: '单位经办人的登录名' })
const CreditCode = Type.String({ minLength: 1, maxLength: 18 })

/** 委派：an employer, with its proof, lets an operator who has an account already act for it too. */
export const AppointBody = Type.Object(
  {
    login: Login,
    creditCode: CreditCode,
    proof: Type.String({ minLength: 2, maxLength: 100, pattern: '\\S', description: '单位有效证明的编号' }),
    from: Day,
    through: Type.Optional(Day),
  },
  closed,
)
export type AppointBody = Static<typeof AppointBody>

/** 终止委派：at once, on every channel. */
export const DismissBody = Type.Object({ login: Login, creditCode: CreditCode }, closed)
export type DismissBody = Static<typeof DismissBody>

export const AppointmentsQuery = Type.Object({ creditCode: CreditCode }, closed)
export const AppointmentsAnswer = Type.Object({
  employer: Type.String(),
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      proof: Type.String(),
      from: Type.String(),
      through: Type.Optional(Type.String()),
      ended: Type.Boolean(),
    }),
  ),
})
export type AppointmentsAnswer = Static<typeof AppointmentsAnswer>
