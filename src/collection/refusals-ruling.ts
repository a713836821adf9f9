import { refusal } from '../kernel/refusal.js'
import type { With } from './refusals-facts.js'

/** 认定与审核结果的不予办理情形。 */
export const undatedRuling = refusal<With>(
  'ruling.undated',
  'invalid',
  ({ given }) => `结果为“${given}”时，作出之日须与之相符：已作出的须填，未作出的不填。请照文书核对。`,
  ({ given }) => `With the finding “${given}” the day of decision does not fit: it stands exactly where one was made.`,
)

export const noReason = refusal<With>(
  'ruling.no-reason',
  'invalid',
  ({ known }) => `须写明理由：${REASONS[known as Why].zh}。`,
  ({ known }) => `State the reason: ${REASONS[known as Why].en}.`,
)

const REASONS = {
  refused: { zh: '不予认定（批准）', en: 'it was not found or not approved' },
  late: { zh: '作出之日已逾期限', en: 'it was decided after its term' },
  changed: { zh: '改动先前已作出的结果', en: 'it changes what was decided before' },
} as const
export type Why = keyof typeof REASONS

export const wrongVersion = refusal<With>(
  'ruling.version',
  'conflict',
  ({ given, known }) => `此件应为第 ${known} 版，不是第 ${given} 版：其间另有一版记账。请退回，依最近一版重办。`,
  ({ given, known }) =>
    `This would be version ${known}, not ${given}: another was posted meanwhile. Return it and file anew.`,
)

export const otherReceipt = refusal<With>(
  'ruling.other-receipt',
  'conflict',
  ({ given, known }) => `同一申请收到之日为 ${known}，不是 ${given}。收到之日一经记账不再改动。`,
  ({ given, known }) => `This application was received on ${known}, not ${given}. That day is not changed once posted.`,
)

export const pendingAgain = refusal<With>(
  'ruling.pending-again',
  'conflict',
  ({ known }) => `此申请已有第 ${known} 版，不能再记为“已受理，未作出”。请录入结果。`,
  ({ known }) => `This application has version ${known} already and cannot be pending again. Enter the finding.`,
)

export const amountMisplaced = refusal<With>(
  'ruling.amount',
  'invalid',
  () => '金额只在医疗费审核审定、多领待遇核销批准时填写，且必填。',
  () => 'An amount is given for settled reviews of medical fees and for write-offs, always, and for nothing else.',
)

export const noRulingPaper = refusal<object>(
  'ruling.no-paper',
  'invalid',
  () => '作出结果须附批准（认定、审核）文书，依据说明不能代替。请先上传文书。',
  () =>
    'A finding needs the document that approves it; a stated ground does not stand for it. Upload the document first.',
)

export const sameRulingPeople = refusal<{ reference: string }>(
  'ruling.same-people',
  'denied',
  ({ reference }) => `您参与过申请 ${reference} 先前的结果。改动须另案，由别人办理。`,
  ({ reference }) =>
    `You took part in an earlier result of application ${reference}. A change is a new case for other people.`,
)

export const rulingStands = refusal<object>(
  'ruling.no-reversal',
  'conflict',
  () => '认定与审核结果不得红冲。请以同一申请编号另录一版，由别人办理。',
  () =>
    'A finding or review result is not reversed. Enter its next version under the same application, by other people.',
)
