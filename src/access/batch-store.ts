import type { Trx } from '../db/database.js'
import { type Cell, cellColumns, type RowForm } from '../log/row-form.js'
import { keyNames, LINE_FORMS } from './line-forms.js'

export interface StoredLine {
  readonly form: RowForm
  readonly cells: Cell[]
  readonly epoch: number
  readonly seal: string
  readonly tx: string
}

/** 某段事务写入的各行，按表与主键。 */
export async function linesBetween(trx: Trx, from: string, until: string, most: number): Promise<StoredLine[]> {
  const lines: StoredLine[] = []
  for (const form of LINE_FORMS) {
    const where = `tx >= $1::xid8 and tx < $2::xid8 order by tx, ${keyNames(form).join(', ')} limit $3`
    lines.push(...(await read(trx, form, where, [from, until, most])))
  }
  return lines
}

/** Lines by their own ids, wherever in time somebody may have put them. */
export function linesById(trx: Trx, form: RowForm, ids: readonly string[]): Promise<StoredLine[]> {
  return read(trx, form, `${keyNames(form)[1]} = any ($1::uuid[])`, [ids])
}

export async function countLines(trx: Trx, form: RowForm): Promise<number> {
  const rows = await trx.rows<{ n: string }>(`select count(*) as n from ${form.table}`)
  return Number(rows[0]!.n)
}

async function read(trx: Trx, form: RowForm, where: string, values: unknown[]): Promise<StoredLine[]> {
  const rows = await trx.client.query<unknown[]>({
    text: `select ${cellColumns(form)}, tx::text from ${form.table} where ${where}`,
    values,
    rowMode: 'array',
  })
  return rows.rows.map((row) => {
    const cells = row.slice(0, -3).map((cell) => (cell === null ? null : String(cell)))
    const [epoch, seal, tx] = row.slice(-3) as [number, string, string]
    return { form, cells, epoch, seal, tx }
  })
}

export interface StoredBatch {
  readonly leaf_index: string
  readonly from_tx: string
  readonly until_tx: string
  readonly line_count: number
}

export function batchesFrom(trx: Trx, from: number, until: number): Promise<StoredBatch[]> {
  return trx.rows(
    `select leaf_index, from_tx::text, until_tx::text, line_count from access.batch
     where leaf_index >= $1 and leaf_index < $2 order by leaf_index`,
    [from, until],
  )
}

export async function highestBatch(trx: Trx): Promise<number> {
  const rows = await trx.rows<{ n: string }>('select coalesce(max(leaf_index), -1) as n from access.batch')
  return Number(rows[0]!.n)
}

export async function insertBatch(
  trx: Trx,
  index: number,
  batch: { fromTx: string; untilTx: string; lines: readonly unknown[] },
): Promise<void> {
  await trx.rows(
    `insert into access.batch (leaf_index, from_tx, until_tx, line_count) values ($1, $2::xid8, $3::xid8, $4)
     on conflict do nothing`,
    [index, batch.fromTx, batch.untilTx, batch.lines.length],
  )
}
