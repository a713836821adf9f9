import type { Trx } from '../db/database.js'
import { parseYuan } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { parseMonth } from '../policy/standard-check.js'
import { BATCH_KINDS, type BatchAsked } from './batch-kinds.js'
import type { BatchEntry } from './batch-line.js'
import { batchLines } from './batch-lines-store.js'
import type { Draft } from './draft-store.js'
import type { Ended, FileReading, OpenedFile } from './file-reading-store.js'
import { isRefused } from './filing-row.js'
import { cellOf, type FieldSpec, type HeaderMap } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { openForm } from './open-form.js'
import type { TableSource } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { rowTwice, wrongCell } from './refusals-batch.js'
import { tooManyRows } from './refusals-maintenance.js'
import { refusedBy } from './row-refusals.js'
import type { FileLimits, Row } from './table.js'

const MOST_CELL = 200

/** What makes two rows the same change. */
const KEYS = ['identityNumber', 'creditCode', 'insurance', 'month', 'levyVoucher'] as const

/** 成批变更清单的读法：any number of rows up to the setting, a thousand at a time. */
export class BatchFileReading implements FileReading<BatchEntry | RefusedRow> {
  readonly remembersMatches = false
  private readonly columns: readonly FieldSpec[]
  private readonly seen = new Set<string>()
  private readonly most: number
  private header: HeaderMap | undefined
  private rows = 0

  constructor(
    private readonly ports: CollectionPorts,
    private readonly place: { readonly agency: string; readonly area: string },
    private readonly asked: BatchAsked,
  ) {
    this.columns = BATCH_KINDS[asked.kind].columns
    this.most = ports.setting('business.batch-most-rows')
  }

  async open(source: TableSource, limits?: FileLimits): Promise<OpenedFile> {
    const form = await openForm(source, this.columns, limits)
    this.header = form.header
    return form
  }

  /** A list that is too long is refused whole: it is to be cut by people, not by the system. */
  read(row: Row): BatchEntry | RefusedRow {
    if (++this.rows > this.most) throw new Refusal(tooManyRows, { rows: this.rows, most: this.most })
    let column = ''
    try {
      const texts: Record<string, string> = {}
      for (const spec of this.columns) {
        column = spec.names[0]!
        const text = this.cell(row, spec)
        if (text !== '') texts[spec.field] = text
      }
      column = '全行'
      const key = KEYS.map((field) => texts[field]?.toUpperCase() ?? '').join('|')
      if (this.seen.has(key)) throw new Refusal(rowTwice, {})
      this.seen.add(key)
      return { row: row.row, texts }
    } catch (error) {
      if (error instanceof Refusal) return refusedBy(row.row, column, error)
      throw error
    }
  }

  async settle(trx: Trx, entries: readonly (BatchEntry | RefusedRow)[], draft?: Draft): Promise<void> {
    if (draft === undefined) return
    const good = entries.filter((entry): entry is BatchEntry => !isRefused(entry))
    const lines = (await batchLines(trx, this.ports, this.place, this.asked, good)).values()
    for (const entry of entries) {
      const one = isRefused(entry) ? entry : lines.next().value!
      if ('code' in one) await draft.refuse(one)
      else await draft.add(one.line, one.counted)
    }
  }

  state(): unknown {
    return {}
  }

  restore(): void {}

  end(): Ended {
    return { kind: 'batchChange', rows: this.rows, summary: { batch: this.asked } }
  }

  private cell({ cells, formulas }: Row, { field, names, required }: FieldSpec): string {
    const at = this.header!.columns.get(field)
    const column = names[0]!
    if (at !== undefined && formulas?.includes(at))
      throw new Refusal(wrongCell, { column, how: '写定的内容，不能是公式', howEn: 'a value, not a formula' })
    const text = cellOf(this.header!, cells, field).trim()
    if (text === '' && required) throw new Refusal(wrongCell, { column, how: '必填项', howEn: 'filled in' })
    if (text.length > MOST_CELL || /\p{Cc}/u.test(text))
      throw new Refusal(wrongCell, { column, how: '不超过 200 字的文字', howEn: 'a text of at most 200 characters' })
    return text === '' ? '' : settled(field, column, text)
  }
}

function settled(field: string, column: string, text: string): string {
  if (field === 'month' || field === 'newMonth') return parseMonth(text)
  if (field === 'declaredWage') return String(parseYuan(text))
  if (field !== 'insurance') return text
  const code = findInsurance(text)
  if (code === undefined)
    throw new Refusal(wrongCell, { column, how: '部颁险种代码或名称', howEn: "the ministry's code or name" })
  return code
}
