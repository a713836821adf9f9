/** 往来的状态。One end's state is never the other's: what we sent is not yet what they received. */
export const TRANSFER_STATES = {
  applied: { zh: '已申请', en: 'applied for' },
  letterSent: { zh: '联系函已发', en: 'contact letter sent' },
  processing: { zh: '办理中', en: 'in hand' },
  repairing: { zh: '记录待补正', en: 'record to be repaired first' },
  underReview: { zh: '审核中', en: 'under review' },
  informationSent: { zh: '信息表已发', en: 'information form sent' },
  moneySent: { zh: '资金已划出', en: 'money sent' },
  moneyMatched: { zh: '资金已到账并相符', en: 'money arrived and matched' },
  merged: { zh: '已并入记录', en: 'merged into the record' },
  notified: { zh: '已告知本人', en: 'person told' },
  refused: { zh: '不予办理', en: 'refused' },
  returned: { zh: '退回', en: 'returned' },
} as const
export type TransferState = keyof typeof TRANSFER_STATES

/** 到此为止的状态。 */
export const OVER: ReadonlySet<TransferState> = new Set(['notified', 'refused', 'returned'])

/** 可以转移的险种：pensions of employees, institutions and residents. */
export const TRANSFERABLE = ['110', '120', '170'] as const
export type Transferable = (typeof TRANSFERABLE)[number]

/** 补充信息表，as the note of its step. */
export const SUPPLEMENT = '补充信息表'

/** 送给对方的文件，and what of the record each tells. */
export const SENT_FILES = {
  letter: { zh: '联系函', items: ['registration'] },
  information: { zh: '信息表', items: ['registration', 'contribution', 'account'] },
  receipt: { zh: '回执', items: ['registration'] },
  supplement: { zh: '补充信息表', items: ['registration', 'contribution', 'account'] },
} as const
export type SentFile = keyof typeof SENT_FILES

/** 提供的依据：whose relation moves, their record moves with it. */
export const TRANSFER_BASIS = '社会保险个人权益记录管理办法第十条'

/** On the look and in the register alike: by it the daily check holds one against the other. */
export function sentMatter(caseId: string, name: SentFile): string {
  return `${caseId}/${name}`
}
