import { casesOf, stateOfCase } from '../collection/case-store.js'
import type { Line } from '../collection/lines.js'
import type { CollectionPorts } from '../collection/ports.js'
import { findSubmission } from '../collection/submission-store.js'
import { openBody } from '../collection/voucher-body.js'
import { findVoucher } from '../collection/voucher-store.js'
import type { Trx } from '../db/database.js'
import type { FactRef } from '../kernel/explain.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import type { OpenObjection } from './desk-service.js'
import { notItsCorrection } from './refusals.js'

/** 据异议提交的更正：its state, and which rows it reverses. */
export interface Corrected {
  readonly submissionId: string
  readonly state: string
  readonly isPosted: boolean
  readonly reverses: readonly FactRef[]
}

/** 记账已生效的状态；the re-check after maintenance follows it. */
const POSTED = new Set(['posted', 'awaitingRecheck'])

/** 最近一次提交的更正；undefined where there is none yet. */
export async function findCorrected(
  trx: Trx,
  ports: Pick<CollectionPorts, 'routes' | 'vault'>,
  { steps }: Pick<OpenObjection, 'steps'>,
): Promise<Corrected | undefined> {
  const submissionId = steps.findLast(({ act }) => act === 'correct')?.submissionId
  const submission = submissionId === undefined ? undefined : await findSubmission(trx, submissionId)
  const [one] = submission === undefined ? [] : await casesOf(trx, [submission])
  if (submissionId === undefined || one === undefined) return undefined
  const voucher = await findVoucher(trx, submissionId, one.revision.revision, 1)
  const lines = voucher === undefined ? [] : openBody<Line>(ports.vault, voucher)
  const reverses = lines.flatMap((line) => ('reverses' in line && line.reverses !== undefined ? [line.reverses] : []))
  const state = stateOfCase(ports.routes, one)
  return { submissionId, state, isPosted: POSTED.has(state), reverses: reverses as FactRef[] }
}

/** 须是决定之后提交、涉及同一人的报送；otherwise it is refused. */
export async function requireItsCorrection(
  trx: Trx,
  { vault }: Pick<CollectionPorts, 'vault'>,
  { one, steps }: OpenObjection,
  submissionId: string,
): Promise<void> {
  const decidedAt = steps.findLast(({ act }) => act === 'decide')?.at ?? Number.POSITIVE_INFINITY
  const submission = await findSubmission(trx, submissionId)
  const [found] = submission === undefined ? [] : await casesOf(trx, [submission])
  const { ids } = await foldOf(trx, [one.personId])
  const voucher = found && (await findVoucher(trx, submissionId, found.revision.revision, 1))
  const lines = voucher === undefined ? [] : openBody<Line>(vault, voucher)
  const isSame = lines.some((line) => ids.includes(personOf(line) ?? ''))
  if (submission === undefined || !isSame || submission.madeAt < decidedAt) throw new Refusal(notItsCorrection, {})
}

function personOf(line: Line): string | undefined {
  const { personId, original } = line as { personId?: unknown; original?: { personId?: unknown } }
  const found = personId ?? original?.personId
  return typeof found === 'string' ? found : undefined
}
