import { type Static, Type } from '@sinclair/typebox'
import { PeriodText, Uuid } from '../collection/contract.js'
import { AD_HOC_STATES, type AdHocState } from './ad-hoc-words.js'
import { Both, closed, literals, Said, TableView } from './contract.js'
import { DIMENSION_WORDS, DIMENSIONS, type Dimension } from './dimensions.js'
import { JobView } from './job-contract.js'
import { TOPICS, type Topic } from './topics.js'
import { EXTRACT_PURPOSES, type ExtractPurpose } from './words.js'

export type { Dimension }
export { AD_HOC_STATES, DIMENSION_WORDS, DIMENSIONS }

export const AD_HOC_PATH = '/api/desk/ad-hoc-statistics'
const keys = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]
const Values = Type.Array(Type.String({ minLength: 1, maxLength: 20 }), {
  minItems: 1,
  maxItems: 200,
  uniqueItems: true,
})

/** 提出临时统计：what is chosen comes from the words of the house; there is no free query. */
export const RequestAdHoc = Type.Object(
  {
    measure: literals<Topic>(TOPICS),
    month: PeriodText,
    dimensions: Type.Array(literals<Dimension>(DIMENSIONS), { maxItems: DIMENSIONS.length, uniqueItems: true }),
    insurances: Type.Optional(Values),
    filter: Type.Object(
      {
        agency: Type.Optional(Values),
        age: Type.Optional(Values),
        kind: Type.Optional(Values),
        sex: Type.Optional(Values),
        employerType: Type.Optional(Values),
      },
      closed,
    ),
    receiver: Said(2, 200),
    purposeKind: literals<ExtractPurpose>(keys(EXTRACT_PURPOSES)),
    purpose: Said(4, 500),
  },
  closed,
)
export type RequestAdHoc = Static<typeof RequestAdHoc>

export const DecideAdHoc = Type.Object(
  { verdict: literals(['approve', 'refuse'] as const), note: Said(2, 500) },
  closed,
)
export type DecideAdHoc = Static<typeof DecideAdHoc>

/** 结果：the table told, with what its codes stand for. */
export const AdHocResult = Type.Object({
  catalogue: Type.String({ description: '指标口径版本' }),
  cutoff: Type.Integer({ description: '截止叶' }),
  least: Type.Integer(),
  digest: Type.String({ description: 'SM3' }),
  madeAt: Type.Integer(),
  expiresOn: Type.String(),
  tables: Type.Array(TableView, { description: '到期清除之后为空' }),
})

const Named = Type.Record(Type.String(), Both)
export const AdHocView = Type.Object({
  ...RequestAdHoc.properties,
  id: Uuid,
  serial: Type.String(),
  state: literals<AdHocState>(keys(AD_HOC_STATES)),
  agencyName: Type.String(),
  measureName: Both,
  requestedBy: Type.String(),
  requestedAt: Type.Integer(),
  /** 批准在哪一日之前有效. */
  validThrough: Type.Optional(Type.String()),
  steps: Type.Array(Type.Object({ state: Type.String(), note: Type.String(), by: Type.String(), at: Type.Integer() })),
  job: Type.Optional(JobView),
  result: Type.Optional(AdHocResult),
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  kinds: Named,
  sexes: Named,
  employerTypes: Named,
  ages: Type.Array(Type.String()),
  can: Type.Array(literals(['decide', 'run', 'withdraw', 'release'] as const)),
})
export type AdHocView = Static<typeof AdHocView>

/** 可选的词：measures, dimensions and the values of each. */
export const AdHocVocabulary = Type.Object({
  measures: Type.Array(
    Type.Object({
      id: literals<Topic>(TOPICS),
      ...Both.properties,
      dimensions: Type.Array(literals<Dimension>(DIMENSIONS)),
    }),
  ),
  values: Type.Object({
    agency: Named,
    age: Named,
    kind: Named,
    sex: Named,
    employerType: Named,
  }),
  mostDimensions: Type.Integer(),
  mostCells: Type.Integer(),
})
export type AdHocVocabulary = Static<typeof AdHocVocabulary>

export const AdHocList = Type.Object({
  items: Type.Array(AdHocView),
  vocabulary: AdHocVocabulary,
  canRequest: Type.Boolean(),
})
export type AdHocList = Static<typeof AdHocList>
