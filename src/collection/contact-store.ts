import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { ContactChange } from './contact-change.js'

/** 联系方式变更与待发告知的存取。 */
export interface StoredChange extends ContactChange {
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  /** 变更前，加密。 */
  readonly before: Buffer
  readonly at: Instant
}

export async function insertChange(trx: Trx, made: StoredChange): Promise<void> {
  await trx.rows(
    `insert into desk.contact_change (submission_id, person_id, employer_id, channel, shown_in_person, address_changed,
       before, day, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000)) on conflict do nothing`,
    [
      ...[made.submissionId, made.personId ?? null, made.employerId ?? null, made.channel, made.shownInPerson],
      ...[made.addressChanged, made.before, made.day, made.at],
    ],
  )
}

/** 变更的经过，新者在先。 */
export async function changesOf(
  trx: Trx,
  whose: { readonly personIds: readonly string[] } | { readonly employerId: string },
  most: number,
): Promise<ContactChange[]> {
  const rows = await trx.rows<ChangeRow>(
    `select submission_id, channel, shown_in_person, address_changed, day from desk.contact_change
     where ${'personIds' in whose ? 'person_id = any ($1::bigint[])' : 'employer_id = $1'} order by at desc limit $2`,
    ['personIds' in whose ? whose.personIds : whose.employerId, most],
  )
  return rows.map((row) => ({
    submissionId: row.submission_id,
    channel: row.channel,
    shownInPerson: row.shown_in_person,
    addressChanged: row.address_changed,
    day: row.day,
  }))
}

interface ChangeRow {
  submission_id: string
  channel: ContactChange['channel']
  shown_in_person: boolean
  address_changed: boolean
  day: Day
}

/** 待发的告知。 */
export interface OutgoingNote {
  readonly noteId: string
  readonly submissionId: string
  readonly route: 'sms' | 'email' | 'post'
  readonly address: Buffer
  readonly body: Buffer
  readonly madeAt: Instant
}

export async function insertNote(trx: Trx, note: OutgoingNote): Promise<void> {
  await trx.rows(
    `insert into desk.outgoing_note (note_id, submission_id, route, address, body, made_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))`,
    [note.noteId, note.submissionId, note.route, note.address, note.body, note.madeAt],
  )
}

/** 网关来取的：the oldest that wait. */
export async function waitingNotes(trx: Trx, most: number): Promise<OutgoingNote[]> {
  const rows = await trx.rows<{
    note_id: string
    submission_id: string
    route: OutgoingNote['route']
    address: Buffer
    body: Buffer
    made_at: Date
  }>('select * from desk.outgoing_note where sent_at is null order by made_at, note_id limit $1', [most])
  return rows.map((row) => ({
    noteId: row.note_id,
    submissionId: row.submission_id,
    route: row.route,
    address: row.address,
    body: row.body,
    madeAt: row.made_at.getTime() as Instant,
  }))
}
