import './cedar-engine.js'
import { createHash } from 'node:crypto'
import {
  type ActionConstraint,
  type EntityUidJson,
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  schemaToJson,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import { invariant } from '../kernel/invariant.js'
import { type Ground, WITHIN, type Within } from './decision.js'
import { type PolicyPosts, policyPosts } from './policy-posts.js'
import { isSection } from './sections.js'

/** 规则文本。One file of the release (or of the ledger): where it stands and what it says. */
export interface PolicyText {
  readonly path: string
  readonly text: string
}

export interface LoadedPolicies {
  /** Under this name the engine keeps the parsed schema. */
  readonly name: string
  /** Under this name it keeps the policies that can speak of one action: a decision reads those few and no other. */
  setOf(action: string): string
  readonly grounds: ReadonlyMap<string, Ground>
  /** 各规则凭哪些岗位. */
  readonly posts: PolicyPosts
}

/** More than this on one action and a decision grows slow: people and districts belong in entities, not in policies. */
const MOST_POLICIES = 40

/** Reads, checks and parses once. Whatever is not perfect stops the start: a policy half understood grants by accident. */
export function loadPolicies(texts: readonly PolicyText[], schema: string): LoadedPolicies {
  const parsed = texts.flatMap(({ path, text }) => partsOf(path, text))
  const byId = new Map(parsed.map((one) => [one.ground.id, one]))
  invariant(byId.size === parsed.length, 'two access policies share an id')
  invariant(byId.size > 0, 'there are no access policies')
  const staticPolicies = Object.fromEntries([...byId].map(([id, { text }]) => [id, text]))
  check(schema, staticPolicies)
  const name = createHash('sm3')
    .update(JSON.stringify([schema, staticPolicies]))
    .digest('hex')
  invariant(preparseSchema(name, schema).type === 'success', 'the access schema does not parse')
  const sets = new Map<string, string>()
  for (const [action, covered] of actionsOf(schema)) {
    const spoken = parsed.filter(({ scope }) => speaksOf(scope, covered))
    invariant(spoken.length < MOST_POLICIES, `${spoken.length} access policies speak of ${action}`)
    sets.set(action, parsedOnce(name, spoken))
  }
  const grounds = new Map([...byId].map(([id, { ground }]) => [id, ground]))
  return { name, setOf: (action) => sets.get(action) ?? parsedOnce(name, []), grounds, posts: policyPosts(texts) }
}

/** Under which name the engine keeps these policies; acts of which the same ones speak share it. */
function parsedOnce(name: string, spoken: readonly Part[]): string {
  const set = `${name} ${spoken.map(({ ground }) => ground.id).join()}`
  if (PARSED.has(set)) return set
  const staticPolicies = Object.fromEntries(spoken.map(({ ground, text }) => [ground.id, text]))
  invariant(preparsePolicySet(set, { staticPolicies }).type === 'success', 'the access policies do not parse')
  PARSED.add(set)
  return set
}

/** The names given so far: each stands for the texts digested in it. */
const PARSED = new Set<string>()

/** Each action of the schema, with itself and the groups it stands in. */
function actionsOf(schema: string): Map<string, ReadonlySet<string>> {
  const answer = schemaToJson(schema)
  invariant(answer.type === 'success', 'the access schema does not parse')
  const declared = answer.json['']?.actions ?? {}
  const covered = (action: string): string[] => [
    action,
    ...(declared[action]?.memberOf ?? []).flatMap(({ id }) => covered(id)),
  ]
  return new Map(Object.keys(declared).map((action) => [action, new Set(covered(action))]))
}

/** Whether a policy could decide about an action that stands in these groups. */
function speaksOf(scope: ActionConstraint, covered: ReadonlySet<string>): boolean {
  if (scope.op === 'All') return true
  if (scope.op === '==') return !('entity' in scope) || covered.has(idOf(scope.entity))
  const named = 'entities' in scope ? scope.entities : [scope.entity]
  return named.some((one) => covered.has(idOf(one)))
}

function idOf(uid: EntityUidJson): string {
  return '__entity' in uid ? uid.__entity.id : uid.id
}

interface Part {
  readonly ground: Ground
  readonly scope: ActionConstraint
  readonly text: string
}

function partsOf(path: string, text: string): Part[] {
  const parts = policySetTextToParts(text)
  invariant(parts.type === 'success' && parts.policy_templates.length === 0, `${path} does not parse as Cedar policies`)
  return parts.policies.map((one) => ({ ...readPolicy(path, one), text: one }))
}

function readPolicy(path: string, text: string): Omit<Part, 'text'> {
  const parsed = policyToJson(text)
  invariant(parsed.type === 'success', `${path} holds a policy that does not parse`)
  const { effect, annotations = {} } = parsed.json
  const { id = '', article = '', says = '', sections = '', within } = annotations
  invariant(id !== '' && article !== '' && says !== '', `${path}: a policy lacks @id, @article or @says`)
  const listed = sections === '' ? [] : sections.split(',')
  invariant(listed.every(isSection), `${path}: ${id} names an unknown section`)
  invariant(effect === 'forbid' || listed.length > 0, `${path}: ${id} permits without @sections`)
  invariant(isWithin(within), `${path}: ${id} has an unknown @within`)
  const [articles, sectionList] = [article.split(','), listed.filter(isSection)]
  const ground: Ground = { id, effect, articles, says, sections: sectionList, within }
  return { ground, scope: parsed.json.action }
}

function isWithin(name: string | null | undefined): name is Within | undefined {
  return name === undefined || (WITHIN as readonly unknown[]).includes(name)
}

/** Strict validation; a warning (a policy that can never apply) counts as an error. */
function check(schema: string, staticPolicies: Record<string, string>): void {
  const answer = validate({ schema, policies: { staticPolicies }, validationSettings: { mode: 'strict' } })
  invariant(answer.type === 'success', `the access policies do not validate: ${JSON.stringify(answer)}`)
  const wrong = [...answer.validationErrors, ...answer.validationWarnings].map((one) => one.error.message)
  invariant(wrong.length === 0, `the access policies do not validate: ${wrong.join('; ')}`)
}
