import { Refusal } from '../kernel/refusal.js'
import { cataloguesNow } from '../ledger/catalogue-store.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { requireChange } from './catalogue-change.js'
import type { CatalogueLine } from './lines.js'
import { type Made, staleRow } from './making.js'

/** 目录变更凭证 → 事实。What it rests on is looked at once more, with nobody else in between. */
export function makeCatalogues(lines: readonly CatalogueLine[]): Made {
  return {
    facts: lines.map(({ row, entry }) => ({ ...entry, kind: 'catalogueEntry', line: row })),
    before: async (trx) => {
      await waitInLine(trx, [...new Set(lines.map(({ entry }) => `catalogue:${entry.area}:${entry.catalogue}`))])
      for (const { row, entry } of lines) {
        const [standing] = await cataloguesNow(trx, entry.area, entry.catalogue, [entry.code])
        try {
          requireChange(entry, standing)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          throw staleRow(row, { zh: error.say('zh'), en: error.say('en') })
        }
      }
    },
  }
}
