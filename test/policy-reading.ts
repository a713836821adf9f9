import { policyToJson, schemaToJson } from '@cedar-policy/cedar-wasm/nodejs'
import type { Question } from '../src/access/cedar.js'
import { type AgencyTree, contextOf, sliceOf } from '../src/access/cedar-request.js'
import type { Ground, Within } from '../src/access/decision.js'
import type { Section } from '../src/access/sections.js'
import { AGENCIES, accessPolicies } from './access.js'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type Node = Readonly<Record<string, Json>>

/**
 * 规则的粗读。A quick second reading of the policies, to look for requests about which a changed policy speaks otherwise.
 * It only searches: what it finds is asked of the engine itself, and what it misreads is at worst not found.
 */
export interface Reading {
  readonly ground: Ground
  readonly json: Node
  /** Whether it could speak of the act at all. */
  speaksOf(action: string): boolean
  /** Whether all its conditions hold; undefined where it cannot be read, which the engine takes for an alarm. */
  holds(world: World): boolean | undefined
}

/** 请求所见的一切，in the words of the policies. An entity is written `=Type::id`, so that it is no text. */
export interface World {
  readonly of: Readonly<Record<string, Value>>
  readonly attributes: ReadonlyMap<string, Readonly<Record<string, Value>>>
  readonly parents: ReadonlyMap<string, readonly string[]>
}

type Value = string | number | boolean | readonly string[] | { readonly [name: string]: Value }
type Read = (world: World) => Value

export function jsonOf(text: string): Node {
  const parsed = policyToJson(text)
  if (parsed.type !== 'success') throw new Error('a policy that is to be read parses')
  return parsed.json as unknown as Node
}

const { schema } = accessPolicies()
const GROUPS = groupsOf()

function groupsOf(): ReadonlyMap<string, readonly string[]> {
  const answer = schemaToJson(schema)
  if (answer.type !== 'success') throw new Error('the schema parses')
  const declared = answer.json['']?.actions ?? {}
  return new Map(Object.entries(declared).map(([name, { memberOf }]) => [name, (memberOf ?? []).map(({ id }) => id)]))
}

const TREE: AgencyTree = new Map(AGENCIES.map((entry) => [entry.code, entry]))

export function worldOf(question: Question): World {
  const { actor, action, resource, sections = [], purpose = '', matter = '', context = {} } = question
  const { entities, ...slice } = sliceOf(actor, resource, TREE)
  const told = contextOf(actor, { sections, purpose, matter, circumstances: context })
  return {
    of: {
      principal: uidOf(slice.principal),
      resource: uidOf(slice.resource),
      action: `=Action::${action}`,
      context: told as unknown as Record<string, Value>,
    },
    attributes: new Map(
      entities.map(({ uid, attrs }) => [
        uidOf(uid),
        Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, valueIn(value as Json)])),
      ]),
    ),
    parents: new Map([
      ...entities.map(({ uid, parents }) => [uidOf(uid), parents.map(uidOf)] as const),
      [`=Action::${action}`, (GROUPS.get(action) ?? []).map((group) => `=Action::${group}`)] as const,
    ]),
  }
}

function uidOf(uid: unknown): string {
  const { type, id } = uid as { readonly type: string; readonly id: string }
  return `=${type}::${id}`
}

function valueIn(value: Json): Value {
  if (Array.isArray(value)) return value.map((one) => valueIn(one) as string)
  const entity = (value as Node | null)?.['__entity']
  return entity === undefined ? (value as Value) : uidOf(entity)
}

export function readingOf(json: Node): Reading {
  const scope = [scopeOf('principal', json['principal'] as Node), scopeOf('resource', json['resource'] as Node)]
  const spoken = actionsIn(json['action'] as Node)
  const conditions = (json['conditions'] as readonly Node[]).map(({ kind, body }) => ({
    wanted: kind === 'when',
    read: readOf(body as Json),
  }))
  const speaksOf = (action: string) =>
    spoken === undefined || [action, ...(GROUPS.get(action) ?? [])].some((one) => spoken.includes(one))
  return {
    ...{ ground: groundOf(json), json, speaksOf },
    holds: (world) => {
      if (!scope.every((one) => one(world) === true)) return false
      try {
        return conditions.every(({ wanted, read }) => truthOf(read(world)) === wanted)
      } catch {
        return undefined
      }
    },
  }
}

function groundOf({ effect, annotations }: Node): Ground {
  const { id, article = '', says = '', sections = '', within } = annotations as Readonly<Record<string, string>>
  return {
    ...{ id: id!, effect: effect as Ground['effect'], articles: article.split(','), says },
    ...{ sections: sections.split(',').filter((one) => one !== '') as Section[], within: within as Within | undefined },
  }
}

/** Undefined where it speaks of every act. */
function actionsIn(scope: Node): readonly string[] | undefined {
  if (scope['op'] === 'All') return undefined
  const named = (scope['entities'] ?? [scope['entity']!]) as readonly Node[]
  return named.map((one) => String(one['id']))
}

function scopeOf(name: string, scope: Node): Read {
  if (scope['op'] === 'All') return () => true
  if (scope['op'] !== 'is') throw new Error(`${name} ${String(scope['op'])} is not read here`)
  return ({ of }) => String(of[name]).startsWith(`=${String(scope['entity_type'])}::`)
}

function truthOf(value: Value): boolean {
  if (typeof value !== 'boolean') throw new Error('not a truth')
  return value
}

/** One operation of an expression, on what stands left and right of it. */
const OPERATIONS: Readonly<Record<string, (left: Value, right: Value, world: World) => Value>> = {
  '==': (left, right) => same(left, right),
  '!=': (left, right) => !same(left, right),
  '>=': (left, right) => Number(left) >= Number(right),
  '>': (left, right) => Number(left) > Number(right),
  '<=': (left, right) => Number(left) <= Number(right),
  '<': (left, right) => Number(left) < Number(right),
  in: (left, right, world) => listOf(right).some((one) => isIn(String(left), one, world)),
  contains: (left, right) => setOf(left).includes(String(right)),
  containsAll: (left, right) => setOf(right).every((one) => setOf(left).includes(one)),
  containsAny: (left, right) => setOf(right).some((one) => setOf(left).includes(one)),
}

function readOf(body: Json): Read {
  const [operator = '', inside = null] = Object.entries(body as Node)[0] ?? []
  const part = (name: string) => readOf((inside as Node)[name]!)
  if (operator in OPERATIONS) {
    const [left, right, operation] = [part('left'), part('right'), OPERATIONS[operator]!]
    return (world) => operation(left(world), right(world), world)
  }
  switch (operator) {
    case 'Value': {
      const value = valueIn(inside)
      return () => value
    }
    case 'Var':
      return ({ of }) => of[String(inside)]!
    case 'Set': {
      const items = (inside as readonly Json[]).map(readOf)
      return (world) => items.map((item) => item(world) as string)
    }
    case '.': {
      const [left, name] = [part('left'), String((inside as Node)['attr'])]
      return (world) => attributeOf(left(world), name, world)
    }
    case 'is': {
      const [left, type] = [part('left'), String((inside as Node)['entity_type'])]
      return (world) => String(left(world)).startsWith(`=${type}::`)
    }
    case '!': {
      const arg = part('arg')
      return (world) => !truthOf(arg(world))
    }
    case 'isEmpty': {
      const arg = part('arg')
      return (world) => setOf(arg(world)).length === 0
    }
    case '&&':
    case '||': {
      const [left, right, settled] = [part('left'), part('right'), operator === '||']
      return (world) => (truthOf(left(world)) === settled ? settled : truthOf(right(world)))
    }
    default:
      throw new Error(`${operator} is not read here`)
  }
}

function attributeOf(value: Value, name: string, { attributes }: World): Value {
  const held = typeof value === 'string' ? attributes.get(value) : (value as Readonly<Record<string, Value>>)
  const found = held?.[name]
  if (found === undefined) throw new Error(`there is no ${name}`)
  return found
}

function setOf(value: Value): readonly string[] {
  if (!Array.isArray(value)) throw new Error('not a set')
  return value as readonly string[]
}

function listOf(value: Value): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : [String(value)]
}

function same(left: Value, right: Value): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right
  return left.every((one) => right.includes(one)) && right.every((one) => left.includes(one))
}

function isIn(child: string, ancestor: string, world: World): boolean {
  return child === ancestor || (world.parents.get(child) ?? []).some((parent) => isIn(parent, ancestor, world))
}
