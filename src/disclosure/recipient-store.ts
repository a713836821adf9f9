import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Recipient, RecipientEvent } from './recipient.js'
import type { RecipientAct, RecipientKind } from './words.js'

/** 对方登记的存取。 */

export async function insertRecipient(trx: Trx, one: Omit<Recipient, 'events'>): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.recipient (recipient, name, kind, entered_by, entered_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0)) on conflict do nothing returning recipient`,
    [one.recipient, one.name, one.kind, one.enteredBy, one.enteredAt],
  )
  return rows.length > 0
}

export async function insertEvent(trx: Trx, vault: Vault, recipient: string, event: RecipientEvent): Promise<void> {
  await trx.rows(
    `insert into desk.recipient_event (recipient, ordinal, act, agreement, from_day, through_day, document_id, note, by_person, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::bigint / 1000.0)
     from desk.recipient_event where recipient = $1`,
    [
      ...[recipient, event.act, event.agreement ?? null, event.from ?? null, event.through ?? null],
      ...[event.documentId ?? null, vault.conceal(event.note), event.by, event.at],
    ],
  )
}

/** 锁住一个对方：a suspension and a call do not pass each other. */
export async function lockRecipient(trx: Trx, recipient: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7367))', [`recipient:${recipient}`])
}

export async function findRecipient(trx: Trx, vault: Vault, recipient: string): Promise<Recipient | undefined> {
  return (await allRecipients(trx, vault, recipient))[0]
}

export async function allRecipients(trx: Trx, vault: Vault, only?: string): Promise<Recipient[]> {
  const rows = await trx.rows<Row>(
    'select * from desk.recipient where $1::text is null or recipient = $1 order by recipient',
    [only ?? null],
  )
  const events = await trx.rows<EventRow>(
    'select * from desk.recipient_event where recipient = any ($1) order by recipient, ordinal',
    [rows.map(({ recipient }) => recipient)],
  )
  return rows.map((row) => ({
    ...{ recipient: row.recipient, name: row.name, kind: row.kind, enteredBy: row.entered_by },
    enteredAt: row.entered_at.getTime() as Instant,
    events: events.filter(({ recipient }) => recipient === row.recipient).map((event) => eventOf(vault, event)),
  }))
}

function eventOf(vault: Vault, row: EventRow): RecipientEvent {
  return {
    ...{ act: row.act, agreement: row.agreement ?? undefined, from: row.from_day ?? undefined },
    ...{ through: row.through_day ?? undefined, documentId: row.document_id ?? undefined },
    ...{ note: vault.reveal(row.note), by: row.by_person, at: row.at.getTime() as Instant },
  }
}

interface Row {
  readonly recipient: string
  readonly name: string
  readonly kind: RecipientKind
  readonly entered_by: string
  readonly entered_at: Date
}

interface EventRow {
  readonly recipient: string
  readonly act: RecipientAct
  readonly agreement: string | null
  readonly from_day: Day | null
  readonly through_day: Day | null
  readonly document_id: string | null
  readonly note: string
  readonly by_person: string
  readonly at: Date
}
