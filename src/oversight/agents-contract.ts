import { type Static, Type } from '@sinclair/typebox'

/** 受多人委托的代理人：GET /api/desk/oversight/agents。Names are masked; of a principal nothing is told but the paper's number. */
export const AgentsAnswer = Type.Object({
  /** 自多少名委托人起列出（参数）. */
  least: Type.Integer(),
  agents: Type.Array(
    Type.Object({
      name: Type.String(),
      principals: Type.Integer(),
      papers: Type.Array(Type.Object({ document: Type.String(), agency: Type.String(), from: Type.String() })),
    }),
  ),
})
export type AgentsAnswer = Static<typeof AgentsAnswer>

export const AGENTS_PATH = '/api/desk/oversight/agents'
