import { type Static, Type } from '@sinclair/typebox'
import { Explanation, Ground, PurposeText } from './contract.js'
import { Figure, Month } from './figure-contract.js'

/**
 * 待遇测算的合同。Everything but the body's own words is optional: what is left out is the record's or the statutory.
 * Rates are parts per million, 20000 for 2 percent.
 */
const Growth = Type.Integer({ minimum: 0, maximum: 200_000 })

const ASSUMED = {
  /** A key of RETIREMENT_GROUPS; a woman's is asked for. */
  group: Type.Optional(Type.Union([Type.Literal('man'), Type.Literal('woman55'), Type.Literal('woman50')])),
  /** 退休年月；statutory unless chosen. */
  retirement: Type.Optional(Month),
  /** 今年的缴费基数（分）；the last one unless given. */
  base: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
  baseGrowth: Type.Optional(Growth),
  wageGrowth: Type.Optional(Growth),
  notionalRate: Type.Optional(Growth),
  monthsPerYear: Type.Optional(Type.Integer({ minimum: 0, maximum: 12 })),
  language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
}

export const EstimateBody = Type.Object(ASSUMED, { additionalProperties: false })
export type EstimateBody = Static<typeof EstimateBody>
export const DeskEstimateBody = Type.Object({ ...ASSUMED, purpose: PurposeText }, { additionalProperties: false })
export type DeskEstimateBody = Static<typeof DeskEstimateBody>

const path = Type.String({ maxLength: 40 })
export const EstimateFigureBody = Type.Object({ ...ASSUMED, path }, { additionalProperties: false })
export type EstimateFigureBody = Static<typeof EstimateFigureBody>
export const DeskEstimateFigureBody = Type.Object(
  { ...ASSUMED, path, purpose: PurposeText },
  { additionalProperties: false },
)
export type DeskEstimateFigureBody = Static<typeof DeskEstimateFigureBody>

const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** 须知。Why it is an estimate, and which parameters it concerns. */
export const Caveat = Type.Object({
  ...Both.properties,
  parameters: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Both,
      /** The first month for which it was supposed. */
      from: Type.Optional(Month),
    }),
  ),
})
export type Caveat = Static<typeof Caveat>

export const EstimateAnswer = Type.Object({
  asOf: Type.Object({ today: Type.String(), knownAt: Type.Integer(), policyDigest: Type.String() }),
  grounds: Type.Array(Ground),
  /** What it was reckoned with, the defaults filled in. */
  assumptions: Type.Object({
    group: Type.String(),
    retirement: Month,
    base: Type.Integer(),
    baseGrowth: Type.Integer(),
    wageGrowth: Type.Integer(),
    notionalRate: Type.Integer(),
    monthsPerYear: Type.Integer(),
  }),
  /** 可选的范围。 */
  bounds: Type.Object({
    first: Month,
    statutory: Month,
    latest: Month,
    /** A key of RETIREMENT_GROUPS each; one where there is nothing to choose. */
    groups: Type.Array(Type.String()),
    baseFloor: Type.Optional(Type.Integer()),
    baseCeiling: Type.Optional(Type.Integer()),
  }),
  when: Type.Object({ statutory: Figure, earliest: Figure, latest: Figure }),
  months: Type.Object({ years: Figure, minimum: Figure, shortfall: Figure }),
  /** False: the minimum of months is not met by then, so nothing would be paid monthly. */
  isEligible: Type.Boolean(),
  /** 预发：rests on a base of another year. */
  provisional: Type.Boolean(),
  pension: Type.Object({
    total: Figure,
    basic: Figure,
    account: Figure,
    transitional: Figure,
    base: Figure,
    averageIndex: Figure,
    divisor: Figure,
    inTodaysTerms: Type.Optional(Figure),
    replacement: Type.Optional(Figure),
  }),
  balance: Figure,
  /** 换一个退休年月。Oldest first. */
  points: Type.Array(Type.Object({ month: Month, total: Type.Integer(), isEligible: Type.Boolean() })),
  /** 储存额。Year ends so far, and those supposed. */
  balances: Type.Array(Type.Object({ month: Month, balance: Type.Integer(), assumed: Type.Boolean() })),
  caveats: Type.Array(Caveat),
  /** 念出来的话：the answer in a few sentences. */
  spoken: Type.String(),
})
export type EstimateAnswer = Static<typeof EstimateAnswer>

export const EstimateExplanation = Explanation

export const ESTIMATE_PATHS = {
  mine: '/api/my/estimate',
  myFigure: '/api/my/estimate/explanation',
  person: '/api/persons/:personId/estimate',
  figure: '/api/persons/:personId/estimate/explanation',
} as const
