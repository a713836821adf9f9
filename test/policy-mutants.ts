import { policyToJson, policyToText } from '@cedar-policy/cedar-wasm/nodejs'

/** 一处改坏的规则。What was changed, and the whole policy with the change. */
export interface Mutant {
  readonly change: string
  readonly text: string
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
type Node = Readonly<Record<string, Json>>

/**
 * 规则的变异。Every single slip somebody could make in one policy: a condition left out, turned round or moved by one, a
 * post, an action or a section dropped or added, the cut to one's own months forgotten.
 */
export function mutantsOf(text: string): Mutant[] {
  const parsed = policyToJson(text)
  if (parsed.type !== 'success') throw new Error('a policy that is to be mutated parses')
  const policy = parsed.json as unknown as Node
  const changed = [
    ...ofConditions(policy),
    ...ofActions(policy),
    ...ofSections(policy),
    ...(policy['annotations'] && 'within' in (policy['annotations'] as Node) ? [withoutWithin(policy)] : []),
  ]
  return changed.flatMap(({ change, json }) => {
    const written = policyToText(json as unknown as Parameters<typeof policyToText>[0])
    return written.type === 'success' ? [{ change, text: written.text }] : []
  })
}

interface Changed {
  readonly change: string
  readonly json: Node
}

function ofConditions(policy: Node): Changed[] {
  const conditions = policy['conditions'] as readonly Node[]
  return conditions.flatMap((condition, at) =>
    [...changes(condition['body'] as Json)].map(([change, body]) => ({
      change,
      json: { ...policy, conditions: conditions.map((one, i) => (i === at ? { ...one, body } : one)) },
    })),
  )
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

/** Each way to change one place of an expression, with the whole expression so changed. */
function* changes(body: Json): Generator<[string, Json]> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return
  const [operator = '', inside = null] = Object.entries(body as Node)[0] ?? []
  const parts = inside as Node
  if (operator === '&&' || operator === '||') {
    yield [`${operator} keeps only its left`, parts['left']!]
    yield [`${operator} keeps only its right`, parts['right']!]
    yield [`${operator} turned round`, { [operator === '&&' ? '||' : '&&']: parts }]
  }
  if (operator === '!') yield ['! left out', parts['arg']!]
  for (const other of TURNED[operator] ?? []) yield [`${operator} becomes ${other}`, { [other]: parts }]
  if (['in', 'contains', '==', 'containsAny', 'containsAll', 'isEmpty'].includes(operator)) {
    yield [`${operator} always true`, { Value: true }]
    yield [`${operator} always false`, { Value: false }]
  }
  if (operator === 'Set') {
    const items = inside as readonly Json[]
    if (items.length > 1) {
      for (const [i] of items.entries())
        yield [`set without ${JSON.stringify(items[i])}`, { Set: items.filter((_, j) => j !== i) }]
    }
    return
  }
  if (typeof inside !== 'object' || inside === null || Array.isArray(inside)) return
  for (const side of ['left', 'right', 'arg', 'if', 'then', 'else']) {
    if (!(side in parts)) continue
    for (const [change, part] of changes(parts[side]!)) yield [change, { [operator]: { ...parts, [side]: part } }]
  }
}

/** One of several actions forgotten. */
function ofActions(policy: Node): Changed[] {
  const action = policy['action'] as Node
  const entities = action['entities'] as readonly Node[] | undefined
  if (entities === undefined || entities.length < 2) return []
  return entities.map((left) => ({
    change: `without ${String(left['id'])}`,
    json: { ...policy, action: { ...action, entities: entities.filter((one) => one !== left) } },
  }))
}

const ALL = ['registration', 'contribution', 'benefit', 'account', 'other', 'access', 'statement']

/** One section too many, one too few. */
function ofSections(policy: Node): Changed[] {
  if (policy['effect'] !== 'permit') return []
  const annotations = policy['annotations'] as Node
  const listed = String(annotations['sections']).split(',')
  const written = (change: string, sections: readonly string[]) => ({
    change,
    json: { ...policy, annotations: { ...annotations, sections: sections.join(',') } },
  })
  const more = ALL.find((one) => !listed.includes(one))
  return [
    ...(more === undefined ? [] : [written(`also ${more}`, [...listed, more])]),
    ...(listed.length < 2 ? [] : [written(`without ${listed.at(-1)!}`, listed.slice(0, -1))]),
  ]
}

function withoutWithin(policy: Node): Changed {
  const { within: _, ...annotations } = policy['annotations'] as Node
  return { change: 'whole instead of own months', json: { ...policy, annotations } }
}
