import type { Both } from '../shell/language.js'

/** 报送各部分的话，单位与经办共用。 */
export const SUBMISSION = {
  receivedAt: { zh: '实际受理', en: 'truly received' },
  waiting: { zh: '待{stage}', en: 'awaiting {stage}' },
  dropHere: { zh: '把文件拖到这里，或点此选择', en: 'Drop the file here, or choose one' },
  fileKinds: {
    zh: 'CSV 或 XLSX，百万行亦可；大件在后台读取',
    en: 'CSV or XLSX, a million rows and more; large ones are read behind the scenes',
  },
  sending: { zh: '正在上传 {name}', en: 'Sending {name}' },
  reading: { zh: '正在读表、逐行核对 {name}', en: 'Reading and checking {name} row by row' },
  tooLarge: { zh: '文件超过 512 MB，请分成几份。', en: 'The file is larger than 512 MB; split it.' },
  wrongKind: { zh: '请选择 CSV 或 XLSX 文件。', en: 'Choose a CSV or XLSX file.' },
  insurance: { zh: '险种', en: 'Insurance' },
  persons: { zh: '人次', en: 'Persons' },
  base: { zh: '缴费基数', en: 'Base' },
  employerAmount: { zh: '单位缴', en: 'Employer' },
  personAmount: { zh: '个人缴', en: 'Person' },
  toAccount: { zh: '入个人账户', en: 'To the account' },
  total: { zh: '合计', en: 'Total' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '栏目', en: 'Column' },
  problem: { zh: '问题', en: 'Problem' },
  remedy: { zh: '怎么办', en: 'What to do' },
  clerkReason: { zh: '实情（仅经办可见）', en: 'Real reason (staff only)' },
  name: { zh: '姓名', en: 'Name' },
  number: { zh: '社会保障号码', en: 'Social security number' },
  month: { zh: '所属期', en: 'Month' },
  wage: { zh: '申报工资', en: 'Declared wage' },
  sum: { zh: '合计', en: 'Sum' },
  refusedRows: { zh: '未被接受的行', en: 'Refused rows' },
  downloadRefused: { zh: '下载这些行（CSV）', en: 'Download these rows (CSV)' },
  refusedPart: { zh: '这里是前 {shown} 行，共 {all} 行。', en: 'The first {shown} of {all} rows.' },
  lines: { zh: '将要记账的明细', en: 'Lines to be posted' },
  allLines: { zh: '全部明细', en: 'All lines' },
  linesPart: { zh: '第 {part} / {parts} 份凭证', en: 'Voucher {part} of {parts}' },
  linesFirst: {
    zh: '先列出前 {n} 行；提交后可看全部。',
    en: 'The first {n} lines; all of them can be seen once submitted.',
  },
  totals: { zh: '各险种合计', en: 'Totals by insurance' },
  notices: { zh: '读表提示', en: 'Notes from reading the file' },
  entered: { zh: '报送', en: 'Filed' },
  drafted: { zh: '已上传，尚未提交', en: 'Uploaded, not submitted yet' },
  passed: { zh: '通过', en: 'passed' },
  returned: { zh: '退回', en: 'returned' },
  now: { zh: '办理中', en: 'in hand' },
  toCome: { zh: '未到', en: 'to come' },
  posting: { zh: '记账', en: 'Posting' },
  postedParts: { zh: '{done} / {all} 份凭证已记账', en: '{done} of {all} vouchers posted' },
  reason: { zh: '理由', en: 'Reason' },
  acts: { zh: '办理动作', en: 'What was done' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  withdrawn: { zh: '已撤回，可以改正重报。', en: 'Withdrawn; it can be corrected and filed again.' },
  withdrawSays: {
    zh: '还没有人审核，可以撤回。撤回之后不再办理，可以改正重报。',
    en: 'Nobody has reviewed it yet. Once withdrawn it is not handled further; it can be corrected and filed again.',
  },
  earlierRevision: { zh: '第 {n} 次报送', en: 'Revision {n}' },
  progress: { zh: '办理过程', en: 'Progress' },
  blocked: { zh: '未能记账', en: 'Could not be posted' },
  revision: { zh: '第{n}次', en: 'rev. {n}' },
} as const satisfies Record<string, Both>

/** 险种的短名，表格里用。 */
export const SHORT_INSURANCES: Readonly<Record<string, Both>> = {
  '110': { zh: '养老', en: 'Pension' },
  '120': { zh: '机关养老', en: 'Inst. pension' },
  '170': { zh: '居民养老', en: 'Res. pension' },
  '210': { zh: '失业', en: 'Unempl.' },
  '310': { zh: '医疗', en: 'Medical' },
  '390': { zh: '居民医疗', en: 'Res. medical' },
  '410': { zh: '工伤', en: 'Injury' },
  '510': { zh: '生育', en: 'Maternity' },
  annuity: { zh: '职业年金', en: 'Annuity' },
}

export function shortInsurance(code: string): Both {
  return SHORT_INSURANCES[code] ?? { zh: code, en: code }
}
