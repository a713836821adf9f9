/** 档案问题的种类。 */
export const PROBLEM_KINDS = {
  infected: { zh: '查出病毒', en: 'infected' },
  gone: { zh: '原件不在', en: 'the file is gone' },
  changed: { zh: '原件被改', en: 'the file was changed' },
  unreadable: { zh: '打不开', en: 'does not open' },
  differs: { zh: '档案与数据不符', en: 'archive and data differ' },
} as const
export type ProblemKind = keyof typeof PROBLEM_KINDS
