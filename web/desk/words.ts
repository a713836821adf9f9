import type { Both } from '../shell/language.js'

/** 经办端各屏的话。 */
export const DESK = {
  inbox: { zh: '待办', en: 'Inbox' },
  inboxLead: {
    zh: '本岗位现在能办的，险者在先，久者在先。',
    en: 'What your post can take now: the riskier first, then the older.',
  },
  all: { zh: '全部报送', en: 'All submissions' },
  mine: { zh: '待我办理', en: 'Mine to take' },
  emptyInbox: { zh: '没有待您办理的报送', en: 'Nothing waits for you' },
  emptyInboxHint: { zh: '新的报送到了会列在这里。', en: 'New submissions will be listed here.' },
  unfinished: { zh: '待我续办', en: 'Mine to go on with' },
  nothingUnfinished: {
    zh: '没有退回、撤回、未提交或待补正的',
    en: 'Nothing was returned, withdrawn, left unsent, or waits for papers',
  },
  moreListed: {
    zh: '先列出最早的 {n} 件，办理之后再列其余。',
    en: 'The oldest {n} are listed; the others follow as these are handled.',
  },
  noSubmissions: { zh: '还没有报送', en: 'No submissions yet' },
  noPosts: { zh: '您的岗位在本端没有可办的事项', en: 'Your posts have nothing to do at this desk' },
  age: { zh: '已等', en: 'Waiting' },
  kind: { zh: '种类', en: 'Kind' },
  state: { zh: '状态', en: 'State' },
  employer: { zh: '单位', en: 'Employer' },
  month: { zh: '费款所属期', en: 'Month' },
  rows: { zh: '行数', en: 'Rows' },
  amount: { zh: '金额', en: 'Amount' },
  marks: { zh: '留意', en: 'Note' },
  under: { zh: '不到1小时', en: 'under 1 h' },
  hours: { zh: '{n}小时', en: '{n} h' },
  days: { zh: '{n}天', en: '{n} d' },
  refusedMark: { zh: '{n}行未接受', en: '{n} rows refused' },
  revisionMark: { zh: '第{n}次报送', en: 'revision {n}' },
  longRouteMark: { zh: '须审批', en: 'needs approval' },
  oldMark: { zh: '已逾办理期限', en: 'past its term' },
  keyNext: { zh: '下一个', en: 'Next' },
  keyBefore: { zh: '上一个', en: 'Previous' },
  keyOpen: { zh: '打开', en: 'Open' },
  keyPass: { zh: '通过', en: 'Pass' },
  keyReturn: { zh: '退回', en: 'Return' },
  keyBack: { zh: '回到待办', en: 'Back to the inbox' },
  submission: { zh: '报送', en: 'Submission' },
  file: { zh: '原始文件', en: 'Source file' },
  businessDay: { zh: '业务日期', en: 'Business day' },
  agency: { zh: '经办机构', en: 'Agency' },
  enteredAt: { zh: '报送时间', en: 'Filed at' },
  accepted: { zh: '接受', en: 'Accepted' },
  vouchers: { zh: '凭证', en: 'Vouchers' },
  rowsAll: { zh: '{rowsIn}（全部接受）', en: '{rowsIn} (all accepted)' },
  rowsWithRefused: {
    zh: '{rowsIn}（接受{accepted}，未接受{refused}）',
    en: '{rowsIn} ({accepted} accepted, {refused} refused)',
  },
  employerTotal: { zh: '单位缴', en: 'Employer part' },
  personTotal: { zh: '个人缴', en: "Persons' part" },
  pass: { zh: '{stage}通过', en: 'Pass {stage}' },
  return: { zh: '退回', en: 'Return' },
  passAsk: { zh: '通过{stage}？', en: 'Pass {stage}?' },
  passSays: {
    zh: '您的姓名和时间会记在这一步上，随凭证封存。您不能再办这份报送的其他环节。',
    en: 'Your name and the time are recorded on this step and sealed with the voucher. You cannot take another step of this submission.',
  },
  passedSays: { zh: '已通过。', en: 'Passed.' },
  returnTitle: { zh: '退回，写明理由', en: 'Return, and say why' },
  returnHint: {
    zh: '报送人会看到这段话。说清哪里不对、怎样改。',
    en: 'The filer reads this. Say what is wrong and how to put it right.',
  },
  returnReason: { zh: '理由', en: 'Reason' },
  reasonShort: { zh: '请写明理由，至少2个字。', en: 'Give a reason of at least 2 characters.' },
  returnedSays: { zh: '已退回。', en: 'Returned.' },
  yours: { zh: '轮到您', en: 'Your turn' },
  notYours: { zh: '现在没有您可办的环节。', en: 'There is no step for you to take now.' },
  compare: { zh: '与上月对照', en: 'Against last month' },
  compareAgainst: { zh: '{before} 与 {now}', en: '{before} and {now}' },
  compareNothing: { zh: '没有可对照的内容', en: 'Nothing to compare' },
  person: { zh: '人员', en: 'Person' },
  what: { zh: '差异', en: 'Difference' },
  wageBefore: { zh: '上月工资', en: 'Wage before' },
  wageNow: { zh: '本次工资', en: 'Wage now' },
  change: { zh: '变动', en: 'Change' },
  dueBefore: { zh: '上月应缴', en: 'Due before' },
  dueNow: { zh: '本次应缴', en: 'Due now' },
  withoutSame: { zh: '有差异的', en: 'Differences' },
  none: { zh: '没有差异：人员与申报工资都和上月一样。', en: 'No differences: same people and wages as last month.' },
  next: { zh: '下一件', en: 'Next' },
  before: { zh: '上一件', en: 'Previous' },
} as const satisfies Record<string, Both>

/** 常用的退回理由。 */
/** 文件退回的常见理由。 */
export const FILE_REASONS: readonly Both[] = [
  {
    zh: '申报工资与上月相差过大，请核实后附说明。',
    en: 'The declared wages differ too much from last month; check them and explain.',
  },
  {
    zh: '上月在册人员本月未申报，请补报或办理停保。',
    en: 'People filed last month are missing; file them or end their enrolment.',
  },
  {
    zh: '未接受的行较多，请改正后整份重报。',
    en: 'Many rows were refused; correct them and file the whole month again.',
  },
]

/** 表单退回的常见理由。 */
export const FORM_REASONS: readonly Both[] = [
  {
    zh: '所填与原始资料不一致，请核对后重报。',
    en: 'What was entered differs from the source paper; compare and file again.',
  },
  {
    zh: '原始资料不清或不全，请补齐后重报。',
    en: 'The source paper is unclear or incomplete; complete it and file again.',
  },
  {
    zh: '依据不足，请写明依据的规定或文书。',
    en: 'The ground is not enough; name the rule or document it rests on.',
  },
]
