import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Extra, RaisedAs, Right, RightAnswer } from './words.js'

/** 权利申请与答复的存取。 */
export interface RightsMatter {
  readonly requestId: string
  readonly serial: string
  readonly personId: string
  readonly agency: string
  readonly right: Right
  readonly extra?: Extra | undefined
  readonly body: Buffer
  readonly raisedAs: RaisedAs
  readonly raisedBy: string
  readonly raisedAt: Instant
  /** 解除限制之时. */
  readonly liftedAt?: Instant | undefined
  readonly answer?: { readonly answer: RightAnswer; readonly body: Buffer; readonly by: string; readonly at: Instant }
}

export async function insertRequest(trx: Trx, one: Omit<RightsMatter, 'answer' | 'liftedAt'>): Promise<void> {
  await trx.rows(
    `insert into desk.rights_request (request_id, serial, person_id, agency, right_asked, extra, body, raised_as, raised_by,
       raised_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000))`,
    [
      ...[one.requestId, one.serial, one.personId, one.agency, one.right, one.extra ?? null, one.body, one.raisedAs],
      ...[one.raisedBy, one.raisedAt],
    ],
  )
}

/** False where it was answered before. */
export async function insertAnswer(
  trx: Trx,
  requestId: string,
  { answer, body, by, at }: NonNullable<RightsMatter['answer']>,
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.rights_answer (request_id, answer, body, answered_by, at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000)) on conflict do nothing returning 1`,
    [requestId, answer, body, by, at],
  )
  return rows.length === 1
}

/** 解除限制。False where it was lifted before. */
export async function insertLift(
  trx: Trx,
  requestId: string,
  { raisedAs, by, at }: { readonly raisedAs: RaisedAs; readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.rights_lift (request_id, raised_as, lifted_by, at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000)) on conflict do nothing returning 1`,
    [requestId, raisedAs, by, at],
  )
  return rows.length === 1
}

const MATTER = `select r.*, a.answer, a.body as answer_body, a.answered_by, a.at as answered_at,
    l.at as lifted_at from desk.rights_request r left join desk.rights_answer a on a.request_id = r.request_id
    left join desk.rights_lift l on l.request_id = r.request_id`

export async function findRequest(trx: Trx, requestId: string): Promise<RightsMatter | undefined> {
  const rows = await trx.rows<Row>(`${MATTER} where r.request_id = $1`, [requestId])
  return rows[0] && matterOf(rows[0])
}

export async function requestsOfPersons(trx: Trx, personIds: readonly string[]): Promise<RightsMatter[]> {
  const rows = await trx.rows<Row>(
    `${MATTER} where r.person_id = any ($1::bigint[]) order by r.raised_at desc, r.request_id limit 500`,
    [personIds],
  )
  return rows.map(matterOf)
}

export async function requestsAt(trx: Trx, agencies: readonly string[], open: boolean): Promise<RightsMatter[]> {
  const rows = await trx.rows<Row>(
    `${MATTER} where r.agency = any ($1::text[]) and (a.request_id is null) = $2
     order by r.raised_at, r.request_id limit 500`,
    [agencies, open],
  )
  return rows.map(matterOf)
}

interface Row {
  request_id: string
  serial: string
  person_id: string
  agency: string
  right_asked: Right
  extra: Extra | null
  body: Buffer
  raised_as: RaisedAs
  raised_by: string
  raised_at: Date
  answer: RightAnswer | null
  answer_body: Buffer | null
  answered_by: string | null
  answered_at: Date | null
  lifted_at: Date | null
}

function matterOf(row: Row): RightsMatter {
  const { answer, answer_body, answered_by, answered_at } = row
  return {
    ...{ requestId: row.request_id, serial: row.serial, personId: row.person_id, agency: row.agency },
    ...{ right: row.right_asked, extra: row.extra ?? undefined, body: row.body, raisedAs: row.raised_as },
    ...{ raisedBy: row.raised_by, raisedAt: row.raised_at.getTime() as Instant },
    ...(row.lifted_at === null ? {} : { liftedAt: row.lifted_at.getTime() as Instant }),
    ...(answer === null || answer_body === null || answered_by === null || answered_at === null
      ? {}
      : { answer: { answer, body: answer_body, by: answered_by, at: answered_at.getTime() as Instant } }),
  }
}
