import type { RefusedRow, Sentence } from './kinds.js'
import type { PersonBatch } from './payment-batch.js'
import { STOPPED } from './payment-batch-words.js'

/** 未列入的一行：why a person, or a part of what stands open, is not in the batch. */
export function goneRow(row: number, one: PersonBatch, stop: Sentence | undefined): RefusedRow | undefined {
  const of = (code: string, sentence: Sentence, remedy: Sentence): RefusedRow => ({
    row,
    column: '',
    code,
    sentence,
    remedy,
  })
  if (stop !== undefined) return of('payment.stopped', stop, STOPPED.remedyStop)
  if (one.overpaid > 0) return of('payment.overpaid', STOPPED.overpaid, STOPPED.remedyLook)
  if (one.older > 0) return of('payment.older', STOPPED.older, STOPPED.remedyLook)
  return undefined
}
