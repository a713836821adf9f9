/** 依法封存各处的话。 */
export const SEAL = {
  title: { zh: '依法封存', en: 'Seals by law' },
  lead: {
    zh: '不得告知本人的依法查询，经一人申请、另一人批准后封存。封存期内，本人查看“谁查过我的记录”时不露痕迹；期满或解除后，以真实时间出现。',
    en: 'A lawful query that may not be told is sealed when one asks and another approves. Until the seal ends the person sees no trace of it; then it appears with its true time.',
  },
  none: { zh: '没有封存', en: 'No seals' },
  matter: { zh: '案件', en: 'Case' },
  basis: { zh: '法律依据', en: 'Legal basis' },
  basisHint: { zh: '写明文件与条款', en: 'Name the document and article' },
  until: { zh: '封存至', en: 'Sealed until' },
  people: { zh: '申请、批准', en: 'Asked for, decided' },
  state: { zh: '状态', en: 'State' },
  act: { zh: '办理', en: 'Act' },
  propose: { zh: '申请封存', en: 'Ask for a seal' },
  proposed: { zh: '已申请，待他人批准', en: 'Asked for; somebody else approves' },
  approve: { zh: '批准', en: 'Approve' },
  refuse: { zh: '不予批准', en: 'Refuse' },
  end: { zh: '提前解除', en: 'End now' },
  reason: { zh: '理由', en: 'Reason' },
  done: { zh: '已办', en: 'Done' },
  approveAsk: {
    zh: '批准后，该案的查阅在 {until} 之前不为本人所见。',
    en: 'Once approved, looks of this case stay unseen by the person until {until}.',
  },
  endAsk: {
    zh: '解除后，本人当即看得到该案的查阅。',
    en: 'Once ended, the person sees the looks of this case at once.',
  },
} as const

export const SEAL_STATES = {
  proposed: { zh: '待批准', en: 'waiting for approval' },
  approved: { zh: '封存中', en: 'in force' },
  refused: { zh: '未批准', en: 'refused' },
  ended: { zh: '已解除', en: 'ended' },
  expired: { zh: '已期满', en: 'run out' },
} as const
