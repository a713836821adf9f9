import { CATEGORIES } from '../../src/collection/entry-contract.js'
import {
  BEGIN_END,
  BENEFIT_CHANGES,
  BENEFIT_KINDS,
  BENEFIT_REASONS,
  CHECK_METHODS,
  CHECK_RESULTS,
  DIRECTIONS,
  type FactEntryKind,
  HAZARDOUS_KINDS,
  LIFE_EVENTS,
  RELIEF_NAMES,
  RESIDENT_GROUP_NAMES,
} from '../../src/collection/fact-entry-contract.js'
import { DEEMED_KINDS, PAYERS, SUBSIDY_KINDS } from '../../src/kernel/fact-words.js'
import { INSURANCE_NAMES, INSURANCES } from '../../src/kernel/terms.js'
import type { Both } from '../shell/both.js'
import { type EntryField, FULL_NAME, IDENTITY } from './entry-fields.js'

/** 一栏落在请求的哪里：the person's item, the request itself, or what another department determined. */
export interface FactField extends EntryField {
  readonly place?: 'request' | 'elsewhere'
  /** Only for these kinds of benefit. */
  readonly kinds?: readonly string[]
}

const insurance = (...codes: readonly (keyof typeof INSURANCE_NAMES)[]): FactField => ({
  name: 'insurance',
  label: { zh: '险种', en: 'Insurance' },
  kind: 'choice',
  required: true,
  choices: Object.fromEntries(codes.map((code) => [code, INSURANCE_NAMES[code]])),
  ...(codes[0] === undefined ? {} : { first: codes[0] }),
})
const month = (name: string, zh: string, en: string, more: Partial<FactField> = {}): FactField => ({
  ...{ name, label: { zh, en }, kind: 'month', required: true, ...more },
})
const text = (name: string, zh: string, en: string, most: number, more: Partial<FactField> = {}): FactField => ({
  ...{ name, label: { zh, en }, kind: 'text', required: true, most, ...more },
})
const yuan = (name: string, zh: string, en: string, more: Partial<FactField> = {}): FactField => ({
  ...{ name, label: { zh: `${zh}（元）`, en: `${en} (CNY)` }, kind: 'yuan', required: true, ...more },
})
const number = (name: string, zh: string, en: string, more: Partial<FactField> = {}): FactField => ({
  ...{ name, label: { zh, en }, kind: 'number', required: true, most: 4, ...more },
})
const day = (name: string, zh: string, en: string, more: Partial<FactField> = {}): FactField => ({
  ...{ name, label: { zh, en }, kind: 'day', required: true, ...more },
})
const choice = (
  name: string,
  zh: string,
  en: string,
  choices: Readonly<Record<string, Both>>,
  more: Partial<FactField> = {},
): FactField => ({ ...{ name, label: { zh, en }, kind: 'choice', required: true, choices, ...more } })

const DOCUMENT = text('document', '文书编号', 'Document', 100)
const FROM = month('fromMonth', '起始年月', 'From month')
const THROUGH = month('throughMonth', '终止年月', 'Through month')
const PENSIONS = insurance('110', '120', '170', 'annuity')
const OPTIONAL = { required: false }
const ELSEWHERE = { required: false, place: 'elsewhere' as const, kinds: ['injury', 'medical'] }

/** 各类新事实的表单。 */
export const FACT_FORMS: Readonly<Record<FactEntryKind, readonly FactField[]>> = {
  personCategory: [
    IDENTITY,
    FULL_NAME,
    choice('category', '人员类别', 'Kind of person', CATEGORIES),
    choice('change', '变动', 'Change', BEGIN_END, { first: 'begin' }),
    day('fromDay', '起始日期', 'From'),
    DOCUMENT,
  ],
  guardianship: [
    IDENTITY,
    FULL_NAME,
    { ...IDENTITY, name: 'otherIdentityNumber', label: { zh: '监护人证件号码', en: 'Number of the guardian' } },
    { ...FULL_NAME, name: 'otherFullName', label: { zh: '监护人姓名', en: 'Name of the guardian' } },
    choice('change', '变动', 'Change', BEGIN_END, { first: 'begin' }),
    day('fromDay', '起始日期', 'From'),
    DOCUMENT,
  ],
  deemedPeriod: [
    ...[IDENTITY, FULL_NAME, PENSIONS, choice('deemedKind', '视同种类', 'Kind', DEEMED_KINDS), FROM, THROUGH],
    number('months', '折算月数', 'Months counted', {
      ...OPTIONAL,
      hint: { zh: '只在折算时填写', en: 'only where the rule converts' },
    }),
    DOCUMENT,
  ],
  benefitDetermination: [
    ...[
      IDENTITY,
      FULL_NAME,
      choice('benefitKind', '待遇种类', 'Kind of benefit', BENEFIT_KINDS),
      insurance(...INSURANCES),
    ],
    text('variant', '类别', 'Group', 60, OPTIONAL),
    month('eventMonth', '发生年月', 'Month of the event'),
    number('adjustmentYear', '年度调整的年份', 'Year of the adjustment', {
      ...OPTIONAL,
      kinds: ['retirement', 'residentPension'],
      hint: { zh: '只在调整时填写', en: 'only for a yearly adjustment' },
    }),
    DOCUMENT,
    text('item', '其他部门核定的项目', 'Item determined elsewhere', 60, {
      ...ELSEWHERE,
      hint: {
        zh: '由规则算得的不填',
        en: 'leave empty what the rules compute',
      },
    }),
    yuan('amount', '其他部门核定的金额', 'Amount determined elsewhere', ELSEWHERE),
    month('fromMonth', '其他部门核定的起始年月', 'Determined elsewhere from', ELSEWHERE),
  ],
  benefitPayment: [
    ...[
      IDENTITY,
      FULL_NAME,
      choice('benefitKind', '待遇种类', 'Kind of benefit', BENEFIT_KINDS),
      insurance(...INSURANCES),
    ],
    text('item', '待遇项目', 'Item', 60),
    month('benefitMonth', '待遇所属年月', 'Benefit month'),
    yuan('amount', '金额', 'Amount'),
    yuan('fromAccount', '由个人账户支付', 'From the account', { first: '0' }),
    month('payMonth', '支付年月', 'Paid in', { place: 'request' }),
    day('paidDay', '支付日期', 'Paid on', { place: 'request' }),
    text('batch', '支付批次', 'Batch', 60, { place: 'request' }),
  ],
  subsidy: [
    ...[IDENTITY, FULL_NAME, insurance(...INSURANCES), choice('subsidyKind', '补贴种类', 'Kind', SUBSIDY_KINDS)],
    ...[
      choice('payer', '出资方', 'Paid by', PAYERS),
      month('contributionMonth', '对应费款所属期', 'Contribution month'),
    ],
    ...[yuan('amount', '金额', 'Amount'), DOCUMENT, day('arrivalDay', '到账日期', 'Arrived on', { place: 'request' })],
  ],
  openingBalance: [
    ...[IDENTITY, FULL_NAME, PENSIONS, number('year', '截至年度', 'As of the end of')],
    ...[yuan('balance', '储存额', 'Balance'), number('actualMonths', '实际缴费月数', 'Months actually paid')],
  ],
  transfer: [
    ...[IDENTITY, FULL_NAME, PENSIONS, choice('direction', '转移方向', 'Direction', DIRECTIONS)],
    ...[month('month', '资金划转年月', 'Month of the money'), text('otherArea', '对方统筹区代码', 'The other area', 6)],
    ...[
      text('otherAgency', '对方经办机构', 'The other agency', 100),
      FROM,
      THROUGH,
      number('months', '月数', 'Months'),
    ],
    ...[
      yuan('toAccount', '个人账户转移额', 'Account moved'),
      yuan('pooled', '统筹基金转移额', 'Pooled fund moved'),
      DOCUMENT,
    ],
  ],
  lifeEvent: [
    ...[IDENTITY, FULL_NAME, choice('event', '事项', 'Event', LIFE_EVENTS), day('day', '日期', 'Day'), DOCUMENT],
  ],
  benefitChange: [
    ...[
      IDENTITY,
      FULL_NAME,
      choice('benefitKind', '待遇种类', 'Kind of benefit', BENEFIT_KINDS),
      insurance(...INSURANCES),
    ],
    ...[choice('change', '变动', 'Change', BENEFIT_CHANGES), FROM, choice('reason', '原因', 'Reason', BENEFIT_REASONS)],
    DOCUMENT,
  ],
  entitlementCheck: [
    ...[IDENTITY, FULL_NAME, choice('method', '认证方式', 'Method', CHECK_METHODS)],
    ...[choice('result', '认证结果', 'Result', CHECK_RESULTS), day('checkedDay', '认证日期', 'Checked on'), DOCUMENT],
  ],
  specialWork: [
    ...[IDENTITY, FULL_NAME, choice('workKind', '工种类别', 'Kind of work', HAZARDOUS_KINDS), FROM, THROUGH],
    number('months', '认定月数', 'Months found', {
      ...OPTIONAL,
      hint: { zh: '不足起止各月的填写', en: 'only where not every month counts' },
    }),
    DOCUMENT,
  ],
  residentPayment: [
    ...[IDENTITY, FULL_NAME, insurance('170', '390'), number('year', '缴费年度', 'Year')],
    yuan('grade', '缴费档次', 'Grade', { ...OPTIONAL, hint: { zh: '养老保险填写', en: 'for pension' } }),
    choice('group', '参保人群', 'Group', RESIDENT_GROUP_NAMES, {
      ...OPTIONAL,
      hint: { zh: '医疗保险填写', en: 'for medical insurance' },
    }),
    choice('onBehalf', '政府代缴', 'Paid on behalf', RELIEF_NAMES, OPTIONAL),
    text('levyVoucher', '电子税票号', 'Levy voucher', 40),
    day('arrivalDay', '到账日期', 'Arrived on', { place: 'request' }),
  ],
}
