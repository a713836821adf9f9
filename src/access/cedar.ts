import { statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { invariant } from '../kernel/invariant.js'
import { type Action, isAction } from './actions.js'
import type { Actor } from './actor.js'
import { type LoadedPolicies, loadPolicies, type PolicyText } from './cedar-policies.js'
import { type AgencyEntry, type AgencyTree, contextOf, sliceOf } from './cedar-request.js'
import { alarmed, type Decision, decisionOf, type Ground } from './decision.js'
import type { PolicyPosts } from './policy-posts.js'
import type { Circumstances, Resource } from './resource.js'
import type { Section } from './sections.js'

/** 请示。Who wants to do what to what, which classes, for which purpose and matter, under which circumstances. */
export interface Question {
  readonly actor: Actor
  readonly action: Action
  readonly resource: Resource
  /** Nothing asked means all that is allowed. */
  readonly sections?: readonly Section[] | undefined
  readonly purpose?: string | undefined
  readonly matter?: string | undefined
  readonly context?: Circumstances | undefined
}

/** 守门。The one place where the engine is asked. */
export interface Guard {
  decide(question: Question): Decision
  /** What a policy says, for a line of the access book to be read by a person. */
  groundOf(id: string): Ground | undefined
  /** 各规则凭哪些岗位，so that the use of a post can be told from the access book. */
  readonly posts: PolicyPosts
}

/** The policies, the schema and the agency tree are handed in; whatever is not perfect in them stops the start. */
export function openGuard(texts: readonly PolicyText[], schema: string, agencies: readonly AgencyEntry[]): Guard {
  return guardOn(loadPolicies(texts, schema), agencies)
}

/** Of policies that are loaded already. */
export function guardOn(loaded: LoadedPolicies, agencies: readonly AgencyEntry[]): Guard {
  const tree: AgencyTree = new Map(agencies.map((entry) => [entry.code, entry]))
  return {
    decide: remembered((question) => decide(loaded, tree, question)),
    groundOf: (id) => loaded.grounds.get(id),
    posts: loaded.posts,
  }
}

const MOST_REMEMBERED = 10_000

/**
 * The same question has the same answer as long as the policies and agencies stand, and a question holds all that a
 * decision reads: who (with the posts of this moment), what and why. An alarm is never remembered.
 */
function remembered(ask: Guard['decide']): Guard['decide'] {
  const answers = new Map<string, Decision>()
  return (question) => {
    const { actor, action, resource, sections, purpose, matter, context } = question
    const { realm, personId, accountId, posts, agency, employerId, channel } = actor
    const who = [realm, personId, accountId, posts, agency, employerId, channel]
    const key = JSON.stringify([who, action, resource, sections, purpose, matter, context])
    const known = answers.get(key)
    if (known !== undefined) return known
    const decision = ask(question)
    if (answers.size >= MOST_REMEMBERED) answers.clear()
    if (decision.alarm === undefined) answers.set(key, decision)
    return decision
  }
}

/**
 * The engine skips a forbid that errors, and answers "allow" all the same. So any diagnostic at all means no, with an
 * alarm. An action nobody has named is a defect.
 */
function decide({ name, setOf, grounds }: LoadedPolicies, tree: AgencyTree, question: Question): Decision {
  const { actor, action, resource, sections = [], purpose = '', matter = '', context = {} } = question
  invariant(isAction(action), `“${action}” is not an action`)
  const slice = sliceOf(actor, resource, tree)
  const answer = statefulIsAuthorized({
    ...slice,
    action: { type: 'Action', id: action },
    context: contextOf(actor, { sections, purpose, matter, circumstances: context }),
    preparsedSchemaName: name,
    preparsedPolicySetId: setOf(action),
    validateRequest: true,
  })
  if (answer.type === 'failure') return alarmed(answer.errors.map((error) => error.message).join('; '))
  const { decision, diagnostics } = answer.response
  if (diagnostics.errors.length > 0) {
    return alarmed(diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`).join('; '))
  }
  const deciding = diagnostics.reason.map((id) => grounds.get(id)).filter((ground) => ground !== undefined)
  if (deciding.length !== diagnostics.reason.length) return alarmed('an unknown policy decided')
  return decisionOf(decision === 'allow', deciding, question)
}
