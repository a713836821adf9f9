import { refusal } from '../kernel/refusal.js'
import type { With } from './refusals-facts.js'

/** 待遇变动、支付与认定的不予办理情形。 */
export const notBegun = refusal<With>(
  'benefit.not-begun',
  'conflict',
  ({ given, known }) =>
    `${given} 此项待遇尚未开始（核定自 ${known || '无'}）。请核对年月；尚未核定的，请先办理待遇核定。`,
  ({ given, known }) =>
    `In ${given} this benefit had not begun (determined from ${known || 'never'}). Check the month, or have it determined first.`,
)

export const alreadyEnded = refusal<With>(
  'benefit.already-ended',
  'conflict',
  ({ known }) => `此项待遇已自 ${known} 起终止，不再变动。终止有误的，请先更正终止。`,
  ({ known }) => `This benefit ended from ${known}; nothing changes it any more. A wrong end is corrected first.`,
)

export const alreadySuspended = refusal<With>(
  'benefit.already-suspended',
  'conflict',
  ({ known }) => `此项待遇已自 ${known} 起暂停。请先办理恢复，或改正年月。`,
  ({ known }) => `This benefit is suspended from ${known} already. Resume it first, or correct the month.`,
)

export const notSuspended = refusal<With>(
  'benefit.not-suspended',
  'conflict',
  ({ given }) => `此项待遇在 ${given} 并未暂停，无从恢复。请核对年月与险种。`,
  ({ given }) => `This benefit was not suspended in ${given}; there is nothing to resume. Check month and insurance.`,
)

export const beforeLastChange = refusal<With>(
  'benefit.before-last-change',
  'conflict',
  ({ given, known }) => `${given} 早于此项待遇最近一次变动（${known}）。请改正年月；前一次有误的，请先更正。`,
  ({ given, known }) =>
    `${given} is before the last change of this benefit (${known}). Correct the month; a wrong earlier change is corrected first.`,
)

export const wrongReason = refusal<With>(
  'benefit.wrong-reason',
  'invalid',
  ({ given, known }) => `原因“${given}”不适用于${known}。请改选原因。`,
  ({ given, known }) => `The reason “${given}” does not go with “${known}”. Choose another reason.`,
)

export const noLongerPayable = refusal<With>(
  'payment.not-payable',
  'conflict',
  ({ given, known }) => `${given} 的待遇${known}，不能支付。请核对待遇的暂停、恢复与终止。`,
  ({ given, known }) =>
    `The benefit of ${given} is not payable (${known}). Check its suspensions, resumptions and end.`,
)

export const paidAlready = refusal<With>(
  'payment.paid-already',
  'conflict',
  ({ given }) => `${given} 的此项待遇已经支付，不得重复支付。请核对所属年月与项目。`,
  ({ given }) => `This item was paid for ${given} already; nothing is paid twice. Check month and item.`,
)

export const notTheRule = refusal<With>(
  'payment.not-by-rule',
  'conflict',
  ({ given, known }) =>
    `金额 ${given} 与依核定应发的 ${known} 不同，不予受理。请依核定金额支付；核定有误的，请先更正核定。`,
  ({ given, known }) =>
    `The amount ${given} is not the ${known} that follows from the determination. Pay that, or correct the determination first.`,
)

export const returnsTooMuch = refusal<With>(
  'payment.returns-too-much',
  'conflict',
  ({ given, known }) => `退回 ${given} 多于该月已付的 ${known}。请核对金额、项目与所属年月。`,
  ({ given, known }) => `${given} came back, but only ${known} was paid for that month. Check amount, item and month.`,
)

export const overlappingWork = refusal<With>(
  'fact.special-work-overlaps',
  'conflict',
  ({ known }) => `与已认定的特殊工种期间（${known} 起）重叠，一个月只认定一次。请改正起止年月。`,
  ({ known }) => `It overlaps hazardous work found already (from ${known}); a month counts once. Correct the months.`,
)
