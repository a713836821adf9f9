import type { Explanation } from '../../src/query/contract.js'

export const NOTHING_OPEN: ReadonlySet<Explanation> = new Set()

/** A pension rests on tens of thousands of steps: so many lines at once are more than anybody reads, or a phone bears. */
const LINES = 400

/** What a part shows once it is open: its own parts, the published value, the voucher with who reviewed it. */
function linesOf({ from, parameter, fact }: Explanation): number {
  return from.length + (parameter === undefined ? 0 : 3) + (fact === undefined ? 0 : 12)
}

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
      lines += linesOf(node)
      if (lines > limit) return { open, isWhole: false }
      open.add(node)
      next.push(...node.from)
    }
    level = next
  }
  return { open, isWhole: true }
}
