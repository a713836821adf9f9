import { ACCESS_WORDS } from './api-words-access.js'
import { FIELD_WORDS } from './api-words-fields.js'
import { KIND_WORDS } from './api-words-kinds.js'
import { TAG_WORDS } from './api-words-tags.js'
import { WORK_WORDS } from './api-words-work.js'

const SAID = new Set(['summary', 'description', 'title'])
const HAN = /\p{Script=Han}/u
const ENGLISH: ReadonlyMap<string, string> = new Map(
  [ACCESS_WORDS, WORK_WORDS, KIND_WORDS, FIELD_WORDS, TAG_WORDS].flatMap((words) => Object.entries(words)),
)

/** 接口说明的英文：the same document with what people read put in English; what is not known stays as it is. */
export function inEnglish(document: object): object {
  return turned(document, undefined, (text) => ENGLISH.get(text) ?? text) as object
}

/** 还没有英文的话. */
export function untold(document: object): string[] {
  const found = new Set<string>()
  turned(document, undefined, (text) => {
    if (HAN.test(text) && !ENGLISH.has(text)) found.add(text)
    return text
  })
  return [...found]
}

/** Property names of a schema may be `title` or `description` themselves: what is under `properties` is no text of ours. */
function turned(part: unknown, under: string | undefined, say: (text: string) => string): unknown {
  if (Array.isArray(part))
    return part.map((one) => (under === 'tags' && typeof one === 'string' ? say(one) : turned(one, undefined, say)))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      under !== 'properties' && SAID.has(key) && typeof value === 'string' ? say(value) : turned(value, key, say),
    ]),
  )
}

/** 以何种语言：?lang= 先于 Accept-Language；Chinese where neither asks for English first. */
export function wantsEnglish(lang: string | undefined, accepted: string | undefined): boolean {
  if (lang !== undefined) return lang === 'en'
  const first = (accepted ?? '').split(',')[0]?.trim().toLowerCase() ?? ''
  return first === 'en' || first.startsWith('en-')
}
