import { type Fen, fen, yuanText } from '../kernel/money.js'
import type { Language } from '../kernel/refusal.js'
import { spokenMonth } from '../kernel/spoken.js'
import type { DifferenceNode, DifferenceSide } from './difference-contract.js'

/** A listener takes in so many; the tree has them all. */
const MOST_SENTENCES = 20
const MOST_REASONS = 4

/** 为什么变了，几句话。The figure first, then what made it change, down to the facts and the published values. */
export function differenceSentences(root: DifferenceNode, language: Language): string[] {
  const say = language === 'zh' ? ZH : EN
  const sentences: string[] = [sentence(root, say)]
  const walk = (node: DifferenceNode): void => {
    for (const part of node.parts) {
      if (sentences.length >= MOST_SENTENCES) return
      if (part.parts.length > 0 && !part.again && !isWrapper(part)) sentences.push(sentence(part, say))
      walk(part)
    }
  }
  walk(root)
  return [...new Set(sentences)]
}

/** The same figure under another name: what it holds is told instead. */
function isWrapper({ parts, before, after }: DifferenceNode): boolean {
  const [only] = parts
  return parts.length === 1 && only?.before?.text === before?.text && only?.after?.text === after?.text
}

interface Saying {
  readonly language: Language
  readonly unchanged: (name: string, value: string) => string
  readonly still: (name: string, value: string, why: string) => string
  readonly changed: (name: string, from: string, to: string, why: string) => string
  /** What came, or went, with what stands inside it. */
  readonly holds: (name: string, value: string, why: string) => string
  readonly held: (name: string, value: string, why: string) => string
  readonly came: (name: string, value: string) => string
  readonly went: (name: string, value: string) => string
  readonly many: (coming: boolean, name: string, count: number, sum: string) => string
  readonly moved: (name: string, from: string, to: string) => string
  readonly inside: (name: string, value: string) => string
  readonly reposted: (name: string) => string
  readonly version: (since: string, status: string) => string
  readonly and: string
  readonly more: string
}

function sentence(node: DifferenceNode, say: Saying): string {
  const [name, why] = [node[say.language], reasons(node, say)]
  const { before, after, change } = node
  if (before === undefined) return say.holds(name, textIn(after, say), why)
  if (after === undefined) return say.held(name, textIn(before, say), why)
  if (change === 'kept' && why === '') return say.unchanged(name, after.text)
  if (before.text === after.text) return say.still(name, after.text, why)
  return say.changed(name, textIn(before, say), textIn(after, say), why)
}

/** Several rows that came or went under one name are told together, with what they add up to. */
function reasons({ parts }: DifferenceNode, say: Saying): string {
  const groups = new Map<string, DifferenceNode[]>()
  for (const [at, part] of parts.entries()) {
    if (isNothing(part)) continue
    const key = part.change === 'added' || part.change === 'removed' ? `${part.change}|${part.term}` : String(at)
    groups.set(key, [...(groups.get(key) ?? []), part])
  }
  const told = [...groups.values()].map((group) => (group.length === 1 ? reason(group[0]!, say) : together(group, say)))
  const shown = told.slice(0, MOST_REASONS)
  return shown.join(say.and) + (told.length > shown.length ? say.more : '')
}

/** An amount of zero that came or went changed nothing. */
function isNothing({ unit, before, after }: DifferenceNode): boolean {
  return unit === 'fen' && (before === undefined ? after?.value === 0 : after === undefined && before.value === 0)
}

function reason(part: DifferenceNode, say: Saying): string {
  const { before, after, change, newParameter } = part
  const name = part[say.language]
  if (before === undefined) return say.came(name, textIn(after, say))
  if (after === undefined) return say.went(name, textIn(before, say))
  if (change === 'kept' && part.parts.length === 0) return say.inside(name, after.text)
  if (before.text === after.text && !newParameter) return say.reposted(name)
  return say.moved(name, textIn(before, say), textIn(after, say))
}

function together(group: readonly DifferenceNode[], say: Saying): string {
  const [first] = group
  const sides = group.map(({ before, after }) => (after ?? before)!.value)
  const isMoney = first!.unit === 'fen'
  const sum = isMoney ? fen(sides.reduce<number>((all, one) => all + Number(one), 0)) : undefined
  return say.many(
    first!.change === 'added',
    first![say.language],
    group.length,
    sum === undefined ? '' : money(sum, say),
  )
}

/** A published value says from when it is and whether it is final. */
function textIn(side: DifferenceSide | undefined, say: Saying): string {
  if (side === undefined) return '—'
  const { parameter } = side
  return parameter === undefined ? side.text : `${side.text}${say.version(parameter.since, parameter.status)}`
}

function money(amount: Fen, { language }: Saying): string {
  const [whole = '', cents = ''] = yuanText(amount).split('.')
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}${language === 'zh' ? '元' : ' yuan'}`
}

const ZH_STATUS: Readonly<Record<string, string>> = { provisional: '，暂定', unconfirmed: '，待确认' }

const ZH: Saying = {
  language: 'zh',
  unchanged: (name, value) => `${name}没有变，仍是${value}。`,
  still: (name, value, why) => `${name}仍是${value}${why === '' ? '' : `，但${why}`}。`,
  changed: (name, from, to, why) => `${name}由${from}变为${to}${why === '' ? '' : `，因为${why}`}。`,
  holds: (name, value, why) => `新的${name}是${value}，其中${why}。`,
  held: (name, value, why) => `原来的${name}是${value}，其中${why}。`,
  came: (name, value) => `多了${name}${value}`,
  went: (name, value) => `少了${name}${value}`,
  many: (coming, name, count, sum) => `${coming ? '多了' : '少了'}${count}项${name}${sum === '' ? '' : `，共${sum}`}`,
  moved: (name, from, to) => `${name}由${from}变为${to}`,
  inside: (name, value) => `原来的${value}在${name}里`,
  reposted: (name) => `${name}的来历变了`,
  version: (since, status) => `（${spokenMonth(since, 'zh')}起${ZH_STATUS[status] ?? ''}）`,
  and: '；',
  more: '；等等',
}

const EN: Saying = {
  language: 'en',
  unchanged: (name, value) => `The ${name} has not changed: ${value}.`,
  still: (name, value, why) => `The ${name} is still ${value}${why === '' ? '' : `, but ${why}`}.`,
  changed: (name, from, to, why) => `The ${name} changed from ${from} to ${to}${why === '' ? '' : `, because ${why}`}.`,
  holds: (name, value, why) => `The new ${name} is ${value}: ${why}.`,
  held: (name, value, why) => `The earlier ${name} was ${value}: ${why}.`,
  came: (name, value) => `${name} ${value} was added`,
  went: (name, value) => `${name} ${value} was removed`,
  many: (coming, name, count, sum) =>
    `${count} of “${name}” were ${coming ? 'added' : 'removed'}${sum === '' ? '' : `, ${sum} together`}`,
  moved: (name, from, to) => `${name} went from ${from} to ${to}`,
  inside: (name, value) => `the earlier ${value} stands within ${name}`,
  reposted: (name) => `${name} rests on something else now`,
  version: (since, status) => ` (from ${spokenMonth(since, 'en')}${status === 'final' ? '' : `, ${status}`})`,
  and: '; ',
  more: '; and more',
}
