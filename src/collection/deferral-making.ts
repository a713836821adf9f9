import type { DeferralLine } from './lines.js'
import type { Made } from './making.js'

/** 缓缴凭证 → 缓缴事实。 */
export function makeDeferrals(lines: readonly DeferralLine[]): Made {
  return { facts: lines.map(({ row, deferral }) => ({ ...deferral, kind: 'deferral', line: row })) }
}
