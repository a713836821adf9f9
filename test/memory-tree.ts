import type { LeafSource } from '../src/ledger/finding.js'
import type { TreeWriter } from '../src/ledger/sequence-service.js'

/** 内存中的叶子。For tests that look at the ledger alone; the real tree has tests of its own. */
export function memoryTree(): TreeWriter & LeafSource {
  const leaves: Uint8Array[] = []
  return {
    size: () => leaves.length,
    append: async (added) => {
      leaves.push(...added)
    },
    entries: async function* (from, until) {
      yield* leaves.slice(from, until)
    },
  }
}
