import { createHash } from 'node:crypto'
import type { Ppm } from '../kernel/money.js'

const WHOLE = 1_000_000

/** 抽检的页：a share of the pages, at least one, the same whoever asks, and not to be foreseen page by page. */
export function drawnPages(batchId: string, pages: number, share: Ppm): number[] {
  const many = Math.min(pages, Math.max(1, Math.ceil((pages * share) / WHOLE)))
  return Array.from({ length: pages }, (_, i) => i + 1)
    .map((page) => ({ page, key: createHash('sm3').update(`${batchId} ${page}`).digest('hex') }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, many)
    .map(({ page }) => page)
    .sort((a, b) => a - b)
}
