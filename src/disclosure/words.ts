import type { Section } from '../access/sections.js'

/** 查询案件所用的词。What a person reads of a code; screens and papers print from here. */

export const GROUNDS = {
  organ: { zh: '国家机关', en: 'Authority' },
  unit: { zh: '其他单位', en: 'Other unit' },
} as const
export type InquiryGround = keyof typeof GROUNDS

/** 查阅、复制、带走：the act is part of the approval, and each output says which it was. */
export const QUERY_ACTS = {
  view: { zh: '查阅', en: 'View' },
  copy: { zh: '复制', en: 'Copy' },
  take: { zh: '带走', en: 'Take away' },
} as const
export type QueryAct = keyof typeof QUERY_ACTS

export const INQUIRY_STATES = {
  received: { zh: '待决定', en: 'Waiting for a decision' },
  approved: { zh: '已批准，待办理', en: 'Approved, to be carried out' },
  refused: { zh: '不予提供', en: 'Refused' },
  executed: { zh: '已提供', en: 'Carried out' },
} as const
export type InquiryState = keyof typeof INQUIRY_STATES

export const INQUIRY_STEPS = {
  received: { zh: '收件', en: 'Received' },
  supplemented: { zh: '补收材料', en: 'Papers added' },
  widened: { zh: '增加对象或内容', en: 'Persons or items added' },
  approved: { zh: '批准提供', en: 'Approved' },
  refused: { zh: '决定不予提供', en: 'Refused' },
  executed: { zh: '办理', en: 'Carried out' },
  sent: { zh: '送达告知书', en: 'Letter sent' },
  acknowledged: { zh: '对方签收', en: 'Acknowledged by the recipient' },
} as const
export type InquiryAct = keyof typeof INQUIRY_STEPS

/** 可以提供的类别。 */
export const DISCLOSED = {
  registration: { zh: '参保登记', en: 'Registration' },
  contribution: { zh: '缴费', en: 'Contributions' },
  account: { zh: '年限与个人账户', en: 'Years and account' },
  benefit: { zh: '待遇', en: 'Benefits' },
} as const satisfies Partial<Record<Section, { zh: string; en: string }>>
export type DisclosedSection = keyof typeof DISCLOSED

/** 为何不能凭参保人自己的权益记录单（北京市办法第九条、第十条）。 */
export const QUERY_REASONS = {
  enough: {
    zh: '权益记录单即可，仍依法直接查询',
    en: 'The statement would do; the authority queries by law all the same',
  },
  notEnough: { zh: '权益记录单不能满足', en: 'The statement is not enough' },
  contactUnsuitable: { zh: '不宜与被查询人接触', en: 'Contact with the person is not suitable' },
} as const
export type QueryReason = keyof typeof QUERY_REASONS

export const ROUTES = {
  here: { zh: '本机构办理', en: 'Handled here' },
  split: { zh: '按参保地分案', en: 'Split by insured place' },
  city: { zh: '由市级办理', en: 'Handled by the city' },
} as const
export type InquiryRoute = keyof typeof ROUTES

export const SEND_WAYS = {
  counter: { zh: '当面交付', en: 'Handed over' },
  post: { zh: '邮寄', en: 'By post' },
  official: { zh: '公文交换', en: 'Official exchange' },
} as const
export type SendWay = keyof typeof SEND_WAYS

export const RECIPIENT_KINDS = {
  organ: { zh: '国家机关', en: 'Authority' },
  unit: { zh: '其他单位', en: 'Other unit' },
  payingBank: { zh: '代发社会保险待遇的银行', en: 'Bank that pays benefits out' },
  designatedHospital: { zh: '定点医疗机构', en: 'Designated hospital' },
  designatedPharmacy: { zh: '定点药店', en: 'Designated pharmacy' },
  injuryRehabilitation: { zh: '定点工伤康复机构', en: 'Work-injury rehabilitation institution' },
  assistiveDevice: { zh: '定点工伤辅助器具安装配置机构', en: 'Work-injury device institution' },
  systemDeveloper: { zh: '社会保险信息系统开发商', en: 'Developer of the system' },
  institution: { zh: '其他服务机构', en: 'Other service institution' },
  vendor: { zh: '受托单位', en: 'Vendor' },
} as const
export type RecipientKind = keyof typeof RECIPIENT_KINDS

export const RECIPIENT_ACTS = {
  agreement: { zh: '签订保密协议', en: 'Confidentiality agreement' },
  ended: { zh: '终止协议', en: 'Agreement ended' },
  acknowledged: { zh: '对方承诺书', en: 'Recipient’s undertaking' },
  misuse: { zh: '误用、泄露报告', en: 'Report of misuse or leak' },
  suspended: { zh: '停用', en: 'Suspended' },
  resumed: { zh: '恢复', en: 'Resumed' },
} as const
export type RecipientAct = keyof typeof RECIPIENT_ACTS

export const RECIPIENT_STATES = {
  active: { zh: '有效', en: 'Active' },
  suspended: { zh: '已停用', en: 'Suspended' },
  withoutAgreement: { zh: '无有效协议', en: 'No agreement in force' },
} as const
export type RecipientState = keyof typeof RECIPIENT_STATES

export const ARRANGEMENT_STATES = {
  applied: { zh: '待批准', en: 'Waiting for approval' },
  approved: { zh: '现行', en: 'In force' },
  returned: { zh: '不予批准', en: 'Not approved' },
  revoked: { zh: '已撤销', en: 'Revoked' },
} as const
export type ArrangementState = keyof typeof ARRANGEMENT_STATES

/** 一类人：membership is computed from the record at each call. */
export const SUBJECT_CLASSES = {
  enrolled: { zh: '参保缴费人员', en: 'Insured and contributing' },
  pensioners: { zh: '领取养老待遇人员', en: 'Drawing a pension' },
  unemployed: { zh: '领取失业待遇人员', en: 'Drawing unemployment benefit' },
} as const
export type SubjectClass = keyof typeof SUBJECT_CLASSES

/** 各险种在纸面上的名称. */
export const UNDERTAKING =
  '查询单位承诺：所得个人权益记录仅用于上列用途，依法保密；不扩散、不转交他人、不作他用；用毕按规定保管或者销毁。违反的，依法承担责任。'
export const REMEDY =
  '不服本决定的，可以自收到本告知书之日起依法申请行政复议或者提起行政诉讼。补充法律依据或者材料后，可以重新申请。'
