import type { Trx } from '../db/database.js'
import type { Extra } from './words.js'

/** 准予限制处理的附加信息。Whether this one was restricted at the person's request, in full or in part. */
export async function isRestricted(trx: Trx, personId: string, extra: Extra): Promise<boolean> {
  const rows = await trx.rows(
    `select 1 from desk.rights_request r join desk.rights_answer a on a.request_id = r.request_id
     where r.person_id = any (string_to_array(ledger.folded($1::text), ',')::bigint[]) and r.right_asked = 'restrict'
       and r.extra = $2 and a.answer in ('granted', 'partly') limit 1`,
    [personId, extra],
  )
  return rows.length > 0
}
