import type { Explained } from './explain.js'

/** 变化的样子。Kept: the node itself is as it was; what lies beneath it may have changed. */
export type Change = 'kept' | 'changed' | 'added' | 'removed'

/** 为什么变了：one step of the difference of two explanations, pruned to what changed and the way to it. */
export interface Difference {
  readonly change: Change
  /** Undefined where it was added. */
  readonly before?: Explained | undefined
  /** Undefined where it was removed. */
  readonly after?: Explained | undefined
  /** 参数换了版本，or the fact it rests on is another one. */
  readonly newParameter: boolean
  readonly newFact: boolean
  readonly parts: readonly Difference[]
  /** Parts that are as they were and are not told. */
  readonly kept: number
  /** The same change was told before in this tree; what lies beneath it is not told again. */
  readonly again: boolean
}

/**
 * 推导之差。Walks two trees of the same figure side by side. Parts are the same when they rest on the same fact, the same
 * published parameter, the same month, or else bear the same term; a figure that now stands inside the other one (last
 * year's balance within this year's) is found there. `sameMatter` tells facts of one matter: the corrected row and its
 * correction. Parts shared by many figures are compared once, so a life's account takes no longer than its rows.
 */
export function explanationDifference(
  before: Explained,
  after: Explained,
  sameMatter: (before: Explained, after: Explained) => boolean = () => false,
): Difference {
  const walk = new Walk(sameMatter)
  if (!walk.isSame(before, after)) {
    const grown = walk.inside(before, after)
    if (grown !== undefined) return told(grown, new Set())
    const shrunk = walk.inside(after, before)
    if (shrunk !== undefined) return told(turned(shrunk), new Set())
  }
  return told(walk.pair(before, after), new Set())
}

class Walk {
  readonly #pairs = new Map<Explained, Map<Explained, Difference>>()
  readonly #signs = new Map<Explained, number>()
  readonly #numbers = new Map<string, number>()

  constructor(private readonly sameMatter: (before: Explained, after: Explained) => boolean) {}

  isSame(a: Explained, b: Explained): boolean {
    return a === b || this.#sign(a) === this.#sign(b)
  }

  pair(before: Explained, after: Explained): Difference {
    const known = this.#pairs.get(before)?.get(after)
    if (known !== undefined) return known
    const made = this.isSame(before, after) ? same(before, after) : this.#compare(before, after)
    const row = this.#pairs.get(before) ?? new Map<Explained, Difference>()
    this.#pairs.set(before, row.set(after, made))
    return made
  }

  /**
   * Where the one figure stands inside the other: last year's balance within this year's. Found by what it was made of,
   * unchanged or not; the way down to it, and everything beside that way, is added.
   */
  inside(part: Explained, whole: Explained): Difference | undefined {
    const own = new Set(part.from.filter(isMade).map((one) => this.#sign(one)))
    const shares = (node: Explained) => node.from.some((one) => isMade(one) && own.has(this.#sign(one)))
    if (shares(whole)) return undefined
    const above = new Map<Explained, Explained>()
    const queue: Explained[] = [whole]
    for (let node = queue.shift(); node !== undefined && above.size < FARTHEST; node = queue.shift()) {
      if (node !== whole && this.#isFigure(part, node)) return this.#way(part, same(part, node), node, above, whole)
      if (node !== whole && node.unit === part.unit && shares(node)) {
        return this.#way(part, this.pair(part, node), node, above, whole)
      }
      for (const one of node.from) {
        if (above.has(one)) continue
        above.set(one, node)
        queue.push(one)
      }
    }
    return undefined
  }

  /** The same figure from the same reasons, whatever name it goes by there. */
  #isFigure(a: Explained, b: Explained): boolean {
    if (a.value !== b.value || a.unit !== b.unit || a.from.length !== b.from.length) return false
    return a.from.length > 0 && a.from.every((part, i) => this.isSame(part, b.from[i]!))
  }

  #way(
    part: Explained,
    found: Difference,
    place: Explained,
    above: ReadonlyMap<Explained, Explained>,
    whole: Explained,
  ): Difference {
    let [inner, below] = [found, place]
    for (let node = above.get(place); node !== undefined; node = above.get(node)) {
      const [down, from] = [inner, below]
      const parts = node.from.map((one) => (one === from ? down : added(one)))
      inner =
        node === whole
          ? { ...LEAF, change: 'changed', before: part, after: node, parts }
          : { ...LEAF, change: 'added', after: node, parts }
      below = node
    }
    return inner
  }

  #compare(before: Explained, after: Explained): Difference {
    const newParameter = isOtherVersion(before, after)
    const newFact = placeOf(before) !== placeOf(after)
    const isChanged = before.value !== after.value || before.term !== after.term || newParameter || newFact
    const parts = this.#parts(before.from, after.from)
    const shown = parts.filter(({ change, parts: inner }) => change !== 'kept' || inner.length > 0)
    const change = isChanged ? 'changed' : 'kept'
    return {
      change,
      before,
      after,
      newParameter,
      newFact,
      parts: shown,
      kept: parts.length - shown.length,
      again: false,
    }
  }

  #parts(before: readonly Explained[], after: readonly Explained[]): Difference[] {
    const keys = keysOf(before, after)
    const left = new Map<string, Explained[]>()
    for (const one of before) left.set(keys(one), [...(left.get(keys(one)) ?? []), one])
    const paired: (Difference | Explained)[] = after.map((one) => {
      const match = left.get(keys(one))?.shift()
      return match === undefined ? one : this.pair(match, one)
    })
    const gone = [...left.values()].flat()
    const found = paired.map((one) => {
      if ('change' in one) return one
      const at = gone.findIndex((old) => old.term === one.term && this.#stands(old, one))
      return at < 0 ? added(one) : this.pair(gone.splice(at, 1)[0]!, one)
    })
    return [...found, ...gone.map(removed)]
  }

  /** What came in the place of another: of the same matter, or of a part that rests on no fact. */
  #stands(old: Explained, one: Explained): boolean {
    if (old.fact === undefined && one.fact === undefined)
      return old.parameter !== undefined && one.parameter !== undefined
    return this.sameMatter(old, one)
  }

  /** A number for each different tree: equal trees have the same one. */
  #sign(node: Explained): number {
    const known = this.#signs.get(node)
    if (known !== undefined) return known
    const { term, value, unit, parameter, from } = node
    const key = JSON.stringify([
      term,
      value,
      unit,
      parameter ?? null,
      placeOf(node),
      from.map((one) => this.#sign(one)),
    ])
    const number = this.#numbers.get(key) ?? this.#numbers.size
    this.#numbers.set(key, number)
    this.#signs.set(node, number)
    return number
  }
}

/** How far a figure is looked for inside another. */
const FARTHEST = 5_000

const isMade = ({ from }: Explained): boolean => from.length > 0

const LEAF = { newParameter: false, newFact: false, parts: [], kept: 0, again: false } as const

const same = (before: Explained, after: Explained): Difference => ({
  ...LEAF,
  change: 'kept',
  before,
  after,
  kept: after.from.length,
})
const added = (after: Explained): Difference => ({ ...LEAF, change: 'added', after })
const removed = (before: Explained): Difference => ({ ...LEAF, change: 'removed', before })

function turned(one: Difference): Difference {
  const change = one.change === 'added' ? 'removed' : one.change === 'removed' ? 'added' : one.change
  return { ...one, change, before: one.after, after: one.before, parts: one.parts.map(turned) }
}

/** Each change once: the account's opening is part of its balance and of its interest. */
function told(one: Difference, seen: Set<Difference>): Difference {
  if (one.parts.length === 0) return one
  if (seen.has(one)) return { ...one, parts: [], again: true }
  seen.add(one)
  return { ...one, parts: one.parts.map((part) => told(part, seen)) }
}

/** 同一项。By its fact, its parameter, its month where the term occurs more than once, else by its term. */
function keysOf(before: readonly Explained[], after: readonly Explained[]): (node: Explained) => string {
  const often = new Set([...repeated(before), ...repeated(after)])
  return (node) => {
    const base = baseOf(node)
    if (node.fact !== undefined || !often.has(base)) return base
    return `${base}|${node.parameter?.since ?? monthWithin(node)}`
  }
}

function baseOf({ term, parameter, fact }: Explained): string {
  if (fact !== undefined) return `${term}|${fact.posting}/${fact.ordinal}`
  return parameter === undefined ? term : `${term}|${parameter.id}`
}

function repeated(nodes: readonly Explained[]): string[] {
  const bases = nodes.map(baseOf)
  return bases.filter((base, i) => bases.indexOf(base) !== i)
}

/** A month's node is known by its month, a year's by that of its first month, another by its value. */
function monthWithin({ unit, value, from }: Explained, depth = 3): string {
  if (unit === 'month') return String(value)
  const [first] = from
  if (first === undefined || depth === 0) return unit === 'text' || unit === 'day' ? String(value) : ''
  return monthWithin(first, depth - 1)
}

function isOtherVersion({ parameter: a }: Explained, { parameter: b }: Explained): boolean {
  return (
    a?.id !== b?.id || a?.area !== b?.area || a?.since !== b?.since || a?.basis !== b?.basis || a?.status !== b?.status
  )
}

function placeOf({ fact }: Explained): string {
  return fact === undefined ? '' : `${fact.posting}/${fact.ordinal}`
}
