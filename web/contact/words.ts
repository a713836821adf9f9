import type { Both } from '../shell/language.js'

export const CONTACT = {
  title: { zh: '联系方式', en: 'Contact' },
  own: {
    zh: '随时可以变更，保存后立即生效；原来的手机会收到告知。',
    en: 'Change it at any time; it is saved at once, and the former mobile is told.',
  },
  employer: { zh: '本单位的联系方式，保存后立即生效。', en: "Your employer's contact; it is saved at once." },
  desk: { zh: '窗口受理，保存后立即生效，不经审核。', en: 'Taken at the counter; saved at once, without review.' },
  password: { zh: '登录密码（再次确认身份）', en: 'Password, to confirm it is you' },
  shown: { zh: '本人已当面出示证件', en: 'The person showed the document here' },
  save: { zh: '保存', en: 'Save' },
  saved: { zh: '已保存。', en: 'Saved.' },
  wait: { zh: '新地址自此日起才用来寄送：', en: 'Letters go to the new address from ' },
  history: { zh: '变更经过', en: 'Changes' },
  address: { zh: '地址有变', en: 'address changed' },
} as const satisfies Record<string, Both>

export const CONTACT_CHANNELS: Readonly<Record<string, Both>> = {
  form: { zh: '窗口', en: 'counter' },
  citizen: { zh: '本人网上', en: 'own web' },
  employer: { zh: '单位网上', en: 'employer web' },
  kiosk: { zh: '自助终端', en: 'kiosk' },
}
