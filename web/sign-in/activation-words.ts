import type { Both } from '../shell/language.js'

/** 激活各处的话。 */
export const ACTIVATION = {
  title: { zh: '设置密码', en: 'Set your password' },
  lead: {
    zh: '凭窗口发给您的一次性激活码设置自己的密码。激活码只能用一次。',
    en: 'Use the one-time code you were given at a window to set your own password. It works once.',
  },
  code: { zh: '激活码', en: 'Activation code' },
  byCode: { zh: '有激活码', en: 'I have a code' },
  byLetter: { zh: '信函领码', en: 'Code by letter' },
  byCard: { zh: '用卡', en: 'By card' },
  ways: { zh: '激活的方式', en: 'Ways to activate' },
  name: { zh: '姓名', en: 'Name' },
  letterSays: {
    zh: '激活码寄往您登记的通讯地址。地址不对或刚刚改过的，请到窗口办理。',
    en: 'A code goes by letter to your address on record. If it is wrong or was changed just now, come to a window.',
  },
  askLetter: { zh: '申请寄码', en: 'Ask for the letter' },
  letterAsked: {
    zh: '已收到。所填与登记相符、地址可寄的，激活码会以信函寄到；收到后再来这里设密码。',
    en: 'Received. If what you typed is as registered and letters can go there, a code will come by post; then set your password here.',
  },
  cardSays: {
    zh: '把身份证放在读卡器上，读卡程序会给出一次性的读卡号。',
    en: 'Place your card on the reader; its program gives a one-time reading number.',
  },
  ticket: { zh: '读卡号', en: 'Reading number' },
  newPassword: { zh: '新密码', en: 'New password' },
  again: { zh: '再输一遍', en: 'Repeat the password' },
  differ: { zh: '两遍不一样', en: 'The two are not the same' },
  notYet: { zh: '密码还不符合下面的要求', en: 'The password does not meet the rules below yet' },
  ruleLength: {
    zh: '至少 {n} 个字符，越长越好，可以用一句话',
    en: 'At least {n} characters; longer is better, a phrase is fine',
  },
  ruleOwn: { zh: '不含证件号码或登录名里连着的六位', en: 'No six in a row from your number or sign-in name' },
  rulePlain: { zh: '不是顺着数的或同一个字', en: 'Not a run or a repeat' },
  ruleClasses: { zh: '大写、小写、数字、符号，至少三类', en: 'Three of: upper case, lower case, digits, signs' },
  met: { zh: '已满足', en: 'met' },
  unmet: { zh: '未满足', en: 'not met' },
  set: { zh: '设置密码', en: 'Set password' },
  done: { zh: '密码设好了', en: 'Your password is set' },
  doneHint: { zh: '现在可以用它登录。', en: 'You can sign in with it now.' },
  toSignIn: { zh: '去登录', en: 'Sign in' },
  totpTitle: { zh: '把动态口令存进口令应用', en: 'Save the one-time password in your authenticator' },
  totpHint: {
    zh: '用口令应用扫下面的码，或手工输入密钥。这个密钥只显示这一次。',
    en: 'Scan this with your authenticator app, or type the secret. It is shown this once only.',
  },
  totpQr: { zh: '动态口令密钥的二维码', en: 'QR code of the one-time password secret' },
  totpSecret: { zh: '密钥', en: 'Secret' },
} as const satisfies Record<string, Both>
