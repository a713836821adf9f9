import { type Static, Type } from '@sinclair/typebox'

/** 缺载体的事实：GET /api/desk/missing-carriers。Vouchers whose facts stand without paper or stated ground, or on a paper that is not there. */
export const MissingCarriers = Type.Object({
  checked: Type.Integer({ description: '核对过的凭证数' }),
  facts: Type.Integer({ description: '缺载体的凭证共有多少行' }),
  vouchers: Type.Array(
    Type.Object({
      submissionId: Type.String(),
      voucherId: Type.String(),
      posting: Type.String(),
      kind: Type.String(),
      agency: Type.String(),
      lines: Type.Integer(),
      why: Type.Union(['noCarrier', 'notListed', 'infected', 'destroyed'].map((why) => Type.Literal(why))),
    }),
  ),
})
export type MissingCarriers = Static<typeof MissingCarriers>

export const MISSING_CARRIERS_PATH = '/api/desk/missing-carriers'
