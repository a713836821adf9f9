import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import { BENEFIT_KINDS } from './fact-words.js'
import type { DeterminationAsked } from './lines.js'
import { noRuleYet } from './refusals-facts.js'

/** 核定出的一项：an amount that the rules computed, and from when it is paid. */
export interface DeterminedItem {
  readonly item: string
  readonly amount: Explained<Fen>
  readonly periodic: boolean
  readonly fromMonth: Period
  readonly throughMonth?: Period | undefined
  readonly provisional: boolean
}

export interface Determined {
  readonly items: readonly DeterminedItem[]
  /** 预发的旧项：the provisional items of the same event, which the new ones replace. */
  readonly replaces: readonly Posted<Fact>[]
}

export interface DeterminationSource {
  readonly asked: DeterminationAsked
  readonly facts: readonly Posted<Fact>[]
  readonly book: PolicyBook
  readonly area: AreaPolicy
  readonly today: Day
}

/** 依规则核定。Stops with `fact.no-rule` where no rule computes what is asked, and as the rules themselves do. */
export function determine(source: DeterminationSource): Determined {
  const { benefitKind, variant } = source.asked
  throw new Refusal(noRuleYet, { given: `${BENEFIT_KINDS[benefitKind].zh} ${variant}`, known: '' })
}
