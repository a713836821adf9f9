import type { FactRef } from '../kernel/explain.js'
import type { Fact, Posted } from '../ledger/fact.js'

/**
 * 现行的事实。Facts that no reversal cancels, in the order of the ledger, whatever order they came in. A reversal (红冲)
 * and the row it names both fall away; where the reversal itself was reversed, the row stands again.
 */
export function liveFacts<F extends Fact>(facts: readonly Posted<F>[]): Posted<F>[] {
  const reversers = new Map<string, Posted<F>>()
  for (const fact of facts) if (fact.reverses !== undefined) reversers.set(placeOf(fact.reverses), fact)
  if (reversers.size === 0) return [...facts].sort((a, b) => byPlace(a.ref, b.ref))
  const stands = (fact: Posted<F>): boolean => {
    const reverser = reversers.get(placeOf(fact.ref))
    return reverser === undefined || !stands(reverser)
  }
  return facts.filter((fact) => fact.reverses === undefined && stands(fact)).sort((a, b) => byPlace(a.ref, b.ref))
}

export function placeOf({ posting, ordinal }: FactRef): string {
  return `${posting}/${ordinal}`
}

/** Posting ids are whole numbers as text: the shorter is the smaller. */
export function byPlace(a: FactRef, b: FactRef): number {
  return a.posting.length - b.posting.length || compare(a.posting, b.posting) || a.ordinal - b.ordinal
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The facts of one kind. */
export function ofKind<K extends Fact['kind']>(
  facts: readonly Posted<Fact>[],
  kind: K,
): Posted<Extract<Fact, { kind: K }>>[] {
  return facts.filter((fact) => fact.kind === kind) as Posted<Extract<Fact, { kind: K }>>[]
}

/** 分组。Keeps the order of first appearance. */
export function groupBy<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
