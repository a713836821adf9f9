import { type Static, Type } from '@sinclair/typebox'
import { DayText, PeriodText, ReviewStepView, Sentence, StageName, StateName, Uuid } from './contract.js'

const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const AreaCode = Type.String({ pattern: '^\\d{6}$' })

export const STATUSES = {
  final: { zh: '正式', en: 'final' },
  provisional: { zh: '暂行', en: 'provisional' },
  unconfirmed: { zh: '未核实', en: 'unconfirmed' },
} as const
export type ParameterStatus = keyof typeof STATUSES
const Status = Type.Unsafe<ParameterStatus>(Type.Union(Object.keys(STATUSES).map((key) => Type.Literal(key))))

/** 提出的一个版本：values as they are written in the files, "5640" or "16"; one of value, by and same. */
export const VersionGiven = Type.Object(
  {
    area: AreaCode,
    parameter: Short(80),
    since: PeriodText,
    until: Type.Optional(PeriodText),
    value: Type.Optional(Short(500)),
    by: Type.Optional(Type.Record(Short(40), Short(40))),
    same: Type.Optional(Short(80)),
    basis: Short(200),
    status: Status,
  },
  { additionalProperties: false },
)

/** 提出参数变更：POST /api/desk/parameter-changes → ParameterChange。 */
export const ParameterChangeRequest = Type.Object(
  {
    changes: Type.Array(VersionGiven, { minItems: 1, maxItems: 50 }),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type ParameterChangeRequest = Static<typeof ParameterChangeRequest>

/** 施行：POST /api/desk/parameter-changes/:id/apply；试算：POST …/what-if。 */
export const OfRevision = Type.Object({ revision: Type.Integer() }, { additionalProperties: false })
export type OfRevision = Static<typeof OfRevision>

export const VersionView = Type.Object({
  since: Type.String(),
  until: Type.Optional(Type.String()),
  value: Type.Optional(Type.String()),
  by: Type.Optional(Type.Record(Type.String(), Type.String())),
  same: Type.Optional(Type.String()),
  /** The value in words and with its unit. */
  says: Sentence,
  basis: Type.String(),
  status: Status,
})
export type VersionView = Static<typeof VersionView>

/** 一处变更：before is missing for a new version, after for one that a release takes away. */
export const DifferenceView = Type.Object({
  area: Type.String(),
  areaName: Type.String(),
  parameter: Type.String(),
  what: Type.String(),
  unit: Type.String(),
  path: Type.String(),
  since: Type.String(),
  before: Type.Optional(VersionView),
  after: Type.Optional(VersionView),
})
export type DifferenceView = Static<typeof DifferenceView>

export const WhatIfTermView = Type.Object({
  insurance: Type.String(),
  term: Type.String(),
  name: Sentence,
  unit: Type.String(),
  persons: Type.Integer(),
  figures: Type.Integer(),
  before: Type.Integer(),
  after: Type.Integer(),
  stored: Type.Integer(),
  unlike: Type.Integer(),
  came: Type.Integer(),
  gone: Type.Integer(),
  provisional: Type.Integer(),
})
export type WhatIfTermView = Static<typeof WhatIfTermView>

/** 试算：numbers of people and sums, never who they are. Amounts in fen. */
export const WhatIfView = Type.Object({
  state: Type.Union(['none', 'running', 'done', 'failed'].map((state) => Type.Literal(state))),
  done: Type.Integer(),
  total: Type.Integer(),
  at: Type.Optional(Type.Integer()),
  result: Type.Optional(
    Type.Object({
      persons: Type.Integer(),
      affected: Type.Integer(),
      figures: Type.Integer(),
      provisional: Type.Integer(),
      largest: Type.Integer(),
      terms: Type.Array(WhatIfTermView),
      steps: Type.Array(
        Type.Object({
          from: Type.Integer(),
          until: Type.Optional(Type.Integer()),
          less: Type.Integer(),
          more: Type.Integer(),
        }),
      ),
    }),
  ),
})
export type WhatIfView = Static<typeof WhatIfView>

export const PARAMETER_ABILITIES = ['whatIf', 'apply', 'resubmit'] as const
const AbilityName = Type.Unsafe<(typeof PARAMETER_ABILITIES)[number]>(
  Type.Union(PARAMETER_ABILITIES.map((key) => Type.Literal(key))),
)

export const ParameterChangeSummary = Type.Object({
  id: Uuid,
  revision: Type.Integer(),
  state: StateName,
  agencyName: Type.String(),
  enteredAt: Type.Integer(),
  businessDay: DayText,
  /** Who proposed it; empty for a release. */
  enteredBy: Type.String(),
  fromRelease: Type.Boolean(),
  versions: Type.Integer(),
  blocked: Type.Boolean(),
})
export type ParameterChangeSummary = Static<typeof ParameterChangeSummary>

/** GET /api/desk/parameter-changes：newest first. */
export const ParameterChangeList = Type.Object({ items: Type.Array(ParameterChangeSummary) })
export type ParameterChangeList = Static<typeof ParameterChangeList>

/** 一件参数变更：GET /api/desk/parameter-changes/:id。 */
export const ParameterChange = Type.Composite([
  ParameterChangeSummary,
  Type.Object({
    explanation: Type.String(),
    differences: Type.Array(DifferenceView),
    /** Files a release replaces whole. */
    files: Type.Array(Type.String()),
    notices: Type.Array(Sentence),
    route: Type.Array(StageName),
    steps: Type.Array(ReviewStepView),
    blockedSays: Type.Optional(Sentence),
    /** Why it would not fit the parameters in force now, where that is so. */
    collides: Type.Optional(Sentence),
    whatIf: WhatIfView,
    posting: Type.Optional(Type.String()),
    /** 施行：who put it into force, and when. */
    applied: Type.Optional(Type.Object({ by: Type.String(), at: Type.Integer() })),
    abilities: Type.Array(AbilityName),
  }),
])
export type ParameterChange = Static<typeof ParameterChange>

/** 版本的来历：the posting that brought it, when, and who applied it. */
export const OriginView = Type.Object({
  posting: Type.String(),
  at: Type.Integer(),
  fromRelease: Type.Boolean(),
  by: Type.String(),
})

export const ParameterView = Type.Object({
  id: Type.String(),
  what: Type.String(),
  term: Sentence,
  unit: Type.String(),
  axis: Type.String(),
  yearly: Type.Boolean(),
  /** 政策、业务、系统（WH-2(3)）. */
  sort: Type.String(),
  keeper: Type.String(),
  path: Type.String(),
  versions: Type.Array(
    Type.Composite([VersionView, Type.Object({ history: Type.Boolean(), origin: Type.Optional(OriginView) })]),
  ),
  pending: Type.Array(Type.Object({ submission: Uuid, state: StateName, since: Type.String() })),
})
export type ParameterView = Static<typeof ParameterView>

/** 参数簿：GET /api/desk/parameters?area=999900。 */
export const ParameterBook = Type.Object({
  digest: Type.String(),
  /** 审核路线 of a change, before it is applied by the city's system administrator. */
  route: Type.Array(StageName),
  areas: Type.Array(
    Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String(), invented: Type.Boolean() }),
  ),
  area: Type.String(),
  parameters: Type.Array(ParameterView),
})
export type ParameterBook = Static<typeof ParameterBook>

export const ParameterQuery = Type.Object({ area: Type.Optional(AreaCode) })
/** 一个参数：GET /api/desk/parameters/:area/:parameter → ParameterView。 */
export const ParameterPlace = Type.Object({ area: AreaCode, parameter: Short(80) })
