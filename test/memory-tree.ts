import type { LeafSink } from '../src/log/finding.js'

/** 内存中的叶子。For tests that look at the books alone; the real tree has tests of its own. */
export function memoryTree(): LeafSink {
  const leaves: Uint8Array[] = []
  return {
    size: () => leaves.length,
    append: async (added) => {
      leaves.push(...added)
    },
    entries: async function* (from, to) {
      for (let index = from; index < to; index++) yield { index, data: leaves[index]! }
    },
  }
}
