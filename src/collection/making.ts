import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact } from '../ledger/fact.js'
import type { Sentence, TaskKind } from './kinds.js'
import { stale } from './refusals.js'

/** 待记之事实。What a voucher's lines come to under the rules in force, and what must hold when they are written. */
export interface Made {
  readonly facts: readonly Fact[]
  /** Runs inside the posting's transaction, before anything is sealed: the last look, with nobody else in between. */
  readonly before?: ((trx: Trx) => Promise<void>) | undefined
  /** Work for people that follows from the posting. */
  readonly tasks?: readonly MadeTask[] | undefined
}

export interface MadeTask {
  readonly kind: TaskKind
  readonly line: number
  readonly personId?: string | undefined
  readonly says: Sentence
}

/** 已不合的一行。 */
export interface StaleRow {
  readonly row: number
  readonly says: Sentence
}

/** All the rows that no longer hold are told at once: they can be put aside, and the rest posted. */
export function refuseStale(rows: readonly StaleRow[]): void {
  const [first] = rows
  if (first === undefined) return
  const { zh, en } = first.says
  const told = { row: first.row, zh: zh.replace(/。$/, ''), en: en.replace(/\.$/, ''), rows }
  throw new Refusal(stale, told)
}

/** 可以搁置的行，by what a posting was refused for; undefined where the whole voucher stands or falls. */
export function staleRowsOf({ entry, facts }: Refusal): readonly StaleRow[] | undefined {
  return entry.code === stale.code ? (facts as { rows?: readonly StaleRow[] }).rows : undefined
}

/** What was agreed no longer holds: nothing of the voucher is posted. */
export function staleRow(row: number, says: Sentence) {
  return new Refusal(stale, { row, zh: says.zh.replace(/。$/, ''), en: says.en.replace(/\.$/, '') })
}
