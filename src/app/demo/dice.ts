/**
 * 骰子。A small generator of one's own, whole numbers only: the same name always throws the same. Every person, employer
 * and odd event throws dice of its own name, so that adding one changes no other.
 */
export class Dice {
  private state: number

  constructor(...names: readonly (string | number)[]) {
    this.state = hashOf(names.join('/'))
  }

  /** A whole number from 0 up to, not including, `sides`. */
  below(sides: number): number {
    return Number((BigInt(this.next()) * BigInt(sides)) >> 32n)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** True about once in `times`. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  /** mulberry32 */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return (t ^ (t >>> 14)) >>> 0
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return hash
}
