import { ENTRY_CHARGES } from '../../src/collection/entry-contract.js'
import { INSURANCE_NAMES } from '../../src/kernel/terms.js'
import type { Both } from '../shell/both.js'

/** 录入的一栏。`kind` says how it is typed and what it becomes; a field left empty is left out. */
export interface EntryField {
  readonly name: string
  readonly label: Both
  readonly kind:
    | 'identity'
    | 'name'
    | 'creditCode'
    | 'text'
    | 'month'
    | 'day'
    | 'yuan'
    | 'percent'
    | 'number'
    | 'choice'
    | 'insurances'
    | 'several'
    | 'yes'
  readonly required?: boolean
  readonly hint?: Both
  readonly most?: number
  readonly choices?: Readonly<Record<string, Both>>
  readonly first?: string
  /** 勾选框旁的话。 */
  readonly says?: Both
  /** 请求里放在 `changes` 之下。 */
  readonly isChange?: boolean
  /** 可选到本月之后多少个月。 */
  readonly ahead?: number
}

export const IDENTITY: EntryField = {
  name: 'identityNumber',
  label: { zh: '社会保障号码', en: 'Social security number' },
  kind: 'identity',
  required: true,
  most: 40,
}
export const FULL_NAME: EntryField = {
  name: 'fullName',
  label: { zh: '姓名', en: 'Name' },
  kind: 'name',
  required: true,
  most: 100,
}
const EMPLOYER: EntryField = {
  name: 'creditCode',
  label: { zh: '单位统一社会信用代码', en: "Employer's credit code" },
  kind: 'creditCode',
  hint: { zh: '灵活就业人员不填', en: 'leave empty for a flexible worker' },
  most: 18,
}
/** 登记与参保变动可选全部险种。 */
const EVERY_INSURANCE: EntryField = {
  name: 'insurances',
  label: { zh: '险种', en: 'Insurances' },
  kind: 'several',
  choices: INSURANCE_NAMES,
}
const INSURANCES: EntryField = {
  name: 'insurances',
  label: { zh: '险种', en: 'Insurances' },
  kind: 'insurances',
  required: true,
}
const FROM_MONTH: EntryField = {
  name: 'fromMonth',
  label: { zh: '起始年月', en: 'From month' },
  kind: 'month',
  required: true,
}

/** 变更原因 AAE160，在职的。 */
const CHANGE_REASONS: Readonly<Record<string, Both>> = {
  '111': { zh: '新参保', en: 'new' },
  '121': { zh: '恢复缴费', en: 'resumed' },
  '131': { zh: '统筹外转入', en: 'transferred in from outside' },
  '141': { zh: '统筹内转入', en: 'transferred in from inside' },
  '211': { zh: '在职死亡', en: 'death in work' },
  '212': { zh: '出国定居', en: 'settled abroad' },
  '221': { zh: '合同终止', en: 'contract ended' },
  '222': { zh: '辞职', en: 'resigned' },
  '223': { zh: '辞退', en: 'dismissed' },
  '224': { zh: '参军', en: 'joined the army' },
  '225': { zh: '升学', en: 'study' },
  '227': { zh: '失踪', en: 'missing' },
  '228': { zh: '停薪留职', en: 'leave without pay' },
  '229': { zh: '其他中断', en: 'other interruption' },
  '231': { zh: '转出统筹外', en: 'transferred out' },
  '241': { zh: '转出统筹内', en: 'transferred out, inside' },
  '251': { zh: '退休', en: 'retired' },
  '269': { zh: '其他终止', en: 'other termination' },
}

export const CONTRIBUTION_FIELDS: readonly EntryField[] = [
  IDENTITY,
  FULL_NAME,
  EMPLOYER,
  { name: 'settlementMonth', label: { zh: '费款所属期', en: 'Settlement month' }, kind: 'month', required: true },
  {
    name: 'contributionMonth',
    label: { zh: '对应费款所属期', en: 'Contribution month' },
    kind: 'month',
    required: true,
    hint: {
      zh: '早于费款所属期的是补缴，须经审批；预缴选以后的月份',
      en: 'earlier than the settlement month: back payment, needs approval; of a prepayment a later month',
    },
    ahead: 24,
  },
  {
    name: 'contributionKind',
    label: { zh: '缴费类型', en: 'Contribution kind' },
    kind: 'choice',
    required: true,
    choices: ENTRY_CHARGES,
    first: '1',
  },
  {
    name: 'declaredWage',
    label: { zh: '申报工资（元）', en: 'Declared wage (CNY)' },
    kind: 'yuan',
    hint: {
      zh: '补差不填的，按已申报的工资；退收不填。应缴金额由规则算得',
      en: 'left out, a difference takes the wage as filed; a refund takes none. Amounts are computed by the rules',
    },
  },
  INSURANCES,
]

/** 缓缴：months that stand due and are no arrears until the day is over. */
export const DEFERRAL_FIELDS: readonly EntryField[] = [
  { ...EMPLOYER, required: true, hint: { zh: '十八位', en: 'eighteen signs' } },
  INSURANCES,
  { ...FROM_MONTH, ahead: 12 },
  {
    name: 'throughMonth',
    label: { zh: '终止年月', en: 'Through month' },
    kind: 'month',
    required: true,
    ahead: 24,
  },
  {
    name: 'untilDay',
    label: { zh: '缓缴至', en: 'Deferred until' },
    kind: 'day',
    required: true,
    hint: { zh: '当日仍在缓缴期内', en: 'this day is still within the deferral' },
  },
  { name: 'document', label: { zh: '批复文号', en: 'Approval' }, kind: 'text', required: true, most: 100 },
]

/** 成批补差：which months are computed again. */
export const DIFFERENCE_FIELDS: readonly EntryField[] = [
  { ...FROM_MONTH, name: 'from' },
  { ...FROM_MONTH, name: 'through', label: { zh: '终止年月', en: 'Through month' } },
  { ...EMPLOYER, hint: { zh: '不填的，为本机构全部单位与个人', en: 'left empty: everybody of this agency' } },
  { ...INSURANCES, required: false, hint: { zh: '不选的，为全部险种', en: 'none chosen: all insurances' } },
]

export const ENROLMENT_FIELDS: readonly EntryField[] = [
  IDENTITY,
  FULL_NAME,
  EMPLOYER,
  {
    name: 'change',
    label: { zh: '变动', en: 'Change' },
    kind: 'choice',
    required: true,
    choices: {
      enrol: { zh: '参保', en: 'enrol' },
      suspend: { zh: '暂停', en: 'suspend' },
      resume: { zh: '恢复', en: 'resume' },
      end: { zh: '终止', en: 'end' },
    },
    first: 'enrol',
  },
  {
    name: 'reason',
    label: { zh: '变更原因', en: 'Reason' },
    kind: 'choice',
    required: true,
    choices: CHANGE_REASONS,
    first: '111',
  },
  FROM_MONTH,
  { ...EVERY_INSURANCE, required: true },
]

export const PERSON_FIELDS: readonly EntryField[] = [
  IDENTITY,
  FULL_NAME,
  {
    name: 'sex',
    label: { zh: '性别', en: 'Sex' },
    kind: 'choice',
    choices: {
      '1': { zh: '男', en: 'male' },
      '2': { zh: '女', en: 'female' },
      '9': { zh: '未说明', en: 'not stated' },
    },
    hint: { zh: '号码已说明的不填', en: 'leave empty where the number tells' },
  },
  {
    name: 'birthDate',
    label: { zh: '出生日期', en: 'Date of birth' },
    kind: 'day',
    hint: { zh: '号码已说明的不填', en: 'leave empty where the number tells' },
  },
  {
    name: 'nationality',
    label: { zh: '国籍', en: 'Nationality' },
    kind: 'text',
    most: 3,
    hint: { zh: '三位字母代码，中国不填', en: 'three letters; leave empty for China' },
  },
  { name: 'workStartDate', label: { zh: '参加工作日期', en: 'Started work on' }, kind: 'day' },
  { name: 'mobilePhone', label: { zh: '手机', en: 'Mobile' }, kind: 'text', most: 20 },
  { name: 'mailingAddress', label: { zh: '通讯地址', en: 'Mailing address' }, kind: 'text', most: 200 },
  { name: 'bankAccount', label: { zh: '银行账号', en: 'Bank account' }, kind: 'text', most: 40 },
  EMPLOYER,
  { ...FROM_MONTH, label: { zh: '参保起始年月', en: 'Insured from' } },
  EVERY_INSURANCE,
]

export const EMPLOYER_FIELDS: readonly EntryField[] = [
  { ...EMPLOYER, required: true, hint: { zh: '十八位', en: 'eighteen signs' } },
  { name: 'name', label: { zh: '单位名称', en: 'Name' }, kind: 'text', required: true, most: 100 },
  {
    name: 'employerType',
    label: { zh: '单位类型', en: 'Type' },
    kind: 'choice',
    required: true,
    choices: {
      '10': { zh: '企业', en: 'enterprise' },
      '21': { zh: '全额拨款事业单位', en: 'public institution, fully funded' },
      '22': { zh: '差额拨款事业单位', en: 'public institution, partly funded' },
      '23': { zh: '自收自支事业单位', en: 'public institution, self-funded' },
      '20': { zh: '其他事业单位', en: 'other public institution' },
      '30': { zh: '机关', en: 'government organ' },
      '40': { zh: '社会团体', en: 'social organization' },
      '50': { zh: '民办非企业', en: 'private non-enterprise unit' },
      '60': { zh: '城镇个体工商户', en: 'individual business' },
    },
    first: '10',
  },
  { name: 'industryCode', label: { zh: '行业代码', en: 'Industry code' }, kind: 'text', required: true, most: 8 },
  {
    name: 'injuryClass',
    label: { zh: '工伤风险类别（1-8）', en: 'Injury risk class (1-8)' },
    kind: 'number',
    required: true,
    most: 1,
  },
  {
    name: 'injuryFloat',
    label: { zh: '浮动系数（%）', en: 'Float factor (%)' },
    kind: 'percent',
    required: true,
    first: '100',
  },
  {
    name: 'status',
    label: { zh: '状态', en: 'Status' },
    kind: 'choice',
    required: true,
    choices: { active: { zh: '参保', en: 'active' }, ended: { zh: '注销', en: 'ended' } },
    first: 'active',
  },
  FROM_MONTH,
]
