import type { FactRef } from '../kernel/explain.js'
import type { Period } from '../kernel/period.js'
import type { Cell, CellKind } from '../log/row-form.js'
import type { Fact, FactKind, Posted } from './fact.js'
import { type FactForm, FORMS } from './forms.js'
import type { Vault } from './vault.js'

type Fields = Record<string, unknown>

/** 事实 → 单元。Sensitive text is encrypted on the way; a field left out is null. */
export function cellsOf(fact: Fact, ref: FactRef, vault: Vault): Cell[] {
  const form = FORMS[fact.kind]
  const fields = fact as unknown as Fields
  const owner = form.owner === 'person' ? (fields['personId'] as string) : undefined
  const cells: Cell[] = new Array(form.columns.length)
  for (let i = 0; i < cells.length; i++) {
    const { name, kind } = form.columns[i]!
    const value = name in PLACED ? PLACED[name]!(fact, ref) : fields[form.fieldOf[i]!]
    cells[i] = value === undefined || value === null ? null : cellOf(kind, value, owner, vault)
  }
  return cells
}

const PLACED: Readonly<Record<string, (fact: Fact, ref: FactRef) => unknown>> = {
  posting_id: (_fact, ref) => ref.posting,
  ordinal: (_fact, ref) => ref.ordinal,
  reverses_posting: (fact) => fact.reverses?.posting,
  reverses_ordinal: (fact) => fact.reverses?.ordinal,
}

function cellOf(kind: CellKind, value: unknown, owner: string | undefined, vault: Vault): string {
  if (kind === 'secret') return vault.seal(owner, value as string).toString('hex')
  if (kind === 'month') return monthCell(value as Period)
  if (kind === 'bool') return value === true ? 't' : 'f'
  return String(value)
}

/** 年月在库中的写法：AAE002、AAE003 的 N6。 */
export function monthCell(period: Period): string {
  return period.slice(0, 4) + period.slice(5)
}

export function periodOfCell(month: number | string): Period {
  const text = String(month)
  return `${text.slice(0, 4)}-${text.slice(4)}` as Period
}

/** 行 → 事实。The row as the driver gives it; sensitive text stays closed until `vault.load` was asked for its person. */
export function factOf<F extends Fact>(kind: FactKind, row: Fields, vault: Vault | undefined): Posted<F> {
  const form = FORMS[kind]
  const fact: Fields = { kind, ref: { posting: row['posting_id'], ordinal: row['ordinal'] } }
  const owner = form.owner === 'person' ? (row['person_id'] as string) : undefined
  for (const { name, kind: cell } of form.columns) {
    const value = row[name]
    if (value === null || value === undefined) continue
    if (cell === 'month') fact[form.fields[name]!] = periodOfCell(value as number)
    else if (cell === 'money') fact[form.fields[name]!] = Number(value)
    else if (cell === 'secret') fact[form.fields[name]!] = vault?.unseal(owner, value as Buffer) ?? ''
    else fact[form.fields[name]!] = value
  }
  if (row['reverses_posting'] != null) {
    fact['reverses'] = { posting: row['reverses_posting'], ordinal: row['reverses_ordinal'] }
  }
  return fact as unknown as Posted<F>
}

export function columnsOf(form: FactForm): string {
  return form.columns.map((column) => column.name).join(', ')
}
