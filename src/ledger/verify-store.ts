import { to as copyTo } from 'pg-copy-streams'
import type { Trx } from '../db/database.js'
import { type Cell, cellColumns } from '../log/row-form.js'
import type { FactForm } from './forms.js'

/** 核验的读取。Rows come out by COPY as the cells they were sealed from; nothing is opened or shown in clear. */

export interface StoredRow {
  readonly form: FactForm
  readonly cells: Cell[]
  readonly epoch: number
  readonly seal: string
}

export interface StoredPosting {
  readonly posting_id: string
  readonly leaf: string
  readonly seal: string
  readonly key_epoch: number
  readonly columns: string
  readonly indexes: string[]
  readonly idempotent: string | null
}

const POSTING = `p.posting_id, encode(p.leaf, 'hex') as leaf, encode(p.seal, 'hex') as seal, p.key_epoch,
  concat_ws('|', p.voucher_id, p.revision, p.kind, p.agency, p.business_day,
    (extract(epoch from p.posted_at) * 1000)::bigint, encode(p.policy_digest, 'hex'), encode(p.release_digest, 'hex'),
    p.row_count, encode(p.row_root, 'hex'), p.key_epoch) as columns,
  array(select l.leaf_index::text from ledger.leaf l where l.posting_id = p.posting_id) as indexes,
  (select i.key from ledger.idempotency i where i.posting_id = p.posting_id limit 1) as idempotent`

export function postingsOf(trx: Trx, ids: readonly string[]): Promise<StoredPosting[]> {
  return trx.rows(`select ${POSTING} from ledger.posting p where p.posting_id = any ($1::bigint[])`, [ids])
}

/** Postings without a place in the tree below the size: new ones, or forged ones. */
export function postingsBeyond(trx: Trx, size: number): Promise<StoredPosting[]> {
  return trx.rows(
    `select ${POSTING} from ledger.posting p
     where not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id and l.leaf_index < $1)
     order by p.posting_id limit 10000`,
    [size],
  )
}

export function leavesAt(trx: Trx, from: number, until: number) {
  return trx.rows<{ leaf_index: string; posting_id: string }>(
    'select leaf_index, posting_id from ledger.leaf where leaf_index >= $1 and leaf_index < $2 order by leaf_index',
    [from, until],
  )
}

/** 一批记账的各行。 */
export async function rowsOf(trx: Trx, form: FactForm, ids: readonly string[]): Promise<StoredRow[]> {
  if (ids.length === 0) return []
  const numbers = ids.map(BigInt)
  const low = numbers.reduce((a, b) => (a < b ? a : b))
  const high = numbers.reduce((a, b) => (a > b ? a : b))
  const dense = high - low + 1n === BigInt(new Set(ids).size)
  const within = dense ? '' : ` and posting_id in (${numbers.join(',')})`
  return copied(trx, form, `posting_id between ${low} and ${high}${within}`)
}

/** Rows whose posting is not in the tree: the caller decides whether they are new or forged. */
export function strayRows(trx: Trx, form: FactForm, size: number): Promise<StoredRow[]> {
  return copied(
    trx,
    form,
    `not exists (select 1 from ledger.leaf l where l.posting_id = t.posting_id and l.leaf_index < ${Number(size)}) limit 100000`,
  )
}

export async function countRows(trx: Trx, form: FactForm): Promise<number> {
  const rows = await trx.rows<{ n: string }>(`select count(*) as n from ${form.table}`)
  return Number(rows[0]!.n)
}

async function copied(trx: Trx, form: FactForm, where: string): Promise<StoredRow[]> {
  const source = trx.client.query(
    copyTo(`copy (select ${cellColumns(form)} from ${form.table} t where ${where}) to stdout`),
  )
  const rows: StoredRow[] = []
  let rest = ''
  source.setEncoding('utf8')
  for await (const chunk of source as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) rows.push(rowOf(form, line))
  }
  return rows
}

function rowOf(form: FactForm, line: string): StoredRow {
  const cells: Cell[] = line.split('\t')
  const seal = cells.pop()!
  const epoch = Number(cells.pop())
  if (line.includes('\\')) for (let i = 0; i < cells.length; i++) cells[i] = unescaped(cells[i]!)
  return { form, cells, epoch, seal }
}

function unescaped(cell: string): Cell {
  if (cell === '\\N') return null
  return cell.replace(/\\(.)/g, (_, c: string) => ({ t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' })[c] ?? c)
}

export async function personIds(trx: Trx, most: number): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    'select distinct person_id from ledger.person_registration order by person_id limit $1',
    [most],
  )
  return rows.map((row) => row.person_id)
}

export function personKeys(trx: Trx, after: string, most: number) {
  return trx.rows<{ person_id: string; wrapped: Buffer | null; wrapping_epoch: number | null }>(
    `select r.person_id, k.wrapped, k.wrapping_epoch
     from (select distinct person_id from ledger.person_registration where person_id > $1 order by person_id limit $2) r
     left join desk.person_key k using (person_id) order by r.person_id`,
    [after, most],
  )
}
