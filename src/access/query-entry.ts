import type { Instant } from '../kernel/day.js'
import type { Cell, RowForm } from '../log/row-form.js'
import type { QueryKind } from './query-kinds.js'

/** 登记簿的一条（第二十一条）。Who asked, on what basis, for what, about whom; who handled and who approved; what left. */
export interface QueryEntry {
  readonly inquiryId: string
  readonly entryId: string
  readonly at: Instant
  /** 备案编号。 */
  readonly number: string
  readonly agency: string
  readonly kind: QueryKind
  readonly unit: string
  /** Concealed, as the purpose is. */
  readonly officers: string
  readonly basis: string
  readonly purpose: string
  readonly subjects: readonly string[]
  /** With those of whom there is no record. */
  readonly subjectCount: number
  readonly items: readonly string[]
  readonly months: string
  readonly handlerId: string
  readonly approverId: string
  readonly resultHash: string
  /** As on the looks of the same disclosure: by it the daily check finds one without the other. */
  readonly matter: string
}

const text = (name: string) => ({ name, kind: 'text' as const })
const id = (name: string) => ({ name, kind: 'id' as const })

/** 行式：kept for ever, as those of the looks are. */
export const QUERY_FORM: RowForm = {
  name: 'quanyi-query/1',
  table: 'access.query_entry',
  columns: [
    ...['inquiry_id', 'entry_id'].map(text),
    { name: 'at', kind: 'instant' },
    ...['number', 'agency', 'kind', 'unit', 'officers', 'basis', 'purpose', 'subjects'].map(text),
    id('subject_count'),
    ...['items', 'months'].map(text),
    ...['handler_id', 'approver_id'].map(id),
    ...['result_hash', 'matter'].map(text),
  ],
}

export function queryCells(entry: QueryEntry): readonly Cell[] {
  return [
    ...[entry.inquiryId, entry.entryId, String(entry.at), entry.number, entry.agency, entry.kind, entry.unit],
    ...[entry.officers, entry.basis, entry.purpose, entry.subjects.join(','), String(entry.subjectCount)],
    ...[entry.items.join(','), entry.months, entry.handlerId, entry.approverId, entry.resultHash, entry.matter],
  ]
}
