import type { Both } from '../shell/language.js'

/** 保密协议与保密承诺的台账。 */
export const CONFIDENTIALITY = {
  title: { zh: '保密协议与承诺', en: 'Confidentiality' },
  lead: {
    zh: '各类单位的保密协议和工作人员的保密承诺书。没有在期协议的，接口、寄送批次与外包批次不通。',
    en: 'Agreements of every kind of body, and the pledges of staff. Without an agreement in force, interfaces, mailing batches and scanning batches are shut.',
  },
  ending: {
    zh: '{n} 份协议在 {days} 天内到期，请续签。',
    en: '{n} agreements run out within {days} days; renew them.',
  },
  agreements: { zh: '保密协议登记簿', en: 'Register of agreements' },
  without: { zh: '以下各类现在没有协议：{kinds}。', en: 'No agreement with these kinds now: {kinds}.' },
  body: { zh: '单位', en: 'Body' },
  number: { zh: '协议编号', en: 'Number' },
  from: { zh: '自', en: 'From' },
  through: { zh: '至', en: 'Through' },
  state: { zh: '状态', en: 'State' },
  agency: { zh: '机构', en: 'Agency' },
  longQuery: { zh: '市级（长期查询）', en: 'City (standing queries)' },
  pledges: { zh: '保密承诺书', en: 'Pledges' },
  inForce: {
    zh: '现行第 {version} 版，{since} 起施行；依据：{basis}',
    en: 'Version {version} in force since {since}; basis: {basis}',
  },
  noText: {
    zh: '没有施行中的承诺书，工作人员账户不能启用。',
    en: 'No pledge is in force; no staff account can be opened.',
  },
  kind: { zh: '单位种类', en: 'Kind of body' },
  version: { zh: '所签版本', en: 'Version signed' },
  unsigned: { zh: '未签', en: 'Not signed' },
  old: { zh: '非现行', en: 'Not the one in force' },
  accounts: { zh: '账户数', en: 'Accounts' },
  people: { zh: '人员名册', en: 'Who has signed' },
  name: { zh: '姓名', en: 'Name' },
  way: { zh: '签于', en: 'Signed at' },
  signedAt: { zh: '时间', en: 'Time' },
  more: { zh: '账户很多，只列出前面的。', en: 'There are many accounts; only the first are listed.' },
} as const satisfies Record<string, Both>

export const WAYS = {
  activation: { zh: '激活', en: 'activation' },
  signIn: { zh: '登录', en: 'sign-in' },
  demo: { zh: '演示，开户时代填', en: 'demo, filled in at opening' },
} as const satisfies Record<string, Both>
