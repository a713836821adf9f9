import { type Static, Type } from '@sinclair/typebox'

/** 可查项目的公示：GET /api/channels/catalogue。Who may query what by which channel, as the access policies in force answer. */
export const REQUESTERS = {
  person: { zh: '参保人本人', en: 'the insured person' },
  operator: { zh: '用人单位', en: 'the employer' },
} as const

export const CHANNEL_ROWS = {
  counter: {
    zh: '经办机构窗口',
    en: 'agency window',
    person: { zh: '有效身份证件', en: 'a valid identity document' },
    operator: { zh: '单位证明与经办人身份证件', en: "the employer's proof and the operator's identity document" },
  },
  web: {
    zh: '网上平台',
    en: 'web platform',
    person: { zh: '账户与密码或通行密钥', en: 'account with password or passkey' },
    operator: { zh: '账户、密码与动态口令', en: 'account, password and one-time password' },
  },
  kiosk: {
    zh: '自助终端',
    en: 'kiosk',
    person: { zh: '身份证或社会保障卡，加六位查询密码', en: 'card and six-digit query password' },
    operator: { zh: '不办理', en: 'not served' },
  },
  hotline: {
    zh: '12333 热线',
    en: '12333 hotline',
    person: { zh: '社会保障号码加六位查询密码', en: 'social security number and six-digit query password' },
    operator: { zh: '不办理', en: 'not served' },
  },
  sms: {
    zh: '手机短信',
    en: 'short message',
    person: { zh: '核实过的手机号码', en: 'a verified number' },
    operator: { zh: '不办理', en: 'not served' },
  },
  api: {
    zh: '开放接口',
    en: 'open API',
    person: { zh: '个人令牌', en: 'personal token' },
    operator: { zh: '个人令牌', en: 'personal token' },
  },
} as const

export const CATALOGUE_ITEMS = {
  registration: { zh: '参保登记', en: 'registration' },
  contribution: { zh: '缴费', en: 'contributions' },
  benefit: { zh: '待遇', en: 'benefits' },
  account: { zh: '缴费年限与个人账户', en: 'years and personal account' },
  access: { zh: '谁查过我的记录', en: 'who looked' },
  statement: { zh: '权益记录单与证明', en: 'statements and certificates' },
} as const

export const CatalogueAnswer = Type.Object({
  /** 现行访问规则的摘要：the version that answers. */
  version: Type.String(),
  rows: Type.Array(
    Type.Object({
      channel: Type.String(),
      requester: Type.String(),
      item: Type.String(),
      allowed: Type.Boolean(),
      article: Type.String(),
    }),
  ),
})
export type CatalogueAnswer = Static<typeof CatalogueAnswer>

export const CATALOGUE_PATH = '/api/channels/catalogue'
