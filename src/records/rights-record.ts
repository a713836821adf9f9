import type { Day } from '../kernel/day.js'
import type { Narrowing } from '../kernel/narrowing.js'
import type { Period } from '../kernel/period.js'
import type { DeemedPeriod, Posted, Subsidy, Transfer } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { LeafOf } from './account-closes.js'
import type { AccountRecord, AccountYearRecord } from './account-record.js'
import type { BenefitRecord } from './benefits.js'
import type { Doubt } from './doubts.js'
import type { InsuranceRecord } from './insurance-record.js'
import type { Life } from './life.js'
import type { Registration } from './registration.js'
import type { RulingRecord } from './rulings.js'
import type { ContributionYears } from './years.js'

/** 以何时为准。`through` cuts by contribution month; what was known then is the caller's choice of facts. */
export interface AsOf {
  readonly through?: Period | undefined
  readonly today: Day
  /** 记账在树中的位置；without it stored closes are compared, not relied on. */
  readonly leafOf?: LeafOf | undefined
}

/** 个人权益记录（第二条）。Every figure is Explained; nothing in it was stored. */
export interface RightsRecord {
  readonly through: Period
  readonly today: Day
  readonly registration: Registration
  readonly insurances: readonly InsuranceRecord[]
  /** 个人账户, one of each insurance that has one. */
  readonly accounts: readonly AccountRecord[]
  /** 企业职工基本养老保险个人账户, oldest year first: the years of the account of 110. */
  readonly account: readonly AccountYearRecord[]
  /** 缴费年限. */
  readonly years: ContributionYears
  /** 统筹区的参数, by whose rules the years are counted. */
  readonly area: AreaPolicy
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly subsidies: readonly Posted<Subsidy>[]
  readonly transfers: readonly Posted<Transfer>[]
  readonly life: Life
  readonly benefits: readonly BenefitRecord[]
  /** 认定与审核的结果, in the order of their applications. */
  readonly rulings: readonly RulingRecord[]
  /** 存疑: contradictions in the history, each beside the figures it concerns. */
  readonly doubts: readonly Doubt[]
  /** 按授权收窄的：to which insurances and months; undefined where it is whole. */
  readonly narrowed?: Narrowing | undefined
}
