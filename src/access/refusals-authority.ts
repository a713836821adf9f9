import { refusal } from '../kernel/refusal.js'

/** 人员与授权的不予办理情形。 */
export const requestMissing = refusal(
  'authority.missing',
  'missing',
  () => '没有这件授权申请，或不在您的机构；请从清单打开。',
  () => 'There is no such request, or it is not of your agency; open it from the list.',
)

export const requestElsewise = refusal(
  'authority.sent-otherwise',
  'conflict',
  () => '这个编号的申请已经提出，内容与这次的不同；请刷新页面，另提一件。',
  () => 'A request with this number was sent with other content; reload the page and make a new one.',
)

export const requestMoved = refusal<{ state: string; stateEn: string }>(
  'authority.moved',
  'conflict',
  ({ state }) => `这件申请${state}，不能这样办；请刷新页面看它现在到了哪一步。`,
  ({ stateEn }) => `This request is ${stateEn}; that cannot be done now. Reload the page to see where it stands.`,
)

export const requestOvertaken = refusal(
  'authority.overtaken',
  'conflict',
  () => '申请提出之后，此人的账户或岗位已另有变动，这件申请不再办理；请按现在的岗位另提申请。',
  () =>
    'Since this was requested, the account or the posts of this person were changed otherwise; it is not carried out. Make a new request from the posts as they are now.',
)

export const nameDiffers = refusal<{ name: string }>(
  'authority.name',
  'conflict',
  ({ name }) => `证件号码所属的人登记的姓名不是“${name}”；请核对证件与姓名。`,
  ({ name }) => `The person with this identity number is not registered under the name “${name}”; check both.`,
)

export const accountHeld = refusal(
  'authority.account-held',
  'conflict',
  () => '此人已有经办账户，不再开户；请在清单里对该账户提出“变更岗位”，停用的账户也由此重新启用。',
  () =>
    'This person has a staff account already; request a change of posts of that account in the list, which also opens a closed one again.',
)

export const noAgency = refusal<{ agency: string }>(
  'authority.agency',
  'invalid',
  ({ agency }) => `没有代码为“${agency}”的机构；请从所列机构中选。`,
  ({ agency }) => `No agency has the code “${agency}”; choose one of those listed.`,
)

export const cityPost = refusal<{ post: string; postEn: string }>(
  'authority.city-post',
  'conflict',
  ({ post }) => `“${post}”岗只设在市级机构；请另择岗位，或为市级机构的人员申请。`,
  ({ postEn }) =>
    `The post of ${postEn} exists at the city's agency only; choose another, or request it for staff there.`,
)

export const wrongTerm = refusal<{ today: string }>(
  'authority.days',
  'invalid',
  ({ today }) => `任期的起日不早于今天（${today}），止日不早于起日；请改正后再提。`,
  ({ today }) => `A term begins today (${today}) or later and does not end before it begins; correct the days.`,
)

export const termOver = refusal<{ through: string }>(
  'authority.term-over',
  'conflict',
  ({ through }) => `申请的任期已于 ${through} 届满，不再执行；仍须授权的，请另提申请。`,
  ({ through }) =>
    `The term asked for ended on ${through}; it is not carried out. Make a new request if it is still needed.`,
)

export const refuseNeedsReason = refusal(
  'authority.reason',
  'invalid',
  () => '不予批准须写明理由，至少两个字。',
  () => 'A request is refused with a reason; write at least two characters.',
)

export const notUnused = refusal<{ post: string; postEn: string; days: number }>(
  'authority.in-use',
  'conflict',
  ({ post, days }) => `“${post}”岗在最近 ${days} 天内用过，或不在此账户，不能按闲置撤销；确须撤销的，请提“变更岗位”。`,
  ({ postEn, days }) =>
    `The post of ${postEn} was used within ${days} days, or is not of this account; it is not unused. Request a change of posts instead.`,
)

export const accountClosed = refusal(
  'authority.closed',
  'conflict',
  () => '该账户已经停用，没有可终止的岗位；要重新启用，请提“变更岗位”。',
  () => 'The account is closed already; there is nothing to end. To open it again, request a change of posts.',
)

export const notPending = refusal(
  'authority.not-pending',
  'conflict',
  () => '只有尚未激活的账户才可以再发激活码；已激活的请本人在“账户安全”里改密码，或按重置办理。',
  () =>
    'Only an account that was not activated yet gets another code; somebody active changes the password themselves.',
)

export const notYours = refusal(
  'authority.not-yours',
  'denied',
  () => '只有申请人本人可以撤回申请。',
  () => 'Only whoever made the request can withdraw it.',
)

export const listChanged = refusal(
  'authority.list-changed',
  'conflict',
  () => '打开清单之后，人员或岗位有了变动，这次没有签署；请刷新，看过现在的清单再签。',
  () => 'The list changed since it was opened and was not signed; reload, look at it as it is now, and sign again.',
)

export const signatureMissing = refusal(
  'authority.signature-missing',
  'missing',
  () => '没有这次签署，或不在您的机构。',
  () => 'There is no such signature, or it is not of your agency.',
)
