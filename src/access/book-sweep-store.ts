import type { Trx } from '../db/database.js'

/** 他人的一次查看。 */
export interface ForeignLook {
  readonly person_id: string
  /** Milliseconds. */
  readonly at: string
}

/** 账户的一件安全之事：a password set anew, or a sign-in from a browser not known before. */
export interface SecurityEvent {
  readonly event_id: string
  readonly person_id: string
  readonly action: string
  readonly matter: string
}

/** 至此之前的事务都已结束：a line written by one of them is there, or never will be. */
export async function settledUntil(trx: Trx): Promise<number> {
  const [row] = await trx.rows<{ until: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as until')
  return Number(row!.until)
}

/** 别人看过的，in the open book; what is sealed by law stands in another and is never among these. */
export function foreignLooks(trx: Trx, from: number, until: number): Promise<ForeignLook[]> {
  return trx.rows<ForeignLook>(
    `select distinct person_id, (extract(epoch from max(at)) * 1000)::bigint as at from access.look
     where tx >= $1::text::xid8 and tx < $2::text::xid8 and outcome = 'shown' and person_id <> actor_person_id
       and action in ('record.read', 'statement.issue', 'employer.staff', 'inquiry.execute', 'arrangement.call')
     group by person_id`,
    [String(from), String(until)],
  )
}

export function securityEvents(trx: Trx, from: number, until: number): Promise<SecurityEvent[]> {
  return trx.rows<SecurityEvent>(
    `select event_id, actor_person_id as person_id, action, matter from access.event
     where tx >= $1::text::xid8 and tx < $2::text::xid8 and outcome = 'done'
       and (action = 'account.activated' or (action = 'account.secure' and matter in ('password', 'query-password'))
         or (action = 'session.sign-in' and matter = $3 and realm = 'citizen'))`,
    [String(from), String(until), NEW_DEVICE],
  )
}

/** 事由：a sign-in from a browser not known before. */
export const NEW_DEVICE = 'new-device'
