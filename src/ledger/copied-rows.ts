import type { CellKind } from '../log/row-form.js'
import type { Fact, FactKind, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { dueOf, paidOf, type RowCells } from './row-text.js'
import { factOf } from './rows.js'

/**
 * 成批读出的行。Rows as COPY writes them, cells parted by tabs, one row a line. Sensitive text is left in the database:
 * whoever reads everybody opens nobody.
 */
export interface CopiedForm {
  readonly kind: FactKind
  /** The select list; what is secret stands as an empty text. */
  readonly columns: string
  factOf(cells: RowCells): Posted<Fact>
}

export function copiedForm(kind: FactKind): CopiedForm {
  const { columns } = FORMS[kind]
  const list = columns.map((column) => (column.kind === 'secret' ? `''` : column.name)).join(', ')
  if (kind === 'due') return { kind, columns: list, factOf: dueOf }
  if (kind === 'paid') return { kind, columns: list, factOf: paidOf }
  const general = (cells: RowCells) => {
    const row: Record<string, unknown> = {}
    for (const [i, column] of columns.entries()) row[column.name] = driven(column.kind, cells[i]!)
    return factOf(kind, row, undefined)
  }
  return { kind, columns: list, factOf: general }
}

/** 拆行。`\N` is null; other escapes stand for a sign of the text. */
export function cellsOfLine(line: string): RowCells {
  const cells: (string | null)[] = line.split('\t')
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    if (cell === '\\N') cells[i] = null
    else if (cell.includes('\\')) cells[i] = cell.replace(/\\(.)/g, (_, sign: string) => SIGNS[sign] ?? sign)
  }
  return cells
}

const SIGNS: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' }

function driven(kind: CellKind, cell: string | null): unknown {
  if (cell === null || kind === 'secret') return cell
  if (kind === 'int') return Number(cell)
  return kind === 'bool' ? cell === 't' : cell
}
