import { parse } from 'yaml'
import { invariant } from '../kernel/invariant.js'
import { STAGES, type Stage, SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import type { Route } from './review.js'

export type ReviewRoutes = Readonly<Record<SubmissionKind, Route>>

const ORDER = Object.keys(STAGES) as Stage[]

/**
 * 读取审核路线（policies/routes/routes.yaml）。Every kind has one; stages stand in the order of the law, none twice, and at
 * least two, so that two people of the agency always see what is posted. Anything else stops the start.
 */
export function readRoutes(text: string): ReviewRoutes {
  const read = parse(text) as Record<string, { stages?: unknown } | undefined>
  const known = Object.keys(read ?? {}).filter((kind) => !(kind in SUBMISSION_KINDS))
  invariant(known.length === 0, `the review routes name unknown kinds: ${known.join(', ')}`)
  const routes = Object.keys(SUBMISSION_KINDS).map((kind) => [kind, routeOf(kind, read?.[kind]?.stages)])
  return Object.fromEntries(routes) as ReviewRoutes
}

function routeOf(kind: string, stages: unknown): Route {
  invariant(Array.isArray(stages) && stages.length >= 2, `the review route of ${kind} needs at least two stages`)
  const places = stages.map((stage) => ORDER.indexOf(stage as Stage))
  const ascending = places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!))
  invariant(ascending, `the review route of ${kind} must name ${ORDER.join(', ')} in this order, none twice`)
  return stages as unknown as Route
}
