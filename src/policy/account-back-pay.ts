import { type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthOf, type Period, parsePeriod, yearOf } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import { accountYear } from './account.js'
import { ACCOUNT_RULE, type AccountCredit, MONTHS } from './account-interest.js'
import { accountTerms } from './account-terms.js'
import type { AreaPolicy } from './area.js'
import { interestFromOf } from './charge.js'
import type { MoneyRule } from './charge-kinds.js'
import { PREFIX } from './levy.js'

/** 一笔到账的记账。Which month it arrived in, which it is for, and how money of its kind bears interest. */
export interface ArrivedCredit {
  readonly insurance: Insurance
  readonly money: MoneyRule
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly entry: Omit<AccountCredit, 'month' | 'bearsFrom' | 'back'>
}

/**
 * 记账与起息。Money always enters the account in the month it arrives; it bears interest from there, or, where the area says
 * so of back pay and prepayment, from the month it is for. Interest of earlier years is told apart and stops with
 * `parameter.missing-version` where a rate is not known.
 */
export function bearingCredit(area: AreaPolicy, arrived: ArrivedCredit): AccountCredit {
  const { insurance, money, settlementMonth, contributionMonth, entry } = arrived
  const plain = { ...entry, month: monthOf(settlementMonth) }
  const from = interestFromOf(area, money, settlementMonth, contributionMonth).value
  if (from === settlementMonth) return plain
  const [year, first] = [yearOf(settlementMonth), yearOf(from)]
  if (first > year) return { ...plain, bearsFrom: MONTHS + 1 }
  if (first === year) return { ...plain, bearsFrom: monthOf(from) }
  return { ...plain, bearsFrom: 1, back: backInterest(area, insurance, entry.amount, from, year) }
}

/** 以前年度的利息, up to the end of the year before: as if the amount had been in the account from that month on. */
function backInterest(
  area: AreaPolicy,
  insurance: Insurance,
  amount: Fen,
  from: Period,
  until: number,
): Explained<Fen> {
  return explain('backInterest', 'fen', ACCOUNT_RULE, (why) => {
    const first = { openingBalance: fen(0), credits: [{ month: monthOf(from), amount }] }
    let balance = why.use(closingOf(area, insurance, yearOf(from), first))
    for (let year = yearOf(from) + 1; year < until; year++) {
      balance = why.use(closingOf(area, insurance, year, { openingBalance: balance, credits: [] }))
    }
    return fen(balance - amount)
  })
}

function closingOf(
  area: AreaPolicy,
  insurance: Insurance,
  year: number,
  input: { readonly openingBalance: Fen; readonly credits: readonly AccountCredit[] },
): Explained<Fen> {
  const terms = accountTerms(area, year, insurance)
  const rate = terms.rate ?? area.ppm(`${PREFIX[insurance]}.notional-rate`, parsePeriod(`${year}-12`))
  const { method } = terms
  const settled = accountYear({ ...terms, rate, method: { ...method, value: 'monthlyProduct' } }, input)
  return settled.closingBalance ?? settled.principal
}
