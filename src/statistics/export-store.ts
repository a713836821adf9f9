import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { RequestExport } from './export-contract.js'
import type { ExportState, ListName } from './words.js'

/** 导出单。 */
export interface Ticket {
  readonly id: string
  readonly serial: string
  readonly agency: string
  readonly list: ListName
  readonly format: 'csv' | 'xlsx'
  readonly request: RequestExport
  readonly rows: number
  readonly state: ExportState
  readonly done: number
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly requestedOn: Day
  readonly approvedBy?: string | undefined
  readonly note: string
  readonly digest?: string | undefined
  readonly expiresOn?: Day | undefined
  readonly downloads: number
}

export async function insertTicket(
  trx: Trx,
  vault: Vault,
  one: Pick<
    Ticket,
    'id' | 'serial' | 'agency' | 'request' | 'rows' | 'state' | 'requestedBy' | 'requestedAt' | 'requestedOn'
  >,
): Promise<void> {
  const { list, format } = one.request
  await trx.rows(
    `insert into desk.export_ticket (ticket_id, serial, agency, list, format, body, rows_expected, state, requested_by,
       requested_at, requested_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::bigint / 1000.0), $11)`,
    [
      ...[one.id, one.serial, one.agency, list, format, vault.sealBytes(Buffer.from(JSON.stringify(one.request)))],
      ...[one.rows, one.state, one.requestedBy, one.requestedAt, one.requestedOn],
    ],
  )
}

export async function moveTicket(
  trx: Trx,
  id: string,
  from: readonly ExportState[],
  to: ExportState,
  said: { readonly by?: string; readonly note?: string } = {},
): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.export_ticket set state = $3, approved_by = coalesce($4, approved_by), note = coalesce($5, note)
     where ticket_id = $1 and state = any ($2) returning ticket_id`,
    [id, from, to, said.by ?? null, said.note ?? null],
  )
  return rows.length > 0
}

export async function noteProgress(trx: Trx, id: string, done: number): Promise<void> {
  await trx.rows('update desk.export_ticket set done = $2 where ticket_id = $1', [id, done])
}

export async function keepFile(trx: Trx, id: string, file: Buffer, digest: string, rows: number, expiresOn: Day) {
  await trx.rows(
    `update desk.export_ticket set state = 'ready', file = $2, digest = decode($3, 'hex'), done = $4, rows_expected = $4,
       expires_on = $5 where ticket_id = $1 and state = 'running'`,
    [id, file, digest, rows, expiresOn],
  )
}

export async function takeFile(trx: Trx, id: string): Promise<Buffer | undefined> {
  const [row] = await trx.rows<{ file: Buffer | null }>(
    `update desk.export_ticket set downloads = downloads + 1 where ticket_id = $1 and state = 'ready' returning file`,
    [id],
  )
  return row?.file ?? undefined
}

/** 到期清除文件，the ticket stays. */
export async function clearTickets(trx: Trx, today: Day): Promise<void> {
  await trx.rows(
    `update desk.export_ticket set state = 'expired', file = null where state = 'ready' and expires_on < $1`,
    [today],
  )
}

export async function nextRunning(trx: Trx, vault: Vault): Promise<Ticket | undefined> {
  return (await ticketsWhere(trx, vault, `state = 'running' order by requested_at limit 1`, []))[0]
}

export async function findTicket(trx: Trx, vault: Vault, id: string): Promise<Ticket | undefined> {
  return (await ticketsWhere(trx, vault, 'ticket_id = $1', [id]))[0]
}

export function ticketsOf(trx: Trx, vault: Vault, agencies: readonly string[], by: string | null, most: number) {
  const where = `agency = any ($1) and ($2::bigint is null or requested_by = $2) order by requested_at desc limit ${Math.trunc(most)}`
  return ticketsWhere(trx, vault, where, [agencies, by])
}

/** 出过文件的导出单，page by page in the order of their ids: only what it takes to know a leaked file again. */
export async function madeTickets(
  trx: Trx,
  agencies: readonly string[],
  after: string,
  most: number,
): Promise<{ readonly id: string; readonly serial: string; readonly list: ListName }[]> {
  return trx.rows(
    `select ticket_id as id, serial, list from desk.export_ticket
     where agency = any ($1) and ticket_id > $2 and digest is not null order by ticket_id limit $3`,
    [agencies, after, most],
  )
}

export async function exportsOn(trx: Trx, by: string, day: Day): Promise<number> {
  const [row] = await trx.rows<{ n: number }>(
    `select count(*)::int as n from desk.export_ticket where requested_by = $1 and requested_on = $2 and state <> 'refused'`,
    [by, day],
  )
  return row!.n
}

export async function insertPersons(
  trx: Trx,
  { id, requestedBy, agency }: Pick<Ticket, 'id' | 'requestedBy' | 'agency'>,
  persons: readonly string[],
  day: Day,
): Promise<void> {
  await trx.rows(
    `insert into desk.export_person (person_id, ticket_id, by_person, agency, on_day)
     select p, $1, $2, $3, $4 from unnest($5::bigint[]) as p`,
    [id, requestedBy, agency, day, persons],
  )
}

export async function personsOfTicket(trx: Trx, id: string): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    'select person_id from desk.export_person where ticket_id = $1 order by person_id',
    [id],
  )
  return rows.map(({ person_id }) => person_id)
}

/** 并集：how many different people these and the exports since that day come to, of one user and of one unit. */
export async function unionOf(
  trx: Trx,
  { by, agency, since, persons }: { by: string; agency: string; since: Day; persons: readonly string[] },
): Promise<{ user: number; unit: number }> {
  const count = (column: string) => `(select count(*)::int from (select person_id from desk.export_person
    where ${column} and on_day > $3 union select unnest($4::bigint[])) u)`
  const [row] = await trx.rows<{ user: number; unit: number }>(
    `select ${count('by_person = $1')} as "user", ${count('agency = $2')} as unit`,
    [by, agency, since, persons],
  )
  return row!
}

export interface Attempt {
  readonly id: string
  readonly by: string
  readonly agency: string
  readonly list: ListName
  readonly code: string
  readonly wanted: number
  readonly most: number
  readonly at: Instant
}

export async function insertAttempt(trx: Trx, one: Attempt): Promise<void> {
  await trx.rows(
    `insert into desk.export_attempt (attempt_id, by_person, agency, list, code, wanted, most, at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0))`,
    [one.id, one.by, one.agency, one.list, one.code, one.wanted, one.most, one.at],
  )
}

export async function attemptsOf(trx: Trx, agencies: readonly string[], most: number): Promise<Attempt[]> {
  const rows = await trx.rows<AttemptRow>(
    'select * from desk.export_attempt where agency = any ($1) order by at desc, attempt_id desc limit $2',
    [agencies, most],
  )
  return rows.map((row) => ({
    ...{ id: row.attempt_id, by: row.by_person, agency: row.agency, list: row.list, code: row.code },
    ...{ wanted: row.wanted, most: row.most, at: row.at.getTime() as Instant },
  }))
}

async function ticketsWhere(trx: Trx, vault: Vault, where: string, values: readonly unknown[]): Promise<Ticket[]> {
  const rows = await trx.rows<Row>(
    `select ticket_id, serial, agency, list, format, body, rows_expected, state, done, requested_by, requested_at,
       requested_on, approved_by, note, encode(digest, 'hex') as digest, expires_on, downloads
     from desk.export_ticket where ${where}`,
    values,
  )
  return rows.map((row) => ({
    ...{ id: row.ticket_id, serial: row.serial, agency: row.agency, list: row.list, format: row.format },
    request: JSON.parse(vault.unseal(undefined, row.body)) as RequestExport,
    ...{ rows: row.rows_expected, state: row.state, done: row.done, requestedBy: row.requested_by },
    ...{ requestedAt: row.requested_at.getTime() as Instant, requestedOn: row.requested_on },
    ...{ approvedBy: row.approved_by ?? undefined, note: row.note, digest: row.digest ?? undefined },
    ...{ expiresOn: row.expires_on ?? undefined, downloads: row.downloads },
  }))
}

interface Row {
  readonly ticket_id: string
  readonly serial: string
  readonly agency: string
  readonly list: ListName
  readonly format: 'csv' | 'xlsx'
  readonly body: Buffer
  readonly rows_expected: number
  readonly state: ExportState
  readonly done: number
  readonly requested_by: string
  readonly requested_at: Date
  readonly requested_on: Day
  readonly approved_by: string | null
  readonly note: string
  readonly digest: string | null
  readonly expires_on: Day | null
  readonly downloads: number
}

interface AttemptRow {
  readonly attempt_id: string
  readonly by_person: string
  readonly agency: string
  readonly list: ListName
  readonly code: string
  readonly wanted: number
  readonly most: number
  readonly at: Date
}
