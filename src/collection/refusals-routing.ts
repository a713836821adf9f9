import { refusal } from '../kernel/refusal.js'
import { STATES, type SubmissionState } from './kinds.js'

/** 审核路线变更的不予办理情形。 */
export const wrongRoute = refusal<{ zh: string; en: string; problem: string }>(
  'route.wrong',
  'invalid',
  ({ zh, problem }) =>
    `“${zh}”的路线不成立：${problem}。环节须按初审、审核、复核、审批的次序，至少两个，各有岗位与机构。`,
  ({ en, problem }) =>
    `The route of “${en}” does not hold: ${problem}. Stages go in the order initial review, review, re-check, approval, at least two, each with its post and agency.`,
)

export const routeNothing = refusal<object>(
  'route.nothing-changes',
  'invalid',
  () => '所提路线与施行中的相同，没有变更。请核对种类、环节、岗位与机构。',
  () => 'The routes proposed are those in force; nothing would change. Check kind, stages, posts and agencies.',
)

export const routeTwice = refusal<{ zh: string; en: string }>(
  'route.proposed-twice',
  'invalid',
  ({ zh }) => `同一提议中“${zh}”写了两次，请只留一个。`,
  ({ en }) => `The proposal names “${en}” twice; keep one of them.`,
)

export const routeCollides = refusal<{ zh: string; en: string }>(
  'route.collides',
  'conflict',
  ({ zh }) => `提出之后，“${zh}”的路线已由另一件变更改过，本件不再相符。请退回重新提出。`,
  ({ en }) => `The route of “${en}” was changed by another proposal since; file this one anew.`,
)

export const routeNotAgreed = refusal<{ state: SubmissionState }>(
  'route.not-agreed',
  'conflict',
  ({ state }) => `本件目前为“${STATES[state].zh}”，未经审定，不能施行。`,
  ({ state }) => `This is at “${STATES[state].en}”; only what was agreed is applied.`,
)

export const levelNeedsRoute = refusal<{ zh: string; en: string }>(
  'standard.level-needs-route',
  'conflict',
  ({ zh }) => `“${zh}”改后有须人工审核的栏目，而它的审核路线没有环节。请先为它定出审核路线，再改级别。`,
  ({ en }) => `“${en}” would have fields reviewed by people, and its route has no stage. Give it a route first.`,
)
