import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen, ZERO } from '../kernel/money.js'
import type { AccountCredit } from './account-interest.js'

/** 一个月的个人账户养老金由谁支付。 */
export interface Drawn {
  readonly fromAccount: Explained<Fen>
  readonly fromPool: Explained<Fen>
}

const RULE = cite('国发〔2005〕38号', '六')

/**
 * 个人账户养老金的支付。From the account while it lasts; once it is used up the same amount goes on from the pool. The
 * balance never goes below zero; a balance that is below already gives nothing.
 */
export function drawn(balance: Fen | Explained<Fen>, due: Fen): Drawn {
  const rest: Explained<Fen> =
    typeof balance === 'number' ? { term: 'accountBalance', unit: 'fen', value: balance, from: [] } : balance
  const fromAccount = explain('fromAccount', 'fen', RULE, (why) =>
    fen(Math.min(Math.max(why.use(rest), 0), why.step('accountPensionDue', 'fen', due))),
  )
  const fromPool = explain('fromPool', 'fen', RULE, (why) =>
    fen(why.step('accountPensionDue', 'fen', due) - why.use(fromAccount)),
  )
  return { fromAccount, fromPool }
}

export interface DrawnMonth extends Drawn {
  readonly month: number
}

/**
 * 一年的领取。Month by month, from what the account then holds (this year's interest comes to it at the year's end); what
 * `fromAccount` says is what that year's `paidOut` is.
 */
export function drawnYear(
  opening: Fen,
  credits: readonly AccountCredit[],
  dues: readonly AccountCredit[],
): readonly DrawnMonth[] {
  let taken = 0
  return [...dues]
    .sort((a, b) => a.month - b.month)
    .map(({ month, amount }) => {
      const entered = credits.reduce((sum, credit) => (credit.month <= month ? sum + credit.amount : sum), 0)
      const one = drawn(fen(opening + entered - taken), amount)
      taken += one.fromAccount.value
      return { month, ...one }
    })
}

/** 逐月由个人账户支付的金额, as `accountYear` takes them. */
export function paidOutOf(months: readonly DrawnMonth[]): AccountCredit[] {
  return months
    .filter(({ fromAccount }) => fromAccount.value !== ZERO)
    .map(({ month, fromAccount }) => ({ month, amount: fromAccount.value }))
}
