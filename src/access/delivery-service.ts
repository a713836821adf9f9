import { createHash } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { LineSealer } from './book.js'
import type { QueryEntry } from './query-entry.js'
import { takeEntryNumber, writeQueryEntry } from './query-entry-store.js'

/** 一次提供：what left the house, to whom, about whom, and who answered for it. */
export interface Delivery
  extends Pick<QueryEntry, 'agency' | 'kind' | 'unit' | 'basis' | 'subjects' | 'items' | 'handlerId' | 'approverId'> {
  /** The case it belongs to. */
  readonly caseId: string
  /** In clear; kept concealed. */
  readonly purpose: string
  readonly months: string
  /** As on the look of the same delivery. */
  readonly matter: string
  /** What left, byte for byte. */
  readonly content: Uint8Array
}

export interface DeliveryPorts {
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly sealer: LineSealer
  conceal(text: string): string
}

/**
 * 登记一次提供（第二十一条）。For the rooms that give somebody records without an application: another agency takes over a
 * relation. In the transaction that makes what leaves: no entry, no file.
 */
export async function enterDelivery(
  trx: Trx,
  { clock, ids, sealer, conceal }: DeliveryPorts,
  { caseId, purpose, content, ...told }: Delivery,
): Promise<string> {
  const number = await takeEntryNumber(trx, told.agency, Number(clock.today().slice(0, 4)))
  await writeQueryEntry(trx, sealer, {
    ...{ ...told, inquiryId: caseId, entryId: ids.uuid(), at: clock.now(), number, officers: conceal('') },
    ...{ purpose: conceal(purpose), subjectCount: told.subjects.length },
    resultHash: createHash('sm3').update(content).digest('hex'),
  })
  return number
}
