import { type ContentFigure, type ContentSource, contentOf, keyOf } from './content.js'
import type { Teller } from './teller.js'

/** 一处不同。Which channel, which figure, what the record says and what was told; nobody is named. */
export interface ChannelDifference {
  readonly channel: string
  /** item/insurance/month, as in state/110/2020-03. */
  readonly key: string
  readonly unit: string
  readonly how: 'missing' | 'other' | 'extra'
  readonly expected?: string | undefined
  readonly told?: string | undefined
}

export interface Compared {
  readonly figures: number
  readonly differences: readonly ChannelDifference[]
}

/** 逐个渠道比对一份记录：every figure of the content must be told, as it is, by each channel that carries it; and nothing else. */
export function compareChannels(source: ContentSource, tellers: readonly Teller[]): Compared {
  const figures = contentOf(source)
  const each = tellers.map((teller) => compareOne(source, teller, teller.expects?.(figures) ?? figures))
  return {
    figures: each.reduce((sum, one) => sum + one.figures, 0),
    differences: each.flatMap(({ differences }) => differences),
  }
}

function compareOne(source: ContentSource, teller: Teller, figures: readonly ContentFigure[]): Compared {
  const { channel } = teller
  const content = byKey(figures)
  const told = byKey(teller.read(teller.answer(source), source))
  const carried = figures.filter((one) => teller.carries(one, source)).map(keyOf)
  const differences: ChannelDifference[] = []
  for (const key of new Set(carried)) {
    const [expected, heard] = [content.get(key)!, told.get(key)]
    const what = { channel, key, unit: expected.unit, expected: expected.text }
    if (heard === undefined) differences.push({ ...what, how: 'missing' })
    else if (heard.text !== expected.text) differences.push({ ...what, how: 'other', told: heard.text })
  }
  for (const [key, { unit, text }] of told)
    if (!content.has(key)) differences.push({ channel, key, unit, how: 'extra', told: text })
  return { figures: carried.length, differences }
}

/** What is told more than once under one key is compared as a set: the order of a screen is its own. */
function byKey(figures: readonly ContentFigure[]): Map<string, { readonly unit: string; readonly text: string }> {
  const values = new Map<string, { unit: string; told: string[] }>()
  for (const one of figures) {
    const known = values.get(keyOf(one))
    if (known === undefined) values.set(keyOf(one), { unit: one.unit, told: [String(one.value)] })
    else known.told.push(String(one.value))
  }
  return new Map([...values].map(([key, { unit, told }]) => [key, { unit, text: told.sort().join('、') }]))
}
