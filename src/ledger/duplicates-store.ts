import type { Trx } from '../db/database.js'
import { protectedAmong } from './mandate-store.js'

/** 同名的编号。Persons whose names have the same pairs of characters; nothing is opened, and whoever is joined already is left out. */
export async function namesakes(trx: Trx, most: number): Promise<string[][]> {
  const rows = await trx.rows<{ ids: string[] }>(
    `select array_agg(n.person_id order by n.person_id)::text[] as ids from (
       select person_id, string_agg(encode(gram, 'hex'), ',' order by gram) as name from desk.name_gram
       where person_id not in (select person_id from ledger.person_alias) group by person_id) n
     group by n.name having count(*) between 2 and 20 order by max(n.person_id) desc limit $1`,
    [most],
  )
  // 保密标识：nobody who has one stands among the namesakes.
  const marked = await protectedAmong(
    trx,
    rows.flatMap(({ ids }) => ids),
  )
  return rows.map(({ ids }) => ids.filter((id) => !marked.has(id))).filter((ids) => ids.length > 1)
}
