import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { monthCell } from '../ledger/rows.js'
import type { BalanceSums, Signer } from './balance.js'

/** 月末平衡签认的存取。 */
export interface Signature {
  readonly post: Signer
  readonly by: string
  readonly account: string
  readonly at: Instant
  readonly figures: string
  readonly note?: Buffer | undefined
}

export async function signaturesOf(trx: Trx, agency: string, month: Period): Promise<Signature[]> {
  const rows = await trx.rows<{
    post: Signer
    signed_by: string
    account: string
    signed_at: Date
    figures: Buffer
    note: Buffer | null
  }>('select * from desk.balance_signature where agency = $1 and month = $2 order by signed_at', [
    agency,
    monthCell(month),
  ])
  return rows.map(({ post, signed_by: by, account, signed_at, figures, note }) => ({
    ...{ post, by, account, at: signed_at.getTime() as Instant, figures: figures.toString('hex') },
    note: note ?? undefined,
  }))
}

/** False where the post signed these figures already. */
export async function insertSignature(
  trx: Trx,
  at: { readonly agency: string; readonly month: Period },
  { post, by, account, at: when, figures, note }: Signature,
  total: Pick<BalanceSums, 'tax' | 'bank' | 'posted' | 'suspense'>,
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.balance_signature (agency, month, figures, post, signed_by, account, signed_at, tax, bank, posted,
       suspense, note)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8, $9, $10, $11, $12)
     on conflict do nothing returning post`,
    [
      ...[at.agency, monthCell(at.month), Buffer.from(figures, 'hex'), post, by, account, when],
      ...[total.tax, total.bank, total.posted, total.suspense, note ?? null],
    ],
  )
  return rows.length === 1
}
