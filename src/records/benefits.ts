import type { Explained, FactRef } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { BenefitDetermination, BenefitKind, BenefitPayment, Posted } from '../ledger/fact.js'

/**
 * 一项待遇。All that was determined and paid for one event of one kind: a retirement, a loss of work, an injury. Adjustments
 * are items added to it; nothing that was determined is ever overwritten.
 */
export interface BenefitRecord {
  readonly insurance: string
  readonly kind: BenefitKind
  readonly eventMonth: Period
  readonly variant: string
  /** The part of its figures' paths: `benefit/110/retirement/2025-08/…`. */
  readonly key: string
  readonly items: readonly BenefitItem[]
  /** 月待遇：the periodic items in force in the last month shown; undefined where none is. */
  readonly monthly?: Explained<Fen> | undefined
  readonly since: Period
  /** 终止月：the last month of what has ended. */
  readonly through?: Period | undefined
  /** 预发：to be determined anew. */
  readonly provisional: boolean
  readonly paidYears: readonly BenefitYear[]
}

/** 核定的一个项目。The amount as determined; beneath it the rule's own computation, where the rule can tell. */
export interface BenefitItem {
  readonly item: string
  /** 1, 2 … within the benefit. */
  readonly index: number
  readonly amount: Explained<Fen>
  readonly periodic: boolean
  readonly from: Period
  readonly through?: Period | undefined
  readonly provisional: boolean
  readonly document: string
  readonly fact: FactRef
}

/** 一年的待遇支付, by the month of payment. What came back counts against it. */
export interface BenefitYear {
  readonly year: number
  readonly paid: Explained<Fen>
  /** 其中由个人账户支付. */
  readonly fromAccount: Explained<Fen>
  readonly months: number
  readonly payments: readonly Posted<BenefitPayment>[]
}

/** 待遇核定与支付所据的事实。 */
export interface BenefitSource {
  readonly determinations: readonly Posted<BenefitDetermination>[]
  readonly payments: readonly Posted<BenefitPayment>[]
  readonly through: Period
  /** 规则算得的数：the rule's own computation of a determined item; undefined where it has no answer. */
  readonly ruleOf: (determination: Posted<BenefitDetermination>) => Explained<Fen> | undefined
}
