import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { BenefitDetermination, Fact, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { PolicyBook } from '../policy/book.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { DeterminationAsked } from './lines.js'

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
  readonly replaces: readonly Posted<BenefitDetermination>[]
}

export interface DeterminationSource {
  readonly asked: DeterminationAsked
  readonly facts: readonly Posted<Fact>[]
  readonly book: PolicyBook
  readonly area: AreaPolicy
  readonly today: Day
  /** 单位上年度职工月平均工资, where the benefit asks for it. */
  readonly employerAverage?: Fen | undefined
}

/** 核定所据：the record folded from all facts, and what was determined before. */
export interface DeterminationCase extends DeterminationSource {
  readonly record: RightsRecord
  readonly birth: Period
  readonly determinations: readonly Posted<BenefitDetermination>[]
}
