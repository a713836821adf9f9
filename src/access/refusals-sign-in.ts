import { refusal } from '../kernel/refusal.js'

/** 公众端登录、激活、第二要素的不予办理情形。None tells whether somebody is known here. */
export const weakQueryPassword = refusal<object>(
  'query-password.weak',
  'invalid',
  () => '查询密码为六位数字，不得连号、重复或成对，也不得取自证件号码、出生日期、手机号码；请另选六位。',
  () =>
    'A query password is six digits: no run, no repeat or pairs, nothing taken from the identity number, the birth date or the phone. Choose another six.',
)

export const identityMismatch = refusal<object>(
  'identity.mismatch',
  'invalid',
  () => '所填证件与本系统登记的本人信息不符，未办理；请对照证件原件重新填写，确系登记有误的先办理信息更正。',
  () =>
    'The paper does not match the person as registered; nothing was done. Type it again from the original, or correct the registration first.',
)

export const paperExpired = refusal<{ validUntil: string }>(
  'identity.expired',
  'invalid',
  ({ validUntil }) => `证件已于${validUntil}到期，不能用来核验身份；请本人出示有效证件后再办理。`,
  ({ validUntil }) => `The paper expired on ${validUntil} and proves nobody; ask for a valid one.`,
)

export const paperIncomplete = refusal<object>(
  'identity.incomplete',
  'invalid',
  () => '核验身份须写明证件种类、号码、有效期（长期有效的选长期）和核验方式，请补齐后再办理。',
  () => 'An identity check states the kind of paper, its number, its validity (or that it has no end) and the method.',
)

export const employerProofMissing = refusal<object>(
  'identity.employer-proof',
  'invalid',
  () => '为单位经办人发码，还须写明单位的证明（营业执照或登记证书、单位的经办授权书）及其编号，请补齐后再办理。',
  () => 'For an employer’s operator the employer’s proof and its number are needed too; fill them in and try again.',
)

export const cardUnread = refusal<object>(
  'card.unread',
  'denied',
  () => '未能以此卡核验身份：没有读到卡、卡已过期，或与登记不符。请重新放卡，或到窗口办理。',
  () =>
    'This card could not prove who you are: not read, expired, or not as registered. Place it again, or come to a window.',
)

export const cardReaderMissing = refusal<object>(
  'card.no-reader',
  'conflict',
  () => '此处没有接读卡器，请改用窗口领码或信函领码。',
  () => 'There is no card reader here; use a code from a window or by letter instead.',
)

export const passkeyFailed = refusal<object>(
  'passkey.failed',
  'denied',
  () => '没有通过通行密钥的校验，请重新操作，或改用密码登录。',
  () => 'The passkey was not accepted; try again, or sign in with a password.',
)

export const passkeyMost = refusal<{ most: number }>(
  'passkey.too-many',
  'conflict',
  ({ most }) => `每人最多登记 ${most} 个通行密钥，请先删除不用的。`,
  ({ most }) => `At most ${most} passkeys a person; remove one that is not used first.`,
)

export const securityItemMissing = refusal<object>(
  'security.missing',
  'missing',
  () => '没有这一项，可能已经删除或结束；请刷新页面。',
  () => 'There is no such item; it may have been removed or ended already. Reload the page.',
)

export const totpWrong = refusal<object>(
  'totp.wrong',
  'invalid',
  () => '动态口令不对，未作更改；请等下一个口令再试。',
  () => 'The one-time password does not fit; nothing was changed. Wait for the next one and try again.',
)

export const oidcFailed = refusal<object>(
  'oidc.failed',
  'denied',
  () => '未能用该身份平台登录。请重试；仍不行的，请用密码登录，或凭有效证件到窗口办理。',
  () =>
    'Sign-in through that platform did not succeed. Try again; if it fails, use your password or come to a window with your paper.',
)

export const oidcTaken = refusal<object>(
  'oidc.taken',
  'conflict',
  () => '该平台的这个用户已与一个账户关联，或您的账户已关联该平台的另一用户；请先解除原有关联。',
  () => 'That user of the platform is linked already, or your account is linked to another one there; unlink first.',
)
