import { type Cell, type RowForm, type SealKeys, sealRow } from '../log/row-form.js'
import { EVENT_FORM, LOOK_FORM } from './book.js'
import { QUERY_FORM } from './query-entry.js'
import { SEALED_LOOK_FORM } from './sealed-look.js'

/** 一行的主键：whose, or in which session, then the line's own id. */
export const LINE_FORMS = [LOOK_FORM, EVENT_FORM, QUERY_FORM, SEALED_LOOK_FORM] as const

export function keyNames(form: RowForm): readonly [string, string] {
  return [form.columns[0]!.name, form.columns[1]!.name]
}

/** 封签一行，as `openLineSealer` does when it is written: the same hash serves the leaf, the same seal the row. */
export function sealLine(keys: SealKeys, epoch: number, form: RowForm, cells: readonly Cell[]) {
  return sealRow(keys, epoch, cells[1]!, form, cells)
}
