import { refusal } from '../kernel/refusal.js'

/** 代为办理的不予办理情形。 */
export const actingEnded = refusal(
  'acting.ended',
  'denied',
  () =>
    '您代为办理所凭的授权或监护已经终止（撤销、期满、成年或身故），不能再代为办理；请切换回本人，或由本人另行授权。',
  () =>
    'The mandate or guardianship you acted on has ended (revoked, run out, of age or death); switch back to yourself, or ask the person for a new mandate.',
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
