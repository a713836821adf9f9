import type { Both } from '../shell/language.js'

/** 窗口实名激活的话。 */
export const REAL_NAME = {
  title: { zh: '网上账户', en: 'Web account' },
  lead: {
    zh: '先核验本人的有效证件，再发码。激活码当面交给本人；寄出的码谁也看不到。',
    en: 'Check the valid paper first, then give out the code. Hand it to the person; a mailed code is seen by nobody here.',
  },
  purpose: { zh: '办什么', en: 'What for' },
  kind: { zh: '证件种类', en: 'Kind of paper' },
  number: { zh: '证件号码', en: 'Number on the paper' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  noEnd: { zh: '长期有效', en: 'No end' },
  method: { zh: '核验方式', en: 'How it was checked' },
  way: { zh: '怎样给', en: 'How it is given' },
  handover: { zh: '当面交给本人', en: 'Handed to the person' },
  mail: { zh: '寄往登记的地址', en: 'By letter to the address on record' },
  issue: { zh: '核验无误，办理', en: 'Checked; go on' },
  code: { zh: '激活码', en: 'Activation code' },
  codeOnce: {
    zh: '只显示这一次，{day}前有效。请抄给或打印给本人，勿代为保管。',
    en: 'Shown this once, valid until {day}. Give it to the person; do not keep it.',
  },
  mailed: {
    zh: '已交付邮寄。登记的地址不能寄的，不会寄出。',
    en: 'Handed to the post. Where the address on record takes no letters, none goes.',
  },
  queryReset: {
    zh: '查询密码已取消，请本人自行设定新的。',
    en: 'The query password is gone; the person sets a new one.',
  },
  again: { zh: '再办一件', en: 'Another one' },
  operator: { zh: '单位经办人激活', en: 'Operator activation' },
  operatorLead: {
    zh: '核验经办人本人的证件和单位的证明，再发码。',
    en: 'Check the operator’s own paper and the employer’s proof before a code is given out.',
  },
  login: { zh: '经办人的登录名', en: 'Sign-in name of the operator' },
  proof: { zh: '单位的证明', en: 'Proof from the employer' },
  proofNumber: { zh: '证明的编号或统一社会信用代码', en: 'Number of the proof, or credit code' },
} as const satisfies Record<string, Both>
