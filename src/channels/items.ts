/** 可告知的项目。The same items in every channel; a channel that has less says so in CHANNEL_ITEMS, never by telling less. */
export const ITEMS = {
  state: { zh: '参保状态', en: 'enrolment', section: 'registration' },
  months: { zh: '累计实际缴费月数', en: 'months paid in all', section: 'account' },
  yearMonths: { zh: '最近一年实缴月数', en: 'months paid in the latest year', section: 'contribution' },
  base: { zh: '最近一月缴费基数', en: 'base of the latest month', section: 'contribution' },
  paid: { zh: '最近一年个人缴费', en: 'paid by you in the latest year', section: 'contribution' },
  balance: { zh: '养老保险个人账户储存额', en: 'pension account balance', section: 'account' },
  employer: { zh: '参保单位', en: 'enrolled through', section: 'registration' },
  benefit: { zh: '月待遇', en: 'monthly benefit', section: 'benefit' },
} as const

export type ItemKey = keyof typeof ITEMS
export const ITEM_KEYS = Object.keys(ITEMS) as ItemKey[]

export function isItem(text: string): text is ItemKey {
  return Object.hasOwn(ITEMS, text)
}

/** 热线六项各讲什么：what is told under one key of the telephone. */
export const VOICE_ITEMS: Readonly<Record<string, readonly ItemKey[]>> = {
  state: ['state'],
  months: ['months', 'yearMonths'],
  base: ['base'],
  paid: ['paid'],
  balance: ['balance'],
  employer: ['employer'],
}
