import type { Trx } from '../db/database.js'
import type { Extra } from './words.js'

/** 准予而未解除的限制：granted in full or in part, and not lifted since. */
const STANDS = `from desk.rights_request r join desk.rights_answer a on a.request_id = r.request_id
     where r.right_asked = 'restrict' and r.extra = $1 and a.answer in ('granted', 'partly')
       and not exists (select 1 from desk.rights_lift l where l.request_id = r.request_id)`

/** 准予限制处理的附加信息。Whether this one is restricted at the person's request just now. */
export async function isRestricted(trx: Trx, personId: string, extra: Extra): Promise<boolean> {
  const rows = await trx.rows(
    `select 1 ${STANDS} and r.person_id = any (string_to_array(ledger.folded($2::text), ',')::bigint[]) limit 1`,
    [extra, personId],
  )
  return rows.length > 0
}

/** 限制了某项的各人，under every number they have. */
export async function restrictedPersons(trx: Trx, extra: Extra): Promise<Set<string>> {
  const rows = await trx.rows<{ id: string }>(
    `select distinct unnest(string_to_array(ledger.folded(r.person_id::text), ',')) as id ${STANDS}`,
    [extra],
  )
  return new Set(rows.map(({ id }) => id))
}
