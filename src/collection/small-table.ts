import { cellOf, type FieldSpec, type HeaderMap } from './header.js'
import type { RefusedRow } from './kinds.js'
import { openForm } from './open-form.js'
import { refuseRow } from './row-refusals.js'
import type { FileStandard } from './standard-gate.js'
import type { Row } from './table.js'

/** 一行的各栏，trimmed. */
export interface SmallRow {
  readonly row: number
  text(field: FieldSpec): string
}

/** 读一张不大的表：rows of a bank's answer or of checks, as the collection standard has them; a formula is refused. */
export async function* smallTable(bytes: Uint8Array, standard: FileStandard): AsyncGenerator<SmallRow | RefusedRow> {
  const form = await openForm(bytes, standard.columns)
  for await (const row of form.rows) {
    const plain = standard.read(form.header, row)
    yield 'sentence' in plain ? plain : rowOf(form.header, plain)
  }
}

function rowOf(header: HeaderMap, { row, cells, formulas }: Row): SmallRow | RefusedRow {
  if (formulas !== undefined) {
    return refuseRow(row, '', 'row.formula', { zh: '此行含公式。', en: 'This row holds a formula.' })
  }
  return { row, text: ({ field }) => cellOf(header, cells, field).trim() }
}

export function ownField(field: string, code: string, ...names: readonly string[]): FieldSpec {
  return { field, code, names, required: false }
}
