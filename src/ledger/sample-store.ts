import type { Trx } from '../db/database.js'

/** 被抽中的一次记账。 */
export interface SampledPosting {
  readonly voucherId: string
  readonly kind: string
  readonly agency: string
  readonly businessDay: string
  readonly rows: number
}

/** 抽查比例，in ppm: of all kinds, and of those of high risk. */
export interface SampleShares {
  readonly share: number
  readonly highShare: number
  readonly highKinds: readonly string[]
}

/**
 * 事后抽查。Of the postings of these agencies since a day, about the share of their kind, the same ones whoever asks: a
 * posting is drawn by its seal, which nobody without the key can foresee or choose. Newest first.
 */
export async function sampledPostings(
  trx: Trx,
  agencies: readonly string[],
  since: string,
  { share, highShare, highKinds }: SampleShares,
  most: number,
): Promise<SampledPosting[]> {
  const below = (ppm: number) => Math.floor((ppm * 2 ** 32) / 1_000_000)
  return trx.rows<SampledPosting>(
    `select voucher_id as "voucherId", kind, agency, business_day as "businessDay", row_count as rows
     from ledger.posting where agency = any ($1::text[]) and business_day >= $2::date
       and ('x' || encode(substring(seal from 1 for 4), 'hex'))::bit(32)::bigint
         < case when kind = any ($3::text[]) then $4::bigint else $5::bigint end
     order by posting_id desc limit $6`,
    [agencies, since, highKinds, below(highShare), below(share), most],
  )
}
