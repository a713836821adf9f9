import { parse } from 'yaml'
import { isPost, type Post } from '../access/posts.js'
import { invariant } from '../kernel/invariant.js'
import type { Standard } from '../policy/standard.js'
import { STAGES, type Stage, SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import type { Route, RouteStep } from './review.js'

/** 一类的路线，and the steps that small offices hand over: agency → stage → the agency that takes it. */
export interface KindRoute {
  readonly steps: Route
  readonly handOver: Readonly<Record<string, Readonly<Partial<Record<Stage, string>>>>>
}

export type ReviewRoutes = Readonly<Record<SubmissionKind, KindRoute>>

/** 各栏的审核级别，as the collection standard in force has them. */
export type Levels = Pick<Standard, 'isUnreviewed'>

/** 标准改后路线不再成立的一类：it would need people to review it, and has no stage for them. */
export function unroutedKind(routes: ReviewRoutes, levels: Levels): SubmissionKind | undefined {
  const kinds = Object.keys(routes) as SubmissionKind[]
  return kinds.find((kind) => routes[kind].steps.length === 0 && !levels.isUnreviewed(kind))
}

/** 路线的写法，as it stands in the file under the name of its kind. */
export interface RouteEntry {
  readonly stages: readonly string[]
  readonly posts?: Readonly<Record<string, string>> | undefined
  readonly at?: Readonly<Record<string, string>> | undefined
  readonly handOver?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
}

/** 环节 → 岗位，where the route names no other. */
export const POST_OF_STAGE: Readonly<Record<Stage, Post>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}

/** 可任审核环节的岗位。Administrators and query posts never review. */
export const REVIEW_POSTS: readonly Post[] = [
  ...(['initialReviewer', 'reviewer', 'rechecker', 'approver'] as const),
  ...(['cashier', 'accountant', 'chiefAccountant'] as const),
]

const ORDER = Object.keys(STAGES) as Stage[]
const FEWEST = 2

/**
 * 读取审核路线（policies/routes/routes.yaml）。Every kind has one; stages stand in the order of the law, none twice, and at
 * least two, so that two people of the agency always see what is posted; none only where the collection standard has no
 * field of the kind reviewed by people. Anything else stops the start.
 */
export function readRoutes(text: string, levels: Levels): ReviewRoutes {
  const read = parse(text) as Record<string, RouteEntry | undefined>
  const known = Object.keys(read ?? {}).filter((kind) => !(kind in SUBMISSION_KINDS))
  invariant(known.length === 0, `the review routes name unknown kinds: ${known.join(', ')}`)
  const routes = Object.keys(SUBMISSION_KINDS).map((kind) => {
    const entry = read?.[kind]
    const wrong = wrongWith(kind, entry, levels)
    invariant(wrong === undefined, `the review route of ${kind} ${wrong}`)
    return [kind, routeOf(entry!)]
  })
  return Object.fromEntries(routes) as ReviewRoutes
}

/** 路线是否合规；what is wrong with it, or undefined. */
export function wrongWith(kind: string, entry: RouteEntry | undefined, levels: Levels): string | undefined {
  const stages = entry?.stages
  if (entry === undefined || !Array.isArray(stages)) return 'names no stages'
  const keys = Object.keys(entry).filter((key) => !['stages', 'posts', 'at', 'handOver'].includes(key))
  if (keys.length > 0) return `has unknown keys: ${keys.join(', ')}`
  if (stages.length < FEWEST && !(stages.length === 0 && levels.isUnreviewed(kind))) return 'needs at least two stages'
  const places = stages.map((stage) => ORDER.indexOf(stage as Stage))
  const ascending = places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!))
  if (!ascending) return `must name ${ORDER.join(', ')} in this order, none twice`
  return wrongPlaces(stages, entry)
}

function wrongPlaces(
  stages: readonly string[],
  { posts = {}, at = {}, handOver = {} }: RouteEntry,
): string | undefined {
  const handed = Object.values(handOver)
  const strange = [posts, at, ...handed].flatMap((one) => Object.keys(one)).find((stage) => !stages.includes(stage))
  if (strange !== undefined) return `tells of a stage it does not have: ${strange}`
  const post = Object.values(posts).find((one) => !isPost(one) || !REVIEW_POSTS.includes(one))
  if (post !== undefined) return `names a post that does not review: ${post}`
  const place = Object.values(at).find((one) => !/^(own|city|\d{6})$/.test(one))
  if (place !== undefined) return `names a place that is none: ${place}`
  const codes = [...Object.keys(handOver), ...handed.flatMap((one) => Object.values(one))]
  const code = codes.find((one) => !/^\d{6}$/.test(one))
  return code === undefined ? undefined : `hands over to or from what is no agency: ${code}`
}

function routeOf(entry: RouteEntry): KindRoute {
  return { steps: routeStepsOf(entry), handOver: entry.handOver ?? {} }
}

/** 写法 → 各步。 */
export function routeStepsOf({ stages, posts, at }: RouteEntry): Route {
  return (stages as readonly Stage[]).map(
    (stage): RouteStep => ({
      stage,
      post: (posts?.[stage] as Post | undefined) ?? POST_OF_STAGE[stage],
      at: at?.[stage] ?? 'own',
    }),
  )
}

/** 某机构某类的路线。What a small office hands over stays the same stage and the same post, at another agency. */
export function routeFor(routes: ReviewRoutes, kind: SubmissionKind, agency: string): Route {
  const { steps, handOver } = routes[kind]
  const handed = handOver[agency]
  return handed === undefined ? steps : steps.map((step) => ({ ...step, at: handed[step.stage] ?? step.at }))
}

export function stagesOf(route: Route): Stage[] {
  return route.map(({ stage }) => stage)
}
