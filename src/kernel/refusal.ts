/** 语言。What a person reads is Chinese, and English for foreigners insured in China. */
export type Language = 'zh' | 'en'

/** 不予办理的种类。The kernel knows no HTTP: app/ maps the kinds to statuses. */
export type RefusalKind = 'invalid' | 'denied' | 'conflict' | 'missing'

export interface RefusalEntry<F extends object = object> {
  /** noun.reason; a code never changes its meaning. */
  readonly code: `${string}.${string}`
  readonly kind: RefusalKind
  /** What is wrong, with what, and what to do next. */
  readonly say: Readonly<Record<Language, (facts: F) => string>>
}

/**
 * 不予办理。A Refusal is an expected "no", said to a person in their language, with a way forward.
 * Anything else that is thrown is a defect: logged whole, answered with a bare 500.
 */
export class Refusal<F extends object = object> extends Error {
  constructor(
    readonly entry: RefusalEntry<F>,
    readonly facts: F,
  ) {
    super(entry.code)
    this.name = 'Refusal'
  }

  say(language: Language): string {
    return this.entry.say[language](this.facts)
  }
}

/** One entry of a folder's catalogue of refusals; the facts' type is inferred from its sentences. */
export function refusal<F extends object>(
  code: RefusalEntry<F>['code'],
  kind: RefusalKind,
  zh: (facts: F) => string,
  en: (facts: F) => string,
): RefusalEntry<F> {
  return { code, kind, say: { zh, en } }
}
