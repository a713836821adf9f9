import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { type Period, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

/** 计发基数，and whether it only stands in for the one of the year. */
export interface CalculationBase {
  readonly base: Explained<Fen>
  readonly provisional: boolean
}

/**
 * 退休当年的养老金计发基数。Until the year's is published the last published one stands in where the area has it so (预发);
 * elsewhere it stops with `parameter.missing-version`.
 */
export function calculationBase(
  area: AreaPolicy,
  retirement: Period,
  id: 'pension.calculation-base' | 'pension.second-base' = 'pension.calculation-base',
): CalculationBase {
  const published = area.find(id, retirement) as Explained<Fen> | undefined
  if (published !== undefined) return { base: published, provisional: published.parameter?.status === 'provisional' }
  const standsIn = area.find('pension.provisional-base', retirement)?.value === 'lastPublished'
  const last = standsIn ? lastPublished(area, id, retirement) : undefined
  return last === undefined ? { base: area.fen(id, retirement), provisional: false } : { base: last, provisional: true }
}

function lastPublished(area: AreaPolicy, id: string, before: Period): Explained<Fen> | undefined {
  const first = area.parameter(id)?.versions[0]?.since
  if (first === undefined) return undefined
  for (let month = plus(before, -1); month >= first; month = plus(month, -1)) {
    const found = area.find(id, month)
    if (found !== undefined) return found as Explained<Fen>
  }
  return undefined
}
