import type { Actor } from '../access/actor.js'
import { POSTS } from '../access/posts.js'
import { type Case, isOver, stateOfCase } from './case-store.js'
import { placeSays } from './content-routing.js'
import { POST_DUTIES, STAGE_DUTIES } from './duties.js'
import { type Sentence, STAGES, type Stage, SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import type { RouteLine } from './lines.js'
import { RELEASE_PERSON } from './parameter-view-store.js'
import type { CollectionPorts } from './ports.js'
import { hasActed, type Route } from './review.js'
import { proofsOf, riskOf } from './risk.js'
import { REVIEW_POSTS, type RouteEntry, routeStepsOf } from './route-book.js'
import type { RouteChange, RouteMatrix } from './route-contract.js'
import { openJson } from './voucher-body.js'

interface Viewing {
  readonly ports: CollectionPorts
  readonly names: ReadonlyMap<string, string>
  readonly viewer: Actor
}

/** 岗位×环节×种类，with the written duties (第七条). */
export function matrixOf(ports: CollectionPorts): RouteMatrix {
  const kinds = (Object.keys(SUBMISSION_KINDS) as SubmissionKind[]).map((kind) => {
    const { steps, handOver } = ports.routes[kind]
    const handed = Object.entries(handOver).flatMap(([agency, stages]) =>
      Object.entries(stages).map(([stage, to]) => ({
        ...{ agency, agencyName: ports.agencyName(agency), stage: stage as Stage },
        ...{ to, toName: ports.agencyName(to) },
      })),
    )
    const risk = riskOf(steps)
    return {
      ...{ kind, says: SUBMISSION_KINDS[kind], risk, steps: stepViews(ports, steps), handOver: handed },
      proofs: [...proofsOf(ports.policy().standard.standard, kind)],
      sampleShare: ports.setting(risk === 'high' ? 'business.sampling-share-high' : 'business.sampling-share'),
    }
  })
  const stages = (Object.keys(STAGES) as Stage[]).map((stage) => ({
    ...{ stage, says: STAGES[stage], duty: STAGE_DUTIES[stage] },
  }))
  const posts = REVIEW_POSTS.map((post) => {
    const { zh, en } = POSTS[post]
    return { post, says: { zh, en }, duty: POST_DUTIES[post] ?? { zh, en } }
  })
  return { kinds, stages, posts, agencies: ports.agencies().map(({ code, name }) => ({ code, name })) }
}

/** 一件路线变更，由人来看。 */
export function changeOf({ ports, names, viewer }: Viewing, one: Case, lines: readonly RouteLine[]): RouteChange {
  const { submission, revision, steps, vouchers } = one
  const blocked = vouchers.find((voucher) => voucher.blocked !== undefined)?.blocked
  return {
    id: submission.submissionId,
    revision: revision.revision,
    state: stateOfCase(ports.routes, one),
    enteredBy: names.get(revision.enteredBy) ?? '',
    fromRelease: revision.enteredBy === RELEASE_PERSON,
    enteredAt: revision.enteredAt,
    explanation: lines[0]?.explanation ?? '',
    changes: lines.map(({ routeOf, was, route }) => {
      const before = was === '' ? undefined : (JSON.parse(was) as RouteEntry)
      return {
        ...{ kind: routeOf, says: SUBMISSION_KINDS[routeOf] },
        before: before === undefined ? [] : stepViews(ports, routeStepsOf(before)),
        after: stepViews(ports, routeStepsOf(route)),
        handOverBefore: handedTexts(ports, before),
        handOverAfter: handedTexts(ports, route),
      }
    }),
    steps: steps.map((step) => ({
      ...{ stage: step.stage, verdict: step.verdict, by: names.get(step.by) ?? step.by },
      ...{ organisation: ports.agencyName(step.organisation), at: step.at },
      ...(step.reason === undefined ? {} : { reason: ports.vault.unseal(undefined, step.reason) }),
    })),
    ...(blocked === undefined ? {} : { blocked: openJson<Sentence>(ports.vault, blocked) }),
    abilities: abilitiesOf(ports, viewer, one, blocked !== undefined),
  }
}

function abilitiesOf(ports: CollectionPorts, viewer: Actor, one: Case, blocked: boolean): RouteChange['abilities'] {
  const state = stateOfCase(ports.routes, one)
  const owns = viewer.personId === one.revision.enteredBy
  if (owns && (isOver(state) || (state === 'agreed' && blocked))) return ['resubmit']
  const mayApply = viewer.posts.includes('systemAdmin') && !hasActed(one.revision.enteredBy, one.steps, viewer.personId)
  return state === 'agreed' && !blocked && mayApply ? ['apply'] : []
}

function stepViews(ports: CollectionPorts, steps: Route) {
  return steps.map(({ stage, post, at }) => {
    const { zh, en } = POSTS[post]
    const name = /^\d/.test(at) ? ports.agencyName(at) : undefined
    return {
      stage,
      post,
      postSays: { zh, en },
      at,
      atSays: name === undefined ? placeSays(at) : { zh: name, en: name },
    }
  })
}

function handedTexts(ports: CollectionPorts, entry: RouteEntry | undefined): string[] {
  return Object.entries(entry?.handOver ?? {}).flatMap(([agency, stages]) =>
    Object.entries(stages).map(
      ([stage, to]) => `${ports.agencyName(agency)} · ${STAGES[stage as Stage].zh} → ${ports.agencyName(to)}`,
    ),
  )
}
