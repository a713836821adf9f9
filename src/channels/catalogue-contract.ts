import { type Static, Type } from '@sinclair/typebox'

/** 可查项目的公示：GET /api/channels/catalogue。Who may query what by which channel, as the access policies in force answer. */
export const REQUESTERS = {
  person: { zh: '参保人本人', en: 'the insured person' },
  agent: { zh: '受托的代理人，以授权所写为限', en: 'an agent, within the written mandate' },
  guardian: { zh: '监护人', en: 'a guardian' },
  relative: { zh: '死者的近亲属', en: 'a close relative of someone who died' },
  operator: { zh: '用人单位', en: 'the employer' },
  organ: { zh: '行政、司法机关，以批准的人员与内容为限', en: 'an authority or court, within what was approved' },
  unit: { zh: '其他单位，以批准的人员与内容为限', en: 'another unit, within what was approved' },
  department: {
    zh: '行政部门、信息机构，为宏观管理、决策与系统开发，以需求规定的范围为限',
    en: 'a department or information body, for management, decisions and systems, within the range its need fixes',
  },
  partner: { zh: '长期安排的对方，以安排所定为限', en: 'a partner under a standing arrangement, within it' },
} as const
export type Requester = keyof typeof REQUESTERS

const NOT_SERVED = { zh: '不办理', en: 'not served' } as const
const NOBODY = { agent: NOT_SERVED, guardian: NOT_SERVED, relative: NOT_SERVED, operator: NOT_SERVED }
const NO_UNIT = { organ: NOT_SERVED, unit: NOT_SERVED, department: NOT_SERVED, partner: NOT_SERVED }
const ACTING = { zh: '自己的账户，凭登记在案的依据', en: 'own account, on a ground that is on record' }

export const CHANNEL_ROWS = {
  counter: {
    zh: '经办机构窗口',
    en: 'agency window',
    person: { zh: '有效身份证件', en: 'a valid identity document' },
    agent: { zh: '书面授权与代理人身份证件', en: "the written mandate and the agent's identity document" },
    guardian: { zh: '监护证明与监护人身份证件', en: "proof of guardianship and the guardian's identity document" },
    relative: { zh: '死亡、关系证明与本人身份证件', en: 'proof of death and kinship, and own identity document' },
    operator: { zh: '单位证明与经办人身份证件', en: "the employer's proof and the operator's identity document" },
    organ: {
      zh: '公务证明、专用表、批准文书与两人以上的工作证件',
      en: 'proof of duty, form, approval document and the work cards of two officers',
    },
    unit: { zh: '书面申请与单位证明文件', en: "a written application and the unit's proof" },
    department: {
      zh: '书面需求，写明用途、范围与期间；经批准，去标识，密封交付。含直接识别信息的，须写明法定职责，另由市级行政监督批准',
      en: 'a written need with purpose, range and period; approved, de-identified, handed over sealed. Anything that identifies people needs a stated legal duty and the approval of the city supervisor',
    },
    partner: NOT_SERVED,
  },
  web: {
    zh: '网上平台',
    en: 'web platform',
    person: { zh: '账户与密码或通行密钥', en: 'account with password or passkey' },
    agent: ACTING,
    guardian: ACTING,
    relative: ACTING,
    operator: { zh: '账户、密码与动态口令', en: 'account, password and one-time password' },
    ...NO_UNIT,
  },
  kiosk: {
    zh: '自助终端',
    en: 'kiosk',
    person: { zh: '身份证或社会保障卡，加六位查询密码', en: 'card and six-digit query password' },
    ...NOBODY,
    ...NO_UNIT,
  },
  hotline: {
    zh: '12333 热线',
    en: '12333 hotline',
    person: { zh: '社会保障号码加六位查询密码', en: 'social security number and six-digit query password' },
    ...NOBODY,
    ...NO_UNIT,
  },
  sms: {
    zh: '手机短信',
    en: 'short message',
    person: { zh: '核实过的手机号码', en: 'a verified number' },
    ...NOBODY,
    ...NO_UNIT,
  },
  api: {
    zh: '开放接口',
    en: 'open API',
    person: { zh: '个人令牌', en: 'personal token' },
    ...NOBODY,
    operator: { zh: '个人令牌', en: 'personal token' },
    ...NO_UNIT,
    partner: { zh: '以登记的密钥逐次签名', en: 'each call signed with the key on record' },
  },
} as const

/** 可查的项目，each with the class of the record it is of (第14号令第二条); what is of several names the whole article. */
export const CATALOGUE_ITEMS = {
  registration: { zh: '参保登记', en: 'registration', of: 'M14-2(1)' },
  contribution: { zh: '缴费', en: 'contributions', of: 'M14-2(2)' },
  benefit: { zh: '待遇', en: 'benefits', of: 'M14-2(3)' },
  account: { zh: '缴费年限与个人账户', en: 'years and personal account', of: 'M14-2(4)' },
  other: { zh: '其他权益信息', en: 'other information on rights', of: 'M14-2(5)' },
  access: { zh: '谁查过我的记录', en: 'who looked', of: 'M14-21' },
  statement: { zh: '权益记录单与证明', en: 'statements and certificates', of: 'M14-2' },
  extract: { zh: '去标识的提取', en: 'de-identified extract', of: 'M14-2' },
} as const

export const CatalogueAnswer = Type.Object({
  /** 现行访问规则的摘要：the version that answers. */
  version: Type.String(),
  rows: Type.Array(
    Type.Object({
      channel: Type.String(),
      requester: Type.String(),
      item: Type.String(),
      /** 第14号令第二条的哪一项. */
      of: Type.String(),
      allowed: Type.Boolean(),
      article: Type.String(),
    }),
  ),
})
export type CatalogueAnswer = Static<typeof CatalogueAnswer>

export const CATALOGUE_PATH = '/api/channels/catalogue'
