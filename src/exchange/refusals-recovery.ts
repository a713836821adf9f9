import { refusal } from '../kernel/refusal.js'

/** 追回多领待遇的不予办理情形。 */
export const missingRecovery = refusal(
  'recovery.missing',
  'missing',
  () => '没有这件追回案，或不属本辖区。请从列表中选取。',
  () => 'There is no such recovery in this district. Choose one from the list.',
)

export const nothingOverpaid = refusal(
  'recovery.nothing-overpaid',
  'conflict',
  () => '这个人没有死亡之后多付的待遇，不立追回案。死亡登记与支付记账之后再查。',
  () => 'Nothing was paid to this person after death, so there is nothing to recover. Look again once both are posted.',
)

export const recoveryOver = refusal<{ state: string; stateEn: string }>(
  'recovery.over',
  'conflict',
  ({ state }) => `这件追回案${state}，不再办理。`,
  ({ stateEn }) => `This recovery is over: ${stateEn}.`,
)

export const moreThanLeft = refusal<{ asked: string; left: string; pending: string }>(
  'recovery.more-than-left',
  'invalid',
  ({ asked, left, pending }) =>
    `所填 ${asked} 元超过尚未追回的 ${left} 元减去在审的 ${pending} 元。请核对金额，或待在审的记账之后再办。`,
  ({ asked, left, pending }) =>
    `${asked} is more than the ${left} still out less the ${pending} under review. Check the amount, or wait until that is posted.`,
)

export const planDiffers = refusal<{ planned: string; left: string }>(
  'recovery.plan-differs',
  'invalid',
  ({ planned, left }) => `各期合计 ${planned} 元，尚未追回的是 ${left} 元。请改正各期金额，使两者相等。`,
  ({ planned, left }) => `The instalments come to ${planned}; ${left} is still out. Correct them until both are equal.`,
)

export const planBackwards = refusal<{ day: string }>(
  'recovery.plan-backwards',
  'invalid',
  ({ day }) => `分期日期 ${day} 早于今天，或不在前一期之后。请按先后填写。`,
  ({ day }) => `The instalment of ${day} is in the past or not after the one before it. Put them in order.`,
)

export const dayNotYet = refusal<{ day: string }>(
  'recovery.day-not-yet',
  'invalid',
  ({ day }) => `${day} 还没有到，或早于死亡日期。请填写到账或抵扣的实际日期。`,
  ({ day }) => `${day} has not come yet, or is before the death. Give the day on which the money came or was deducted.`,
)

export const noticeFirst = refusal(
  'recovery.notice-first',
  'conflict',
  () => '还没有发出责令退回的通知。请先通知，再签订还款协议或办理核销。',
  () => 'The return has not been ordered yet. Give notice first; then agree on instalments or write off.',
)

export const otherAgency = refusal<{ agency: string }>(
  'recovery.other-agency',
  'denied',
  ({ agency }) => `这件追回案由“${agency}”办理，退回与核销须在该机构报送。请转由该机构办理。`,
  ({ agency }) => `This recovery is in the hands of ${agency}; returns and write-offs are filed there.`,
)
