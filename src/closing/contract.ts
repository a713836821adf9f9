import { type Static, Type } from '@sinclair/typebox'
import { Sentence, Uuid } from '../collection/contract.js'
import { CLOSE_STATES, type CloseState } from './states.js'

export { CLOSE_STATES, type CloseState } from './states.js'

/** 可办事项：a button exists only where the request would pass. */
export const CLOSE_ABILITIES = ['approve', 'withdraw', 'stop', 'resume'] as const
export type CloseAbility = (typeof CLOSE_ABILITIES)[number]

/** 一批年度结息：GET /api/desk/closings/:id。Counts only, never a person. */
export const CloseRun = Type.Object({
  id: Uuid,
  year: Type.Integer(),
  state: Type.Unsafe<CloseState>(Type.Union(Object.keys(CLOSE_STATES).map((key) => Type.Literal(key)))),
  proposedBy: Type.String(),
  proposedAt: Type.Integer(),
  approvedBy: Type.Optional(Type.String()),
  approvedAt: Type.Optional(Type.Integer()),
  /** 事实之树的大小：what was posted before it is in; what came later waits for the next run. */
  treeSize: Type.Optional(Type.Integer()),
  personsDone: Type.Integer(),
  personsTotal: Type.Optional(Type.Integer()),
  rows: Type.Integer({ description: '写入的结息行：一人一账户一年一行' }),
  provisionalRows: Type.Integer({ description: '其中按暂用利率的行，利率公布后重结' }),
  leftOut: Type.Integer({ description: '规则不予推导而未结的人数' }),
  startedAt: Type.Optional(Type.Integer()),
  finishedAt: Type.Optional(Type.Integer()),
  secondsLeft: Type.Optional(Type.Integer()),
  why: Type.Optional(Sentence),
  abilities: Type.Array(Type.Unsafe<CloseAbility>(Type.Union(CLOSE_ABILITIES.map((key) => Type.Literal(key))))),
})
export type CloseRun = Static<typeof CloseRun>

/** GET /api/desk/closings：newest first; `year` is the latest that is over. */
export const CloseRuns = Type.Object({
  runs: Type.Array(CloseRun),
  year: Type.Integer(),
  mayPropose: Type.Boolean(),
})
export type CloseRuns = Static<typeof CloseRuns>

/** 提出：POST /api/desk/closings。The year and all before it that are not closed or whose figures have changed. */
export const ProposeClose = Type.Object({ year: Type.Integer({ minimum: 1992, maximum: 9998 }) })
export type ProposeClose = Static<typeof ProposeClose>

/** POST /api/desk/closings/:id/approve | withdraw | stop | resume. */
export const CLOSINGS_PATH = '/api/desk/closings'
