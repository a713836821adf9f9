import type { Both } from '../shell/language.js'

/** 参保人各屏的话。 */
export const CITIZEN = {
  record: { zh: '我的权益记录', en: 'My rights record' },
  recordLead: {
    zh: '带虚线的数都可以点：看它按哪一条、用哪个参数、从哪张凭证来。',
    en: 'Every dotted figure can be tapped: which rule, which published value, which voucher it came from.',
  },
  looks: { zh: '谁查过我的记录', en: 'Who looked at my record' },
  looksLead: {
    zh: '每一次查看都先记在这里，才给看。被拒绝的也在。',
    en: 'Every look is written down here before anything is shown. Refused ones too.',
  },
  noLooks: { zh: '还没有人查过您的记录', en: 'Nobody has looked at your record yet' },
  others: { zh: '别人查的', en: 'By others' },
  all: { zh: '全部', en: 'All' },
  onlyMe: { zh: '除了您自己，还没有别人查过', en: 'Nobody but you has looked' },
  myself: { zh: '我自己', en: 'Myself' },
  refused: { zh: '已拒绝', en: 'refused' },
  saw: { zh: '看了', en: 'Saw' },
  times: { zh: '{n} 次', en: '{n} times' },
  purpose: { zh: '事由', en: 'Purpose' },
  papers: { zh: '记录单与证明', en: 'Statements and certificates' },
  statementLead: {
    zh: '权益记录单一年一张，参保缴费证明按期间出具；都印有校验码和二维码，别人可以在核验页核对真伪。',
    en: 'A statement for each year, a proof of enrolment for any months; both with a check code and a QR code that anyone can verify.',
  },
  chooseYear: { zh: '选一个年度', en: 'Choose a year' },
  issue: { zh: '出具{year}年记录单', en: 'Issue the {year} statement' },
  withReasons: {
    zh: '连同推导附页：储存额、月数、合计各由什么得出',
    en: 'With an annex: what the balance, the months and the totals come from',
  },
  issued: { zh: '已经出具', en: 'Issued' },
  ready: { zh: '{year}年记录单已经出具', en: 'The {year} statement is ready' },
  serial: { zh: '流水号', en: 'Serial' },
  issuedAt: { zh: '出具时间', en: 'Issued' },
  validUntil: { zh: '有效期至', en: 'Valid until' },
  openPdf: { zh: '下载 PDF', en: 'Download PDF' },
  printPdf: { zh: '打印', en: 'Print' },
  noneIssued: { zh: '还没有出具过', en: 'None has been issued yet' },
  span: { zh: '{from} 至 {through}', en: '{from} to {through}' },
  keepCode: {
    zh: '校验码和二维码都印在纸上。把它交给对方，对方在核验页输入您证件号码的末四位即可核对。',
    en: 'The check code and QR code are on the paper. Whoever receives it verifies it with the last four of your identity number.',
  },
} as const satisfies Record<string, Both>

/** 各类事项在查阅记录里的说法。 */
export const LOOK_ACTIONS: Readonly<Record<string, Both>> = {
  'record.read': { zh: '查看权益记录', en: 'Read the record' },
  'record.search': { zh: '检索时列出', en: 'Listed in a search' },
  'looks.read': { zh: '查看查阅记录', en: 'Read who looked' },
  'statement.issue': { zh: '出具记录单或证明', en: 'Issued a statement' },
  'employer.staff': { zh: '单位查看职工缴费', en: "Employer read its staff's contributions" },
  'filing.read': { zh: '查看申报', en: 'Read a filing' },
  'filing.submit': { zh: '单位申报与增减员', en: 'Employer filed for its staff' },
  'entry.submit': { zh: '经办录入', en: 'Entry at the desk' },
  'wage.answer': { zh: '确认缴费工资', en: 'Answered the declared wage' },
  'review.take': { zh: '审核业务', en: 'Reviewed a submission' },
  'account.activate': { zh: '激活账户', en: 'Activated an account' },
  'account.secure': { zh: '设置账户安全', en: 'Set the security of the account' },
}

export const CHANNEL_NAMES: Readonly<Record<string, Both>> = {
  web: { zh: '网上', en: 'online' },
  counter: { zh: '窗口', en: 'at a counter' },
  kiosk: { zh: '自助机', en: 'at a kiosk' },
  cli: { zh: '命令行', en: 'command line' },
}

export const REALM_NAMES: Readonly<Record<string, Both>> = {
  citizen: { zh: '参保人', en: 'Insured person' },
  operator: { zh: '用人单位', en: 'Employer' },
  staff: { zh: '经办机构', en: 'Agency' },
}

/** 第十四号令第二条的各项。 */
export const SECTION_NAMES: Readonly<Record<string, Both>> = {
  registration: { zh: '登记', en: 'registration' },
  contribution: { zh: '缴费', en: 'contributions' },
  benefit: { zh: '待遇', en: 'benefits' },
  account: { zh: '年限和账户', en: 'years and account' },
  other: { zh: '其他', en: 'other' },
  access: { zh: '查阅记录', en: 'who looked' },
  statement: { zh: '记录单', en: 'statements' },
}
