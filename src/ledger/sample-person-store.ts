import type { Trx } from '../db/database.js'

/** 抽取若干人：from a place among all that a share of the whole names, round to the beginning where the end is reached. */
export async function somePersons(trx: Trx, share: { readonly of: number; readonly in: number }, most: number) {
  const rows = await trx.rows<{ person_id: string }>(
    `with highest as (select coalesce(max(person_id), 0) as last from ledger.person_registration),
       start as (select last * $1::bigint / $2::bigint as place from highest),
       after as (select distinct person_id from ledger.person_registration, start where person_id > place
         order by person_id limit $3),
       before as (select distinct person_id from ledger.person_registration, start where person_id <= place
         order by person_id limit $3)
     select person_id from (select person_id, 0 as turn from after union all select person_id, 1 from before) found
     order by turn, person_id limit $3`,
    [share.of, share.in, most],
  )
  return rows.map(({ person_id }) => person_id)
}
