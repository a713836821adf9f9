import { refusal } from '../kernel/refusal.js'

interface Named {
  readonly zh: string
  readonly en: string
}

/** 各种缴费类型的不予办理情形。 */
export const monthDoesNotFit = refusal<{ kind: Named; timing: string; month: string; settled: string }>(
  'charge.month-does-not-fit',
  'invalid',
  ({ kind, timing, month, settled }) =>
    `${kind.zh}的对应费款所属期应${TIMINGS_ZH[timing]}费款所属期（${settled}），现为 ${month}。请改用相符的缴费类型，或核对月份。`,
  ({ kind, timing, month, settled }) =>
    `The contribution month of kind “${kind.en}” must be ${TIMINGS_EN[timing]} the settlement month ${settled}; it is ${month}. Choose the kind that fits, or check the month.`,
)

export const kindNotComputed = refusal<{ kind: Named }>(
  'charge.kind-not-computed',
  'invalid',
  ({ kind }) => `${kind.zh}不由规则算出应缴，请按原始资料录入并审核。`,
  ({ kind }) =>
    `An amount of kind “${kind.en}” is not computed by a rule; enter it from its original and have it reviewed.`,
)

export const refundAbovePaid = refusal<{ side: Named; asked: string; paid: string }>(
  'charge.refund-above-paid',
  'conflict',
  ({ side, asked, paid }) => `${side.zh}退收 ${asked} 元，多于该月实缴的 ${paid} 元。请核对退收金额。`,
  ({ side, asked, paid }) =>
    `The refund of ${asked} yuan (${side.en}) is more than the ${paid} yuan that were paid for the month.`,
)

export const deferralBackwards = refusal<{ from: string; through: string }>(
  'charge.deferral-backwards',
  'invalid',
  ({ from, through }) => `缓缴期止日 ${through} 早于起日 ${from}。请核对缓缴批复。`,
  ({ from, through }) => `The deferral ends on ${through}, before it begins on ${from}. Check its approval.`,
)

const TIMINGS_ZH: Readonly<Record<string, string>> = {
  same: '等于',
  earlier: '早于',
  later: '晚于',
  notLater: '不晚于',
}
const TIMINGS_EN: Readonly<Record<string, string>> = {
  same: 'the same as',
  earlier: 'before',
  later: 'after',
  notLater: 'no later than',
}
