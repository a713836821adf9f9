import type { Both } from '../shell/language.js'

/** 参数各屏的话。 */
export const PARAMETER = {
  title: { zh: '参数', en: 'Parameters' },
  lead: {
    zh: '施行中的参数，逐版写明起止、依据与由哪次记账施行。改动须经提出、试算、审核、审批，再由系统管理员施行。',
    en: 'The parameters in force: each version with its months, its source and the posting that brought it. A change is proposed, tried out, reviewed and approved, then applied by the system administrator.',
  },
  area: { zh: '统筹区', en: 'Area' },
  sort: { zh: '类别', en: 'Kind' },
  allSorts: { zh: '全部类别', en: 'All kinds' },
  search: { zh: '按名称或代号查找', en: 'Search by name or id' },
  name: { zh: '参数', en: 'Parameter' },
  value: { zh: '值', en: 'Value' },
  current: { zh: '最新版本', en: 'Newest version' },
  since: { zh: '起月', en: 'From' },
  until: { zh: '止月', en: 'Until' },
  untilNext: { zh: '下一版之前', en: 'until the next' },
  basis: { zh: '依据', en: 'Source' },
  status: { zh: '状态', en: 'Status' },
  keeper: { zh: '维护', en: 'Keeper' },
  pending: { zh: '在途', en: 'On its way' },
  versions: { zh: '版本', en: 'Versions' },
  chart: { zh: '历年变化', en: 'Over time' },
  chartSays: {
    zh: '{what}：{n}个版本的阶梯图，数字见下表',
    en: '{what}: a step chart of {n} versions; the figures are in the table',
  },
  origin: { zh: '施行', en: 'In force by' },
  originSays: { zh: '记账 {posting}，{at}', en: 'posting {posting}, {at}' },
  byRelease: { zh: '随版本', en: 'with the release' },
  history: { zh: '仅供查阅', en: 'for reference only' },
  sameAs: { zh: '同 {id}', en: 'same as {id}' },
  axis: { zh: '按此月份取版本', en: 'Chosen by' },
  nothingFound: { zh: '没有符合的参数', en: 'No parameter fits' },
  back: { zh: '回到参数', en: 'Back to the parameters' },
  propose: { zh: '提出新版本', en: 'Propose a version' },
  change: { zh: '改这一版', en: 'Change this one' },
  proposeLead: {
    zh: '起月与已有版本相同的，是改那一版；不同的，是加一版。提交之后由别人审核，您不能审。',
    en: 'With the month of a version there is, it changes that one; with another month it adds one. Others review it; you cannot.',
  },
  sinceHint: { zh: '如 2026-07', en: 'such as 2026-07' },
  untilHint: {
    zh: '不填即有效到下一版之前；按年公布的必填',
    en: 'empty: in force until the next; needed where published yearly',
  },
  valueHint: { zh: '元、百分数或整数，照公布的写', en: 'yuan, percent or a whole number, as published' },
  byHint: { zh: '按类取值，一行一类，如 enterprise: 16', en: 'by class, one a line, such as enterprise: 16' },
  explanation: { zh: '说明', en: 'Explanation' },
  explanationHint: { zh: '为什么改，至少4个字', en: 'Why, at least 4 characters' },
  paper: { zh: '依据文件', en: 'Source paper' },
  paperHint: { zh: '通知的扫描件或照片；可以后补', en: 'a scan of the notice; it may come later' },
  paperTaken: { zh: '已收到', en: 'received' },
  optional: { zh: '选填', en: 'optional' },
  submit: { zh: '提交审核', en: 'File for review' },
  resubmit: { zh: '改好再提', en: 'Correct it and propose again' },
  filed: { zh: '已提出，等待审核。', en: 'Proposed; it waits for review.' },
  changes: { zh: '参数变更', en: 'Parameter changes' },
  changesLead: {
    zh: '提出的、在审的、待施行的与已施行的。',
    en: 'Proposed, under review, waiting to be applied, and applied.',
  },
  toApply: { zh: '待施行', en: 'To apply' },
  toApplyLead: {
    zh: '已审定的参数、采集标准与审核路线的变更。您照审定的内容施行，不改内容；施行即记账，立刻生效，不必重启。',
    en: 'Changes of parameters, of the standard and of routes that were agreed. You apply them as they were agreed and change nothing; applying posts them, and they hold at once without a restart.',
  },
  nothingToApply: { zh: '没有待施行的参数变更', en: 'Nothing waits to be applied' },
  nothingToApplyHint: { zh: '审定之后会列在这里。', en: 'What is agreed will be listed here.' },
  noChanges: { zh: '还没有参数变更', en: 'No parameter changes yet' },
  proposedBy: { zh: '提出', en: 'Proposed by' },
  proposedAt: { zh: '提出时间', en: 'Proposed at' },
  count: { zh: '处数', en: 'Entries' },
  state: { zh: '状态', en: 'State' },
  agreedState: { zh: '已审定，待施行', en: 'agreed, to be applied' },
  postedState: { zh: '已施行', en: 'applied' },
  blockedState: { zh: '未能施行', en: 'could not be applied' },
  differences: { zh: '变更内容', en: 'What changes' },
  before: { zh: '现为', en: 'Now' },
  after: { zh: '改为', en: 'Proposed' },
  fresh: { zh: '新加', en: 'new' },
  gone: { zh: '删去', en: 'taken away' },
  noVersionDiffers: {
    zh: '各版本的值、起止和依据都没有变；变的是文件里的其他文字，如名称、次序、注释。',
    en: 'No version differs in value, months or source; what differs is other text of the file: names, order, comments.',
  },
  wholeFiles: { zh: '整份替换的文件：{files}', en: 'Files replaced whole: {files}' },
  whatIf: { zh: '试算', en: 'Trial run' },
  whatIfNone: {
    zh: '这一版内容在施行中的参数上还没有试算。审批之前须有试算。',
    en: 'There is no trial of this content against the parameters in force yet. Approval needs one.',
  },
  whatIfFailed: { zh: '上次试算中断，请再运行一次。', en: 'The last trial broke off; run it again.' },
  whatIfRun: { zh: '运行试算', en: 'Run the trial' },
  whatIfAgain: { zh: '再算一次', en: 'Run again' },
  whatIfRunning: { zh: '正在试算：{done} / {total} 人', en: 'Trying: {done} / {total} people' },
  whatIfSays: {
    zh: '{persons}人中有{affected}人受影响，共{figures}处数字；最大的一处变化{largest}元。{at}试算。',
    en: '{affected} of {persons} people are affected, {figures} figures in all; the largest change is {largest} yuan. Tried {at}.',
  },
  whatIfProvisional: {
    zh: '其中{n}处依据暂行或未核实的参数。',
    en: '{n} of them rest on provisional or unconfirmed parameters.',
  },
  whatIfNobody: { zh: '没有人受影响。', en: 'Nobody is affected.' },
  insurance: { zh: '险种', en: 'Insurance' },
  term: { zh: '项目', en: 'Figure' },
  persons: { zh: '人数', en: 'People' },
  figures: { zh: '处数', en: 'Figures' },
  sumBefore: { zh: '改前合计', en: 'Sum before' },
  sumAfter: { zh: '改后合计', en: 'Sum after' },
  difference: { zh: '变化', en: 'Change' },
  stored: { zh: '已记账合计', en: 'Posted' },
  steps: { zh: '每人最大变化的分布', en: 'The largest change of each person' },
  stepsSays: { zh: '按变化大小分档的人数，数字见下', en: 'People by the size of their change; the figures are below' },
  less: { zh: '减少', en: 'less' },
  more: { zh: '增加', en: 'more' },
  stepOver: { zh: '{from}元以上', en: '{from} yuan and more' },
  stepUnder: { zh: '不到{until}元', en: 'under {until} yuan' },
  stepBetween: { zh: '{from}至{until}元', en: '{from} to {until} yuan' },
  apply: { zh: '施行', en: 'Apply' },
  applyAsk: { zh: '施行这件参数变更？', en: 'Apply this change?' },
  applySays: {
    zh: '您的姓名和时间会记在这次记账上，随之封存。施行之后，全部推导立刻用新的版本。',
    en: 'Your name and the time are sealed with the posting. From then on everything is derived with the new versions.',
  },
  applied: { zh: '已施行。', en: 'Applied.' },
  posting: { zh: '记账 {posting}', en: 'Posting {posting}' },
  collides: { zh: '照此已不能施行', en: 'It no longer fits' },
  steps4: { zh: '办理经过', en: 'Steps' },
  passed: { zh: '通过', en: 'passed' },
  returned: { zh: '退回', en: 'returned' },
} as const satisfies Record<string, Both>

export const SORTS: Readonly<Record<string, Both>> = {
  policy: { zh: '政策', en: 'policy' },
  business: { zh: '业务', en: 'business' },
  system: { zh: '系统', en: 'system' },
}

const UNITS: Readonly<Record<string, Both>> = {
  yuan: { zh: '元', en: 'yuan' },
  percent: { zh: '%', en: '%' },
  months: { zh: '个月', en: 'months' },
  days: { zh: '天', en: 'days' },
  minutes: { zh: '分钟', en: 'minutes' },
}

export function unitOf(unit: string): Both {
  return UNITS[unit] ?? { zh: '', en: '' }
}

export const AXES: Readonly<Record<string, Both>> = {
  contribution: { zh: '对应费款所属期', en: 'contribution month' },
  settlement: { zh: '费款所属期', en: 'settlement month' },
  birth: { zh: '出生年月', en: 'month of birth' },
  retirement: { zh: '退休年月', en: 'month of retirement' },
}

/** 谁维护；a keeper not named here stands as it was written. */
export const KEEPERS: Readonly<Record<string, Both>> = {
  业务主管科室: { zh: '业务主管科室', en: 'the department in charge' },
  信息化部门: { zh: '信息化部门', en: 'the information department' },
}
