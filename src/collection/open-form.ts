import { Refusal } from '../kernel/refusal.js'
import { type FieldSpec, type HeaderMap, mapHeader, mentionsField } from './header.js'
import { openTable, type TableSource } from './open-table.js'
import { noHeader } from './refusals-files.js'
import type { FileLimits, Notice, Row, Table } from './table.js'

/** Titles and notes people write above the header. */
const ROWS_ABOVE = 10

/** 打开的申报表：the header mapped, the rows below it still to come. */
export interface Form extends Omit<Table, 'notices' | 'rows'> {
  readonly header: HeaderMap
  /** The row the header stands in, as the person sees it. */
  readonly headerRow: number
  /** Complete when the rows have ended. */
  notices(): readonly Notice[]
  /** Once through. */
  readonly rows: AsyncIterable<Row>
}

/**
 * 打开申报表。The header is the first row that names a field, within the first ten; rows above it are told as a notice.
 * Refuses with `file.*` and `header.*`.
 */
export async function openForm(source: TableSource, fields: readonly FieldSpec[], limits?: FileLimits): Promise<Form> {
  const { notices, rows, ...table } = await openTable(source, limits)
  const iterator = rows[Symbol.asyncIterator]()
  const { row, above } = await findHeader(iterator, fields)
  const header = mapHeader(row.cells, fields)
  const skipped: Notice[] = above === 0 ? [] : [{ code: 'rowsAboveHeader', count: above }]
  return {
    ...table,
    header,
    headerRow: row.row,
    notices: () => [...notices, ...skipped, ...header.notices],
    rows: { [Symbol.asyncIterator]: () => iterator },
  }
}

async function findHeader(iterator: AsyncIterator<Row>, fields: readonly FieldSpec[]) {
  let first: Row | undefined
  for (let above = 0; above < ROWS_ABOVE; above++) {
    const next = await iterator.next()
    if (next.done) break
    first ??= next.value
    if (mentionsField(next.value.cells, fields)) return { row: next.value, above }
  }
  if (first === undefined) throw new Refusal(noHeader, {})
  return { row: first, above: 0 }
}
