import { type Fen, fen } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { ENROLMENT_STATES } from '../query/contract.js'

/** 由屏幕上的字读回数字：what somebody who reads the screen would write down. Undefined where the text is none of ours. */
export function printedValue(unit: string, text: string, language: Language): number | string | undefined {
  if (unit === 'fen') return printedAmount(text, language)
  if (unit === 'months') return printedMonths(text, language)
  return text
}

/** 参保状态的字 → its key. */
export function printedState(text: string, language: Language): string | undefined {
  return Object.entries(ENROLMENT_STATES).find(([, words]) => words[language] === text)?.[0]
}

/** 12,345.06元 → 1234506. */
function printedAmount(text: string, language: Language): Fen | undefined {
  const match = (language === 'zh' ? /^(-?)([\d,]+)\.(\d\d)元$/ : /^(-?)([\d,]+)\.(\d\d) yuan$/).exec(text)
  if (match === null) return undefined
  const amount = Number(match[2]!.replaceAll(',', '')) * 100 + Number(match[3])
  return fen(match[1] === '-' ? -amount : amount)
}

/** 3年2个月、3 years 2 months → 38. A screen joins the two with nothing, a voice with a word. */
function printedMonths(text: string, language: Language): number | undefined {
  const match = (
    language === 'zh' ? /^(?:(\d+)年)?(?:(\d+)个月)?$/ : /^(?:(\d+) years?)?(?:(?:^| )(\d+) months?)?$/
  ).exec(text)
  if (match === null || (match[1] ?? match[2]) === undefined) return undefined
  return Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0)
}
