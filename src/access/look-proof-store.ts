import type { Trx } from '../db/database.js'
import { cellColumns, type RowForm } from '../log/row-form.js'
import { LOOK_FORM } from './book.js'
import { SEALED_LOOK_FORM } from './sealed-look.js'

export interface OwnLine {
  readonly form: RowForm
  readonly cells: (string | null)[]
  readonly tx: string
}

/** 本人的一行，among the looks or among those whose seal has ended; the transaction is scoped to the person. */
export async function ownLine(trx: Trx, personIds: readonly string[], lookId: string): Promise<OwnLine | undefined> {
  for (const form of [LOOK_FORM, SEALED_LOOK_FORM]) {
    const { rows } = await trx.client.query<unknown[]>({
      text: `select ${cellColumns(form)}, tx::text from ${form.table} where person_id = any ($1::bigint[]) and look_id = $2`,
      values: [personIds, lookId],
      rowMode: 'array',
    })
    const [row] = rows
    if (row === undefined) continue
    const cells = row.slice(0, -3).map((cell) => (cell === null ? null : String(cell)))
    return { form, cells, tx: String(row.at(-1)) }
  }
  return undefined
}

/** 该行所在的批次：the leaves of the stretch its transaction fell in. */
export async function leavesAround(trx: Trx, tx: string): Promise<number[]> {
  const rows = await trx.rows<{ leaf_index: string }>(
    `select leaf_index from access.batch where from_tx <= $1::xid8 and until_tx > $1::xid8 order by leaf_index`,
    [tx],
  )
  return rows.map((row) => Number(row.leaf_index))
}
