/** 异议的状态。What the steps add up to; kept with each step and nowhere else. */
export const OBJECTION_STATES = {
  submitted: { zh: '已提出', en: 'submitted' },
  awaitingPapers: { zh: '待补正', en: 'papers asked for' },
  accepted: { zh: '已受理', en: 'accepted' },
  underRecheck: { zh: '核查中', en: 'under re-check' },
  needsEvidence: { zh: '向有关方面取证', en: 'evidence asked for elsewhere' },
  withKeeper: { zh: '已转主管部门', en: 'with the other keeper' },
  decided: { zh: '已决定，待更正', en: 'decided, to be corrected' },
  correcting: { zh: '更正办理中', en: 'correction in process' },
  closed: { zh: '已办结', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const
export type ObjectionState = keyof typeof OBJECTION_STATES

/** 办理动作。 */
export const OBJECTION_ACTS = {
  raise: { zh: '提出异议', en: 'raised' },
  accept: { zh: '受理', en: 'accepted' },
  askPapers: { zh: '一次告知补正', en: 'papers asked for' },
  supply: { zh: '补正', en: 'papers supplied' },
  check: { zh: '机构自查', en: 'own check' },
  askEvidence: { zh: '向有关方面取证', en: 'evidence asked for' },
  evidence: { zh: '收到证据', en: 'evidence received' },
  toKeeper: { zh: '转主管部门', en: 'sent to the other keeper' },
  keeperTold: { zh: '主管部门答复进度', en: 'the keeper told' },
  move: { zh: '移送', en: 'moved' },
  decide: { zh: '决定', en: 'decided' },
  correct: { zh: '提交更正', en: 'correction submitted' },
  remind: { zh: '到期提醒', en: 'reminded' },
  escalate: { zh: '逾期督办', en: 'escalated' },
  close: { zh: '办结', en: 'closed' },
  withdraw: { zh: '撤回', en: 'withdrawn' },
} as const
export type ObjectionAct = keyof typeof OBJECTION_ACTS

export const OUTCOMES = {
  upheld: { zh: '异议成立', en: 'upheld' },
  partly: { zh: '部分成立', en: 'upheld in part' },
  notUpheld: { zh: '异议不成立', en: 'not upheld' },
} as const
export type Outcome = keyof typeof OUTCOMES

/** 异议理由。One is picked; the person's own words say the rest. */
export const OBJECTION_REASONS = {
  amount: { zh: '金额不对', en: 'the amount is wrong' },
  base: { zh: '缴费基数与实际工资不符', en: 'the base does not fit the wage' },
  missing: { zh: '缴了费而没有记录', en: 'paid, and not on record' },
  notMine: { zh: '不是本人的记录', en: 'it is not mine' },
  months: { zh: '月份或年限不对', en: 'months or years are wrong' },
  employer: { zh: '单位不对', en: 'the employer is wrong' },
  personal: { zh: '个人信息有误', en: 'personal particulars are wrong' },
  rule: { zh: '适用的规则不对', en: 'the wrong rule was applied' },
  other: { zh: '其他', en: 'something else' },
} as const
export type ObjectionReason = keyof typeof OBJECTION_REASONS

/** 以何身份提出。 */
export const RAISED_AS = {
  self: { zh: '本人', en: 'the person' },
  agent: { zh: '代理人', en: 'agent' },
  guardian: { zh: '监护人', en: 'guardian' },
  relative: { zh: '近亲属或继承人', en: 'relative or heir' },
  helper: { zh: '协助的人', en: 'helper' },
  employer: { zh: '用人单位', en: 'employer' },
} as const
export type RaisedAs = keyof typeof RAISED_AS

/** 来窗口提出的身份。 */
const { self, agent, guardian, relative, employer } = RAISED_AS
export const COUNTER_AS = { self, agent, guardian, relative, employer }

/** 要求补正的法定依据（社会保险经办条例第三十一条）。No paper is asked for without one. */
export const PAPER_BASES = {
  identity: { zh: '社会保险经办条例 第三十一条：有效身份证件', en: 'Order 765, art. 31: identity paper' },
  mandate: { zh: '民法典 第一百六十五条：授权委托书', en: 'Civil Code, art. 165: written mandate' },
  guardianship: { zh: '民法典 第二十七条至第三十一条：监护关系', en: 'Civil Code, art. 27-31: guardianship' },
  kinship: { zh: '个人信息保护法 第四十九条：近亲属关系', en: 'PIPL, art. 49: close kinship' },
} as const
export type PaperBasis = keyof typeof PAPER_BASES

/** 向谁取证。 */
export const EVIDENCE_FROM = {
  employer: { zh: '用人单位', en: 'the employer' },
  tax: { zh: '税务机关', en: 'the tax authority' },
  otherPlace: { zh: '外地经办机构', en: 'the agency of another place' },
  department: { zh: '其他部门', en: 'another department' },
} as const
export type EvidenceFrom = keyof typeof EVIDENCE_FROM

/** 救济途径（社会保险经办条例第五十二条）：on every decision that does not give all that was asked. */
export const REMEDY = {
  zh: '对本决定不服的，可以依法申请行政复议，或者向人民法院提起行政诉讼（社会保险经办条例第五十二条）。',
  en: 'You may apply for administrative reconsideration of this decision, or bring an action in the people’s court (Order 765, art. 52).',
} as const

/** 个人信息权利（个人信息保护法第四十四条至第五十条）。 */
export const RIGHTS = {
  copy: { zh: '复制本人信息', en: 'a copy of my information' },
  explain: { zh: '解释处理规则', en: 'an explanation of the rules' },
  restrict: { zh: '限制处理', en: 'restricted processing' },
  delete: { zh: '删除', en: 'deletion' },
} as const
export type Right = keyof typeof RIGHTS

export const RIGHT_ANSWERS = {
  granted: { zh: '已办理', en: 'granted' },
  partly: { zh: '部分办理', en: 'granted in part' },
  refused: { zh: '不予办理', en: 'refused' },
} as const
export type RightAnswer = keyof typeof RIGHT_ANSWERS

/** 可限制处理的附加信息：nothing that the law has the agency keep. */
export const EXTRAS = {
  contact: { zh: '联系方式用于短信通知', en: 'contacts used for short-message notices' },
  extract: { zh: '去标识的统计摘录（供研究、决策参考）', en: 'de-identified extracts (for research and policy)' },
  estimate: {
    zh: '测算所填的假设（用完即弃，本系统不保存）',
    en: 'what was supposed in an estimate (dropped after use, never kept)',
  },
} as const
export type Extra = keyof typeof EXTRAS

/** 主管的一方。 */
export type KeeperSide = 'humanResources' | 'medicalSecurity' | 'unknown'

/** 告知的方式。 */
export const ECHO_WAYS = {
  letter: { zh: '信函', en: 'letter' },
  telephone: { zh: '电话', en: 'telephone' },
  counter: { zh: '当面', en: 'in person' },
  platform: { zh: '平台', en: 'platform' },
  official: { zh: '公函', en: 'official letter' },
} as const
export type EchoWay = keyof typeof ECHO_WAYS

/** 快到期与逾期：written by the system itself, each once. */
export const REMINDED = {
  zh: '即将到期，已提醒承办人。',
  en: 'It is due soon; whoever handles it was reminded.',
} as const
export const ESCALATED = {
  zh: '已逾期，列入机构负责人的督办清单。',
  en: 'It is overdue and stands on the work list of the head of the agency.',
} as const

/** 移送的说明，where nobody of the district may review it. */
export const MOVED_BY_ITSELF = {
  zh: '本机构可以核查的人都经手过争议事项，依规定自动移送上级机构。',
  en: 'Everybody of this agency who could check it had a part in the disputed item; it was moved to the agency above by itself.',
} as const

/** 别的主管机构。 */
export const KEEPER = { zh: '医疗保障经办机构', en: 'the medical-security agency' } as const

/** 转办单：the slip with which it goes to the other keeper. */
export function slipText(serial: string) {
  return { zh: `转办单 ${serial}：${KEEPER.zh}`, en: `Transfer slip ${serial}: ${KEEPER.en}` }
}

/** 复制权的答复。 */
export const COPIED = {
  zh: '已即时提供：可在本页下载副本。',
  en: 'Given at once: the copy can be downloaded on this page.',
} as const
