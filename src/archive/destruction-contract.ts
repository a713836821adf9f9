import { type Static, Type } from '@sinclair/typebox'
import { NumberGiven, Said, Uuid } from './catalogue-contract.js'
import { DESTRUCTION_STATES, DESTRUCTION_STEPS, type DestructionState, type DestructionStep } from './destruction.js'

export { DESTRUCTION_STATES, DESTRUCTION_STEPS, type DestructionState, type DestructionStep } from './destruction.js'

/** 提出销毁：POST /api/desk/archive/destructions。Every paper's period must be over by the table, or none is taken. */
export const ProposeDestruction = Type.Object(
  {
    number: NumberGiven,
    reason: Said,
    documentIds: Type.Array(Uuid, { minItems: 1, maxItems: 1000, uniqueItems: true }),
  },
  { additionalProperties: false },
)
export type ProposeDestruction = Static<typeof ProposeDestruction>

/** POST /api/desk/archive/destructions/:id/appraise | refuse | approve | execute。 */
export const DESTRUCTION_ACTS = ['appraise', 'refuse', 'approve', 'execute'] as const
export type DestructionAct = (typeof DESTRUCTION_ACTS)[number]
export const DestructionNote = Type.Object({ note: Said }, { additionalProperties: false })

const StateName = Type.Unsafe<DestructionState>(
  Type.Union(Object.keys(DESTRUCTION_STATES).map((key) => Type.Literal(key))),
)
const StepName = Type.Unsafe<DestructionStep>(
  Type.Union(Object.keys(DESTRUCTION_STEPS).map((key) => Type.Literal(key))),
)

export const DestructionSummary = Type.Object({
  id: Uuid,
  number: Type.String(),
  agency: Type.String(),
  reason: Type.String(),
  state: StateName,
  papers: Type.Integer(),
  madeAt: Type.Integer(),
})
export type DestructionSummary = Static<typeof DestructionSummary>

/** 销毁案与销毁清册：printed as it stands. */
export const DestructionDetail = Type.Object({
  ...DestructionSummary.properties,
  items: Type.Array(
    Type.Object({
      documentId: Uuid,
      kind: Type.String(),
      archiveNumber: Type.Optional(Type.String()),
      material: Type.String(),
      years: Type.Integer(),
      countedFrom: Type.String(),
      overOn: Type.String(),
      basis: Type.String(),
      digest: Type.String(),
      destroyedAt: Type.Optional(Type.Integer()),
    }),
  ),
  steps: Type.Array(Type.Object({ step: StepName, by: Type.String(), at: Type.Integer(), note: Type.String() })),
  abilities: Type.Array(Type.Unsafe<DestructionAct>(Type.Union(DESTRUCTION_ACTS.map((key) => Type.Literal(key))))),
})
export type DestructionDetail = Static<typeof DestructionDetail>

export const DestructionList = Type.Object({ cases: Type.Array(DestructionSummary), mayPropose: Type.Boolean() })
export type DestructionList = Static<typeof DestructionList>
