import type { Day, Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/** 委派的存取。For which employers an operator's account may act, each with its proof and its days. */
export interface Appointment {
  readonly appointment_id: string
  readonly account_id: string
  readonly person_id: string
  readonly employer_id: string
  readonly proof: string
  readonly from_day: Day
  readonly through_day: Day | null
  readonly ended: boolean
}

const COLUMNS = `appointment_id, account_id, person_id, employer_id, proof, from_day, through_day,
  ended_at is not null as ended`

export interface NewAppointment {
  readonly appointmentId: string
  readonly accountId: string
  readonly personId: string
  readonly employerId: string
  readonly proof: string
  readonly fromDay: Day
  readonly throughDay?: Day | undefined
  readonly appointedBy: string
  readonly at: Instant
}

/** False where this account is appointed by this employer already. */
export async function insertAppointment(db: Rows, one: NewAppointment): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.appointment (appointment_id, account_id, person_id, employer_id, proof, from_day, through_day,
       appointed_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::bigint / 1000.0))
     on conflict do nothing returning appointment_id`,
    [
      ...[one.appointmentId, one.accountId, one.personId, one.employerId, one.proof, one.fromDay],
      ...[one.throughDay ?? null, one.appointedBy, one.at],
    ],
  )
  return rows.length === 1
}

export function appointmentsOf(db: Rows, accountId: string): Promise<Appointment[]> {
  return db.rows(
    `select ${COLUMNS} from desk.appointment where account_id = $1 and ended_at is null order by employer_id`,
    [accountId],
  )
}

export function appointmentsBy(db: Rows, employerId: string): Promise<Appointment[]> {
  return db.rows(`select ${COLUMNS} from desk.appointment where employer_id = $1 order by made_at, appointment_id`, [
    employerId,
  ])
}

/** 终止委派：on all channels at once, since every request reads this row. */
export async function endAppointment(db: Rows, accountId: string, employerId: string, by: string, at: Instant) {
  const ended = await db.rows(
    `update desk.appointment set ended_at = to_timestamp($4::bigint / 1000.0), ended_by = $3
     where account_id = $1 and employer_id = $2 and ended_at is null returning appointment_id`,
    [accountId, employerId, by, at],
  )
  // The employer the account was opened for stands in the account itself.
  const own = await db.rows(
    `update desk.account set employer_id = null where account_id = $1 and employer_id = $2 returning account_id`,
    [accountId, employerId],
  )
  return ended.length + own.length > 0
}

/** 此人是否为该单位的经办人：by the account itself, or by an appointment that lasts. */
export async function operatesFor(db: Rows, personId: string, employerId: string, today: Day): Promise<boolean> {
  const rows = await db.rows(
    `select 1 from desk.account where person_id = $1 and realm = 'operator' and employer_id = $2
     union all
     select 1 from desk.appointment where person_id = $1 and employer_id = $2 and ended_at is null
       and from_day <= $3 and coalesce(through_day, $3) >= $3`,
    [personId, employerId, today],
  )
  return rows.length > 0
}
