import type { Citation, Explained, FactRef, Unit } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import type { TermKey } from '../kernel/terms.js'

/** 数字。A value whose reasons are told only when somebody asks. */
export function figure<T>(
  term: TermKey,
  unit: Unit,
  value: T,
  tell: () => readonly Explained[],
  place: { readonly basis?: Citation; readonly fact?: FactRef } = NOWHERE,
): Explained<T> {
  return new Told(term, unit, value, tell, place)
}

/** 合计。One part is the figure itself; several are added up. */
export function total(term: TermKey, parts: readonly Explained<Fen>[], basis?: Citation): Explained<Fen> {
  if (parts.length === 1 && parts[0]!.term === term) return parts[0]!
  let amount = 0
  for (const part of parts) amount += part.value
  return figure(term, 'fen', fen(amount), () => parts, basis === undefined ? NOWHERE : { basis })
}

const NOWHERE = {}

/** A class for the same reason as in kernel/explain.ts: a record has thousands of figures, and hardly one is unfolded. */
class Told<T> implements Explained<T> {
  readonly basis: Citation | undefined
  readonly fact: FactRef | undefined
  readonly #tell: () => readonly Explained[]
  #told: readonly Explained[] | undefined

  constructor(
    readonly term: TermKey,
    readonly unit: Unit,
    readonly value: T,
    tell: () => readonly Explained[],
    place: { readonly basis?: Citation; readonly fact?: FactRef },
  ) {
    this.basis = place.basis
    this.fact = place.fact
    this.#tell = tell
  }

  get from(): readonly Explained[] {
    this.#told ??= this.#tell()
    return this.#told
  }

  toJSON(): Explained<T> {
    const { term, value, unit, basis, fact, from } = this
    return { term, value, unit, basis, fact, from }
  }
}
