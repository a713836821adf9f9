import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { WhatIfResult } from '../records/what-if-sums.js'
import type { Case } from './case-store.js'
import type { ParameterFileLine, ParameterLine } from './lines.js'
import { digestOf, textsAfter } from './parameter-lines.js'
import type { CollectionPorts } from './ports.js'
import { whatIfMissing } from './refusals-parameters.js'
import { openBody } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

/** 试算的存取。Kept by what it was a trial of: the parameters in force then, and those it led to. */
export interface WhatIfKey {
  readonly submissionId: string
  readonly revision: number
  readonly before: string
  readonly after: string
}

export interface StoredWhatIf {
  readonly doneAt: Instant
  readonly result: WhatIfResult
}

export async function findWhatIf(trx: Trx, key: WhatIfKey): Promise<StoredWhatIf | undefined> {
  const rows = await trx.rows<{ done_at: Date; result: WhatIfResult }>(
    `select done_at, result from desk.what_if
     where submission_id = $1 and revision = $2 and before_digest = $3 and after_digest = $4`,
    [key.submissionId, key.revision, key.before, key.after],
  )
  return rows[0] && { doneAt: rows[0].done_at.getTime() as Instant, result: rows[0].result }
}

/** 最近一次试算 of a revision: what it was approved on, once the parameters have moved on. */
export async function lastWhatIf(trx: Trx, submissionId: string, revision: number): Promise<StoredWhatIf | undefined> {
  const rows = await trx.rows<{ done_at: Date; result: WhatIfResult }>(
    'select done_at, result from desk.what_if where submission_id = $1 and revision = $2 order by done_at desc limit 1',
    [submissionId, revision],
  )
  return rows[0] && { doneAt: rows[0].done_at.getTime() as Instant, result: rows[0].result }
}

/** Asked again it is made again: the newer one stands. */
export async function keepWhatIf(
  trx: Trx,
  key: WhatIfKey,
  by: string,
  { doneAt, result }: StoredWhatIf,
): Promise<void> {
  await trx.rows(
    `insert into desk.what_if (submission_id, revision, before_digest, after_digest, asked_by, done_at, result)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), $7)
     on conflict (submission_id, revision, before_digest, after_digest)
     do update set asked_by = excluded.asked_by, done_at = excluded.done_at, result = excluded.result`,
    [key.submissionId, key.revision, key.before, key.after, by, doneAt, JSON.stringify(result)],
  )
}

/** 提议的各行, opened and held against the digest that was agreed. */
export async function parameterLinesOf(
  trx: Trx,
  { vault }: Pick<CollectionPorts, 'vault'>,
  one: Case,
): Promise<(ParameterLine | ParameterFileLine)[]> {
  const vouchers = await findVouchers(trx, one.vouchers)
  return vouchers.flatMap((voucher) => openBody<ParameterLine | ParameterFileLine>(vault, voucher))
}

/** 审批之前：there is a trial of exactly this content, against exactly the parameters in force. */
export async function requireWhatIf(trx: Trx, ports: CollectionPorts, one: Case): Promise<void> {
  const { texts } = ports.policy()
  const after = digestOf(textsAfter(texts, await parameterLinesOf(trx, ports, one)))
  const { submissionId, revision } = one.revision
  const found = await findWhatIf(trx, { submissionId, revision, before: digestOf(texts), after })
  if (found === undefined) throw new Refusal(whatIfMissing, {})
}
