/** 年度结息批次的状态。 */
export const CLOSE_STATES = {
  proposed: { zh: '待批准', en: 'waiting for approval' },
  running: { zh: '结息中', en: 'running' },
  stopped: { zh: '已停下', en: 'stopped' },
  done: { zh: '已完成', en: 'done' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const
export type CloseState = keyof typeof CLOSE_STATES
