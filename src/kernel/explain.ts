import type { TermKey } from './terms.js'

/** 依据。A document and the place in it. */
export interface Citation {
  readonly document: string
  readonly article: string
}

export function cite(document: string, article: string | number): Citation {
  return { document, article: String(article) }
}

/** 参数版本。Which published value was used: its id, area, first month and source. */
export interface ParameterVersion {
  readonly id: string
  readonly area: string
  readonly since: string
  readonly basis: string
  readonly status: 'final' | 'provisional' | 'unconfirmed'
}

/** 事实出处。A row of the ledger: its posting and its ordinal there. */
export interface FactRef {
  readonly posting: string
  readonly ordinal: number
}

/** `index` is a ppm read as a plain number of four decimals; `tenths` a count of tenths read with one. */
export type Unit =
  | 'fen'
  | 'ppm'
  | 'index'
  | 'months'
  | 'month'
  | 'days'
  | 'day'
  | 'text'
  | 'count'
  | 'tenths'
  | 'fenMonths'

/** 推导节点。What a figure is, what it rests on, and what it was made from. */
export interface Explained<T = unknown> {
  readonly term: TermKey
  readonly value: T
  readonly unit: Unit
  readonly basis?: Citation | undefined
  readonly parameter?: ParameterVersion | undefined
  readonly fact?: FactRef | undefined
  readonly from: readonly Explained[]
}

export interface Why {
  /** A value that was given, or an intermediate one, told in passing. */
  step<T>(term: TermKey, unit: Unit, value: T, fact?: FactRef): T
  /** A part explained elsewhere: a parameter looked up, another rule's result. */
  use<T>(part: Explained<T>): T
}

/**
 * 说明理由地推导。The value is computed at once; its reasons are told only when somebody asks (`from` is lazy and the
 * rule is pure, so telling it again tells the same). A month's filing of a million rows pays for no tree it never shows.
 * `from` is a getter of the class: print or map a node, do not copy one by spreading it.
 */
export function explain<T>(term: TermKey, unit: Unit, basis: Citation, derive: (why: Why) => T): Explained<T> {
  return new Derived(term, unit, basis, derive(SILENT), derive)
}

/** A class rather than a literal with a getter: seven times as many a second, and a filing makes millions. */
class Derived<T> implements Explained<T> {
  readonly #derive: (why: Why) => T
  #told: readonly Explained[] | undefined

  constructor(
    readonly term: TermKey,
    readonly unit: Unit,
    readonly basis: Citation,
    readonly value: T,
    derive: (why: Why) => T,
  ) {
    this.#derive = derive
  }

  get from(): readonly Explained[] {
    this.#told ??= tell(this.#derive)
    return this.#told
  }

  toJSON(): Explained<T> {
    const { term, value, unit, basis, from } = this
    return { term, value, unit, basis, from }
  }
}

/** A fact or given value as a leaf of the tree. */
export function given<T>(term: TermKey, unit: Unit, value: T, fact?: FactRef): Explained<T> {
  return { term, value, unit, fact, from: [] }
}

const SILENT: Why = { step: (_term, _unit, value) => value, use: (part) => part.value }

function tell(derive: (why: Why) => unknown): readonly Explained[] {
  const from: Explained[] = []
  derive({
    step: (term, unit, value, fact) => {
      from.push(given(term, unit, value, fact))
      return value
    },
    use: (part) => {
      from.push(part)
      return part.value
    },
  })
  return from
}
