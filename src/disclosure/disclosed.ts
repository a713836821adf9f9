import { type Static, Type } from '@sinclair/typebox'

/** 所提供的内容。Amounts are whole fen, months 'YYYY-MM'; numbers are masked, and contact details are never among it. */

const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const optional = Type.Optional

export const DisclosedRegistration = Type.Object({
  fullName: Type.String(),
  identityNumber: Type.String({ description: '已遮盖' }),
  sex: Type.String(),
  birthDate: DayText,
  enrolments: Type.Array(Type.Object({ insurance: Type.String(), state: optional(Type.String()) })),
  employers: Type.Array(
    Type.Object({ insurance: Type.String(), employer: Type.String(), from: Month, through: optional(Month) }),
  ),
})

export const DisclosedContribution = Type.Object({
  insurance: Type.String(),
  month: Month,
  employer: Type.String(),
  base: Type.Integer(),
  paidEmployer: Type.Integer(),
  paidPerson: Type.Integer(),
})

export const DisclosedAccount = Type.Object({
  /** 截至所查末月. */
  totalMonths: optional(Type.String()),
  actualMonths: optional(Type.String()),
  years: Type.Array(
    Type.Object({
      insurance: Type.String(),
      year: Type.Integer(),
      opening: Type.Integer(),
      credits: Type.Integer(),
      balance: Type.Integer(),
    }),
  ),
})

export const DisclosedBenefit = Type.Object({
  insurance: Type.String(),
  kind: Type.String(),
  from: Month,
  through: optional(Month),
  monthly: optional(Type.Integer()),
  paid: Type.Array(Type.Object({ year: Type.Integer(), months: Type.Integer(), paid: Type.Integer() })),
})

/** 某人的结果。A section that was not approved is not there. */
export const Disclosed = Type.Object({
  registration: optional(DisclosedRegistration),
  contribution: optional(Type.Array(DisclosedContribution)),
  account: optional(DisclosedAccount),
  benefit: optional(Type.Array(DisclosedBenefit)),
})
export type Disclosed = Static<typeof Disclosed>
