import type { FieldSpec } from './header.js'
import type { Sentence } from './kinds.js'

const column = (field: string, ...names: string[]): FieldSpec => ({ field, code: field, names, required: true })
const option = (field: string, ...names: string[]): FieldSpec => ({ field, code: field, names, required: false })
const NUMBER = column('identityNumber', '社会保障号码', '证件号码', '公民身份号码', '身份证号码')
const NAME = column('fullName', '姓名')
const CODE = column('creditCode', '统一社会信用代码')
const INSURANCE = column('insurance', '险种', '险种类型')
const ADDRESS = [option('email', '电子邮箱'), option('mailingAddress', '通讯地址'), option('postalCode', '邮政编码')]

export interface BatchKindEntry extends Sentence {
  /** 清单的栏目；a blank cell of an optional one leaves what stands as it is. */
  readonly columns: readonly FieldSpec[]
}

/** 成批变更的种类：each is many changes of one kind that is also made one by one, on one ground. */
export const BATCH_KINDS = {
  due: {
    ...{ zh: '应缴的缴费工资（不填即红冲）', en: 'wages of dues (blank reverses)' },
    columns: [
      NUMBER,
      NAME,
      CODE,
      INSURANCE,
      column('month', '对应费款所属期'),
      option('declaredWage', '缴费工资', '新缴费工资'),
    ],
  },
  paidMonth: {
    ...{ zh: '实缴的对应费款所属期', en: 'contribution months of payments' },
    columns: [
      ...[NUMBER, NAME, INSURANCE, column('month', '对应费款所属期'), column('levyVoucher', '电子税票号')],
      column('newMonth', '应为对应费款所属期'),
    ],
  },
  enrolmentMonth: {
    ...{ zh: '参保的起始年月', en: 'first months of enrolments' },
    columns: [
      NUMBER,
      NAME,
      INSURANCE,
      option('creditCode', '统一社会信用代码'),
      column('month', '参保年月'),
      column('newMonth', '应为参保年月'),
    ],
  },
  contact: {
    ...{ zh: '个人的联系方式', en: 'contact of persons' },
    columns: [NUMBER, NAME, option('mobilePhone', '手机号码'), ...ADDRESS],
  },
  employer: {
    ...{ zh: '单位的登记内容', en: 'registrations of employers' },
    columns: [
      ...[CODE, column('month', '自何月起'), option('name', '单位名称'), option('employerType', '单位类型')],
      ...[option('industryCode', '行业代码'), option('injuryClass', '工伤风险类别'), option('injuryFloat', '浮动系数')],
    ],
  },
  employerContact: {
    ...{ zh: '单位的联系方式', en: 'contact of employers' },
    columns: [CODE, option('contactPerson', '联系人'), option('phone', '联系电话'), ...ADDRESS],
  },
} as const satisfies Record<string, BatchKindEntry>
export type BatchKind = keyof typeof BATCH_KINDS

export function isBatchKind(text: string): text is BatchKind {
  return Object.hasOwn(BATCH_KINDS, text)
}

/** 一批的事由，as filled in beside the list. */
export interface BatchAsked {
  readonly kind: BatchKind
  readonly reason: string
  readonly explanation: string
  /** 依据，besides the list itself. */
  readonly documentId: string
}
