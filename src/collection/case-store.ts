import type { Trx } from '../db/database.js'
import { together } from '../db/together.js'
import type { EmployerRegistration, Posted } from '../ledger/fact.js'
import { employersById, rechecksOf } from '../ledger/lookup-store.js'
import { actsOf, claimsOf, type Promised, promisesOf } from './case-act-store.js'
import { awaitsPapers, type CaseAct, type Claim, isWithdrawn } from './case-acts.js'
import type { SubmissionState } from './contract.js'
import { type Employer, employerOf } from './employer-terms.js'
import { isMaintenance } from './kinds.js'
import { type Route, readRouteText, stateOf } from './review.js'
import { type ReviewRoutes, routeFor } from './route-book.js'
import { type Revision, revisionsOf, type StoredStep, type Submission, stepsOf } from './submission-store.js'
import { type VoucherState, voucherStates } from './voucher-store.js'

/** 一件：a submission with its newest revision, that revision's steps and vouchers, and what came before. */
export interface Case {
  readonly submission: Submission
  readonly revision: Revision
  readonly steps: readonly StoredStep[]
  readonly vouchers: readonly VoucherState[]
  readonly earlier: readonly { readonly revision: Revision; readonly steps: readonly StoredStep[] }[]
  readonly employer?: Employer | undefined
  /** 办理动作, of every revision, in order. */
  readonly acts: readonly CaseAct[]
  readonly claim?: Claim | undefined
  readonly promised: readonly Promised[]
  /** 维护复核的结论，of a change of what was stored. */
  readonly recheck?: 'agreed' | 'refused' | undefined
}

/** Fetches all of these at once; the order of the submissions stays. */
export async function casesOf(trx: Trx, submissions: readonly Submission[]): Promise<Case[]> {
  const ids = submissions.map(({ submissionId }) => submissionId)
  if (ids.length === 0) return []
  const asked = await together(trx, [
    (t) => revisionsOf(t, ids),
    (t) => stepsOf(t, ids),
    (t) => voucherStates(t, ids),
    (t) => employersOf(t, submissions),
    (t) => actsOf(t, ids),
    (t) => claimsOf(t, ids),
    (t) => promisesOf(t, ids),
  ])
  const [revisions, steps, vouchers] = [grouped(asked[0]), grouped(asked[1]), grouped(asked[2])]
  const [employers, acts, promised] = [asked[3], grouped(asked[4]), grouped(asked[6])]
  const claims = new Map(asked[5].map((claim) => [claim.submissionId, claim]))
  const rechecks = await rechecksIn(trx, submissions, vouchers)
  return submissions.flatMap((submission) => {
    const id = submission.submissionId
    const all = revisions.get(id) ?? []
    const revision = all.at(-1)
    if (revision === undefined) return []
    const of = <T extends { revision: number }>(listed: readonly T[] | undefined, n: number) =>
      (listed ?? []).filter((one) => one.revision === n)
    return [
      {
        submission,
        revision,
        steps: of(steps.get(id), revision.revision),
        vouchers: of(vouchers.get(id), revision.revision),
        earlier: all.slice(0, -1).map((one) => ({ revision: one, steps: of(steps.get(id), one.revision) })),
        employer: submission.employerId === undefined ? undefined : employers.get(submission.employerId),
        acts: acts.get(id) ?? [],
        claim: claims.get(id),
        promised: promised.get(id) ?? [],
        recheck: rechecks.get(id),
      },
    ]
  })
}

/** 件的状态：not stored anywhere; what the steps and postings add up to. */
export function stateOfCase(routes: ReviewRoutes, one: Case): SubmissionState {
  const { revision, steps, vouchers } = one
  if (revision.submittedAt === undefined) return 'draft'
  const acts = actsNow(one)
  if (isWithdrawn(acts)) return 'withdrawn'
  const state = stateOf(routeOfCase(routes, one), steps)
  if (state !== 'agreed' && state !== 'returned' && awaitsPapers(acts) !== undefined) return 'awaitingPapers'
  return state === 'agreed' && vouchers.every(({ posted }) => posted) ? stateOfPosted(one) : state
}

/** 已存数据的修改，记账之后还须复核。 */
function stateOfPosted({ submission, recheck }: Case): SubmissionState {
  if (!isMaintenance(submission.kind) || recheck === 'agreed') return 'posted'
  return recheck === 'refused' ? 'recheckRefused' : 'awaitingRecheck'
}

async function rechecksIn(
  trx: Trx,
  submissions: readonly Submission[],
  vouchers: ReadonlyMap<string, readonly VoucherState[]>,
): Promise<Map<string, 'agreed' | 'refused'>> {
  const postings = submissions.flatMap(({ submissionId, kind }) =>
    (isMaintenance(kind) ? (vouchers.get(submissionId) ?? []) : []).flatMap(({ postingId }) =>
      postingId === undefined ? [] : [{ submissionId, postingId }],
    ),
  )
  const verdicts = await rechecksOf(
    trx,
    postings.map(({ postingId }) => postingId),
  )
  return new Map(
    postings.flatMap(({ submissionId, postingId }) => {
      const verdict = verdicts.get(postingId)
      return verdict === undefined ? [] : [[submissionId, verdict] as const]
    }),
  )
}

/** 起办时的路线；a draft has that in force. */
export function routeOfCase(routes: ReviewRoutes, { submission, revision }: Case): Route {
  return revision.route === undefined
    ? routeFor(routes, submission.kind, submission.agency)
    : readRouteText(revision.route)
}

/** 本版的办理动作。 */
export function actsNow({ revision, acts }: Case): CaseAct[] {
  return acts.filter((act) => act.revision === revision.revision)
}

/** 参与过的人，whatever revision they took part in: who entered it, and who took a step. */
export function hasTakenPart({ revision, steps, earlier }: Case, person: string): boolean {
  return [{ revision, steps }, ...earlier].some(
    (one) => one.revision.enteredBy === person || one.steps.some(({ by }) => by === person),
  )
}

/** 可以重报的：what was returned or withdrawn starts again as its next revision. */
export function isOver(state: SubmissionState): boolean {
  return state === 'returned' || state === 'withdrawn'
}

async function employersOf(trx: Trx, submissions: readonly Submission[]): Promise<Map<string, Employer>> {
  const ids = [...new Set(submissions.flatMap(({ employerId }) => (employerId === undefined ? [] : [employerId])))]
  if (ids.length === 0) return new Map()
  const byId = new Map<string, Posted<EmployerRegistration>[]>()
  for (const fact of await employersById(trx, ids)) {
    byId.set(fact.employerId, [...(byId.get(fact.employerId) ?? []), fact])
  }
  return new Map(
    [...byId].flatMap(([id, facts]) => {
      const employer = employerOf(facts)
      return employer === undefined ? [] : [[id, employer] as const]
    }),
  )
}

function grouped<T extends { submissionId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const listed = groups.get(row.submissionId)
    if (listed === undefined) groups.set(row.submissionId, [row])
    else listed.push(row)
  }
  return groups
}
