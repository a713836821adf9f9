import type { Trx } from '../db/database.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import type { SubmissionKind } from './kinds.js'
import type { ReviewRoutes } from './route-book.js'
import { listSubmissions } from './submission-store.js'

interface Finished {
  readonly states: ReadonlySet<string>
  readonly limit: number
  readonly kind?: SubmissionKind
}

/** 一机构已办结的件，newest first: of the latest that many submissions, those that stand where they are asked for. */
export async function finishedCases(
  trx: Trx,
  routes: ReviewRoutes,
  agency: string,
  { states, limit, kind }: Finished,
): Promise<Case[]> {
  const found = await listSubmissions(trx, { agencies: [agency], limit, kind })
  return (await casesOf(trx, found)).filter((one) => states.has(stateOfCase(routes, one)))
}
