import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** As root the server runs as another user, who must be able to reach its files wherever the checkout lies. */
export function clusterHome(name: string): string {
  if (process.getuid?.() !== 0) return join(process.cwd(), '.quanyi', name)
  const place = createHash('sm3').update(process.cwd()).digest('hex').slice(0, 12)
  return join('/var/lib/quanyi', place, name)
}
