import type { Trx } from '../db/database.js'
import { copyIn } from '../db/piped.js'
import { copyColumns } from '../log/row-form.js'
import type { FactKind } from './fact.js'
import { FORMS } from './forms.js'
import type { Leaf } from './leaf.js'

/** 记账的存取。SQL of ledger.posting, ledger.idempotency and the fact tables' COPY. */

export interface EarlierPosting {
  readonly posting_id: string
  readonly body_digest: Buffer
}

/**
 * 取得幂等键与号码。Waits for whoever else is taking the key; where it was free, the number is the next there is, whichever
 * process posts: what is posted later has the higher number.
 */
export async function takeKey(trx: Trx, key: string, bodyDigest: Buffer): Promise<string | EarlierPosting> {
  const taken = await trx.rows<{ posting_id: string }>(
    `insert into ledger.idempotency (key, body_digest, posting_id) values ($1, $2, nextval('ledger.posting_id'))
     on conflict do nothing returning posting_id`,
    [key, bodyDigest],
  )
  if (taken[0] !== undefined) return taken[0].posting_id
  const rows = await trx.rows<EarlierPosting>('select posting_id, body_digest from ledger.idempotency where key = $1', [
    key,
  ])
  return rows[0]!
}

export async function insertPosting(trx: Trx, leaf: Leaf, bytes: Buffer, seal: Buffer): Promise<void> {
  await trx.rows(
    `insert into ledger.posting (posting_id, voucher_id, revision, kind, agency, business_day, posted_at,
       policy_digest, release_digest, row_count, row_root, key_epoch, leaf, seal)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8, $9, $10, $11, $12, $13, $14)`,
    [
      leaf.postingId,
      leaf.voucherId,
      leaf.revision,
      leaf.kind,
      leaf.agency,
      leaf.businessDay,
      leaf.postedAt,
      Buffer.from(leaf.policyDigest, 'hex'),
      Buffer.from(leaf.releaseDigest, 'hex'),
      leaf.rowCount,
      Buffer.from(leaf.rowRoot, 'hex'),
      leaf.keyEpoch,
      bytes,
      seal,
    ],
  )
}

/** 成批写入。COPY, one table at a time; the lines are ready in COPY's text format. */
export async function copyRows(trx: Trx, kind: FactKind, lines: readonly string[]): Promise<void> {
  const form = FORMS[kind]
  await copyIn(trx, `copy ${form.table} (${copyColumns(form)}) from stdin`, Buffer.from(lines.join('')))
}

export async function takeIds(trx: Trx, sequence: 'person_id' | 'employer_id', count: number) {
  const rows = await trx.rows<{ id: string }>(
    `select nextval('ledger.${sequence}') as id from generate_series(1, $1)`,
    [count],
  )
  return rows.map((row) => row.id)
}

export async function reversalsOf(trx: Trx, kind: FactKind, posting: string, ordinal: number): Promise<number> {
  const rows = await trx.rows<{ n: number }>(
    `select count(*)::int as n from ${FORMS[kind].table} where reverses_posting = $1 and reverses_ordinal = $2`,
    [posting, ordinal],
  )
  return rows[0]!.n
}
