import { refusal } from '../kernel/refusal.js'

/** 代为办理的不予办理情形。 */
export const switchedElsewhere = refusal(
  'acting.switched-elsewhere',
  'conflict',
  () =>
    '本页打开之后，已在另一处换了所代的人或单位，这一次没有办理。请刷新本页，看清页眉上写的是谁、哪家单位，再重新办理。',
  () =>
    'Since this page was opened, whom or which employer you act for was changed elsewhere; nothing was done. Reload this page, see whose name stands at its head, and do it again.',
)

export const actingEnded = refusal(
  'acting.ended',
  'denied',
  () =>
    '您代为办理所凭的授权或监护已经终止（撤销、期满、成年或身故），不能再代为办理；请切换回本人，或由本人另行授权。',
  () =>
    'The mandate or guardianship you acted on has ended (revoked, run out, of age or death); switch back to yourself, or ask the person for a new mandate.',
)

export const mandateNarrowed = refusal<{ narrowed: { readonly zh: string; readonly en: string } }>(
  'acting.narrowed',
  'denied',
  ({ narrowed }) =>
    `许可的范围${narrowed.zh}，这一项分不开险种或月份，不能这样收窄，所以不予出示；请由本人办理，重新授权，或到现参保地办理。`,
  ({ narrowed }) =>
    `What is permitted goes over ${narrowed.en}; this cannot be cut to that, so it is not shown. Let the person do it, ask for a wider mandate, or go to the agency of the insured place of today.`,
)

export const agentVisitEnded = refusal(
  'agent.visit-ended',
  'denied',
  () =>
    '代理人所凭的授权或监护已经终止（撤销、期满、成年或身故），不能再代为查询；请结束这次代为查询，并告知代理人由本人另行授权。',
  () =>
    "The agent's mandate or guardianship has ended (revoked, run out, of age or death); close this visit and tell the agent that a new mandate is needed.",
)

export const helperPresent = refusal(
  'acting.helper-present',
  'denied',
  () =>
    '有协助人在场。请由本人在“协助结束”处填写自己的密码（或用通行密钥），结束协助之后再办；也可以退出登录，再由本人登录。',
  () =>
    'Somebody is helping. The person ends the help with their own password (or passkey) first; or signs out and signs in again alone.',
)

export const nobodyHelps = refusal(
  'acting.nobody-helps',
  'conflict',
  () => '此刻没有协助人在场，不必结束。请刷新页面。',
  () => 'Nobody is helping just now, so there is nothing to end. Refresh the page.',
)

export const actingUnknown = refusal(
  'acting.unknown',
  'denied',
  () => '没有可凭以代为办理的有效授权、监护或亲属关系；请核对，或到窗口登记。',
  () => 'There is no valid mandate, guardianship or kinship to act on; check it, or register it at a window.',
)

export const firmUnknown = refusal(
  'employer.not-appointed',
  'denied',
  () => '您没有受这个单位委派，或委派已终止；请由单位凭有效证明重新委派。',
  () => 'You are not appointed by this employer, or the appointment has ended; the employer must appoint you anew.',
)

export const appointmentMissing = refusal(
  'appointment.missing',
  'missing',
  () => '没有这个登录名的单位经办人、没有这个单位，或委派不存在、已终止；请核对登录名与统一社会信用代码。',
  () =>
    'There is no such operator, employer or appointment, or it has ended; check the sign-in name and the credit code.',
)

export const appointmentTaken = refusal(
  'appointment.known-already',
  'conflict',
  () => '此人已受这个单位委派；期限有变的，先终止再重新委派。',
  () => 'This operator is appointed by this employer already; to change the term, end it and appoint anew.',
)

export const appointmentBackwards = refusal<{ from: string; through: string }>(
  'appointment.backwards',
  'invalid',
  ({ from, through }) => `期满之日 ${through} 早于起始之日 ${from}，请核对。`,
  ({ from, through }) => `The last day ${through} is before the first ${from}; check them.`,
)
