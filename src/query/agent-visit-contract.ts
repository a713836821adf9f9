import { type Static, Type } from '@sinclair/typebox'
import { IdentityPaper } from '../access/activation-contract.js'
import { PurposeText } from './contract.js'

const closed = { additionalProperties: false }

/** 到场者的身份, as the registered paper has it. */
export const VISIT_CAPACITIES = {
  agent: { zh: '代理人（书面授权）', en: 'agent (written mandate)' },
  guardian: { zh: '监护人', en: 'guardian' },
  relative: { zh: '近亲属（身后查询）', en: 'close relative (after death)' },
} as const
export type VisitCapacity = keyof typeof VISIT_CAPACITIES

/** 窗口代为查询：which registered paper, and the agent's own document as the clerk checked it. */
export const AgentVisitBody = Type.Object(
  {
    capacity: Type.Unsafe<VisitCapacity>(
      Type.Union((Object.keys(VISIT_CAPACITIES) as VisitCapacity[]).map((one) => Type.Literal(one))),
    ),
    document: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '\\S',
      description: '授权书、监护或亲属关系证明的编号',
    }),
    paper: IdentityPaper,
    purpose: PurposeText,
  },
  closed,
)
export type AgentVisitBody = Static<typeof AgentVisitBody>

/** 此刻的代为查询。 */
export const AgentVisitAnswer = Type.Object(
  {
    now: Type.Optional(
      Type.Object(
        {
          personId: Type.String(),
          capacity: Type.String(),
          /** 谁、凭什么、出示了什么：as the person reads it. */
          says: Type.String(),
          opens: Type.Array(Type.String()),
          /** 依据已终止：nothing is shown until the visit is closed. */
          ended: Type.Boolean(),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type AgentVisitAnswer = Static<typeof AgentVisitAnswer>

export const AGENT_VISIT_PATHS = {
  begin: '/api/desk/persons/:personId/agent-visit',
  now: '/api/desk/agent-visit',
  end: '/api/desk/agent-visit/end',
} as const
