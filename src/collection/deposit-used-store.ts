import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { BankDeposit, Posted } from '../ledger/fact.js'
import { depositsOfVoucher } from '../ledger/fund-store.js'
import { standing } from './employer-terms.js'
import type { CollectionPorts } from './ports.js'
import { depositUsed } from './refusals-contribution.js'

/**
 * 已记入各月的入账不能红冲。Undefined where the money that was credited under the tax voucher is still covered by what else the
 * bank took in under it: a row entered twice, say. Money in suspense has been credited to nobody yet.
 */
export async function whyUsed(
  trx: Trx,
  fundTotals: NonNullable<CollectionPorts['fundTotals']>,
  deposit: Posted<BankDeposit>,
): Promise<Refusal<{ posted: number; left: number }> | undefined> {
  const { levyVoucher, insurance, arrivalDay, amount } = deposit
  const together = standing(await depositsOfVoucher(trx, levyVoucher)).filter(
    (one) => one.insurance === insurance && one.arrivalDay === arrivalDay,
  )
  const left = together.reduce((sum, one) => sum + one.amount, -amount)
  const posted = (await fundTotals(arrivalDay, arrivalDay))
    .filter((one) => one.levyVoucher === levyVoucher && one.insurance === insurance)
    .reduce((sum, one) => sum + one.posted, 0)
  return amount > 0 && posted > left ? new Refusal(depositUsed, { posted, left }) : undefined
}
