import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, type Rounding, share } from '../kernel/money.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import { accountYear } from './account.js'
import type { AccountCredit } from './account-interest.js'
import { accountTerms } from './account-terms.js'
import type { AreaPolicy } from './area.js'
import type { AccountNow } from './estimate-input.js'
import type { BaseMonth } from './pension.js'

const RULE = cite('测算说明', '将来的个人账户')
const DECEMBER = 12

/**
 * 将来的个人账户，year by year under the rule of accounts: what has come in, and what is supposed to. Years are computed
 * once and shared by every month of retirement that is tried.
 */
export class FutureAccount {
  private readonly credits = new Map<number, AccountCredit[]>()
  private readonly closings = new Map<number, Explained<Fen>>()

  constructor(
    private readonly area: AreaPolicy,
    private readonly now: AccountNow,
    future: readonly BaseMonth[],
  ) {
    for (const [year, credits] of now.credits) this.credits.set(year, [...credits])
    for (const { month, base } of future) {
      const year = yearOf(month)
      const credits = this.credits.get(year) ?? []
      credits.push({ month: monthOf(month), amount: creditOf(area, month, base) })
      this.credits.set(year, credits)
    }
  }

  /** 某月末的储存额，with interest up to that month. */
  at(month: Period): Explained<Fen> {
    if (monthOf(month) === DECEMBER) return this.closing(yearOf(month))
    const year = yearOf(month)
    const within = (this.credits.get(year) ?? []).filter((credit) => credit.month <= monthOf(month))
    return this.yearOf(year, within, monthOf(month))
  }

  private closing(year: number): Explained<Fen> {
    if (year < this.now.year) return this.now.opening
    const known = this.closings.get(year)
    if (known !== undefined) return known
    const made = this.yearOf(year, this.credits.get(year) ?? [])
    this.closings.set(year, made)
    return made
  }

  private yearOf(year: number, credits: readonly AccountCredit[], closedAfter?: number): Explained<Fen> {
    if (year < this.now.year) return this.now.opening
    const openingBalance = this.closing(year - 1)
    const terms = accountTerms(this.area, year)
    const made = accountYear(terms, { openingBalance, credits, ...(closedAfter === undefined ? {} : { closedAfter }) })
    // The supposed rate stands where none is published, so that a year is always settled.
    return made.closingBalance ?? made.principal
  }
}

/** 一个月记入账户的金额。 */
export function creditOf(area: AreaPolicy, month: Period, base: Fen): Fen {
  const rounding = area.choice('contribution.rounding', month) as Explained<Rounding>
  return share(base, area.ppm('pension.account-share', month).value, rounding.value)
}

/** 测算的退休时储存额：the rule's balance, with what was supposed named above it. */
export function estimatedBalance(balance: Explained<Fen>, assumed: readonly Explained[]): Explained<Fen> {
  return explain('estimatedBalance', 'fen', RULE, (why) => {
    for (const one of assumed) why.use(one)
    return why.use(balance)
  })
}
