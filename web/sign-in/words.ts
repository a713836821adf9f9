import type { Both } from '../shell/language.js'

/** 登录与激活各屏的话。 */
export const SIGN_IN = {
  asCitizen: { zh: '参保人', en: 'Insured person' },
  asOperator: { zh: '单位经办人', en: "Employer's operator" },
  welcome: { zh: '看看自己的社会保险', en: 'See your social insurance' },
  welcomeLead: {
    zh: '缴了多少、记了多少、怎么算的、谁查过，一笔一笔都在这里。',
    en: 'What was paid, what was credited, how it was worked out and who looked: line by line.',
  },
  identityNumber: { zh: '社会保障号码（身份证号）', en: 'Social security number (identity number)' },
  login: { zh: '登录名', en: 'Sign-in name' },
  password: { zh: '密码', en: 'Password' },
  oneTimePassword: { zh: '动态口令', en: 'One-time password' },
  oneTimeHint: { zh: '口令应用里的六位数字', en: 'Six digits from your authenticator app' },
  oneTimeIfAny: { zh: '动态口令（开通了的填）', en: 'One-time password (if you turned it on)' },
  signIn: { zh: '登录', en: 'Sign in' },
  firstTime: { zh: '第一次使用，用窗口发的激活码设密码', en: 'First time? Set a password with your activation code' },
  toVerify: { zh: '核验一份权益记录单或证明', en: 'Verify a statement or certificate' },
  staffTitle: { zh: '工作人员登录', en: 'Staff sign-in' },
  staffLead: {
    zh: '本系统的每一次查询和办理都会记入查阅记录，被查的人看得到。',
    en: 'Every look and act here is recorded, and the person concerned can see it.',
  },
  required: { zh: '请填写{field}', en: 'Please enter: {field}' },
  sixDigits: { zh: '动态口令是六位数字', en: 'A one-time password is six digits' },
} as const satisfies Record<string, Both>
