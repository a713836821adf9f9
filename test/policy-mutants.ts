import { isAction } from '../src/access/actions.js'
import { POST_NAMES } from '../src/access/posts.js'
import { SECTIONS } from '../src/access/sections.js'
import { kindsOf } from './access.js'
import { CHANNELS, GROUNDS, STAGES, STATES, TURNS } from './near-misses.js'
import type { Json, Node } from './policy-reading.js'

/** 一处改坏的规则。What was changed, and the whole policy with the change. */
export interface Mutant {
  readonly change: string
  readonly json: Node
}

/**
 * 规则的变异。Every single slip somebody could make in one policy: a condition left out, turned round or moved by one; a
 * post, an act, a section dropped, added or taken for another; permit for forbid, when for unless; the kind of person or
 * object forgotten or mistaken; the cut to one's own months or to a mandate forgotten.
 */
export function mutantsOf(policy: Node): Mutant[] {
  const found = [
    ...ofConditions(policy),
    ...ofEffect(policy),
    ...ofScope(policy, 'principal', ['Person', 'Operator', 'Staff', 'Partner']),
    ...ofScope(policy, 'resource', ['Record', 'Employer', 'Voucher', 'Agency', 'Account', 'Inquiry', 'System']),
    ...ofActions(policy),
    ...ofSections(policy),
    ...ofWithin(policy),
  ]
  const seen = new Map<string, number>()
  return found.map(({ change, json }) => {
    const times = (seen.get(change) ?? 0) + 1
    seen.set(change, times)
    return { change: times === 1 ? change : `${change} (${times})`, json }
  })
}

function ofConditions(policy: Node): Mutant[] {
  const conditions = policy['conditions'] as readonly Node[]
  const withOne = (at: number, put: readonly Node[]) => ({
    ...policy,
    conditions: conditions.flatMap((one, i) => (i === at ? put : [one])),
  })
  return conditions.flatMap((condition, at) => {
    const { kind, body } = condition
    const other = kind === 'when' ? 'unless' : 'when'
    return [
      { change: `${String(kind)} left out`, json: withOne(at, []) },
      { change: `${String(kind)} becomes ${other}`, json: withOne(at, [{ ...condition, kind: other }]) },
      ...[...truths(body as Json)].map(([change, changed]) => ({
        change,
        json: withOne(at, [{ ...condition, body: changed }]),
      })),
    ]
  })
}

const TURNED: Readonly<Record<string, readonly string[]>> = {
  '==': ['!='],
  '!=': ['=='],
  '>=': ['>', '<'],
  '>': ['>=', '<='],
  '<=': ['<', '>'],
  '<': ['<=', '>='],
  containsAll: ['containsAny'],
  containsAny: ['containsAll'],
}

type Changes = Generator<[string, Json]>

/** Each way to change one place where a yes or no stands, with the whole expression so changed. */
function* truths(body: Json): Changes {
  const [operator = '', inside = null] = Object.entries(body as Node)[0] ?? []
  const parts = inside as Node
  if (operator === '&&' || operator === '||') {
    yield [`${operator} keeps only its left`, parts['left']!]
    yield [`${operator} keeps only its right`, parts['right']!]
    yield [`${operator} turned round`, { [operator === '&&' ? '||' : '&&']: parts }]
    for (const side of ['left', 'right']) yield* within(operator, parts, side, truths)
    return
  }
  if (operator === '!') {
    yield ['! left out', parts['arg']!]
    yield* within(operator, parts, 'arg', truths)
    return
  }
  const what = operator === '.' ? `.${String(parts['attr'])}` : operator
  yield [`${what} always true`, { Value: true }]
  yield [`${what} always false`, { Value: false }]
  yield [`${what} denied`, { '!': { arg: body } }]
  for (const other of TURNED[operator] ?? []) yield [`${operator} becomes ${other}`, { [other]: parts }]
  if (operator === 'is') yield* kindsInstead(parts)
  for (const side of ['left', 'right', 'arg']) if (side in parts) yield* within(operator, parts, side, words)
}

function* within(operator: string, parts: Node, side: string, inner: (body: Json) => Changes): Changes {
  for (const [change, part] of inner(parts[side]!)) yield [change, { [operator]: { ...parts, [side]: part } }]
}

function* kindsInstead(parts: Node): Changes {
  for (const type of ['Person', 'Operator', 'Staff', 'Partner'])
    if (type !== parts['entity_type']) yield [`is ${type}`, { is: { ...parts, entity_type: type } }]
}

/** Words that could be taken for one another. */
const DOMAINS: readonly (readonly string[])[] = [
  ...[POST_NAMES, SECTIONS, CHANNELS, GROUNDS, STATES, [...STAGES, ...TURNS].filter((one) => one !== '')],
]

/** Each way to change the words of a comparison: a number by one, a word for another, a list by one. */
function* words(body: Json): Changes {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return
  const [operator = '', inside = null] = Object.entries(body as Node)[0] ?? []
  if (operator === 'Value' && typeof inside === 'number') {
    for (const other of [inside - 1, inside + 1]) yield [`${inside} becomes ${other}`, { Value: other }]
  }
  if (operator === 'Value' && typeof inside === 'string')
    for (const other of others([inside])) yield [`${inside} becomes ${other}`, { Value: other }]
  if (operator === 'Set') yield* lists(inside as readonly Node[])
}

function* lists(items: readonly Node[]): Changes {
  const named = items.map(({ Value: value }) => value)
  const said = (value: Json | undefined) =>
    typeof value === 'string' ? value : ((value as Node)['__entity'] as Node)['id']
  if (items.length > 1)
    for (const [i] of items.entries())
      yield [`set without ${String(said(named[i]))}`, { Set: items.filter((_, j) => j !== i) }]
  const texts = named.filter((value) => typeof value === 'string')
  for (const other of others(texts)) yield [`set with ${other}`, { Set: [...items, { Value: other }] }]
}

function others(texts: readonly string[]): readonly string[] {
  const domain = DOMAINS.find((one) => texts.length > 0 && texts.every((text) => one.includes(text))) ?? []
  return domain.filter((one) => !texts.includes(one))
}

const CLASSES = 'registration,contribution,benefit,account,other'

/** Permit for forbid. A forbid that permits would have to name what it opens: all of it. */
function ofEffect(policy: Node): Mutant[] {
  const annotations = policy['annotations'] as Node
  if (policy['effect'] === 'permit') return [{ change: 'forbids', json: { ...policy, effect: 'forbid' } }]
  return [
    { change: 'permits', json: { ...policy, effect: 'permit', annotations: { ...annotations, sections: CLASSES } } },
  ]
}

function ofScope(policy: Node, name: 'principal' | 'resource', types: readonly string[]): Mutant[] {
  const { op, entity_type: type } = policy[name] as Node
  const anyone =
    op === 'All' || isOnly(policy, name) ? [] : [{ change: `any ${name}`, json: { ...policy, [name]: { op: 'All' } } }]
  const instead = types.filter((one) => one !== type)
  return [
    ...anyone,
    ...instead.map((one) => ({
      change: `${name} is ${one}`,
      json: { ...policy, [name]: { op: 'is', entity_type: one } },
    })),
  ]
}

/** 类型规则本身就只许一种客体：an act is done to nothing else anyway. */
function isOnly(policy: Node, name: string): boolean {
  const { entity, entities = [entity!] } = policy['action'] as Node
  const acts = (entities as readonly Node[]).map((one) => String(one?.['id']))
  return name === 'resource' && acts.every((act) => isAction(act) && kindsOf(act).length === 1)
}

/** One of several acts forgotten; any act at all. */
function ofActions(policy: Node): Mutant[] {
  const action = policy['action'] as Node
  const entities = (action['entities'] as readonly Node[] | undefined) ?? []
  const any = action['op'] === 'All' ? [] : [{ change: 'any act', json: { ...policy, action: { op: 'All' } } }]
  if (entities.length < 2) return any
  return [
    ...any,
    ...entities.map((left) => ({
      change: `without ${String(left['id'])}`,
      json: { ...policy, action: { ...action, entities: entities.filter((one) => one !== left) } },
    })),
  ]
}

/** One section too many, one too few. */
function ofSections(policy: Node): Mutant[] {
  if (policy['effect'] !== 'permit') return []
  const annotations = policy['annotations'] as Node
  const listed = String(annotations['sections']).split(',')
  const written = (change: string, sections: readonly string[]) => ({
    change,
    json: { ...policy, annotations: { ...annotations, sections: sections.join(',') } },
  })
  const more = SECTIONS.filter((one) => !listed.includes(one))
  const fewer = listed.length < 2 ? [] : listed
  return [
    ...more.map((one) => written(`opens also ${one}`, [...listed, one])),
    ...fewer.map((left) =>
      written(
        `opens no ${left}`,
        listed.filter((one) => one !== left),
      ),
    ),
  ]
}

/** The cut forgotten, or another. */
function ofWithin(policy: Node): Mutant[] {
  const { within: cut, ...annotations } = policy['annotations'] as Node
  if (policy['effect'] !== 'permit') return []
  const cuts = ['employment', 'formerPlace', 'asAgent', 'asGuardian', 'asRelative', 'asHelper'].filter(
    (one) => one !== cut,
  )
  return [
    ...(cut === undefined ? [] : [{ change: 'whole instead of cut', json: { ...policy, annotations } }]),
    ...cuts.map((one) => ({
      change: `cut to ${one}`,
      json: { ...policy, annotations: { ...annotations, within: one } },
    })),
  ]
}
