/** 监督页的用语。 */
export const OVERSIGHT = {
  title: { zh: '监督汇总', en: 'Oversight' },
  lead: {
    zh: '只有机构与月份的数目，不见任何个人。本次查看已记入查阅之书。',
    en: 'Figures of agencies and months only; nobody is named. This look is in the access book.',
  },
  evidence: { zh: '存证', en: 'Evidence' },
  months: { zh: '逐月报送', en: 'Submissions by month' },
  open: { zh: '未办结', en: 'Open work' },
  month: { zh: '月份', en: 'Month' },
  agency: { zh: '机构', en: 'Agency' },
  submissions: { zh: '报送', en: 'Submissions' },
  rowsIn: { zh: '行数', en: 'Rows' },
  refused: { zh: '未接受', en: 'Refused' },
  returned: { zh: '退回', en: 'Returned' },
  posted: { zh: '已记账', en: 'Posted' },
  days: { zh: '审核平均天数', en: 'Mean days to review' },
  suspense: { zh: '待认领', en: 'suspense' },
  what: { zh: '事项', en: 'Matter' },
  count: { zh: '件数', en: 'Count' },
  amount: { zh: '金额', en: 'Amount' },
} as const
