import { type Fen, fen, yuanText } from './money.js'
import type { Language } from './refusal.js'

/** 可以读出来的推导节点。A printed explanation, as far as it is said aloud. */
export interface Speakable {
  readonly zh: string
  readonly en: string
  readonly value: number | string
  readonly unit: string
  /** As written out; said where the unit has no words of its own. */
  readonly text: string
  readonly basis?: string | undefined
  readonly parameter?: { readonly areaName: string; readonly since: string; readonly status: string } | undefined
  readonly from: readonly Speakable[]
}

/** Nobody listens to more: what lies deeper, or beyond so many parts, is said to be there. */
const DEEPEST = 2
const MOST_PARTS = 8

/**
 * 读出推导。The tree as sentences in order, numbers as people say them: the figure, the rule, its parts one after another.
 * The same text is shown, printed and read by a screen reader.
 */
export function spokenOf(root: Speakable, language: Language): string {
  const sentences: string[] = []
  const isWhole = tell(root, language, 0, sentences)
  return [...sentences, ...(isWhole ? [] : [REST[language]])].join(language === 'zh' ? '' : ' ')
}

/** 数的读法：元角分、百分之几、几年几个月。 */
export function spokenValue({ value, unit, text }: Speakable, language: Language): string {
  if (unit === 'fen' && typeof value === 'number') return spokenAmount(fen(value), language)
  if (unit === 'ppm' && typeof value === 'number') {
    return language === 'zh' ? `百分之${percentText(value)}` : `${percentText(value)} percent`
  }
  if (unit === 'months' && typeof value === 'number') return spokenMonths(value, language)
  if (unit === 'month' && typeof value === 'string') return spokenMonth(value, language)
  return text === '' ? String(value) : text
}

/** 金额：123456 → 1234元5角6分. */
export function spokenAmount(amount: Fen, language: Language): string {
  const minus = amount < 0 ? (language === 'zh' ? '负' : 'minus ') : ''
  const [yuan = '0', cents = '00'] = yuanText(fen(Math.abs(amount))).split('.')
  if (language === 'en') return `${minus}${yuan} yuan${cents === '00' ? '' : ` and ${Number(cents)} fen`}`
  const [jiao, last] = [cents[0]!, cents[1]!]
  const rest = `${jiao === '0' ? (last === '0' ? '' : '零') : `${jiao}角`}${last === '0' ? '' : `${last}分`}`
  return `${minus}${yuan === '0' && rest !== '' ? rest.replace('零', '') : `${yuan}元${rest}`}`
}

export function spokenMonths(months: number, language: Language): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  const parts =
    language === 'zh'
      ? [years > 0 ? `${years}年` : '', rest > 0 || years === 0 ? `${rest}个月` : '']
      : [years > 0 ? counted(years, 'year') : '', rest > 0 || years === 0 ? counted(rest, 'month') : '']
  return parts.filter((part) => part !== '').join(language === 'zh' ? '零' : ' and ')
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
]

export function spokenMonth(month: string, language: Language): string {
  const match = /^(\d{4})-(\d{2})$/.exec(month)
  if (match === null) return month
  const number = Number(match[2])
  return language === 'zh' ? `${match[1]}年${number}月` : `${MONTHS[number - 1]} ${match[1]}`
}

/** True when everything beneath was told. */
function tell(node: Speakable, language: Language, level: number, into: string[]): boolean {
  const [name, value] = [node[language], spokenValue(node, language)]
  const told = node.from.slice(0, MOST_PARTS)
  const parts = told.map((part) => `${part[language]}${language === 'zh' ? '' : ' '}${spokenValue(part, language)}`)
  const more = node.from.length - told.length
  into.push(
    language === 'zh'
      ? zhSentence(node, name, value, parts, more)
      : `${name}: ${value}${publishedIn(node)}${node.basis === undefined ? '' : `, under ${node.basis}`}${
          parts.length === 0 ? '' : `, from ${parts.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
        }.`,
  )
  const deeper = told.filter(({ from, parameter }) => from.length > 0 || parameter !== undefined)
  if (level + 1 >= DEEPEST) return more === 0 && deeper.every(({ from }) => from.length === 0)
  return deeper.map((part) => tell(part, language, level + 1, into)).every(Boolean) && more === 0
}

function zhSentence(node: Speakable, name: string, value: string, parts: readonly string[], more: number): string {
  const by = node.basis === undefined ? '' : `，按照${node.basis.replace('·', '')}`
  const published =
    node.parameter === undefined
      ? ''
      : `，是${node.parameter.areaName}${spokenMonth(node.parameter.since, 'zh')}起执行的公布数${STATUS_ZH[node.parameter.status] ?? ''}`
  const sum =
    parts.length === 0 ? '' : `，由${node.from.length}项得出：${parts.join('，')}${more > 0 ? `，还有${more}项` : ''}`
  return `${name}，${value}${published}${by}${sum}。`
}

function publishedIn({ parameter }: Speakable): string {
  if (parameter === undefined) return ''
  return `, published, in force from ${spokenMonth(parameter.since, 'en')}${STATUS_EN[parameter.status] ?? ''}`
}

const STATUS_ZH: Readonly<Record<string, string>> = { provisional: '，还是暂定的', unconfirmed: '，还有待确认' }
const STATUS_EN: Readonly<Record<string, string>> = { provisional: ', provisional', unconfirmed: ', unconfirmed' }

const REST: Readonly<Record<Language, string>> = {
  zh: '更细的各项，可以在页面上逐项打开。',
  en: 'The finer parts can be unfolded on the page.',
}

/** 80_000 → 8；26_200 → 2.62. */
function percentText(rate: number): string {
  const rest = String(Math.abs(rate) % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '')
  return `${rate < 0 ? '-' : ''}${Math.trunc(Math.abs(rate) / 10_000)}${rest === '' ? '' : `.${rest}`}`
}

/** 1 month, 2 months. */
export function counted(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
