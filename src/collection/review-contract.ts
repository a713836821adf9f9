import { type Static, Type } from '@sinclair/typebox'
import { AmountFen, PeriodText, Sentence } from './contract.js'

/** 差异的种类，险者在先。 */
export const DIFFERENCES = {
  gone: { zh: '上月有、本次无', en: 'filed last month, missing now' },
  wageFell: { zh: '申报工资下降超过三成', en: 'declared wage fell by more than 30%' },
  wageRose: { zh: '申报工资上升超过三成', en: 'declared wage rose by more than 30%' },
  earlierMonth: { zh: '申报以前月份', en: 'files an earlier month' },
  fresh: { zh: '上月无、本次有', en: 'new this month' },
  changed: { zh: '申报工资变动', en: 'declared wage changed' },
  same: { zh: '无变动', en: 'unchanged' },
} as const
export type Difference = keyof typeof DIFFERENCES

/** 差异视图：GET /api/desk/submissions/:id/compare。Current against incoming, person by person, risks first. */
export const Comparison = Type.Object({
  /** The month compared with. */
  against: Type.Optional(PeriodText),
  counts: Type.Array(Type.Object({ difference: Type.String(), count: Type.Integer(), says: Sentence })),
  rows: Type.Array(
    Type.Object({
      row: Type.Optional(Type.Integer()),
      identityNumber: Type.String(),
      fullName: Type.String(),
      difference: Type.Unsafe<Difference>(Type.String()),
      wageBefore: Type.Optional(AmountFen),
      wageNow: Type.Optional(AmountFen),
      amountBefore: Type.Optional(AmountFen),
      amountNow: Type.Optional(AmountFen),
    }),
  ),
})
export type Comparison = Static<typeof Comparison>
