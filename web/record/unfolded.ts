import type { Explanation } from '../../src/query/contract.js'

export const NOTHING_OPEN: ReadonlySet<Explanation> = new Set()

/** A pension rests on tens of thousands of steps: so many lines at once are more than anybody reads, or a phone bears. */
const LINES = 400

interface Unfolded {
  readonly open: ReadonlySet<Explanation>
  /** Nothing was left folded. */
  readonly isWhole: boolean
}

/** 全部展开，由浅入深，到限为止；what lies deeper stays folded and opens by hand. */
export function unfolded(root: Explanation, limit: number = LINES): Unfolded {
  const open = new Set<Explanation>()
  let lines = root.from.length
  let level: readonly Explanation[] = root.from
  while (level.length > 0) {
    const next: Explanation[] = []
    for (const node of level) {
      lines += node.from.length
      if (lines > limit) return { open, isWhole: false }
      open.add(node)
      next.push(...node.from)
    }
    level = next
  }
  return { open, isWhole: true }
}
