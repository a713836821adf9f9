import type { Trx } from '../db/database.js'

/** 死亡之后，待发给此人的告知不再发出。 */
export async function dropWaitingNotes(trx: Trx, personId: string): Promise<void> {
  await trx.rows(
    `delete from desk.outgoing_note where sent_at is null and submission_id in (
       select submission_id from desk.contact_change where person_id = $1)`,
    [personId],
  )
}
