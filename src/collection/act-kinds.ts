/** 办理动作，beside the steps of the review themselves. */
export const ACTS = {
  claimed: { zh: '认领', en: 'claimed' },
  released: { zh: '交回', en: 'given back' },
  reassigned: { zh: '转派', en: 'reassigned' },
  papersRequested: { zh: '一次告知补正', en: 'missing papers asked for' },
  papersReceived: { zh: '收到补正', en: 'missing papers received' },
  withdrawn: { zh: '撤回', en: 'withdrawn' },
  escalated: { zh: '上呈', en: 'escalated' },
} as const
export type ActKind = keyof typeof ACTS
