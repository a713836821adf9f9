import { insuranceName } from '../kernel/terms.js'
import { ENROLMENT_STATES } from '../query/contract.js'
import { printValue } from '../query/figure-view-service.js'
import { BENEFIT_KINDS } from '../query/section-contract.js'
import type { ChannelDifference } from './compare.js'
import { COMPARED_CHANNELS, type ComparedDifference } from './comparison-contract.js'
import { ITEMS, isItem } from './items.js'
import { ANY } from './teller.js'

interface Words {
  readonly zh: string
  readonly en: string
}
const LANGUAGES = ['zh', 'en'] as const

/** 按渠道、项目与不同之处归并，each with one pair of values; nobody, and no employer, is named. */
export function groupedDifferences(differences: readonly ChannelDifference[]): ComparedDifference[] {
  const groups = new Map<string, ComparedDifference>()
  for (const one of differences) {
    const [item = '', of = ''] = one.key.split('/')
    const group = [one.channel, item, of, one.how].join('/')
    const known = groups.get(group)
    groups.set(group, { ...(known ?? differenceView(one, item, of)), count: (known?.count ?? 0) + 1 })
  }
  return [...groups.values()]
}

function differenceView(one: ChannelDifference, item: string, of: string): ComparedDifference {
  const { channel, how, expected, told, unit } = one
  const says = (values: string | undefined) => printed(item, unit, values)
  return {
    ...{ channel, item, of, how, count: 1 },
    names: { channel: COMPARED_CHANNELS[channel] ?? same(channel), item: itemName(item), of: ofName(item, of) },
    ...both('expected', says(expected)),
    ...both('told', says(told)),
  }
}

/** 一句话，for the log: 热线 个人账户储存额（养老保险）应为 1.00元，所告知为 2.00元。 */
export function differenceSentence({ names, how, expected, told }: ComparedDifference): string {
  const what = `${names.channel.zh} ${names.item.zh}（${names.of.zh}）`
  if (how === 'missing') return `${what}没有告知${expected === undefined ? '' : `，应为 ${expected.zh}`}`
  if (how === 'extra') return `${what}多告知了${told === undefined ? '' : ` ${told.zh}`}`
  return `${what}${expected === undefined ? '告知的不同' : `应为 ${expected.zh}，所告知为 ${told?.zh ?? ''}`}`
}

function both<K extends 'expected' | 'told'>(name: K, words: Words | undefined) {
  return (words === undefined ? {} : { [name]: words }) as { [N in K]?: Words }
}

/** An employer's name is nobody's business here: that two names differ is enough. */
function printed(item: string, unit: string, values: string | undefined): Words | undefined {
  if (values === undefined || item === 'employer') return undefined
  const [zh = '', en = ''] = LANGUAGES.map((language) =>
    values
      .split('、')
      .map((value) => (item === 'state' ? stateName(value)[language] : printedOne(unit, value, language)))
      .join(language === 'zh' ? '、' : ', '),
  )
  return { zh, en }
}

/** What could not be read as a figure is shown as it was read. */
function printedOne(unit: string, value: string, language: 'zh' | 'en'): string {
  return /^-?\d+$/.test(value) ? printValue(unit as Parameters<typeof printValue>[0], Number(value), language) : value
}

function stateName(value: string): Words {
  if (value === 'none') return { zh: '没有参保记录', en: 'no enrolment' }
  return ENROLMENT_STATES[value as keyof typeof ENROLMENT_STATES] ?? same(value)
}

function itemName(item: string): Words {
  if (!isItem(item)) return same(item)
  const { zh, en } = ITEMS[item]
  return { zh, en }
}

function ofName(item: string, of: string): Words {
  if (of === ANY) return { zh: '不分险种', en: 'all insurances' }
  if (item === 'benefit') return BENEFIT_KINDS[of as keyof typeof BENEFIT_KINDS] ?? same(of)
  return insuranceName(of)
}

function same(text: string): Words {
  return { zh: text, en: text }
}
