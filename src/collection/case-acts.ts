import type { Instant } from '../kernel/day.js'
import type { ActKind } from './act-kinds.js'
import type { Stage } from './kinds.js'

export interface CaseAct {
  readonly submissionId: string
  readonly revision: number
  readonly act: ActKind
  readonly stage?: Stage | undefined
  readonly by: string
  readonly account: string
  readonly organisation: string
  readonly toPerson?: string | undefined
  readonly toAgency?: string | undefined
  readonly toPost?: string | undefined
  readonly documentId?: string | undefined
  readonly body?: Buffer | undefined
  readonly at: Instant
}

/** 认领：who holds it, until when. */
export interface Claim {
  readonly submissionId: string
  readonly revision: number
  readonly stage: Stage
  readonly personId: string
  readonly organisation: string
  readonly until: Instant
}

/** 待补正：asked for and not yet received. */
export function awaitsPapers(acts: readonly CaseAct[]): CaseAct | undefined {
  const last = acts.findLast(({ act }) => act === 'papersRequested' || act === 'papersReceived')
  return last?.act === 'papersRequested' ? last : undefined
}

export function isWithdrawn(acts: readonly CaseAct[]): boolean {
  return acts.some(({ act }) => act === 'withdrawn')
}

/** 停表的各段：from the request for papers to their receipt, from a moment on; the last may still run. */
export function stoppedIn(acts: readonly CaseAct[], since: Instant): { from: Instant; to?: Instant }[] {
  const stops: { from: Instant; to?: Instant }[] = []
  for (const { act, at } of acts) {
    if (at < since) continue
    if (act === 'papersRequested') stops.push({ from: at })
    const open = stops.at(-1)
    if (act === 'papersReceived' && open !== undefined) open.to = at
  }
  return stops
}
