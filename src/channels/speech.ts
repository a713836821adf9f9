import { type Fen, fen } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { spokenAmount, spokenMonth, spokenMonths } from '../kernel/spoken.js'
import { INSURANCE_NAMES, INSURANCES, insuranceName } from '../kernel/terms.js'
import { ENROLMENT_STATES } from '../query/contract.js'
import { BENEFIT_KINDS } from '../query/section-contract.js'
import type { ContentFigure } from './content.js'
import { ITEMS, type ItemKey } from './items.js'

/** 语音的句子。One figure, one sentence; amounts as amounts, months as years and months, no number of a person. */
export function sentenceOf(figure: ContentFigure, language: Language): string {
  const { item, of, at = '', value } = figure
  const name = nameOf(item, of, language)
  const said = saidOf(figure, language)
  if (language === 'en') return `${name}: ${EN[item](said, enAt(at), '')}.`
  return `${name}，${ZH[item](said, zhAt(at), String(value))}。`
}

/** 码的读法：digit by digit. */
export function digitByDigit(code: string): string {
  return [...code].join(' ')
}

/** 没有这一项，或未接入。 */
export const NOTHING = {
  none: { zh: '没有这一项的记录。', en: 'There is no record of this.' },
  notConnected: {
    zh: '{name}由医疗保障部门经办，数据未接入本系统。',
    en: '{name} is kept by the medical security side and is not connected here.',
  },
} as const

type Words = Readonly<Record<ItemKey, (said: string, at: string, value: string) => string>>

const ZH: Words = {
  state: (said, at) => `${said}，自${at}起`,
  months: (said) => `累计实际缴费${said}`,
  yearMonths: (said, at) => `${at}实际缴费${said}`,
  base: (said, at) => `${at}的缴费基数为${said}`,
  paid: (said, at) => `${at}个人缴费共${said}`,
  balance: (said, at) => `${at}个人账户储存额为${said}`,
  employer: (said) => `参保单位为${said}`,
  benefit: (said, at) => `自${at}起每月${said}`,
}
const EN: Words = {
  state: (said, at) => `${said}, since ${at}`,
  months: (said) => `paid in all for ${said}`,
  yearMonths: (said, at) => `paid in ${at} for ${said}`,
  base: (said, at) => `the base of ${at} is ${said}`,
  paid: (said, at) => `you paid ${said} in ${at}`,
  balance: (said, at) => `the account balance of ${at} is ${said}`,
  employer: (said) => `enrolled through ${said}`,
  benefit: (said, at) => `from ${at} monthly: ${said}`,
}

function nameOf(item: ItemKey, of: string, language: Language): string {
  if (item === 'benefit') return BENEFIT_KINDS[of as keyof typeof BENEFIT_KINDS]?.[language] ?? of
  return insuranceName(of)[language]
}

function saidOf({ item, unit, value }: ContentFigure, language: Language): string {
  if (item === 'state') return ENROLMENT_STATES[value as keyof typeof ENROLMENT_STATES]?.[language] ?? String(value)
  if (unit === 'fen') return spokenAmount(fen(Number(value)), language)
  if (unit === 'months') return spokenMonths(Number(value), language)
  return String(value)
}

function zhAt(at: string): string {
  return at.length === 4 ? `${at}年` : spokenMonth(at, 'zh')
}

function enAt(at: string): string {
  return at.length === 4 ? at : spokenMonth(at, 'en')
}

/** 由句子读回数字：what a listener would write down. Undefined where a sentence is none of ours. */
export function figureIn(sentence: string, language: Language): ContentFigure | undefined {
  for (const item of Object.keys(ITEMS) as ItemKey[]) {
    const match = patternOf(item, language).exec(sentence)
    const { name = '', said = '', at } = match?.groups ?? {}
    if (match === null) continue
    const of = codeOf(item, name, language)
    const value = valueIn(item, said, language)
    if (of === undefined || value === undefined) continue
    const when = at === undefined ? undefined : whenOf(at, language)
    return { item, of, unit: UNITS[item], value, ...(when === undefined ? {} : { at: when }) }
  }
  return undefined
}

const UNITS: Readonly<Record<ItemKey, ContentFigure['unit']>> = {
  ...{ state: 'text', months: 'months', yearMonths: 'months', base: 'fen', paid: 'fen', balance: 'fen' },
  ...{ employer: 'text', benefit: 'fen' },
}

/** Made from the very words that are said, with holes where the figure goes. */
function patternOf(item: ItemKey, language: Language): RegExp {
  const words = (language === 'zh' ? ZH : EN)[item]('\u0001', '\u0002', '')
  const body = words
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace('\u0001', '(?<said>.+?)')
    .replace('\u0002', '(?<at>.+?)')
  return new RegExp(language === 'zh' ? `^(?<name>.+?)，${body}。$` : `^(?<name>.+?): ${body}\\.$`)
}

function codeOf(item: ItemKey, name: string, language: Language): string | undefined {
  if (item === 'benefit') return Object.entries(BENEFIT_KINDS).find(([, words]) => words[language] === name)?.[0]
  return INSURANCES.find((code) => INSURANCE_NAMES[code][language] === name)
}

function valueIn(item: ItemKey, said: string, language: Language): number | string | undefined {
  if (item === 'state') return Object.entries(ENROLMENT_STATES).find(([, words]) => words[language] === said)?.[0]
  if (UNITS[item] === 'fen') return amountIn(said, language)
  return UNITS[item] === 'months' ? monthsIn(said, language) : said
}

/** 1234元5角6分 → 123456；half a word of money is none. */
export function amountIn(said: string, language: Language): Fen | undefined {
  if (language === 'en') {
    const match = /^(minus )?(\d+) yuan(?: and (\d{1,2}) fen)?$/.exec(said)
    if (match === null) return undefined
    return fen((match[1] === undefined ? 1 : -1) * (Number(match[2]) * 100 + Number(match[3] ?? 0)))
  }
  const match = /^(负)?(?:(\d+)元)?零?(?:(\d)角)?(?:(\d)分)?$/.exec(said)
  if (match === null || (match[2] ?? match[3] ?? match[4]) === undefined) return undefined
  const amount = Number(match[2] ?? 0) * 100 + Number(match[3] ?? 0) * 10 + Number(match[4] ?? 0)
  return fen(match[1] === undefined ? amount : -amount)
}

/** 3年零2个月 → 38. */
export function monthsIn(said: string, language: Language): number | undefined {
  const match =
    language === 'zh'
      ? /^(?:(\d+)年)?零?(?:(\d+)个月)?$/.exec(said)
      : /^(?:(\d+) years?)?(?: and )?(?:(\d+) months?)?$/.exec(said)
  if (match === null || (match[1] ?? match[2]) === undefined) return undefined
  return Number(match[1] ?? 0) * 12 + Number(match[2] ?? 0)
}

function whenOf(at: string, language: Language): string {
  const months = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'))
  const year = /(\d{4})/.exec(at)?.[1] ?? ''
  const month = months.find((one) => spokenMonth(`${year}-${one}`, language) === at)
  return month === undefined ? year : `${year}-${month}`
}
