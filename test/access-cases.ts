import fc from 'fast-check'
import { ACTIONS, type Action } from '../src/access/actions.js'
import type { Actor } from '../src/access/actor.js'
import type { Guard, Question } from '../src/access/cedar.js'
import type { Decision } from '../src/access/decision.js'
import { ENTRUSTED_ACTS, type Opened } from '../src/access/entrusted.js'
import { POST_NAMES, type Post } from '../src/access/posts.js'
import type { Resource } from '../src/access/resource.js'
import { SECTIONS, type Section } from '../src/access/sections.js'
import { accessPolicies, kindsOf, staff } from './access.js'
import { own, STAGES, TURNS } from './access-doc.js'
import { allowedSections, formerPlaceOf, groundOfTurn } from './access-oracle.js'
import { FORMER_PLACES } from './near-misses.js'

/** 一个请求，与对照以为该答的。 */
export interface Case {
  readonly asked: Question
  readonly expected: readonly string[]
}

/** 每一行为的请求，规则越多问得越多。What its policies name comes more often, so that each condition is met and missed. */
export function casesOf(count: number, least = 100): Case[] {
  const weights = ACTIONS.map((action) => 1 + partsOn(action).length ** 2)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const drawn = ACTIONS.flatMap((action, i) =>
    fc.sample(questionOf(action), { numRuns: Math.ceil(least + (count * weights[i]!) / all), seed: 14 + i }),
  )
  return [...ordinary(), ...drawn].map((asked) => ({ asked, expected: expectedOf(asked) }))
}

/** 寻常的请求：each post alone, on an object of its own district with every circumstance in order. */
function ordinary(): Question[] {
  const given = { purpose: '办理事项', matter: '办理事项' }
  const open = { handledBefore: false, affiliated: false, keys: 2 }
  return ACTIONS.flatMap((action) =>
    POST_NAMES.flatMap((post) =>
      kindsOf(action).flatMap((kind) =>
        turnsOf(action, post).map((turn) => {
          const actor = staff([post], isOfCity(action) ? '999900' : '999901')
          const asked = { ...given, action, actor, resource: own(kind, '999901', post) }
          return { ...asked, context: { ...open, ...turn } }
        }),
      ),
    ),
  )
}

/** 环节：of a review each stage, by its own post and by this one where the route names it. */
function turnsOf(action: Action, post: Post): { readonly stage: string; readonly post?: Post }[] {
  if (action !== 'review.take') return TURNS.map((stage) => ({ stage }))
  return STAGES.flatMap((stage) => [{ stage }, { stage, post }])
}

/** 只由市级办的：asked as somebody of the city. */
function isOfCity(action: Action): boolean {
  return partsOn(action).some((part) => part.includes('principal.agency.city'))
}

const CUT: readonly Action[] = [
  ...(['employer.staff', 'record.read', 'filing.submit', 'filing.read', 'filing.withdraw'] as const),
  ...(['objection.raise', 'objection.read'] as const),
]

/** The classes in order; and a mark where an employer's answer is cut to the months with it. */
export function expectedOf(asked: Question): string[] {
  const sections = [...allowedSections(asked)].sort()
  const isCut = sections.length > 0 && asked.actor.realm === 'operator' && CUT.includes(asked.action)
  const ground = sections.length > 0 && isGroundTold(asked) ? [`by ${groundOfTurn(asked)}`] : []
  const place = sections.length > 0 ? formerPlaceOf(asked.actor, asked.resource) : undefined
  const months = place === undefined ? [] : [`from ${place.from}`]
  return [...sections, ...(isCut ? ['within employment'] : []), ...months, ...ground]
}

type Answer = readonly string[] | string

/** What a guard answers, in the oracle's words; an engine that failed is neither yes nor no. */
export function answerOf(guard: Guard, asked: Question): Answer {
  return answerIn(asked, guard.decide(asked))
}

export function answerIn(asked: Question, { sections, alarm, employment, narrowed, policies }: Decision): Answer {
  if (alarm !== undefined || sections.length === 0) return alarm ?? []
  const isFormer = asked.resource.kind === 'Record' && asked.resource.formerly !== undefined
  const months = isFormer && narrowed !== undefined ? [`from ${narrowed.from}`] : []
  const cut = employment === undefined ? [] : ['within employment']
  const grounds = isGroundTold(asked) ? policies.map((id) => `by ${id}`) : []
  return [...[...sections].sort(), ...cut, ...months, ...grounds]
}

/** 审核：one who takes a stage is told on which ground, and it is written down. */
function isGroundTold({ action }: Question): boolean {
  return action === 'review.take'
}

const person = fc.constantFrom('1', '1', '2', '3')
const employer = fc.constantFrom('501', '501', '502', '')
const agency = fc.constantFrom('999901', '999901', '999901', '999900', '999902', '110000', '')
const text = fc.constantFrom('', '办理事项', '办理事项', '办理事项', '__proto__')

function questionOf(action: Action): fc.Arbitrary<Question> {
  const words = wordsOf(action)
  const asked = fc.record({
    ...{ actor: actorOf(action, words), action: fc.constant(action), purpose: text, matter: text },
    context: contextOf(words),
    resource: fc.constantFrom(...kindsOf(action)).chain((kind) => resourceOf(kind, words)),
    sections: fc.oneof(
      { weight: 2, arbitrary: fc.constant<Section[]>([]) },
      { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom(...SECTIONS), { maxLength: 2 }) },
    ),
  })
  return fc.tuple(asked, fc.boolean()).map(([one, fits]) => (fits ? withinApproval(one) : one))
}

/** 所问在核准之内：of a case, what was approved of it. */
function withinApproval(asked: Question): Question {
  const { resource } = asked
  return resource.kind === 'Inquiry' ? { ...asked, sections: resource.sections.slice(0, 2) } : asked
}

interface Words {
  readonly posts: readonly Post[]
  readonly stages: readonly string[]
  readonly channels: readonly string[]
  readonly all: ReadonlySet<string>
}

const CHANNELS = ['web', 'counter', 'kiosk', 'hotline', 'api', 'sms']
/** 没有列入目录的渠道。 */
const UNLISTED = 'fax'

const PARTS = accessPolicies().texts.flatMap(({ text: whole }) => whole.split(/^(?=@id)/m))

function partsOn(action: Action): string[] {
  return PARTS.filter((part) => part.includes(`Action::"${action}"`))
}

/** The words in quotation marks of the policies that name the action. */
function wordsOf(action: Action): Words {
  const spoken = partsOn(action)
  const all = new Set(spoken.flatMap((part) => [...part.matchAll(/"([^"]*)"/g)].map(([, word]) => word!)))
  return {
    posts: POST_NAMES.filter((post) => all.has(post)),
    stages: [...all].filter((word) => /^[a-z]+[A-Za-z]*$/.test(word) && !POST_NAMES.includes(word as Post)),
    channels: CHANNELS.filter((channel) => all.has(channel)),
    all,
  }
}

function actorOf(action: Action, { posts, channels }: Words): fc.Arbitrary<Actor> {
  const staffed = posts.length === 0 ? 1 : 6
  const one = fc.record({
    realm: fc.constantFrom<Actor['realm']>(
      'citizen',
      'citizen',
      'operator',
      'operator',
      ...Array(staffed).fill('staff'),
    ),
    personId: person,
    posts: fc.uniqueArray(fc.constantFrom(...POST_NAMES, ...posts, ...posts, ...posts, ...posts, ...posts, ...posts), {
      minLength: 1,
      maxLength: 3,
    }),
    agency: fc.constantFrom('999901', '999901', '999900', '999900', '999902', '110000'),
    employerId: fc.constantFrom('501', '501', '502', ''),
    channel: fc.constantFrom(
      'web',
      'web',
      'counter',
      'counter',
      'cli',
      ...CHANNELS,
      UNLISTED,
      ...channels,
    ) as fc.Arbitrary<Actor['channel']>,
  })
  const somebody = one.map((given) => ({ ...given, sessionId: 's', accountId: `a${given.personId}` }) as Actor)
  return action === 'arrangement.call' ? fc.oneof(somebody, caller) : somebody
}

/** 长期安排的接口，of this arrangement or of another. */
const caller = fc.constantFrom('i', 'i', 'j').map((accountId): Actor => {
  const one = { personId: '0', realm: 'partner', sessionId: 's', accountId, posts: [], channel: 'api' } as const
  return { ...one, partner: '示例法院' }
})

function contextOf({ stages }: Words): fc.Arbitrary<NonNullable<Question['context']>> {
  const usual = ['initialReview', 'review', 'recheck', 'approval', 'posting', '']
  return fc.record(
    {
      stage: fc.constantFrom(...usual, ...stages, ...stages, ...stages),
      handledBefore: fc.constantFrom(false, false, true),
      affiliated: fc.constantFrom(false, false, false, true),
      keys: fc.constantFrom(0, 1, 2, 2, 3),
      post: fc.constantFrom('reviewer', 'approver', 'accountant', 'chiefAccountant', 'query', ''),
    },
    { requiredKeys: ['stage', 'handledBefore', 'affiliated'] },
  )
}

/** 所开的类别与事项，often none. */
const opened = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.subarray<Opened>([...SECTIONS, ...ENTRUSTED_ACTS], { minLength: 4 }) },
)

function resourceOf(kind: Resource['kind'], { all }: Words): fc.Arbitrary<Resource> {
  const agencies = fc.uniqueArray(agency, { maxLength: 3 })
  const said = (words: readonly string[]) => fc.constantFrom(...words, ...words.filter((word) => all.has(word)))
  switch (kind) {
    case 'Record':
      return fc.record({
        ...{ kind: fc.constant(kind), person, agencies, employers: fc.uniqueArray(employer, { maxLength: 3 }) },
        isProtected: fc.constantFrom(false, false, true),
        formerly: fc.subarray([...FORMER_PLACES]),
        ...{ asAgent: opened, asGuardian: opened, asRelative: opened, asHelper: opened },
      })
    case 'Employer':
      return fc.record({ kind: fc.constant(kind), employer, agency })
    case 'Voucher':
      return fc.record(
        {
          ...{ kind: fc.constant(kind), voucher: fc.constant('v'), agency, employer },
          at: fc.constantFrom('999901', '999901', '999901', '999900', '999902'),
          posts: fc.oneof(
            fc.uniqueArray(fc.constantFrom('cashier', 'accountant', 'chiefAccountant', 'reviewer'), { maxLength: 2 }),
            fc.constant(['accountant', 'chiefAccountant']),
          ),
        },
        { requiredKeys: ['kind', 'voucher', 'agency', 'employer'] },
      )
    case 'Account':
      return fc.record({ kind: fc.constant(kind), person, agency, asHelper: opened })
    case 'Agency':
      return fc.record({ kind: fc.constant(kind), agency })
    case 'Inquiry':
      return fc.record({
        ...{
          kind: fc.constant(kind),
          inquiry: fc.constant('i'),
          agency: fc.constantFrom('999901', '999901', '999902'),
        },
        ground: said(['organ', 'unit', 'standing', 'macro', 'report']),
        state: said(['received', 'approved', 'refused', 'ended']),
        persons: fc.uniqueArray(person, { maxLength: 3 }),
        sections: fc.uniqueArray(fc.constantFrom(...SECTIONS), { maxLength: 4 }),
        receivedBy: person,
        approvedBy: fc.oneof(person, fc.constant('')),
        ...{ officers: fc.constantFrom(0, 1, 2, 2, 3) },
      })
    case 'System':
      return fc.constant({ kind })
  }
}
