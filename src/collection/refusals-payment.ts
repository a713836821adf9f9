import { refusal } from '../kernel/refusal.js'

/** 支付批次与银行回盘的不予办理情形。 */
export const batchEmpty = refusal<{ month: string }>(
  'payment.batch-empty',
  'conflict',
  ({ month }) => `${month} 没有可支付的此项待遇。请核对支付年月、险种与待遇种类；已付的不再列入。`,
  ({ month }) =>
    `There is nothing of this benefit to pay in ${month}. Check month, insurance and kind; what is paid is not listed again.`,
)

export const batchOpen = refusal<{ month: string }>(
  'payment.batch-open',
  'conflict',
  ({ month }) => `${month} 的同一待遇已有在办的支付批次。请先办结或退回该批次，再编制下一批。`,
  ({ month }) =>
    `A batch of this benefit for ${month} is still being reviewed. Finish or return it before the next is made.`,
)

export const batchMonth = refusal<{ month: string; today: string }>(
  'payment.batch-month',
  'invalid',
  ({ month, today }) => `支付年月 ${month} 在本月（${today}）之后，不能编制。请改正支付年月。`,
  ({ month, today }) =>
    `The month ${month} is after the present one (${today}); no batch is made ahead. Correct the month.`,
)

export const notPosted = refusal<object>(
  'payment.not-posted',
  'conflict',
  () => '该批次尚未记账，或不是支付批次，不能回盘。请核对批次。',
  () => 'This batch is not posted yet, or is no payment batch; there is nothing a bank could answer. Check the batch.',
)

export const stoppedNow = refusal<{ zh: string; en: string }>(
  'payment.stopped',
  'conflict',
  ({ zh }) => `此人处于停付核查之中：${zh} 请待核查了结后再付。`,
  ({ en }) => `This person is stopped for a check: ${en} Pay once it is settled.`,
)
