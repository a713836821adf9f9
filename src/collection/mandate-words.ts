/** 代为办理的身份，as a clerk registers it. */
export const MANDATE_CAPACITIES = {
  agent: { zh: '代理人（凭书面授权）', en: 'agent, by written mandate' },
  relative: { zh: '死者的近亲属（凭关系证明）', en: 'relative of the dead, by proof of kinship' },
} as const

/** 授权的类别与事项. */
export const MANDATE_SCOPE = {
  registration: { zh: '登记', en: 'registration' },
  contribution: { zh: '缴费', en: 'contributions' },
  benefit: { zh: '待遇', en: 'benefits' },
  account: { zh: '年限与个人账户', en: 'years and account' },
  other: { zh: '其他', en: 'other' },
  'record.read': { zh: '查询', en: 'look up the record' },
  'statement.issue': { zh: '索取记录单与证明', en: 'ask for statements' },
  'objection.raise': { zh: '提出异议', en: 'raise objections' },
  'contact.change': { zh: '变更联系方式', en: 'change the contact' },
  'wage.answer': { zh: '确认缴费工资', en: 'answer to declared wages' },
} as const
export type MandateScope = keyof typeof MANDATE_SCOPE

/** 范围的文字：in the order of the table, each once, so that one scope has one writing. */
export function scopeOf(scope: readonly MandateScope[]): string {
  return (Object.keys(MANDATE_SCOPE) as MandateScope[]).filter((word) => scope.includes(word)).join(',')
}
