import { type Static, Type } from '@sinclair/typebox'
import { Ground } from './contract.js'
import { DayText, InsuranceCode, Month } from './figure-contract.js'

/** 被承继的单位：its credit code, where one reads the months it had before the succession. */
const Predecessor = Type.Optional(Type.String({ minLength: 1, maxLength: 18 }))

export const MonthsQuery = Type.Object({ from: Month, through: Month, predecessor: Predecessor })
export type MonthsQuery = Static<typeof MonthsQuery>
export const MonthQuery = Type.Object({ month: Month, predecessor: Predecessor })
export type MonthQuery = Static<typeof MonthQuery>

/** 单位缴费的一个数：`payments/2026-03/all/due`, `payments/2026-03/110/arrears`. */
export const PaymentFigureQuery = Type.Object({
  path: Type.String({ pattern: '^payments/\\d{4}-(0[1-9]|1[0-2])/(all|\\d{3}|annuity)/(due|paid|arrears)$' }),
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
})
export type PaymentFigureQuery = Static<typeof PaymentFigureQuery>

/** 单位缴费情况。The employer's own payments by contribution month and insurance. */
export const EmployerPaymentsAnswer = Type.Object({
  employer: Type.Object({ name: Type.String(), creditCode: Type.String() }),
  /** 所承继的单位，及其账从哪一月起归本单位；the months before it may be read. */
  predecessors: Type.Array(Type.Object({ name: Type.String(), creditCode: Type.String(), until: Month })),
  grounds: Type.Array(Ground),
  months: Type.Array(
    Type.Object({
      month: Month,
      insurance: InsuranceCode,
      persons: Type.Integer(),
      dueEmployer: Type.Integer(),
      duePerson: Type.Integer(),
      paidEmployer: Type.Integer(),
      paidPerson: Type.Integer(),
      arrears: Type.Integer(),
      /** 已减免、核销的，taken off the arrears already. */
      relieved: Type.Optional(Type.Integer()),
      /** 缓缴至：what is missing is no arrears until this day is over. */
      deferredUntil: Type.Optional(Type.String()),
      /** 本单位就此月提出的异议在核查中，since this day. */
      underReview: Type.Optional(DayText),
    }),
  ),
  /** 缓缴，those that touch the months asked. */
  deferrals: Type.Array(
    Type.Object({
      insurance: InsuranceCode,
      fromMonth: Month,
      throughMonth: Month,
      untilDay: Type.String(),
      document: Type.String(),
    }),
  ),
  /** 减免与核销，逐笔. */
  reliefs: Type.Array(
    Type.Object({
      insurance: InsuranceCode,
      month: Month,
      reliefKind: Type.Union([Type.Literal('reduction'), Type.Literal('writeOff')]),
      amount: Type.Integer(),
      document: Type.String(),
    }),
  ),
  /** 滞纳金：the employer's alone; nobody's record holds one. */
  lateFees: Type.Array(
    Type.Object({
      insurance: InsuranceCode,
      month: Month,
      arrears: Type.Integer(),
      fromDay: Type.String(),
      paidDay: Type.String(),
      days: Type.Integer(),
      amount: Type.Integer(),
      levyVoucher: Type.String(),
    }),
  ),
})
export type EmployerPaymentsAnswer = Static<typeof EmployerPaymentsAnswer>

/** 本单位职工。Registration and contributions of the months with this employer, and nothing else (第十五条). */
export const EmployerStaffAnswer = Type.Object({
  month: Month,
  grounds: Type.Array(Ground),
  staff: Type.Array(
    Type.Object({
      fullName: Type.String(),
      identityNumber: Type.String(),
      insurances: Type.Array(
        Type.Object({
          insurance: InsuranceCode,
          /** 本单位参保登记的月份, where one stands. */
          enrolledFrom: Type.Optional(Month),
          base: Type.Integer(),
          dueEmployer: Type.Integer(),
          duePerson: Type.Integer(),
          paidEmployer: Type.Integer(),
          paidPerson: Type.Integer(),
          /** A key of MONTH_STATES. */
          state: Type.String(),
          /** 在核查中，since this day. */
          underReview: Type.Optional(DayText),
        }),
      ),
    }),
  ),
})
export type EmployerStaffAnswer = Static<typeof EmployerStaffAnswer>
