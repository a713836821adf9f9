import { type Static, Type } from '@sinclair/typebox'
import { RowKey, WageFen } from './base-contract.js'
import { AmountFen, InsuranceCode, PeriodText, Sentence } from './contract.js'

/** 本单位职工名册：GET /api/roster. Who is insured in the month, with the wage declared and what is under way. */
export const Roster = Type.Object({
  employer: Type.Object({ name: Type.String(), creditCode: Type.String() }),
  month: PeriodText,
  rows: Type.Array(
    Type.Object({
      key: Type.String(),
      fullName: Type.String(),
      identityNumber: Type.String(),
      insurances: Type.Array(InsuranceCode),
      since: PeriodText,
      /** 该月适用的申报工资. */
      wage: Type.Optional(AmountFen),
      /** 该月已有应缴. */
      filed: Type.Boolean(),
    }),
  ),
  /** 已报而未记账的增减员. */
  pending: Type.Array(
    Type.Object({
      submissionId: Type.String(),
      state: Type.String(),
      change: Type.String(),
      fullName: Type.String(),
      identityNumber: Type.String(),
      fromMonth: PeriodText,
      insurances: Type.Array(InsuranceCode),
    }),
  ),
  /** 增减员的截止日，and the month that counts for what is reported today. */
  cutOff: Type.Object({ day: Type.Integer(), effectiveMonth: PeriodText, says: Sentence }),
})
export type Roster = Static<typeof Roster>

export const RosterQuery = Type.Object({ month: Type.Optional(PeriodText) })

/** 按申报工资生成应缴：POST /api/filings/from-bases. What it answers is a filing's preview. */
export const FromBasesRequest = Type.Object(
  {
    settlementMonth: PeriodText,
    /** Other wages than the declared ones, where the employer says so. */
    wages: Type.Array(Type.Object({ key: RowKey, wage: WageFen }, { additionalProperties: false }), {
      maxItems: 20_000,
      default: [],
    }),
    /** 单位指明不列入的；named on the filing's paper and in its preview. */
    leaveOut: Type.Optional(Type.Array(RowKey, { maxItems: 20_000 })),
    /** 另加的人，or another month of somebody; accepted or refused as any row of a file. */
    added: Type.Optional(
      Type.Array(
        Type.Object(
          {
            identityNumber: Type.String({ minLength: 1, maxLength: 40 }),
            fullName: Type.String({ minLength: 1, maxLength: 60 }),
            wage: WageFen,
            contributionMonth: Type.Optional(PeriodText),
          },
          { additionalProperties: false },
        ),
        { maxItems: 500 },
      ),
    ),
  },
  { additionalProperties: false },
)
export type FromBasesRequest = Static<typeof FromBasesRequest>

export const DUES_PATHS = { roster: '/api/roster', fromBases: '/api/filings/from-bases' } as const
