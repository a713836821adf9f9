import type { Trx } from '../db/database.js'
import { type Fen, fen } from '../kernel/money.js'
import type { Relief } from '../ledger/fact.js'
import { factsOfEmployerKind } from '../ledger/fund-store.js'
import { monthTotals } from '../ledger/lookup-store.js'
import { standing } from './employer-terms.js'

type Asked = Pick<Relief, 'employerId' | 'insurance' | 'contributionMonth'>

/** 还可以减免多少：what the employer's own part of the month still lacks, less what was let off before. */
export async function reliefRoomNow(trx: Trx, { employerId, insurance, contributionMonth }: Asked): Promise<Fen> {
  const reliefs = standing(await factsOfEmployerKind<Relief>(trx, 'relief', employerId))
  const sumOf = async (kind: 'due' | 'paid') =>
    (await monthTotals(trx, kind, employerId, contributionMonth, contributionMonth))
      .filter((one) => one.insurance === insurance)
      .reduce((sum, { employerAmount }) => sum + employerAmount, 0)
  const already = reliefs
    .filter((one) => one.insurance === insurance && one.contributionMonth === contributionMonth)
    .reduce((sum, { amount }) => sum + amount, 0)
  return fen(Math.max(0, (await sumOf('due')) - (await sumOf('paid')) - already))
}
