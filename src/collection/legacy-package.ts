import type { ByteSource } from '../archive/byte-source.js'
import { parseYuan } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { cellOf } from './header.js'
import { CONTROL_COLUMNS, LEGACY_COLUMNS } from './legacy-columns.js'
import { CONTROL_FILE, LEGACY_TABLE_NAMES, type LegacyTable } from './legacy-words.js'
import { type Form, openForm } from './open-form.js'
import { PartSource } from './part-source.js'
import { notAPackage } from './refusals-legacy.js'
import { BULK_LIMITS } from './table.js'
import { openZip, type ZipParts } from './zip-parts.js'

/** 打开的数据包。 */
export interface LegacyPackageFile {
  readonly tables: readonly LegacyTable[]
  /** The sender's own sums, by table; in fen. */
  readonly control: ReadonlyMap<string, { readonly rows: number; readonly amount: number }>
  open(table: LegacyTable): Promise<Form>
}

/** 打开数据包，and say at once where it is none: a table that is not known is not passed over. */
export async function openPackage(source: ByteSource): Promise<LegacyPackageFile> {
  const head = await source.read(0, 4)
  if (head.toString('latin1') !== 'PK\u0003\u0004') refuse('这不是压缩包（it is no zip archive）')
  const parts = await openZip(source, BULK_LIMITS)
  const names = parts.names()
  const known = new Set<string>([CONTROL_FILE, ...LEGACY_TABLE_NAMES.map(fileOf)])
  const strange = names.find((name) => !known.has(name))
  if (strange !== undefined) refuse(`包内有不认识的“${strange.slice(0, 40)}”（unknown part）`)
  for (const needed of [CONTROL_FILE, fileOf('persons')]) if (!parts.has(needed)) refuse(`缺 ${needed}（missing）`)
  return {
    tables: LEGACY_TABLE_NAMES.filter((table) => parts.has(fileOf(table))),
    control: await controlOf(parts),
    open: (table) => openForm(new PartSource(parts, fileOf(table)), LEGACY_COLUMNS[table], BULK_LIMITS),
  }
}

function fileOf(table: LegacyTable): string {
  return `${table}.csv`
}

async function controlOf(parts: ZipParts) {
  const form = await openForm(new PartSource(parts, CONTROL_FILE), CONTROL_COLUMNS, BULK_LIMITS)
  const sums = new Map<string, { rows: number; amount: number }>()
  for await (const { row, cells } of form.rows) {
    const text = (field: string) => cellOf(form.header, cells, field).trim()
    const [table, rows, amount] = [text('table'), text('rows'), text('amount')]
    if (!(LEGACY_TABLE_NAMES as readonly string[]).includes(table) || !/^\d{1,9}$/.test(rows) || sums.has(table))
      refuse(`${CONTROL_FILE} 第 ${row} 行读不懂（row ${row} does not read）`)
    sums.set(table, { rows: Number(rows), amount: amountIn(amount, row) })
  }
  return sums
}

function amountIn(text: string, row: number): number {
  try {
    return parseYuan(text === '' ? '0' : text)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refuse(`${CONTROL_FILE} 第 ${row} 行的金额读不懂（the amount of row ${row} does not read）`)
  }
}

function refuse(name: string): never {
  throw new Refusal(notAPackage, { name })
}
