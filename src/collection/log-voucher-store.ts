import type { Trx } from '../db/database.js'
import type { Vault } from '../ledger/vault.js'
import type { Line } from './lines.js'
import { openBody } from './voucher-body.js'

export interface LoggedVoucher {
  readonly digest: string
  readonly lines: readonly Line[]
}

/** 记账所据的凭证正文，by voucher and revision, opened and held against its own digest. */
export async function vouchersBehind(
  trx: Trx,
  vault: Vault,
  wanted: readonly { readonly voucherId: string; readonly revision: number }[],
): Promise<Map<string, LoggedVoucher>> {
  const rows = await trx.rows<{ voucher_id: string; revision: number; body: Buffer; body_digest: Buffer }>(
    `select v.voucher_id, v.revision, v.body, v.body_digest from desk.voucher v
     join unnest($1::uuid[], $2::int[]) as asked (voucher_id, revision) using (voucher_id, revision)`,
    [wanted.map(({ voucherId }) => voucherId), wanted.map(({ revision }) => revision)],
  )
  return new Map(
    rows.map(({ voucher_id, revision, body, body_digest }) => [
      `${voucher_id}:${revision}`,
      opened(vault, body, body_digest),
    ]),
  )
}

/** A body that does not open, or is another one, tells nothing: the log says so and goes on. */
function opened(vault: Vault, body: Buffer, bodyDigest: Buffer): LoggedVoucher {
  try {
    return { digest: bodyDigest.toString('hex'), lines: openBody<Line>(vault, { body, bodyDigest }) }
  } catch {
    return { digest: '', lines: [] }
  }
}
