import type { Unit } from '../kernel/explain.js'
import type { TermKey } from '../kernel/terms.js'
import type { WhatIfFigure } from './what-if.js'

/** 一险种一项目的合计。 */
export interface WhatIfTerm {
  readonly insurance: string
  readonly term: TermKey
  readonly unit: Unit
  persons: number
  figures: number
  before: number
  after: number
  /** What was posted, and how many of those figures the new rule would have made otherwise. */
  stored: number
  unlike: number
  /** Figures the rule has no answer to before, or no longer. */
  came: number
  gone: number
  provisional: number
}

/** 一档：how many people's largest change in money falls into it, downward and upward; amounts in fen. */
export interface WhatIfStep {
  readonly from: number
  readonly until?: number
  less: number
  more: number
}

/** 试算结果。Numbers of people and sums, never who they are. */
export interface WhatIfResult {
  readonly persons: number
  readonly affected: number
  readonly figures: number
  readonly provisional: number
  readonly terms: readonly WhatIfTerm[]
  readonly steps: readonly WhatIfStep[]
  /** 最大的一处变化（分）, whoever's it is. */
  readonly largest: number
}

const YUAN = 100
const EDGES = [1, 10, 100, 1000, 10_000].map((yuan) => yuan * YUAN)
const MONEY: ReadonlySet<Unit> = new Set(['fen', 'months', 'count'])

/** 汇总。Takes one person's differences after another; memory does not grow with their number. */
export class WhatIfSums {
  private persons = 0
  private affected = 0
  private figures = 0
  private provisional = 0
  private largest = 0
  private readonly terms = new Map<string, WhatIfTerm>()
  private readonly steps = [0, ...EDGES].map((from, i): WhatIfStep => {
    const until = EDGES[i]
    return { from, ...(until === undefined ? {} : { until }), less: 0, more: 0 }
  })

  add(figures: readonly WhatIfFigure[]): void {
    this.persons++
    if (figures.length === 0) return
    this.affected++
    const touched = new Set(figures.map((figure) => this.count(figure)))
    for (const term of touched) term.persons++
    const changes = figures.filter(({ unit }) => unit === 'fen').map(changeOf)
    const most = changes.reduce((top, change) => (Math.abs(change) > Math.abs(top) ? change : top), 0)
    if (most !== 0) this.step(most)
  }

  result(): WhatIfResult {
    const { persons, affected, figures, provisional, largest, steps } = this
    const terms = [...this.terms.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    return { persons, affected, figures, provisional, terms, steps, largest }
  }

  private count(figure: WhatIfFigure): WhatIfTerm {
    const { insurance, term, unit, before, after, stored, provisional } = figure
    const fresh = {
      persons: 0,
      figures: 0,
      before: 0,
      after: 0,
      stored: 0,
      unlike: 0,
      came: 0,
      gone: 0,
      provisional: 0,
    }
    const sum = this.terms.get(keyOf(figure)) ?? { insurance, term, unit, ...fresh }
    this.terms.set(keyOf(figure), sum)
    this.figures++
    sum.figures++
    if (before === undefined) sum.came++
    if (after === undefined) sum.gone++
    if (MONEY.has(unit)) {
      sum.before += before ?? 0
      sum.after += after ?? 0
    }
    if (stored !== undefined) {
      sum.stored += stored
      if (after !== stored) sum.unlike++
    }
    if (provisional) {
      sum.provisional++
      this.provisional++
    }
    return sum
  }

  private step(change: number): void {
    const size = Math.abs(change)
    this.largest = Math.max(this.largest, size)
    const step = this.steps.findLast(({ from }) => from <= size)!
    if (change < 0) step.less++
    else step.more++
  }
}

function keyOf({ insurance, term }: { insurance: string; term: string }): string {
  return `${insurance} ${term}`
}

function changeOf({ before = 0, after = 0 }: WhatIfFigure): number {
  return after - before
}
