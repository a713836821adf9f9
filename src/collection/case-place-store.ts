import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Post } from '../access/posts.js'
import type { Instant } from '../kernel/day.js'
import { actsNow, type Case, routeOfCase, stateOfCase } from './case-store.js'
import type { Stage } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { hasActed, type RouteStep } from './review.js'
import type { StandIn } from './stand-in-store.js'

/** 所在环节：which post takes it now, and at which agency. */
export interface Place {
  readonly stage: Stage
  readonly post: Post
  readonly agency: string
}

type Where = Pick<CollectionPorts, 'routes' | 'areaOf'>

/** Undefined where it stands at no stage: a draft, agreed, returned, withdrawn. */
export function placeOf(ports: Where, one: Case): Place | undefined {
  const step = routeOfCase(ports.routes, one)[one.steps.length]
  const state = stateOfCase(ports.routes, one)
  if (step === undefined || (state !== step.stage && state !== 'awaitingPapers')) return undefined
  const up = actsNow(one).findLast(({ act, stage }) => act === 'escalated' && stage === step.stage)
  return {
    stage: step.stage,
    post: (up?.toPost as Post | undefined) ?? step.post,
    agency: up?.toAgency ?? agencyAt(ports, step, one.submission.agency),
  }
}

/** 办理机构。 */
export function agencyAt({ areaOf }: Pick<CollectionPorts, 'areaOf'>, { at }: RouteStep, own: string): string {
  if (at === 'own') return own
  return at === 'city' ? areaOf(own) : at
}

/** 该环节起办的时刻：the submission, or its true receipt where that was earlier, or the step before. */
export function stageSince({ revision, steps }: Case): Instant | undefined {
  return steps.at(-1)?.at ?? (revision.submittedAt && (revision.receivedAt ?? revision.submittedAt))
}

/** 谁在办：the holder of a claim that has not run out, unless they are away; then whoever stands in, or nobody. */
export function holderOf(one: Case, standIns: readonly StandIn[], now: Instant): string | undefined {
  const { claim, revision, steps } = one
  if (claim === undefined || claim.until <= now || claim.revision !== revision.revision) return undefined
  if (steps.length > 0 && steps.at(-1)!.stage === claim.stage) return undefined
  const away = standIns.find(({ personId }) => personId === claim.personId)
  return away === undefined ? claim.personId : away.delegateId
}

/** 可否办理本环节：the post, at the agency, nobody twice; and not while another holds it. */
export function mayTake(ports: Where, viewer: Actor, one: Case, holder: string | undefined): boolean {
  const place = placeOf(ports, one)
  return (
    place !== undefined &&
    viewer.realm === 'staff' &&
    viewer.posts.includes(place.post) &&
    organisationOf(viewer) === place.agency &&
    !hasActed(one.revision.enteredBy, one.steps, viewer.personId) &&
    (holder === undefined || holder === viewer.personId)
  )
}

const FINANCE: readonly Post[] = ['cashier', 'accountant', 'chiefAccountant']

/** 财务岗只见其岗位在路线上的件；all other posts of the agency see all of it. */
export function mayList(ports: Where, viewer: Actor, one: Case): boolean {
  if (viewer.realm !== 'staff' || viewer.posts.some((post) => !FINANCE.includes(post))) return true
  return routeOfCase(ports.routes, one).some(({ post }) => viewer.posts.includes(post))
}
