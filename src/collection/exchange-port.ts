import type { Trx } from '../db/database.js'
import type { LifeEvent } from '../ledger/fact.js'
import type { Sentence, SubmissionKind } from './kinds.js'

/** 一件的一版，by what it takes to ask about it. */
export interface AskedRevision {
  readonly submissionId: string
  readonly revision: number
  readonly kind: SubmissionKind
}

/** 交换之室为采集所做。What the room of exchange knows and intake heeds; left out where there is none. */
export interface ExchangePort {
  /** 单位停待核查的：why nothing is filed for it just now. */
  employerStopsOf(trx: Trx, employerIds: readonly string[]): Promise<ReadonlyMap<string, Sentence>>
  /** 联网核查先问起来：before a step is passed, what nobody asked yet is asked. */
  prepareChecks(revisions: readonly AskedRevision[]): Promise<void>
  /** 末环节之前：refuses while an answer is missing or does not agree. */
  requireChecked(trx: Trx, revision: AskedRevision): Promise<void>
  /** 死亡登记或其冲销已记账，in the transaction that notes the posting. */
  lifeEventsPosted(trx: Trx, events: readonly LifeEvent[]): Promise<void>
}
