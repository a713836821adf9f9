import { isNarrowingWord, narrowingOf, narrowingSays, narrowingWords } from '../kernel/narrowing.js'
import type { Sentence } from './kinds.js'

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

/** 限于哪些险种与月份, as they are typed; what is not given is not narrowed. */
export interface NarrowedTo {
  readonly insurances?: readonly string[] | undefined
  readonly fromMonth?: string | undefined
  readonly throughMonth?: string | undefined
}

/** 范围的文字：in the order of the table, each once, then how far it is narrowed, so that one scope has one writing. */
export function scopeOf(scope: readonly MandateScope[], to: NarrowedTo = {}): string {
  const words = (Object.keys(MANDATE_SCOPE) as MandateScope[]).filter((word) => scope.includes(word))
  const { insurances, fromMonth: from, throughMonth: through } = to
  return [...words, ...narrowingWords({ insurances, from, through })].join(',')
}

/** 范围的文字，怎样对人说。 */
export function scopeSays(scope: string): Sentence {
  const words = scope.split(',').filter((word) => !isNarrowingWord(word))
  const names: Readonly<Record<string, Sentence>> = MANDATE_SCOPE
  const narrowed = narrowingOf(scope)
  const only = narrowed === undefined ? { zh: '', en: '' } : narrowingSays(narrowed)
  const said = (language: 'zh' | 'en', comma: string, stop: string) =>
    [words.map((word) => names[word]?.[language] ?? word).join(comma), only[language]]
      .filter((part) => part !== '')
      .join(stop)
  return { zh: said('zh', '、', '；'), en: said('en', ', ', '; ') }
}
