import type { Post } from '../access/posts.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Stage } from './kinds.js'
import { outOfTurn, samePerson } from './refusals.js'

/** 办理机构：the agency the submission came to, the city, or the code of another agency. */
export type Whereabouts = 'own' | 'city' | (string & {})

/** 路线的一步：which of the four functions, by which post, at which agency. */
export interface RouteStep {
  readonly stage: Stage
  readonly post: Post
  readonly at: Whereabouts
}

/** 审核路线。The riskier the voucher, the longer the route. Data, kept in policies/routes; empty where no field needs a person. */
export type Route = readonly RouteStep[]
export type ReviewState = Stage | 'agreed' | 'returned'

/** 审核环节的一步。`by` is the natural person, whatever account they used. */
export interface ReviewStep {
  readonly stage: Stage
  readonly verdict: 'passed' | 'returned'
  readonly by: string
  readonly account: string
  readonly organisation: string
  readonly at: Instant
  readonly post?: string | undefined
  readonly terminal?: string | undefined
}

/** The state is not stored anywhere. It is what the steps add up to. */
export function stateOf(route: Route, steps: readonly ReviewStep[]): ReviewState {
  if (steps.at(-1)?.verdict === 'returned') return 'returned'
  return route[steps.length]?.stage ?? 'agreed'
}

/** 办理一个环节。Whoever entered the content counts as having acted, and nobody acts twice. */
export function take(
  route: Route,
  enteredBy: string,
  steps: readonly ReviewStep[],
  next: ReviewStep,
): readonly ReviewStep[] {
  const state = stateOf(route, steps)
  if (state !== next.stage) throw new Refusal(outOfTurn, { state, stage: next.stage })
  if (hasActed(enteredBy, steps, next.by)) throw new Refusal(samePerson, {})
  return [...steps, next]
}

export function hasActed(enteredBy: string, steps: readonly ReviewStep[], person: string): boolean {
  return person === enteredBy || steps.some((step) => step.by === person)
}

/** 路线的写法：`环节:岗位:机构`，as a case keeps the route it began with. */
export function routeText(route: Route): string {
  return route.map(({ stage, post, at }) => `${stage}:${post}:${at}`).join(',')
}

export function readRouteText(text: string): Route {
  if (text === '') return []
  return text.split(',').map((part) => {
    const [stage, post, at] = part.split(':')
    return { stage: stage as Stage, post: post as Post, at: at ?? 'own' }
  })
}
