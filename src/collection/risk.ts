import type { Standard } from '../policy/standard.js'
import { type Sentence, SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import type { Route } from './review.js'
import type { ReviewRoutes } from './route-book.js'

/** 风险等级。The words stand with the contract of the routes. */
export type Risk = 'none' | 'ordinary' | 'higher' | 'high'

/** 风险等级：the longer the route, the higher. What is of high risk passes all four stages. */
export function riskOf(steps: Route): Risk {
  if (steps.length === 0) return 'none'
  if (steps.length === 2) return 'ordinary'
  return steps.length === 3 ? 'higher' : 'high'
}

/** 风险等级为高的种类：of what is posted, a larger share is drawn for a second look. */
export function highRiskKinds(routes: ReviewRoutes): SubmissionKind[] {
  return (Object.keys(SUBMISSION_KINDS) as SubmissionKind[]).filter((kind) => riskOf(routes[kind].steps) === 'high')
}

/** 必收的材料，by the standard; of kinds it lists none for, what their requests are refused without. */
export function proofsOf(standard: Pick<Standard, 'papersOf'>, kind: SubmissionKind): readonly Sentence[] {
  const papers = standard.papersOf(kind).filter(({ required }) => required)
  return papers.length > 0 ? papers.map(({ zh, en }) => ({ zh, en })) : (DEMANDED[kind] ?? [])
}

const GROUNDS: Sentence = { zh: '更正原因、说明与依据', en: 'reason, explanation and ground' }
const ORIGINAL: Sentence = { zh: '原因、说明与原件', en: 'reason, explanation and the original' }

const DEMANDED: Readonly<Partial<Record<SubmissionKind, readonly Sentence[]>>> = {
  correction: [GROUNDS],
  personMerge: [ORIGINAL],
  personSplit: [ORIGINAL],
  batchChange: [ORIGINAL],
  relief: [{ zh: '批复原件', en: 'the approval itself' }],
  provenJoin: [{ zh: '证明原件', en: 'the proof itself' }],
  openingBalance: [{ zh: '原件，或写明的依据', en: 'the original, or a stated ground' }],
}
