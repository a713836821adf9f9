/** 指标口径变更案的状态。 */
export const INDICATOR_CASE_STATES = {
  proposed: { zh: '待审核', en: 'Waiting for review' },
  reviewed: { zh: '已审核，待批准', en: 'Reviewed, waiting for approval' },
  approved: { zh: '已批准', en: 'Approved' },
  returned: { zh: '已退回', en: 'Returned' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const
export type IndicatorCaseState = keyof typeof INDICATOR_CASE_STATES
