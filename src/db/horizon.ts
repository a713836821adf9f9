import type { Trx } from './database.js'

/** 界限。Below this transaction number everything is over: nothing older can still be committed. */
export async function horizon(trx: Trx): Promise<string> {
  const rows = await trx.rows<{ xmin: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as xmin')
  return rows[0]!.xmin
}
