import { type Static, Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import { literals, StatisticView } from './contract.js'
import { JOB_KINDS, JOB_STATES, type JobKind, type JobState } from './job-words.js'

export { JOB_KINDS, JOB_STATES } from './job-words.js'

export const JOB_PATH = '/api/desk/statistic-jobs'
const keys = <T extends object>(words: T) => Object.keys(words) as (keyof T & string)[]
const Both = Type.Object({ zh: Type.String(), en: Type.String() })

/** 一件统计任务：how far it is, and why not where it failed. */
export const JobView = Type.Object({
  id: Uuid,
  kind: literals<JobKind>(keys(JOB_KINDS)),
  title: Both,
  state: literals<JobState>(keys(JOB_STATES)),
  done: Type.Integer({ description: '已读人数' }),
  total: Type.Integer({ description: '共有人数' }),
  askedBy: Type.String(),
  askedAt: Type.Integer(),
  endedAt: Type.Optional(Type.Integer()),
  result: Type.Optional(Uuid),
  why: Type.Optional(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  canCancel: Type.Boolean(),
})
export type JobView = Static<typeof JobView>
export const JobList = Type.Object({ items: Type.Array(JobView) })
export type JobList = Static<typeof JobList>

/** 编制的答复：the figures where they were ready within a moment, else the job that makes them. */
export const StatisticAnswer = Type.Object({
  statistic: Type.Optional(StatisticView),
  job: Type.Optional(JobView),
})
export type StatisticAnswer = Static<typeof StatisticAnswer>
