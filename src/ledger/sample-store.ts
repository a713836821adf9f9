import type { Trx } from '../db/database.js'

/** 被抽中的一次记账。 */
export interface SampledPosting {
  readonly voucherId: string
  readonly kind: string
  readonly agency: string
  readonly businessDay: string
  readonly rows: number
}

/**
 * 事后抽查。Of the postings of these agencies since a day, about the given share (ppm), the same ones whoever asks: a
 * posting is drawn by its seal, which nobody without the key can foresee or choose. Newest first.
 */
export async function sampledPostings(
  trx: Trx,
  agencies: readonly string[],
  since: string,
  share: number,
  most: number,
): Promise<SampledPosting[]> {
  const below = Math.floor((share * 2 ** 32) / 1_000_000)
  return trx.rows<SampledPosting>(
    `select voucher_id as "voucherId", kind, agency, business_day as "businessDay", row_count as rows
     from ledger.posting where agency = any ($1::text[]) and business_day >= $2::date
       and ('x' || encode(substring(seal from 1 for 4), 'hex'))::bit(32)::bigint < $3::bigint
     order by posting_id desc limit $4`,
    [agencies, since, below, most],
  )
}
