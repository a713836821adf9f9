import pg from 'pg'
import { Refusal } from '../../kernel/refusal.js'
import { demoOnly, unfitSql } from './refusals.js'

/**
 * 篡改演示。Runs SQL on the demo's database as its superuser with every trigger off, as a database administrator with bad
 * intent could, so that anybody can see `quanyi verify` name what was done. Answers how many rows each statement touched.
 */
export async function tamper(demo: boolean, adminUrl: string, sql: string): Promise<readonly number[]> {
  if (!demo) throw new Refusal(demoOnly, {})
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    const result = (await client.query(sql).catch(unfit)) as pg.QueryResult | pg.QueryResult[]
    return [result].flat().map(({ rowCount }) => rowCount ?? 0)
  } finally {
    await client.end()
  }
}

function unfit(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error
  throw new Refusal(unfitSql, { said: error.message })
}
