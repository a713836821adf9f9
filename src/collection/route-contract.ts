import { type Static, Type } from '@sinclair/typebox'
import { ReviewStepView, Sentence, StageName, StateName, Uuid } from './contract.js'
import { SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'

const closed = { additionalProperties: false } as const
const KindName = Type.Unsafe<SubmissionKind>(Type.Union(Object.keys(SUBMISSION_KINDS).map((key) => Type.Literal(key))))
const PostName = Type.String({ pattern: '^[a-zA-Z]{3,30}$' })
const Where = Type.String({ pattern: '^(own|city|\\d{6})$' })
const AgencyCode = Type.String({ pattern: '^\\d{6}$' })
const ByStage = <T extends typeof PostName>(value: T) =>
  Type.Object(
    {
      initialReview: Type.Optional(value),
      review: Type.Optional(value),
      recheck: Type.Optional(value),
      approval: Type.Optional(value),
    },
    closed,
  )

/** 一类的路线。 */
export const RouteEntryGiven = Type.Object(
  {
    kind: KindName,
    stages: Type.Array(StageName, { maxItems: 4 }),
    posts: Type.Optional(ByStage(PostName)),
    at: Type.Optional(ByStage(Where)),
    /** 小机构交出的环节. */
    handOver: Type.Optional(
      Type.Array(Type.Object({ agency: AgencyCode, stage: StageName, to: AgencyCode }, closed), { maxItems: 200 }),
    ),
  },
  closed,
)
export type RouteEntryGiven = Static<typeof RouteEntryGiven>

/** 提出审核路线变更：POST /api/desk/route-changes。 */
export const RouteChangeRequest = Type.Object(
  {
    changes: Type.Array(RouteEntryGiven, { minItems: 1, maxItems: 50 }),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    documentId: Type.Optional(Uuid),
  },
  closed,
)
export type RouteChangeRequest = Static<typeof RouteChangeRequest>

export const RouteStepView = Type.Object({
  stage: StageName,
  post: Type.String(),
  postSays: Sentence,
  at: Type.String(),
  atSays: Sentence,
})

export const RISKS = {
  none: { zh: '无需人工审核', en: 'no review' },
  ordinary: { zh: '一般', en: 'ordinary' },
  higher: { zh: '较高', en: 'higher' },
  high: { zh: '高', en: 'high' },
} as const

/** 岗位×环节×种类：GET /api/desk/routes。 */
export const RouteMatrix = Type.Object({
  kinds: Type.Array(
    Type.Object({
      kind: KindName,
      says: Sentence,
      risk: Type.Unsafe<keyof typeof RISKS>(Type.Union(Object.keys(RISKS).map((key) => Type.Literal(key)))),
      steps: Type.Array(RouteStepView),
      /** 必收的材料与依据, and the share drawn for a second look once posted, in ppm. */
      proofs: Type.Array(Sentence),
      sampleShare: Type.Integer(),
      handOver: Type.Array(
        Type.Object({
          agency: Type.String(),
          agencyName: Type.String(),
          stage: StageName,
          to: Type.String(),
          toName: Type.String(),
        }),
      ),
    }),
  ),
  stages: Type.Array(Type.Object({ stage: StageName, says: Sentence, duty: Sentence })),
  posts: Type.Array(Type.Object({ post: Type.String(), says: Sentence, duty: Sentence })),
  agencies: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
})
export type RouteMatrix = Static<typeof RouteMatrix>

/** 一件路线变更：GET /api/desk/route-changes/:id。 */
export const RouteChange = Type.Object({
  id: Uuid,
  revision: Type.Integer(),
  state: StateName,
  enteredBy: Type.String(),
  fromRelease: Type.Boolean(),
  enteredAt: Type.Integer(),
  explanation: Type.String(),
  changes: Type.Array(
    Type.Object({
      kind: KindName,
      says: Sentence,
      before: Type.Array(RouteStepView),
      after: Type.Array(RouteStepView),
      /** 交出的环节，before and after, in words. */
      handOverBefore: Type.Array(Type.String()),
      handOverAfter: Type.Array(Type.String()),
    }),
  ),
  steps: Type.Array(ReviewStepView),
  blocked: Type.Optional(Sentence),
  abilities: Type.Array(Type.Union([Type.Literal('apply'), Type.Literal('resubmit')])),
})
export type RouteChange = Static<typeof RouteChange>

export const RouteChangeList = Type.Object({ items: Type.Array(RouteChange) })
export type RouteChangeList = Static<typeof RouteChangeList>
