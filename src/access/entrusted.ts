import { SECTIONS, type Section } from './sections.js'

/** 可托付的事项。What somebody may let another do for them, beside the classes of the record the other may see. */
export const ENTRUSTED_ACTS = [
  ...(['record.read', 'looks.read', 'statement.issue', 'objection.raise', 'contact.change', 'wage.answer'] as const),
] as const
export type EntrustedAct = (typeof ENTRUSTED_ACTS)[number]

/** 所开之门：a class of the record or an act, as a mandate, guardianship or kinship opens it. */
export type Opened = Section | EntrustedAct

/** 能按险种与月份收窄的行为：under a narrowed mandate nothing else is done, rather than done whole. */
export const NARROWED_ACTS: ReadonlySet<string> = new Set([
  ...['record.read', 'statement.issue', 'objection.raise', 'objection.read', 'contact.change'],
])

/** 五类：what of the record can be entrusted at all; issued papers follow from what they show. */
export const ENTRUSTED_SECTIONS = ['registration', 'contribution', 'benefit', 'account', 'other'] as const

const WORDS: ReadonlySet<string> = new Set([...SECTIONS, ...ENTRUSTED_ACTS])

/** 授权范围的文字 → 所开之门。What is not a word of the house opens nothing. */
export function openedBy(scope: string): Opened[] {
  const words = scope.split(',').filter((word): word is Opened => WORDS.has(word))
  return words.includes('statement.issue') ? [...words, 'statement'] : words
}

/** 监护人：all of the ward's record while it lasts, and who looked at it. */
export const OF_GUARDIAN: readonly Opened[] = [
  ...ENTRUSTED_SECTIONS,
  ...(['access', 'statement', 'record.read', 'looks.read', 'statement.issue', 'objection.raise'] as const),
  ...(['contact.change', 'wage.answer'] as const),
]

/** 协助人：sees beside the person what the person reads; never who looked, nor may a helper change anything. */
export const OF_HELPER: readonly Opened[] = [
  ...ENTRUSTED_SECTIONS,
  ...(['statement', 'record.read', 'statement.issue', 'objection.raise'] as const),
]
