import type { Trx } from '../db/database.js'
import { FORMS } from './forms.js'
import { alsoSee } from './lookup-store.js'

/** 已故：a death stands under any of this person's numbers. What the transaction sees is as before afterwards. */
export async function isDead(trx: Trx, personId: string): Promise<boolean> {
  const [before] = await trx.rows<{ persons: string | null }>(
    `select current_setting('quanyi.persons', true) as persons`,
    [],
  )
  await alsoSee(trx, [personId])
  const { table } = FORMS.lifeEvent
  const rows = await trx.rows(
    `select 1 from ${table} t where t.person_id = any (ledger.scope_persons()) and t.event = 'death'
       and t.reverses_posting is null and not exists (select 1 from ${table} r
         where r.reverses_posting = t.posting_id and r.reverses_ordinal = t.ordinal) limit 1`,
    [],
  )
  await trx.rows(`select set_config('quanyi.persons', $1, true)`, [before?.persons ?? ''])
  return rows.length > 0
}
