export const PROGRESS_STATES = {
  unknown: {
    zh: '没有查到，请核对受理单编号与末四位。',
    en: 'Nothing was found; check the number of the receipt and the last four.',
  },
  due: { zh: '办结期限', en: 'due by' },
} as const
