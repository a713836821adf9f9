import { createHash } from 'node:crypto'
import type { FactRef } from '../kernel/explain.js'

/** 一笔记账及其事实数。 */
export interface Weighed {
  readonly posting: string
  readonly rows: number
}

/**
 * 从记账中抽事实。Every fact has the same chance, whatever posting it stands in; the same seed draws the same ones in the
 * same order. Answers `many` different places, or all there are.
 */
export function drawFacts(postings: readonly Weighed[], many: number, seed: string): FactRef[] {
  const whole = postings.reduce((sum, { rows }) => sum + rows, 0)
  const drawn = new Set<number>()
  for (let n = 0; drawn.size < Math.min(many, whole); n++) drawn.add(placeIn(whole, `${seed} ${n}`))
  const ends = endsOf(postings)
  return [...drawn].map((place) => {
    const at = firstAbove(ends, place)
    const begin = at === 0 ? 0 : ends[at - 1]!
    return { posting: postings[at]!.posting, ordinal: place - begin }
  })
}

function placeIn(whole: number, text: string): number {
  return Number(BigInt(`0x${createHash('sm3').update(text).digest('hex')}`) % BigInt(whole))
}

function endsOf(postings: readonly Weighed[]): number[] {
  let end = 0
  return postings.map(({ rows }) => {
    end += rows
    return end
  })
}

/** The first end that lies above the place. */
function firstAbove(ends: readonly number[], place: number): number {
  let [low, high] = [0, ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! > place) high = middle
    else low = middle + 1
  }
  return low
}
