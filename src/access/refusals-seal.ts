import { refusal } from '../kernel/refusal.js'

/** 封存的不予办理情形。 */
export const sealMissing = refusal<{ matter: string }>(
  'seal.missing',
  'conflict',
  ({ matter }) => `案件“${matter}”没有在期的封存令，不能按封存查询；请先申请封存并经他人批准，或改按可以告知办理。`,
  ({ matter }) =>
    `Case “${matter}” has no seal in force, so it cannot be queried under seal; ask for one and have it approved, or proceed as one that may be told.`,
)

export const sealDays = refusal<{ today: string; latest: string }>(
  'seal.days',
  'invalid',
  ({ today, latest }) => `封存的截止日须在 ${today} 之后、不晚于 ${latest}；到期仍须封存的，在到期之前另行申请延长。`,
  ({ today, latest }) =>
    `A seal ends after ${today} and not later than ${latest}; apply for another before it runs out.`,
)

export const sealNeedsAnother = refusal(
  'seal.needs-another',
  'denied',
  () => '封存由申请人以外的人批准；请由另一位查询审批人员办理。',
  () => 'A seal is approved by somebody other than whoever asked for it; let another query approver decide.',
)

export const sealNeedsReason = refusal(
  'seal.needs-reason',
  'invalid',
  () => '不予批准须写明理由。',
  () => 'A refusal needs its reason.',
)

export const sealNotOpen = refusal<{ state: string }>(
  'seal.not-open',
  'conflict',
  ({ state }) => `该封存申请现为“${state}”，不能再办；请刷新后查看。`,
  ({ state }) => `This seal is now ${state}; refresh and look again.`,
)

export const sealLapsed = refusal(
  'seal.lapsed',
  'conflict',
  () => '该案的封存已经到期或者解除，本人已能看到查阅记录，不能再封存；延长须在封存期内申请并经批准。',
  () =>
    'The seal of this case has run out or was lifted, and the person already sees the looks; they cannot be hidden again. A seal is prolonged while it still stands.',
)

export const noSuchSeal = refusal(
  'seal.missing-proposal',
  'missing',
  () => '没有这一封存申请；请核对编号。',
  () => 'There is no such seal; check the number.',
)
