import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'

/** 网上授权的答复：the agent's yes or no; a mandate registered at a window needs none. */
export type MandateAnswer = 'waiting' | 'accepted' | 'declined'

type Rows = Pick<Trx, 'rows'>

/** 'posting/ordinal' → the answer, of mandates given to this person on the web. */
export async function answersFor(
  db: Rows,
  representatives: readonly string[],
): Promise<ReadonlyMap<string, MandateAnswer>> {
  const rows = await db.rows<{ ref: string; answer: MandateAnswer }>(
    `select posting_id || '/' || ordinal as ref, answer from desk.mandate_answer
     where representative_person_id = any ($1::bigint[])`,
    [representatives],
  )
  return new Map(rows.map(({ ref, answer }) => [ref, answer]))
}

export async function answersOfPerson(db: Rows, personIds: readonly string[]) {
  const rows = await db.rows<{ ref: string; answer: MandateAnswer }>(
    `select posting_id || '/' || ordinal as ref, answer from desk.mandate_answer where person_id = any ($1::bigint[])`,
    [personIds],
  )
  return new Map(rows.map(({ ref, answer }) => [ref, answer]))
}

export async function awaitAnswer(
  db: Rows,
  row: { personId: string; ref: FactRef; representative: string; at: Instant },
): Promise<void> {
  await db.rows(
    `insert into desk.mandate_answer (person_id, posting_id, ordinal, representative_person_id, answer, at)
     values ($1, $2, $3, $4, 'waiting', to_timestamp($5::bigint / 1000.0)) on conflict do nothing`,
    [row.personId, row.ref.posting, row.ref.ordinal, row.representative, row.at],
  )
}

/** False where nothing waited for this person's answer. */
export async function answerMandate(
  db: Rows,
  representatives: readonly string[],
  ref: FactRef,
  answer: 'accepted' | 'declined',
  at: Instant,
): Promise<boolean> {
  const rows = await db.rows(
    `update desk.mandate_answer set answer = $4, at = to_timestamp($5::bigint / 1000.0)
     where representative_person_id = any ($1::bigint[]) and posting_id = $2 and ordinal = $3 and answer = 'waiting'
     returning person_id`,
    [representatives, ref.posting, ref.ordinal, answer, at],
  )
  return rows.length === 1
}
