import './cedar-engine.js'
import { createHash } from 'node:crypto'
import {
  policySetTextToParts,
  policyToJson,
  preparsePolicySet,
  preparseSchema,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import { invariant } from '../kernel/invariant.js'
import type { Ground } from './decision.js'
import { isSection } from './sections.js'

/** 规则文本。One file of the release (or of the ledger): where it stands and what it says. */
export interface PolicyText {
  readonly path: string
  readonly text: string
}

export interface LoadedPolicies {
  /** Under this name the engine keeps the parsed policies and schema. */
  readonly name: string
  readonly grounds: ReadonlyMap<string, Ground>
}

/** More than this and a decision grows slow: people and districts belong in entities, not in policies. */
const MOST_POLICIES = 100

/** Reads, checks and parses once. Whatever is not perfect stops the start: a policy half understood grants by accident. */
export function loadPolicies(texts: readonly PolicyText[], schema: string): LoadedPolicies {
  const parsed = texts.flatMap(({ path, text }) => partsOf(path, text))
  const byId = new Map(parsed.map((one) => [one.ground.id, one]))
  invariant(byId.size === parsed.length, 'two access policies share an id')
  invariant(byId.size > 0 && byId.size < MOST_POLICIES, `there are ${byId.size} access policies`)
  const staticPolicies = Object.fromEntries([...byId].map(([id, { text }]) => [id, text]))
  check(schema, staticPolicies)
  const name = createHash('sm3')
    .update(JSON.stringify([schema, staticPolicies]))
    .digest('hex')
  invariant(preparseSchema(name, schema).type === 'success', 'the access schema does not parse')
  invariant(preparsePolicySet(name, { staticPolicies }).type === 'success', 'the access policies do not parse')
  return { name, grounds: new Map([...byId].map(([id, { ground }]) => [id, ground])) }
}

function partsOf(path: string, text: string): { ground: Ground; text: string }[] {
  const parts = policySetTextToParts(text)
  invariant(parts.type === 'success' && parts.policy_templates.length === 0, `${path} does not parse as Cedar policies`)
  return parts.policies.map((one) => ({ ground: groundOf(path, one), text: one }))
}

function groundOf(path: string, text: string): Ground {
  const parsed = policyToJson(text)
  invariant(parsed.type === 'success', `${path} holds a policy that does not parse`)
  const { effect, annotations = {} } = parsed.json
  const { id = '', article = '', says = '', sections = '', within } = annotations
  invariant(id !== '' && article !== '' && says !== '', `${path}: a policy lacks @id, @article or @says`)
  const listed = sections === '' ? [] : sections.split(',')
  invariant(listed.every(isSection), `${path}: ${id} names an unknown section`)
  invariant(effect === 'forbid' || listed.length > 0, `${path}: ${id} permits without @sections`)
  invariant(within === undefined || within === 'employment', `${path}: ${id} has an unknown @within`)
  return { id, effect, articles: article.split(','), says, sections: listed.filter(isSection), within }
}

/** Strict validation; a warning (a policy that can never apply) counts as an error. */
function check(schema: string, staticPolicies: Record<string, string>): void {
  const answer = validate({ schema, policies: { staticPolicies }, validationSettings: { mode: 'strict' } })
  invariant(answer.type === 'success', `the access policies do not validate: ${JSON.stringify(answer)}`)
  const wrong = [...answer.validationErrors, ...answer.validationWarnings].map((one) => one.error.message)
  invariant(wrong.length === 0, `the access policies do not validate: ${wrong.join('; ')}`)
}
