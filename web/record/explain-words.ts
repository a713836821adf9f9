import type { Both } from '../shell/language.js'

/** 朗读的话。 */
export const SPEAK = {
  aloud: { zh: '朗读', en: 'Read aloud' },
  stop: { zh: '停下', en: 'Stop' },
  inWords: { zh: '写成一段话', en: 'In words' },
} as const satisfies Record<string, Both>

/** “为什么变了”的话。 */
export const CHANGED = {
  why: { zh: '怎么来的', en: 'How it comes' },
  changed: { zh: '为什么变了', en: 'Why it changed' },
  which: { zh: '看怎么来的，还是为什么变了', en: 'How it comes, or why it changed' },
  by: { zh: '按什么比', en: 'Compare by' },
  byMonth: { zh: '两个月份', en: 'Two months' },
  byKnown: { zh: '更正前后', en: 'Before and after' },
  byParameters: { zh: '参数前后', en: 'Published values' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  now: { zh: '现在', en: 'now' },
  earlier: { zh: '那时的账册规模', en: 'Ledger size then' },
  thenHint: {
    zh: '记录单上印着。填那时的，就和现在比。',
    en: 'It is printed on a statement. Give the one of then; it is compared with now.',
  },
  parametersHint: {
    zh: '事实都用现在的，只换那时已公布的参数。',
    en: 'The facts are those of now; only the published values are those of then.',
  },
  compare: { zh: '比一比', en: 'Compare' },
  before: { zh: '原来', en: 'before' },
  after: { zh: '现在', en: 'after' },
  because: { zh: '因为', en: 'Because' },
  kept: { zh: '另有 {n} 项没变', en: '{n} more unchanged' },
  again: { zh: '同上，前面说过', en: 'as told above' },
  more: { zh: '还有 {n} 项没有列出', en: '{n} more not listed' },
  noChange: { zh: '没有变化', en: 'No change' },
} as const satisfies Record<string, Both>
