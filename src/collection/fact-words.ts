import { DEEMED_KINDS, PAYERS, SUBSIDY_KINDS } from '../kernel/fact-words.js'
import type { ReliefKind, ResidentGroup } from '../policy/resident-year.js'
import { BENEFIT_CODES, BENEFIT_FIELDS } from './benefit-words.js'
import { ENTRY_CHARGES } from './charge-words.js'
import type { Sentence } from './kinds.js'
import { MANDATE_CAPACITIES } from './mandate-words.js'
import { CATEGORIES } from './person-category.js'
import { RULING_CODES, RULING_FIELDS } from './ruling-words.js'

/** 事实各栏与各代码的说法。What a reviewer and a form print of a fact; the ledger keeps the words on the left. */
export const FACT_FIELDS: Readonly<Record<string, Sentence>> = {
  insurance: { zh: '险种', en: 'Insurance' },
  employerId: { zh: '单位编号', en: 'Employer' },
  settlementMonth: { zh: '费款所属期', en: 'Settlement month' },
  contributionMonth: { zh: '对应费款所属期', en: 'Contribution month' },
  contributionKind: { zh: '缴费类型', en: 'Contribution kind' },
  declaredWage: { zh: '申报工资', en: 'Declared wage' },
  base: { zh: '缴费基数', en: 'Base' },
  employerAmount: { zh: '单位金额', en: 'Employer amount' },
  personAmount: { zh: '个人金额', en: 'Person amount' },
  employerToAccount: { zh: '单位缴费划入个人账户', en: 'Employer part to the account' },
  personToAccount: { zh: '个人缴费划入个人账户', en: 'Personal part to the account' },
  levyVoucher: { zh: '电子税票号', en: 'Levy voucher' },
  arrivalDay: { zh: '到账日期', en: 'Arrived on' },
  source: { zh: '来源', en: 'Source' },
  fitsRule: { zh: '与应缴相符', en: 'Fits what was due' },
  change: { zh: '变动', en: 'Change' },
  fromMonth: { zh: '起始年月', en: 'From month' },
  throughMonth: { zh: '终止年月', en: 'Through month' },
  reason: { zh: '变更原因', en: 'Reason' },
  personKind: { zh: '参保人员类别', en: 'Kind of insured person' },
  year: { zh: '年度', en: 'Year' },
  balance: { zh: '储存额', en: 'Balance' },
  actualMonths: { zh: '实际缴费月数', en: 'Months actually paid' },
  subsidyKind: { zh: '补贴种类', en: 'Kind of subsidy' },
  payer: { zh: '出资方', en: 'Paid by' },
  amount: { zh: '金额', en: 'Amount' },
  toAccount: { zh: '划入个人账户', en: 'To the account' },
  document: { zh: '文书编号', en: 'Document' },
  deemedKind: { zh: '视同种类', en: 'Kind of deemed period' },
  months: { zh: '月数', en: 'Months' },
  benefitKind: { zh: '待遇种类', en: 'Kind of benefit' },
  item: { zh: '待遇项目', en: 'Item' },
  variant: { zh: '类别', en: 'Group' },
  eventMonth: { zh: '发生年月', en: 'Month of the event' },
  periodic: { zh: '按月支付', en: 'Paid monthly' },
  provisional: { zh: '预发', en: 'Provisional' },
  payMonth: { zh: '支付年月', en: 'Paid in' },
  benefitMonth: { zh: '待遇所属年月', en: 'Benefit month' },
  fromAccount: { zh: '由个人账户支付', en: 'From the account' },
  batch: { zh: '支付批次', en: 'Batch' },
  paidDay: { zh: '支付日期', en: 'Paid on' },
  direction: { zh: '转移方向', en: 'Direction' },
  month: { zh: '资金划转年月', en: 'Month of the money' },
  otherArea: { zh: '对方统筹区', en: 'The other area' },
  otherAgency: { zh: '对方经办机构', en: 'The other agency' },
  pooled: { zh: '统筹基金转移额', en: 'Pooled fund moved' },
  event: { zh: '事项', en: 'Event' },
  day: { zh: '日期', en: 'Day' },
  untilDay: { zh: '缓缴至', en: 'Deferred until' },
  ...BENEFIT_FIELDS,
  ...RULING_FIELDS,
  category: { zh: '人员类别', en: 'Kind of person' },
  fromDay: { zh: '起始日期', en: 'From' },
  otherIdentityNumber: { zh: '监护人证件号码', en: 'Number of the guardian' },
  otherFullName: { zh: '监护人姓名', en: 'Name of the guardian' },
  guardian: { zh: '监护关系，所凭文书', en: 'Guardianship, by the document' },
  guardianPersonId: { zh: '监护人', en: 'Guardian' },
  representative: { zh: '代理人或近亲属', en: 'Agent or relative' },
  representativePersonId: { zh: '代理人或近亲属', en: 'Agent or relative' },
  capacity: { zh: '身份', en: 'Capacity' },
  scope: { zh: '授权的类别与事项', en: 'Classes and acts' },
  throughDay: { zh: '期满之日', en: 'Through' },
  grade: { zh: '缴费档次', en: 'Grade' },
  ground: { zh: '依据说明', en: 'Ground' },
  ref: { zh: '凭证行', en: 'Ledger row' },
}

export const BENEFIT_KINDS = {
  retirement: { zh: '退休', en: 'retirement' },
  residentPension: { zh: '城乡居民养老', en: 'resident pension' },
  survivors: { zh: '丧葬与遗属', en: 'funeral and survivors' },
  unemployment: { zh: '失业', en: 'unemployment' },
  injury: { zh: '工伤', en: 'work injury' },
  maternity: { zh: '生育', en: 'maternity' },
  medical: { zh: '医疗', en: 'medical' },
} as const

export const LIFE_EVENTS = {
  death: { zh: '死亡', en: 'death' },
  settledAbroad: { zh: '出国（境）定居', en: 'settled abroad' },
} as const

/** 居民医疗保险的参保人群, as the policy names them. */
export const RESIDENT_GROUP_NAMES = {
  studentChild: { zh: '学生儿童', en: 'students and children' },
  workingAge: { zh: '劳动年龄内居民', en: 'residents of working age' },
  elder: { zh: '老年居民', en: 'elderly residents' },
} as const satisfies Record<ResidentGroup, Sentence>

/** 缴费困难群体，由政府代缴。 */
export const RELIEF_NAMES = {
  minimumLiving: { zh: '最低生活保障对象', en: 'on minimum living allowance' },
  destitute: { zh: '特困人员', en: 'destitute' },
  severelyDisabled: { zh: '重度残疾人', en: 'severely disabled' },
} as const satisfies Record<ReliefKind, Sentence>

export const DIRECTIONS = { in: { zh: '转入', en: 'in' }, out: { zh: '转出', en: 'out' } } as const

export const BEGIN_END = { begin: { zh: '开始', en: 'begins' }, end: { zh: '结束', en: 'ends' } } as const

const CHANGES = {
  ...BEGIN_END,
  enrol: { zh: '参保', en: 'enrol' },
  suspend: { zh: '暂停', en: 'suspend' },
  resume: { zh: '恢复', en: 'resume' },
  end: { zh: '终止', en: 'end' },
} as const

/** 代码 → 说法，by the field that holds it. */
const SEXES = {
  '1': { zh: '男', en: 'male' },
  '2': { zh: '女', en: 'female' },
  '9': { zh: '未说明', en: 'not stated' },
} as const

export const FACT_CODES: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  contributionKind: ENTRY_CHARGES,
  deemedKind: DEEMED_KINDS,
  subsidyKind: SUBSIDY_KINDS,
  payer: PAYERS,
  benefitKind: BENEFIT_KINDS,
  event: LIFE_EVENTS,
  capacity: MANDATE_CAPACITIES,
  direction: DIRECTIONS,
  category: CATEGORIES,
  sex: SEXES,
  change: CHANGES,
  ...BENEFIT_CODES,
  ...RULING_CODES,
}
