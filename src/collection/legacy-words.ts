import type { Sentence } from './kinds.js'

/** 遗留数据包的表，in the order in which they are read. */
export const LEGACY_TABLES = {
  employers: { zh: '单位', en: 'employers' },
  persons: { zh: '参保人员', en: 'persons' },
  enrolments: { zh: '参保变动', en: 'enrolments' },
  paid: { zh: '缴费明细', en: 'paid months' },
  accounts: { zh: '年度账户', en: 'yearly accounts' },
  deemed: { zh: '视同缴费', en: 'deemed periods' },
  benefits: { zh: '在付待遇', en: 'benefits in payment' },
} as const
export type LegacyTable = keyof typeof LEGACY_TABLES
export const LEGACY_TABLE_NAMES = Object.keys(LEGACY_TABLES) as LegacyTable[]

/** 每表一个文件，and the sender's own sums. */
export const CONTROL_FILE = 'control.csv'

/** 数据包的状态。Nothing is posted before `loading`; `stopped` was broken off and can be taken up again. */
export const LEGACY_STATES = {
  reading: { zh: '正在读取', en: 'being read' },
  deriving: { zh: '正在逐人比对', en: 'being compared person by person' },
  tried: { zh: '试装完毕', en: 'tried' },
  drafting: { zh: '正在编制凭证', en: 'vouchers being made' },
  loading: { zh: '审核与记账中', en: 'under review and being posted' },
  closed: { zh: '已了结', en: 'closed' },
  refused: { zh: '整包不予接收', en: 'refused whole' },
  replaced: { zh: '已由后一次试装替换', en: 'replaced by a later trial' },
  stopped: { zh: '出错停下', en: 'broke off' },
} as const
export type LegacyState = keyof typeof LEGACY_STATES

/** 差异的种类：what the old system says, against what the rules derive from the same rows. */
export const LEGACY_DIFFERENCES = {
  balance: { zh: '年末储存额不符', en: 'balance at the end of a year differs' },
  yearSum: { zh: '当年记账额不符', en: 'credits of a year differ' },
  months: { zh: '累计缴费月数不符', en: 'months paid differ' },
  birthDate: { zh: '出生日期与号码不符', en: 'date of birth differs from the number' },
  sex: { zh: '性别与号码不符', en: 'sex differs from the number' },
  number: { zh: '号码写法不同', en: 'number written otherwise' },
  contradiction: { zh: '历史自相矛盾', en: 'history contradicts itself' },
} as const satisfies Record<string, Sentence>
export type LegacyDifference = keyof typeof LEGACY_DIFFERENCES

/** 列出而不存入的原因，beside those of a cell that does not read. */
export const LEGACY_REASONS = {
  'legacy.cell': {
    zh: '栏目不合要求，本行列出，不存入。请在旧系统改正后重新导出。',
    en: 'A cell does not read; the row is listed and not stored. Correct it in the old system and export again.',
  },
  'legacy.repeated': {
    zh: '与本包内前一行重复，只存一行。请在旧系统查明后去掉其中一行。',
    en: 'The same as an earlier row of this package; only one is stored. Take one of them out of the old system.',
  },
  'legacy.no-person': {
    zh: '此人在“参保人员”表中没有可存入的一行。请补上或改正那一行，再重新导出。',
    en: 'There is no row to be stored for this person in the table of persons. Add or correct it and export again.',
  },
  'legacy.name-differs': {
    zh: '此号码在本系统登记为另一姓名，全部列出。请核对证件，确定是谁之后再导出。',
    en: 'This number is registered here under another name; all is listed. Find out who it is, then export again.',
  },
  'legacy.person-known': {
    zh: '此人已在本系统登记，历史不自动并入。请以补缴、期初导入、视同认定等逐项办理。',
    en: 'This person is registered here already; history is not merged by itself. File it item by item.',
  },
  'legacy.employer-known': {
    zh: '此单位已在本系统登记，以本系统的登记为准。需要改动的请办理单位变更。',
    en: 'This employer is registered here already and stays as it is. File a change of the employer where needed.',
  },
  'legacy.no-employer': {
    zh: '所列单位既不在本包“单位”表中，也未在本系统登记。请补上该单位，再重新导出。',
    en: 'The employer is neither in this package nor registered here. Add it and export again.',
  },
  'legacy.future': {
    zh: '年月晚于本月，旧系统不可能已有此数。请在旧系统改正后重新导出。',
    en: 'The month lies in the future; correct it in the old system and export again.',
  },
  'legacy.backwards': {
    zh: '终止早于起始。请在旧系统改正后重新导出。',
    en: 'It ends before it begins; correct it in the old system and export again.',
  },
} as const satisfies Record<string, Sentence>
export type LegacyReason = keyof typeof LEGACY_REASONS

/** 记账时搁置的：tried and agreed, but no longer true when it was posted. Explained like a reason of listing. */
export const SET_ASIDE = 'legacy.set-aside'
export const SET_ASIDE_SAYS: Sentence = {
  zh: '记账时已不合，逐人搁置，没有记账。各行缘由见审核页，请核对后另行报送，并在此说明。',
  en: 'No longer true when it was posted; put aside person by person and not posted. The review page tells why of each row. Check, file anew, and explain here.',
}
