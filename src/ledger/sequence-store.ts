import type { Trx } from '../db/database.js'

export interface Unsequenced {
  readonly posting_id: string
  readonly leaf: Buffer
  readonly seal: Buffer
  readonly key_epoch: number
}

/** 待排序的记账。Only those whose transaction is surely over: nothing older can still appear below the horizon. */
export function unsequenced(trx: Trx, from: string, most: number): Promise<Unsequenced[]> {
  return trx.rows(
    `select p.posting_id, p.leaf, p.seal, p.key_epoch from ledger.posting p
     where p.tx >= $1::xid8 and p.tx < pg_snapshot_xmin(pg_current_snapshot())
       and not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id)
     order by p.tx, p.posting_id limit $2`,
    [from, most],
  )
}

export async function highestPlace(trx: Pick<Trx, 'rows'>): Promise<number> {
  const rows = await trx.rows<{ n: string }>('select coalesce(max(leaf_index), -1) as n from ledger.leaf')
  return Number(rows[0]!.n)
}

export async function insertPlaces(trx: Trx, first: number, postingIds: readonly string[]): Promise<void> {
  await trx.rows(
    `insert into ledger.leaf (leaf_index, posting_id)
     select $1::bigint + n - 1, posting_id from unnest($2::bigint[]) with ordinality as p (posting_id, n)
     on conflict do nothing`,
    [first, postingIds],
  )
}

/** 是否尚有未入树的此类记账。 */
export async function unplacedOfKind(trx: Trx, kind: string): Promise<boolean> {
  const rows = await trx.rows(
    `select 1 from ledger.posting p where p.kind = $1
       and not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id) limit 1`,
    [kind],
  )
  return rows.length > 0
}

/** 若干记账在树中的位置；those without one yet are left out. */
export async function placesOf(trx: Trx, postingIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx.rows<{ posting_id: string; leaf_index: string }>(
    'select posting_id, leaf_index from ledger.leaf where posting_id = any ($1::bigint[])',
    [postingIds],
  )
  return new Map(rows.map((row) => [row.posting_id, Number(row.leaf_index)]))
}
