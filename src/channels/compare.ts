import { type ContentFigure, type ContentSource, contentOf, keyOf } from './content.js'
import type { Teller } from './tellers.js'

/** 一处不同。Which channel, which figure, and how; the values themselves are not kept. */
export interface ChannelDifference {
  readonly channel: string
  /** item/insurance/month, as in state/110/2020-03. */
  readonly key: string
  readonly how: 'missing' | 'other' | 'extra'
}

export interface Compared {
  readonly figures: number
  readonly differences: readonly ChannelDifference[]
}

/** 逐个渠道比对一份记录：every figure of the content must be told, as it is, by each channel that carries it; and nothing else. */
export function compareChannels(source: ContentSource, tellers: readonly Teller[]): Compared {
  const figures = contentOf(source)
  const content = byKey(figures)
  const differences: ChannelDifference[] = []
  let compared = 0
  for (const teller of tellers) {
    const { channel } = teller
    const told = byKey(teller.tell(source))
    for (const figure of figures.filter((one) => teller.carries(one, source))) {
      const key = keyOf(figure)
      compared += 1
      if (!told.has(key)) differences.push({ channel, key, how: 'missing' })
      else if (told.get(key) !== content.get(key)) differences.push({ channel, key, how: 'other' })
    }
    for (const key of told.keys()) if (!content.has(key)) differences.push({ channel, key, how: 'extra' })
  }
  return { figures: compared, differences }
}

/** What is told more than once under one key is compared as a set: the order of a screen is its own. */
function byKey(figures: readonly ContentFigure[]): Map<string, string> {
  const values = new Map<string, string[]>()
  for (const one of figures) values.set(keyOf(one), [...(values.get(keyOf(one)) ?? []), String(one.value)])
  return new Map([...values].map(([key, told]) => [key, told.sort().join()]))
}
