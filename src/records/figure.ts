import type { Citation, Explained, FactRef, Unit } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import type { TermKey } from '../kernel/terms.js'

/** 数字。A value whose reasons are told only when somebody asks. */
export function figure<T>(
  term: TermKey,
  unit: Unit,
  value: T,
  tell: () => readonly Explained[],
  place: { readonly basis?: Citation; readonly fact?: FactRef } = {},
): Explained<T> {
  let told: readonly Explained[] | undefined
  return {
    term,
    value,
    unit,
    ...place,
    get from() {
      told ??= tell()
      return told
    },
  }
}

/** 合计。One part is the figure itself; several are added up. */
export function total(term: TermKey, parts: readonly Explained<Fen>[], basis?: Citation): Explained<Fen> {
  if (parts.length === 1 && parts[0]!.term === term) return parts[0]!
  let amount = 0
  for (const part of parts) amount += part.value
  return figure(term, 'fen', fen(amount), () => parts, basis === undefined ? {} : { basis })
}
