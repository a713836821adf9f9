import type { Actor } from '../access/actor.js'
import type { Post } from '../access/posts.js'
import { parsePeriod } from '../kernel/period.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import { type Case, stateOfCase } from './case-store.js'
import type {
  Ability,
  RefusedRow,
  ReviewStepView,
  Sentence,
  Stage,
  SubmissionDetail,
  SubmissionSummary,
} from './contract.js'
import { STAGES } from './kinds.js'
import type { Summary } from './lines.js'
import { hasActed } from './review.js'
import type { ReviewRoutes } from './route-book.js'
import type { StoredStep } from './submission-store.js'
import { openJson } from './voucher-body.js'

/** 环节 → 岗位。 */
export const POST_OF_STAGE: Readonly<Record<Stage, Post>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}

export interface Viewing {
  readonly routes: ReviewRoutes
  readonly vault: Vault
  readonly viewer: Actor
  readonly agencyName: (agency: string) => string
  readonly setting: Setting
}

const DAY = 86_400_000

export function summaryOf({ routes, vault, viewer, agencyName, setting }: Viewing, one: Case): SubmissionSummary {
  const { submission, revision, vouchers, employer } = one
  return {
    id: submission.submissionId,
    kind: submission.kind,
    revision: revision.revision,
    state: stateOfCase(routes, one),
    agency: submission.agency,
    agencyName: agencyName(submission.agency),
    ...(employer === undefined
      ? {}
      : { employer: { id: employer.id, creditCode: employer.creditCode, name: employer.name } }),
    ...(submission.settlementMonth === undefined ? {} : { settlementMonth: parsePeriod(submission.settlementMonth) }),
    ...(revision.fileName === undefined ? {} : { fileName: vault.unseal(undefined, revision.fileName) }),
    rowsIn: revision.rowsIn,
    accepted: revision.accepted,
    refused: revision.refused,
    employerTotal: revision.employerTotal,
    personTotal: revision.personTotal,
    enteredAt: revision.enteredAt,
    ...dueOf(stateOfCase(routes, one), one, setting),
    businessDay: revision.businessDay,
    vouchers: revision.vouchers,
    posted: vouchers.filter(({ posted }) => posted).length,
    abilities: abilitiesOf(routes, viewer, one),
  }
}

/** 办理期限。From the moment the stage began: the submission, or the step before. */
function dueOf(state: string, { revision, steps }: Case, setting: Setting): { dueAt?: number } {
  const since = steps.at(-1)?.at ?? revision.submittedAt
  if (since === undefined || !Object.hasOwn(STAGES, state)) return {}
  return { dueAt: since + setting('business.review-term', state) * DAY }
}

export function detailOf(
  viewing: Viewing & { readonly names: ReadonlyMap<string, string> },
  one: Case,
  refusedRows: readonly RefusedRow[],
): SubmissionDetail {
  const { vault, routes } = viewing
  const summary = openJson<Summary>(vault, one.revision.summary)
  const blocked = one.vouchers.find((voucher) => voucher.blocked !== undefined)?.blocked
  const show = (steps: readonly StoredStep[]) => steps.map((step) => stepView(viewing, step))
  return {
    ...summaryOf(viewing, one),
    route: [...routes[one.submission.kind]],
    steps: show(one.steps),
    earlier: one.earlier.map(({ revision, steps }) => ({ revision: revision.revision, steps: show(steps) })),
    insurances: summary.insurances as SubmissionDetail['insurances'],
    notices: [...summary.notices],
    refusedRows: [...refusedRows],
    ...(blocked === undefined ? {} : { blocked: openJson<Sentence>(vault, blocked) }),
  }
}

/** An employer reads which stage said what and why; who it was is the agency's business. */
function stepView(
  { vault, viewer, agencyName, names }: Parameters<typeof detailOf>[0],
  step: StoredStep,
): ReviewStepView {
  return {
    stage: step.stage,
    verdict: step.verdict,
    by: viewer.realm === 'staff' ? (names.get(step.by) ?? step.by) : '',
    organisation: agencyName(step.organisation),
    at: step.at,
    ...(step.reason === undefined ? {} : { reason: vault.unseal(undefined, step.reason) }),
  }
}

/** 可办事项。Exactly what the services would let this person do next. */
export function abilitiesOf(routes: ReviewRoutes, viewer: Actor, one: Case): Ability[] {
  const state = stateOfCase(routes, one)
  const blocked = one.vouchers.some((voucher) => voucher.blocked !== undefined)
  const owns =
    viewer.realm === 'operator'
      ? viewer.employerId !== undefined && viewer.employerId === one.submission.employerId
      : viewer.personId === one.revision.enteredBy
  if (state === 'draft') return owns && one.revision.accepted > 0 ? ['submit'] : []
  const filesAgain = owns && (state === 'returned' || (state === 'agreed' && blocked))
  if (filesAgain) return ['resubmit']
  if (viewer.realm !== 'staff') return []
  if (state === 'posted' || state === 'agreed' || state === 'returned') return ['compare']
  const mayTake =
    viewer.posts.includes(POST_OF_STAGE[state]) && !hasActed(one.revision.enteredBy, one.steps, viewer.personId)
  return mayTake ? ['pass', 'return', 'compare'] : ['compare']
}
