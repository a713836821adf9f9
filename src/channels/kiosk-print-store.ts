import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 送打印一次。 */
export interface Print {
  readonly serial: string
  readonly attempt: number
  readonly terminalId: string
  readonly sessionId: string
  readonly personId: string
  readonly at: Instant
}

/** 最近一次送打印：which attempt it was, and whether the person said that nothing came out. */
export interface LastPrint {
  readonly serial: string
  readonly attempt: number
  readonly failed: boolean
}

/** One attempt once, whoever asks and wherever. */
export async function insertPrint(trx: Trx, print: Print): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.kiosk_print (serial, attempt, terminal_id, session_id, person_id, printed_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0)) on conflict do nothing returning serial`,
    [print.serial, print.attempt, print.terminalId, print.sessionId, print.personId, print.at],
  )
  return rows.length === 1
}

/** Where it was printed is where it failed; told once of an attempt. */
export async function insertFailure(trx: Trx, { serial, attempt, sessionId, personId, at }: Omit<Print, 'terminalId'>) {
  const rows = await trx.rows(
    `insert into desk.kiosk_print_failure (serial, attempt, terminal_id, session_id, person_id, told_at)
     select serial, attempt, terminal_id, $3, person_id, to_timestamp($5::bigint / 1000.0) from desk.kiosk_print
     where serial = $1 and attempt = $2 and person_id = $4 on conflict do nothing returning serial`,
    [serial, attempt, sessionId, personId, at],
  )
  return rows.length === 1
}

/** One sheet less; false where none is left. */
export async function takeSheet(trx: Trx, terminalId: string): Promise<boolean> {
  const rows = await trx.rows(
    'update desk.kiosk_terminal set prints_left = prints_left - 1 where terminal_id = $1 and prints_left > 0 returning 1',
    [terminalId],
  )
  return rows.length === 1
}

export async function lastPrints(trx: Trx, serials: readonly string[]): Promise<Map<string, LastPrint>> {
  const rows = await trx.rows<LastPrint>(
    `select distinct on (p.serial) p.serial, p.attempt, f.serial is not null as failed
     from desk.kiosk_print p left join desk.kiosk_print_failure f on f.serial = p.serial and f.attempt = p.attempt
     where p.serial = any ($1) order by p.serial, p.attempt desc`,
    [serials],
  )
  return new Map(rows.map((row) => [row.serial, row]))
}

/** 还有几份纸，及打印机连着失败了几次 since the staff last saw to it. */
export async function printerOf(
  trx: Trx,
  terminalId: string,
): Promise<{ readonly left: number; readonly failedInARow: number }> {
  const rows = await trx.rows<{ left: number; failed: number }>(
    `select t.prints_left as left, (
       select count(*)::int from desk.kiosk_print p where p.terminal_id = t.terminal_id
         and p.printed_at > coalesce(t.refilled_at, t.registered_at)
         and p.printed_at > coalesce((select max(q.printed_at) from desk.kiosk_print q
           where q.terminal_id = t.terminal_id and not exists (select 1 from desk.kiosk_print_failure f
             where f.serial = q.serial and f.attempt = q.attempt)), t.registered_at)) as failed
     from desk.kiosk_terminal t where t.terminal_id = $1`,
    [terminalId],
  )
  return { left: rows[0]?.left ?? 0, failedInARow: rows[0]?.failed ?? 0 }
}
