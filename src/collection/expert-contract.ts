import { type Static, Type } from '@sinclair/typebox'
import { DayText, Uuid } from './contract.js'
import { EXPERT_MATTERS, type ExpertMatter } from './expert-words.js'

export { EXPERT_CONCLUSIONS, EXPERT_MATTERS, type ExpertMatter } from './expert-words.js'

const closed = { additionalProperties: false }
const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Matter = Type.Unsafe<ExpertMatter>(Type.Union(Object.keys(EXPERT_MATTERS).map((key) => Type.Literal(key))))

/** 专家入册：POST /api/desk/experts。 */
export const ExpertRequest = Type.Object(
  { identityNumber: Short(40), fullName: Short(100), field: Short(60), unit: Short(100) },
  closed,
)
export type ExpertRequest = Static<typeof ExpertRequest>

/** 专家名册：GET /api/desk/experts。For the named secretariat alone; each look is a line. */
export const ExpertList = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Uuid,
      fullName: Type.String(),
      field: Type.String(),
      unit: Type.String(),
      enteredAt: Type.Integer(),
      leftAt: Type.Optional(Type.Integer()),
    }),
  ),
})
export type ExpertList = Static<typeof ExpertList>

/** 登记签署的意见：POST /api/desk/experts/opinions → OpinionView。The paper was handed in before. */
export const OpinionRequest = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    matter: Matter,
    conclusion: Short(20),
    day: DayText,
    /** 意见书编号; it may name no expert. */
    document: Short(100),
    documentId: Uuid,
    experts: Type.Array(Uuid, { minItems: 1, maxItems: 15, uniqueItems: true }),
  },
  closed,
)
export type OpinionRequest = Static<typeof OpinionRequest>

export const OpinionView = Type.Object({
  submission: Uuid,
  state: Type.String(),
  matter: Matter,
  conclusion: Type.String(),
  day: DayText,
  document: Type.String(),
  opinionDigest: Type.String(),
  documentId: Uuid,
  experts: Type.Array(Type.String()),
  at: Type.Integer(),
})
export type OpinionView = Static<typeof OpinionView>

/** 已登记的意见：GET /api/desk/experts/opinions。 */
export const OpinionList = Type.Object({ items: Type.Array(OpinionView) })
export type OpinionList = Static<typeof OpinionList>
