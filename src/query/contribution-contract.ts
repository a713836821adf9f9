import { type Static, Type } from '@sinclair/typebox'
import { Figure, InsuranceCode, Keeper, Month } from './figure-contract.js'

/**
 * 一险种一个月（一单位）的缴费。Amounts are plain fen; the explanation of one is asked for by `${path}/${its name here}`,
 * as in contribution/110/2025-08/1/duePerson.
 */
export const ContributionRow = Type.Object({
  path: Type.String(),
  month: Month,
  settlementMonths: Type.Array(Month),
  employerName: Type.Optional(Type.String()),
  /** 缴费类型 AAE143, all that occur. */
  kinds: Type.Array(Type.String()),
  /** 补缴. */
  backPay: Type.Boolean(),
  /** A key of MONTH_STATES. */
  state: Type.String(),
  /** Whether this calendar month counts towards the months actually paid. */
  counted: Type.Boolean(),
  base: Type.Integer(),
  dueEmployer: Type.Integer(),
  duePerson: Type.Integer(),
  paidEmployer: Type.Integer(),
  paidPerson: Type.Integer(),
  /** 欠缴金额：due less paid where positive. */
  arrears: Type.Integer(),
  /** 差额：paid less due, either sign. */
  difference: Type.Integer(),
})
export type ContributionRow = Static<typeof ContributionRow>

/** 退费。Negative amounts; also within the row of its month. */
export const RefundRow = Type.Object({
  path: Type.String(),
  month: Month,
  settlementMonth: Month,
  employer: Type.Integer(),
  person: Type.Integer(),
})
export type RefundRow = Static<typeof RefundRow>

export const YearOfContributions = Type.Object({
  year: Type.Integer(),
  paidMonths: Figure,
  employer: Figure,
  person: Figure,
  arrearsMonths: Figure,
  /** 月均缴费基数；left out where nothing arrived for the year. */
  averageBase: Type.Optional(Figure),
  rows: Type.Array(ContributionRow),
})
export type YearOfContributions = Static<typeof YearOfContributions>

export const InsuranceContributions = Type.Object({
  insurance: InsuranceCode,
  keeper: Keeper,
  years: Type.Array(YearOfContributions),
  refunds: Type.Array(RefundRow),
})
export type InsuranceContributions = Static<typeof InsuranceContributions>
