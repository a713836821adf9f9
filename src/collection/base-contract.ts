import { type Static, Type } from '@sinclair/typebox'
import { BASE_EFFECTS, type BaseEffect } from './base-words.js'
import { AmountFen, DayText, InsuranceCode, PeriodText, RefusedRow, Uuid } from './contract.js'

const Effect = Type.Unsafe<BaseEffect>(Type.Union(Object.keys(BASE_EFFECTS).map((key) => Type.Literal(key))))

export { BASE_EFFECTS } from './base-words.js'

/** 对外的行号：keyed, no number of the house. */
export const RowKey = Type.String({ pattern: '^[0-9a-f]{24}$' })
/** 缴费年度的起始年份。 */
const PayYear = Type.Integer({ minimum: 2000, maximum: 2200 })
/** 申报工资（分）：never below zero; a hundred million yuan a month is beyond any wage. */
export const WageFen = Type.Integer({ minimum: 0, maximum: 10_000_000_000 })

export const SeasonView = Type.Object({
  payYear: Type.Integer(),
  opens: DayText,
  closes: DayText,
  fromMonth: PeriodText,
  throughMonth: PeriodText,
  isLate: Type.Boolean(),
  nextOpens: DayText,
})
export type SeasonView = Static<typeof SeasonView>

const Verdict = Type.Union([Type.Literal('confirmed'), Type.Literal('disputed')])
const Shown = Type.Object({ insurance: InsuranceCode, base: AmountFen, effect: Effect })

/** 年度申报表的一行。 */
export const BaseRow = Type.Object({
  key: Type.String(),
  fullName: Type.String(),
  identityNumber: Type.String(),
  /** 上一次申报的工资. */
  before: Type.Optional(AmountFen),
  wage: Type.Optional(AmountFen),
  bases: Type.Array(Shown),
  verdict: Type.Optional(Verdict),
  /** 异议的理由，told to the employer, who must answer it. */
  reason: Type.Optional(Type.String()),
  vouched: Type.Boolean(),
  /** 本年度已记账的申报工资. */
  declared: Type.Optional(AmountFen),
  /** 已提交而尚未记账. */
  sent: Type.Boolean(),
})
export type BaseRow = Static<typeof BaseRow>

/** 年度申报表：GET /api/base-season. */
export const BaseSheet = Type.Object({
  employer: Type.Object({ name: Type.String(), creditCode: Type.String() }),
  season: SeasonView,
  rows: Type.Array(BaseRow),
})
export type BaseSheet = Static<typeof BaseSheet>

/** 填报工资：POST /api/base-season/wages. */
export const WagesRequest = Type.Object(
  {
    payYear: PayYear,
    wages: Type.Array(Type.Object({ key: RowKey, wage: WageFen }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 20_000,
    }),
  },
  { additionalProperties: false },
)
export type WagesRequest = Static<typeof WagesRequest>

/** 按文件填报的结果：POST /api/base-season/file. */
export const WagesRead = Type.Object({
  rowsIn: Type.Integer(),
  accepted: Type.Integer(),
  refusedRows: Type.Array(RefusedRow),
  sheet: BaseSheet,
})
export type WagesRead = Static<typeof WagesRead>

/** 提交审核：POST /api/base-season/submit. */
export const DeclareRequest = Type.Object(
  {
    payYear: PayYear,
    lateReason: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
    resubmits: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type DeclareRequest = Static<typeof DeclareRequest>

/** 职工所见：GET /api/my/declared-wages. */
export const MyWages = Type.Object({
  items: Type.Array(
    Type.Object({
      key: Type.String(),
      employerName: Type.String(),
      season: SeasonView,
      payYear: Type.Integer(),
      wage: AmountFen,
      before: Type.Optional(AmountFen),
      bases: Type.Array(Shown),
      verdict: Type.Optional(Verdict),
      answeredAt: Type.Optional(Type.Integer()),
      reason: Type.Optional(Type.String()),
      sent: Type.Boolean(),
    }),
  ),
})
export type MyWages = Static<typeof MyWages>

/** 职工的答复：POST /api/my/declared-wages. The wage is the one that was seen. */
export const WageAnswer = Type.Object(
  {
    key: RowKey,
    payYear: PayYear,
    wage: WageFen,
    verdict: Verdict,
    reason: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
  },
  { additionalProperties: false },
)
export type WageAnswer = Static<typeof WageAnswer>

export const BASE_PATHS = {
  sheet: '/api/base-season',
  wages: '/api/base-season/wages',
  file: '/api/base-season/file',
  vouch: '/api/base-season/vouch',
  submit: '/api/base-season/submit',
  mine: '/api/my/declared-wages',
  deskSheet: '/api/desk/base-season',
  deskFile: '/api/desk/base-season/file',
  deskVouch: '/api/desk/base-season/vouch',
  deskSubmit: '/api/desk/base-season/submit',
} as const
