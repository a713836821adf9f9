import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, Uuid } from '../collection/contract.js'
import { Both, closed, literals, Said } from './contract.js'
import { INDICATOR_CASE_STATES, type IndicatorCaseState } from './indicator-words.js'
import { TOPICS, type Topic } from './topics.js'

export { INDICATOR_CASE_STATES } from './indicator-words.js'

export const INDICATOR_PATH = '/api/desk/indicators'
const SaidBoth = (most: number) => Type.Object({ zh: Said(1, most), en: Said(1, most) }, closed)
const Told = Type.Object(
  {
    ...{ zh: Said(2, 60), en: Said(2, 120), definition: SaidBoth(500), period: SaidBoth(120) },
    ...{ basis: Said(2, 200), owner: Said(2, 100), ownerEn: Said(2, 100) },
  },
  closed,
)

/** 提出口径变更：which indicators are added, dropped, or told anew, from which month on, and why. */
export const ProposeIndicators = Type.Object(
  {
    since: PeriodText,
    reason: Said(4, 500),
    ages: Type.Optional(
      Type.Array(Type.Integer({ minimum: 0, maximum: 120 }), {
        minItems: 1,
        maxItems: 20,
        description: '年龄段的下限',
      }),
    ),
    changes: Type.Array(
      Type.Object(
        {
          id: literals<Topic>(TOPICS),
          change: literals(['add', 'change', 'drop'] as const),
          told: Type.Optional(Told),
        },
        closed,
      ),
      { maxItems: TOPICS.length },
    ),
  },
  closed,
)
export type ProposeIndicators = Static<typeof ProposeIndicators>

export const IndicatorNote = Type.Object({ note: Said(2, 500) }, closed)

const IndicatorView = Type.Object({
  id: literals<Topic>(TOPICS),
  zh: Type.String(),
  en: Type.String(),
  unit: Type.String(),
  definition: Both,
  period: Type.Optional(Both),
  basis: Type.String(),
  owner: Type.Optional(Both),
})
export type IndicatorView = Static<typeof IndicatorView>

const VersionView = Type.Object({
  version: Type.String(),
  since: PeriodText,
  /** 由哪件案批准；随版本发布的没有. */
  serial: Type.Optional(Type.String()),
  basis: Type.String(),
  isCurrent: Type.Boolean(),
  ages: Type.Array(Type.Integer()),
  indicators: Type.Array(IndicatorView),
})
export type VersionView = Static<typeof VersionView>

export const IndicatorCaseView = Type.Object({
  id: Uuid,
  serial: Type.String(),
  state: literals<IndicatorCaseState>(Object.keys(INDICATOR_CASE_STATES) as IndicatorCaseState[]),
  fromVersion: Type.String(),
  since: PeriodText,
  reason: Type.String(),
  digest: Type.String({ description: 'SM3' }),
  proposedBy: Type.String(),
  proposedAt: Type.Integer(),
  before: Type.Array(IndicatorView),
  after: Type.Array(IndicatorView),
  agesBefore: Type.Array(Type.Integer()),
  agesAfter: Type.Array(Type.Integer()),
  steps: Type.Array(Type.Object({ state: Type.String(), note: Type.String(), by: Type.String(), at: Type.Integer() })),
  can: Type.Array(literals(['review', 'approve', 'return', 'withdraw'] as const)),
})
export type IndicatorCaseView = Static<typeof IndicatorCaseView>

export const IndicatorBook = Type.Object({
  versions: Type.Array(VersionView, { description: '历版，新的在前' }),
  cases: Type.Array(IndicatorCaseView),
  /** 可增的指标：what the system counts and the newest version lacks. */
  absent: Type.Array(literals<Topic>(TOPICS)),
  canPropose: Type.Boolean(),
})
export type IndicatorBook = Static<typeof IndicatorBook>
