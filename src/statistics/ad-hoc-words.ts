/** 临时统计的状态。 */
export const AD_HOC_STATES = {
  requested: { zh: '待批准', en: 'Waiting for approval' },
  approved: { zh: '已批准，可生成', en: 'Approved, can be made' },
  refused: { zh: '不予办理', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  lapsed: { zh: '批准已失效，待另行批准', en: 'Approval lapsed, to be approved anew' },
  made: { zh: '已生成，限于内部', en: 'Made, internal' },
  released: { zh: '已提请公布', en: 'Put forward for release' },
} as const
export type AdHocState = keyof typeof AD_HOC_STATES
