import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react'
import type { Language } from '../../src/kernel/refusal.js'
import type { Both } from './both.js'
import { markForeign } from './foreign.js'

export type { Both } from './both.js'

export type Facts = Readonly<Record<string, string | number>>

interface Spoken {
  readonly language: Language
  /** The sentence in the chosen language, its {placeholders} filled. */
  say(both: Both, facts?: Facts): string
  toggle(): void
}

const KEY = 'quanyi-language'
const LanguageContext = createContext<Spoken | undefined>(undefined)

/** 语言。Remembered on the device; the first visit follows the browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    remember(language)
    return markForeign(language)
  }, [language])
  const toggle = useCallback(() => setLanguage((now) => (now === 'zh' ? 'en' : 'zh')), [])
  const spoken = useMemo<Spoken>(
    () => ({ language, toggle, say: (both, facts) => filled(both[language], facts) }),
    [language, toggle],
  )
  return <LanguageContext value={spoken}>{children}</LanguageContext>
}

export function useLanguage(): Spoken {
  const spoken = use(LanguageContext)
  if (spoken === undefined) throw new Error('no language here')
  return spoken
}

/** 填空。`{n}` takes facts.n; a placeholder without a fact stays visible, so that it is noticed. */
export function filled(sentence: string, facts: Facts = {}): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole))
}

function firstLanguage(): Language {
  const kept = recall()
  if (kept === 'zh' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** A browser may forbid storage; the choice then lasts as long as the page. */
function recall(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // The choice is not kept; nothing else depends on it.
  }
}
