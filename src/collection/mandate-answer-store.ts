import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 代理人一方的答复：a mandate given on the web waits for the agent's yes; any mandate can be laid down. */
export type MandateAnswer = 'waiting' | 'accepted' | 'declined'

type Rows = Pick<Trx, 'rows'>
interface Row {
  readonly key: string
  readonly answer: MandateAnswer
}

const COLUMNS = `person_id || '|' || document as key, answer`
const byKey = (rows: readonly Row[]) => new Map(rows.map(({ key, answer }) => [key, answer]))

/** 'person|document' → the answer, of the mandates that name this person as agent. */
export async function answersFor(
  db: Rows,
  representatives: readonly string[],
): Promise<ReadonlyMap<string, MandateAnswer>> {
  const text = `select ${COLUMNS} from desk.mandate_answer where representative_person_id = any ($1::bigint[])`
  return byKey(await db.rows<Row>(text, [representatives]))
}

/** The same, of the mandates this person gave. */
export async function answersTo(db: Rows, principals: readonly string[]): Promise<ReadonlyMap<string, MandateAnswer>> {
  const text = `select ${COLUMNS} from desk.mandate_answer where person_id = any ($1::bigint[])`
  return byKey(await db.rows<Row>(text, [principals]))
}

export interface Answered {
  readonly personId: string
  readonly document: string
  readonly representative: string
  readonly answer: MandateAnswer
  readonly at: Instant
}

export async function putAnswer(db: Rows, one: Answered): Promise<void> {
  await db.rows(
    `insert into desk.mandate_answer (person_id, document, representative_person_id, answer, at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0))
     on conflict (person_id, document) do update set answer = excluded.answer, at = excluded.at`,
    [one.personId, one.document, one.representative, one.answer, one.at],
  )
}
