import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, Uuid } from '../collection/contract.js'
import { TOPICS, type Topic } from './topics.js'
import { STATISTIC_STATES, type StatisticState } from './words.js'

export { TOPICS } from './topics.js'
export { STATISTIC_STATES } from './words.js'

export const closed = { additionalProperties: false }
export const literals = <T extends string>(keys: readonly T[]) =>
  Type.Unsafe<T>(Type.Union(keys.map((key) => Type.Literal(key))))
export const Said = (least: number, most: number) => Type.String({ minLength: least, maxLength: most, pattern: '\\S' })
export const Both = Type.Object({ zh: Type.String(), en: Type.String() })

export const STATISTICS_PATH = '/api/desk/statistics'
export const PUBLIC_STATISTICS_PATH = '/api/statistics'

/** 编制一项统计。The same question with the same cut-off answers the same figures. */
export const MakeStatistic = Type.Object(
  {
    topic: literals<Topic>(TOPICS),
    month: PeriodText,
    cutoff: Type.Optional(Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: '截止叶' })),
  },
  closed,
)
export type MakeStatistic = Static<typeof MakeStatistic>

/** 编制一份法定报送：the fixed set of indicators, for whom and on what basis. */
export const MakeReport = Type.Object({ month: PeriodText, receiver: Said(2, 200), basis: Said(4, 200) }, closed)
export type MakeReport = Static<typeof MakeReport>

export const StatisticNote = Type.Object({ note: Said(2, 500) }, closed)
export type StatisticNote = Static<typeof StatisticNote>

export const CellView = Type.Object({
  insurance: Type.String(),
  agency: Type.String(),
  age: Type.String(),
  kind: Type.String(),
  sex: Type.Optional(Type.String()),
  employerType: Type.Optional(Type.String()),
  count: Type.Optional(Type.Integer()),
  amount: Type.Optional(Type.Integer({ description: '分' })),
  suppressed: Type.Optional(Type.Literal(true)),
})

export const TableView = Type.Object({
  topic: literals<Topic>(TOPICS),
  name: Both,
  unit: Type.String(),
  definition: Both,
  cells: Type.Array(CellView),
})
export type TableView = Static<typeof TableView>

const PublicFields = {
  id: Uuid,
  number: Type.String(),
  kind: literals(['topic', 'report', 'adHoc'] as const),
  month: PeriodText,
  catalogue: Type.String({ description: '指标口径版本' }),
  cutoff: Type.Integer({ description: '截止叶' }),
  least: Type.Integer({ description: '一格至少多少人' }),
  agency: Type.String(),
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  kinds: Type.Record(Type.String(), Both),
  sexes: Type.Record(Type.String(), Both),
  employerTypes: Type.Record(Type.String(), Both),
  ages: Type.Array(Type.String()),
  digest: Type.String({ description: 'SM3' }),
  scope: Type.Optional(Both),
  tables: Type.Array(TableView),
}

export const PublicStatistic = Type.Object({ ...PublicFields, publicAt: Type.Integer() })
export type PublicStatistic = Static<typeof PublicStatistic>
export const PublicStatistics = Type.Object({ items: Type.Array(PublicStatistic) })
export type PublicStatistics = Static<typeof PublicStatistics>

const StatisticFields = {
  ...PublicFields,
  state: literals<StatisticState>(Object.keys(STATISTIC_STATES) as StatisticState[]),
  madeBy: Type.String(),
  madeAt: Type.Integer(),
  receiver: Type.Optional(Type.String()),
  basis: Type.Optional(Type.String()),
  steps: Type.Array(Type.Object({ state: Type.String(), note: Type.String(), by: Type.String(), at: Type.Integer() })),
  /** 此人此刻可办的. */
  can: Type.Array(literals(['approve', 'return', 'publish', 'send'] as const)),
}
export const StatisticView = Type.Object(StatisticFields)
export type StatisticView = Static<typeof StatisticView>

export const StatisticList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      number: Type.String(),
      kind: Type.String(),
      topic: Type.String(),
      month: Type.String(),
      state: literals<StatisticState>(Object.keys(STATISTIC_STATES) as StatisticState[]),
      madeBy: Type.String(),
      madeAt: Type.Integer(),
    }),
  ),
  indicators: Type.Array(
    Type.Object({
      id: literals<Topic>(TOPICS),
      zh: Type.String(),
      en: Type.String(),
      definition: Both,
      version: Type.String(),
    }),
  ),
})
export type StatisticList = Static<typeof StatisticList>
