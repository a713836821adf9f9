import type { Rows } from './account-store.js'

/** 停用的一个账户，及其原状态。 */
export interface BarredAccount {
  readonly accountId: string
  readonly state: string
}

/** 停用一个自然人的全部账户，并结束其会话。Answers what stood before, so that it can stand again. */
export async function barPerson(
  db: Rows,
  personId: string,
): Promise<{ readonly barred: BarredAccount[]; readonly sessions: number }> {
  const accounts = await db.rows<{ account_id: string; state: string }>(
    `select account_id, state from desk.account where person_id = $1 and state <> 'blocked' for update`,
    [personId],
  )
  await db.rows(`update desk.account set state = 'blocked' where person_id = $1 and state <> 'blocked'`, [personId])
  const ended = await db.rows(`delete from desk.session where person_id = $1 returning session_id`, [personId])
  const barred = accounts.map(({ account_id, state }) => ({ accountId: account_id, state }))
  return { barred, sessions: ended.length }
}

/** 恢复。Only what is still blocked: an account that was changed since keeps its change. */
export async function unbarAccounts(db: Rows, barred: readonly BarredAccount[]): Promise<void> {
  await db.rows(
    `update desk.account a set state = b.state from unnest($1::uuid[], $2::text[]) as b (account_id, state)
     where a.account_id = b.account_id and a.state = 'blocked'`,
    [barred.map(({ accountId }) => accountId), barred.map(({ state }) => state)],
  )
}
