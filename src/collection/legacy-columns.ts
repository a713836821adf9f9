import type { FieldSpec } from './header.js'
import type { LegacyTable } from './legacy-words.js'

/** 各表的栏目，headed by their Chinese names, their ministry codes or their English names; docs/migration.md prints them. */
const NUMBER = column('identityNumber', 'AAC002', '社会保障号码', '证件号码')
const CODE = column('creditCode', 'AAB998', '统一社会信用代码')
const INSURANCE = column('insurance', 'AAE140', '险种类型', '险种')
const FROM = column('fromMonth', 'AAE041', '开始年月', '起始年月')
const DOCUMENT = column('document', '', '文书编号')

export const LEGACY_COLUMNS: Readonly<Record<LegacyTable, readonly FieldSpec[]>> = {
  employers: [
    must(CODE),
    must(column('name', 'AAB004', '单位名称')),
    must(column('employerType', 'AAB019', '单位类型')),
    must(column('industryCode', 'AAB022', '行业代码')),
    must(column('injuryClass', 'AAA042', '工伤行业类别')),
    must(FROM),
  ],
  persons: [
    must(NUMBER),
    must(column('fullName', 'AAC003', '姓名')),
    column('sex', 'AAC004', '性别'),
    column('birthDate', 'AAC006', '出生日期'),
    column('workStartDate', 'AAC007', '参加工作日期'),
  ],
  enrolments: [
    must(NUMBER),
    must(INSURANCE),
    CODE,
    must(column('change', '', '变动')),
    must(FROM),
    column('reason', 'AAE160', '变更原因'),
  ],
  paid: [
    must(NUMBER),
    must(INSURANCE),
    CODE,
    must(column('contributionMonth', 'AAE003', '对应费款所属期', '缴费年月')),
    column('settlementMonth', 'AAE002', '费款所属期'),
    column('contributionKind', 'AAE143', '缴费类型'),
    must(column('base', 'AAE180', '缴费基数', '人员缴费基数')),
    must(column('employerAmount', 'AAE080', '单位实缴金额')),
    must(column('personAmount', 'AAE082', '个人实缴金额')),
    column('employerToAccount', '', '单位划入个人账户'),
    column('personToAccount', '', '个人划入个人账户'),
    must(column('arrivalDay', '', '到账日期')),
  ],
  accounts: [
    must(NUMBER),
    must(INSURANCE),
    must(column('year', 'AAE001', '年度')),
    must(column('months', '', '截至年末累计缴费月数', '累计缴费月数')),
    column('credits', '', '当年记账额'),
    must(column('balance', 'AAE240', '年末储存额', '储存额')),
  ],
  deemed: [
    must(NUMBER),
    must(INSURANCE),
    must(column('deemedKind', '', '视同种类')),
    must(FROM),
    must(column('throughMonth', 'AAE042', '终止年月')),
    column('months', '', '折算月数'),
    must(DOCUMENT),
  ],
  benefits: [
    must(NUMBER),
    must(INSURANCE),
    must(column('benefitKind', '', '待遇种类')),
    must(column('item', '', '待遇项目')),
    must(column('eventMonth', '', '发生年月')),
    must(FROM),
    must(column('amount', '', '月待遇金额', '金额')),
    must(DOCUMENT),
  ],
}

/** 控制总额：一表一行。 */
export const CONTROL_COLUMNS: readonly FieldSpec[] = [
  must(column('table', '', '表')),
  must(column('rows', '', '行数')),
  must(column('amount', '', '金额合计')),
]

function column(field: string, code: string, ...names: string[]): FieldSpec {
  return { field, code: code === '' ? field : code, names, required: false }
}

function must(field: FieldSpec): FieldSpec {
  return { ...field, required: true }
}
