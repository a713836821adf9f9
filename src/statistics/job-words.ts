/** 统计任务的种类与状态。 */
export const JOB_KINDS = {
  statistic: { zh: '统计', en: 'Statistic' },
  extract: { zh: '提取', en: 'Extract' },
  adHoc: { zh: '临时统计', en: 'Ad-hoc statistic' },
} as const
export type JobKind = keyof typeof JOB_KINDS

export const JOB_STATES = {
  waiting: { zh: '排队中', en: 'Waiting' },
  running: { zh: '进行中', en: 'Running' },
  done: { zh: '已完成', en: 'Done' },
  failed: { zh: '未能完成', en: 'Not completed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const
export type JobState = keyof typeof JOB_STATES
