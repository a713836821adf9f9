import type { Cell, RowForm } from '../log/row-form.js'
import { LOOK_FORM, type LookLine, lookCells } from './book.js'

const [PERSON, LOOK, ...REST] = LOOK_FORM.columns

/** 封存的查阅。A look of an investigation: as any look, with the case whose seal hides it from the person until it ends. */
export const SEALED_LOOK_FORM: RowForm = {
  name: 'quanyi-sealed-look/1',
  table: 'access.sealed_look',
  columns: [PERSON!, LOOK!, { name: 'case_id', kind: 'text' }, ...REST],
}

export function sealedLookCells(line: LookLine, caseId: string): readonly Cell[] {
  const [person, look, ...rest] = lookCells(line)
  return [person!, look!, caseId, ...rest]
}
