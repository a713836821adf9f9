import type { Citation, Explained } from '../kernel/explain.js'
import { cite, explain } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Insurance } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { CONTRIBUTION_KINDS, type ContributionKind, type MoneyRule, type Timing } from './charge-kinds.js'
import { monthDoesNotFit } from './refusals-charge.js'

/** 一行应缴：what a rule makes of one kind, person, insurance and month. A difference or refund may be negative. */
export interface Charge {
  readonly kind: ContributionKind
  readonly insurance: Insurance
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  /** The contribution base; of a fixed amount the grade. A subsidy and a refund have none. */
  readonly base?: Explained<Fen> | undefined
  readonly employer: Explained<Fen>
  readonly person: Explained<Fen>
  readonly employerToAccount: Explained<Fen>
  readonly personToAccount: Explained<Fen>
  /** 起息月份。 */
  readonly interestFrom: Explained<Period>
  /** 补贴与代缴：neither the person's nor the employer's money, so apart from both. */
  readonly subsidy?: ChargedSubsidy | undefined
}

export interface ChargedSubsidy {
  readonly government: Explained<Fen>
  readonly onBehalf: Explained<Fen>
  readonly toAccount: Explained<Fen>
}

/** 一个月各方的金额。 */
export interface Amounts {
  readonly employer: Fen
  readonly person: Fen
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
}

export const SIDES = ['employer', 'person', 'employerToAccount', 'personToAccount'] as const satisfies (keyof Amounts)[]

export const SIDE_NAMES = {
  employer: { zh: '单位', en: 'employer' },
  person: { zh: '个人', en: 'person' },
  employerToAccount: { zh: '单位划入个人账户部分', en: "employer's part in the account" },
  personToAccount: { zh: '个人划入个人账户部分', en: "person's part in the account" },
} as const satisfies Record<keyof Amounts, object>

const INTEREST_RULE: Citation = cite('劳办发〔1997〕116号', '记账与计息')

/** 起息月份。The settlement month, unless the area counts back pay or prepayment from the month it is for. */
export function interestFromOf(area: AreaPolicy, money: MoneyRule, settled: Period, month: Period): Explained<Period> {
  return explain('interestFromMonth', 'month', INTEREST_RULE, (why) => {
    if (money === 'backPay' || money === 'prepayment') {
      const id = money === 'backPay' ? 'account.back-pay-interest' : 'account.prepayment-interest'
      if (why.use(area.choice(id, settled)) === 'contribution') return why.step('contributionMonth', 'month', month)
    }
    return why.step('settlementMonth', 'month', settled)
  })
}

const FITS: Readonly<Record<Timing, (month: Period, settled: Period) => boolean>> = {
  same: (month, settled) => month === settled,
  earlier: (month, settled) => month < settled,
  later: (month, settled) => month > settled,
  notLater: (month, settled) => month <= settled,
  any: () => true,
}

/** Stops with `charge.month-does-not-fit` where a kind is used for a month it is not for. */
export function refuseMonth(kind: ContributionKind, month: Period, settled: Period): void {
  const { timing } = CONTRIBUTION_KINDS[kind]
  if (!FITS[timing](month, settled))
    throw new Refusal(monthDoesNotFit, { kind: CONTRIBUTION_KINDS[kind], timing, month, settled })
}
