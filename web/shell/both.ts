/** 两种文字。Every sentence on a screen comes from a catalogue of these; contracts and kernel use the same shape. */
export interface Both {
  readonly zh: string
  readonly en: string
}

/** 括起来：brackets of the language of the sentence. */
export function bracketed(text: string, language: 'zh' | 'en'): string {
  return language === 'zh' ? `（${text}）` : ` (${text})`
}

/** 逐个列出：set apart as that language does. */
export function inList(texts: readonly string[], language: 'zh' | 'en'): string {
  return texts.join(language === 'zh' ? '、' : ', ')
}
