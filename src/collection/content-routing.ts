import { POSTS } from '../access/posts.js'
import { same } from './computed.js'
import type { ContentField, ContentLine } from './content.js'
import { type Sentence, STAGES, type Stage, SUBMISSION_KINDS } from './kinds.js'
import type { RouteLine } from './lines.js'
import { type RouteEntry, routeStepsOf } from './route-book.js'

const PLACES: Readonly<Record<string, Sentence>> = {
  own: { zh: '受理机构', en: 'the agency it came to' },
  city: { zh: '市级机构', en: 'the city' },
}

/** 办理机构的说法；a code says itself. */
export function placeSays(at: string): Sentence {
  return PLACES[at] ?? same(at)
}

/** 审核路线变更：stage by stage, as it is and as it would be. */
export function routeBlock({ row, routeOf, was, route, explanation }: RouteLine): ContentLine {
  const before = was === '' ? undefined : (JSON.parse(was) as RouteEntry)
  const stages = (Object.keys(STAGES) as Stage[]).flatMap((stage) =>
    field(stage, STAGES[stage], stepSays(before, stage), stepSays(route, stage)),
  )
  const handed = field('handOver', { zh: '交出的环节', en: 'Handed over' }, handedSays(before), handedSays(route))
  return {
    ...{ row, fullName: SUBMISSION_KINDS[routeOf].zh, identityNumber: '', fields: [...stages, ...handed] },
    says: { zh: '审核路线', en: `route of ${SUBMISSION_KINDS[routeOf].en}` },
    notes: [same(explanation)],
    computed: [],
  }
}

function stepSays(entry: RouteEntry | undefined, stage: Stage): Sentence | undefined {
  const step = entry && routeStepsOf(entry).find((one) => one.stage === stage)
  if (step === undefined) return undefined
  const [post, place] = [POSTS[step.post], placeSays(step.at)]
  return { zh: `${post.zh}岗 · ${place.zh}`, en: `${post.en} · ${place.en}` }
}

function handedSays(entry: RouteEntry | undefined): Sentence | undefined {
  const all = Object.entries(entry?.handOver ?? {}).flatMap(([agency, steps]) =>
    Object.entries(steps).map(([stage, to]) => ({ agency, stage: STAGES[stage as Stage], to })),
  )
  if (all.length === 0) return undefined
  return {
    zh: all.map(({ agency, stage, to }) => `${agency} 的${stage.zh}由 ${to} 办`).join('；'),
    en: all.map(({ agency, stage, to }) => `${stage.en} of ${agency} at ${to}`).join('; '),
  }
}

function field(
  name: string,
  label: Sentence,
  before: Sentence | undefined,
  after: Sentence | undefined,
): ContentField[] {
  if (before === undefined && after === undefined) return []
  const none: Sentence = { zh: '无此环节', en: 'not on the route' }
  return [
    {
      ...{ name, label, isAmount: false, changed: before?.zh !== after?.zh },
      ...{ before: before ?? none, after: after ?? none },
    },
  ]
}
