import { refusal } from '../kernel/refusal.js'

/** 访问与登录的不予办理情形。A sentence never tells what the asker may not know: whether a person exists least of all. */
export const accessDenied = refusal<{ articles: readonly string[]; says: readonly string[] }>(
  'access.denied',
  'denied',
  ({ says }) =>
    says.length === 0
      ? '您的身份或岗位无权办理此事；如确因工作需要，请按程序申请授权。本次请求已记入查阅记录。'
      : `不予办理：${says.join('；')}。本次请求已记入查阅记录。`,
  () =>
    'Your capacity or post does not allow this; if your work needs it, apply for the right by procedure. This request has been recorded.',
)

export const searchTwoKeys = refusal<{ given: number }>(
  'search.two-keys',
  'invalid',
  ({ given }) => `检索参保人须同时提供两项以上条件（如姓名和出生日期），本次有效条件为 ${given} 项，请补充后再查。`,
  ({ given }) =>
    `A person search takes at least two keys (such as name and date of birth); ${given} were usable. Add one and search again.`,
)

export const sessionMissing = refusal(
  'session.missing',
  'denied',
  () => '请先登录。',
  () => 'Sign in first.',
)

export const sessionExpired = refusal(
  'session.expired',
  'denied',
  () => '登录已过期或已在别处登录，请重新登录。',
  () => 'Your session has expired or ended elsewhere; sign in again.',
)

export const signInFailed = refusal(
  'sign-in.failed',
  'denied',
  () => '账号、密码或动态口令不正确；动态口令用过一次即失效，请核对后等下一个口令再试，或到窗口办理。',
  () =>
    'Account, password or one-time password is not right; a one-time password works once, so check and wait for the next, or come to a window.',
)

export const signInWait = refusal<{ seconds: number }>(
  'sign-in.wait',
  'denied',
  ({ seconds }) => `尝试次数过多，请在 ${seconds} 秒后再试。`,
  ({ seconds }) => `Too many attempts; try again in ${seconds} seconds.`,
)

export const activationFailed = refusal(
  'activation.failed',
  'denied',
  () => '账号或激活码不正确，或激活码已过期、已用过；请核对，或到窗口重新领取。',
  () =>
    'Account or activation code is not right, or the code has expired or was used; check it, or get a new one at a window.',
)

export const weakPassword = refusal<{ least: number }>(
  'password.weak',
  'invalid',
  ({ least }) =>
    `密码须有 ${least} 至 128 个字符，不得是常见密码，不得含有账号或证件号码中连续六位；工作人员和单位经办人的密码还须含大写字母、小写字母、数字、符号中的三类。`,
  ({ least }) =>
    `A password has ${least} to 128 characters, is none of the common ones and holds no six signs in a row of the account or identity number; for staff and operators it also mixes three of upper case, lower case, digits and signs.`,
)

export const csrfMissing = refusal(
  'csrf.missing',
  'denied',
  () => '请求没有通过来源校验，请刷新页面后重试。',
  () => 'The request did not come from this site; reload the page and try again.',
)

export const postIncompatible = refusal<{ article: string; one: string; other: string }>(
  'post.incompatible',
  'conflict',
  ({ one, other, article }) => `同一自然人不得兼任“${one}”和“${other}”（${article}）；请先撤销其一，或另择人选。`,
  ({ one, other, article }) =>
    `One natural person may not hold both “${one}” and “${other}” (${article}); withdraw one first, or choose another person.`,
)

export const grantNeedsThree = refusal(
  'grant.three-people',
  'conflict',
  () => '授权须由三个不同的人申请、批准、执行，且均不得是被授权人本人；请换人办理。',
  () => 'A grant is requested, approved and carried out by three different people, none of them its beneficiary.',
)

export const accountMissing = refusal(
  'account.missing',
  'missing',
  () => '没有这个账户，请核对后再办理。',
  () => 'There is no such account; check and try again.',
)

export const accountTaken = refusal(
  'account.taken',
  'conflict',
  () => '该自然人在此身份域已有账户，或登录名已被使用；每人每域只有一个账户。',
  () => 'This natural person already has an account in this realm, or the sign-in name is taken; one account a realm.',
)

export const stepUpFailed = refusal<object>(
  'step-up.failed',
  'denied',
  () => '密码不符，未作更改。请重新填写登录密码；忘记的，请到经办机构重置。',
  () => 'The password does not fit; nothing was changed. Type it again, or have it reset at the agency.',
)

export const intakeMalformed = refusal<object>(
  'intake.malformed',
  'invalid',
  () => '受理登记的编号写得不对。请刷新页面，重新受理。',
  () => 'The number of the intake is malformed. Refresh the page and take it in anew.',
)
