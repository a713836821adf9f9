import type { Both } from '../shell/language.js'

/** 保密承诺各处的话。 */
export const PLEDGE = {
  dueTitle: { zh: '先签署保密承诺书', en: 'Sign the pledge of confidentiality first' },
  dueLead: {
    zh: '现行的承诺书您还没有签署。读过、签过，才能继续办理。',
    en: 'You have not signed the pledge in force yet. Read and sign it to go on.',
  },
  version: {
    zh: '第 {version} 版，{since} 起施行；依据：{basis}',
    en: 'Version {version}, in force since {since}; basis: {basis}',
  },
  agree: { zh: '我已读过并同意以上承诺', en: 'I have read this pledge and agree to it' },
  mustAgree: { zh: '请先读过并勾选同意', en: 'Read it and tick that you agree' },
  name: { zh: '本人姓名（签署）', en: 'Your own name (signature)' },
  nameHint: {
    zh: '与账户登记的姓名一致。签署的文本、时间和所填姓名一并存档，不能更改。',
    en: 'As the account has it. The text, the time and the name typed are kept and cannot be changed.',
  },
  sign: { zh: '签署', en: 'Sign' },
  signOut: { zh: '暂不签署，退出', en: 'Not now, sign out' },
} as const satisfies Record<string, Both>
