import { preparsePolicySet, preparseSchema, validate } from '@cedar-policy/cedar-wasm/nodejs'
import { ACTIONS } from '../src/access/actions.js'
import { type Guard, guardOn, type Question } from '../src/access/cedar.js'
import { decisionOf, type Ground } from '../src/access/decision.js'
import { AGENCIES, accessPolicies, testGuard } from './access.js'
import { answerIn, answerOf, type Case, casesOf, expectedOf } from './access-cases.js'
import { nearMisses } from './near-misses.js'
import { mutantsOf } from './policy-mutants.js'
import { jsonOf, type Node, type Reading, readingOf, type World, worldOf } from './policy-reading.js'

/** 一个请求，与对照以为该答的、读到它的规则中成立的。 */
interface Read extends Case {
  readonly world: World
  readonly holding: readonly Reading[]
}

/** 一条规则与改坏的它。Without a changed one it is left out altogether. */
export interface Slip {
  readonly name: string
  readonly of: Reading
  readonly changed: Reading | undefined
}

const { texts, schema } = accessPolicies()
const SCHEMA = 'the schema of the hunt'
preparseSchema(SCHEMA, schema)

const PARTS = texts.flatMap(({ text }) => text.split(/^(?=@id)/m).filter((part) => part.startsWith('@id')))
export const POLICIES: readonly Reading[] = PARTS.map((part) => readingOf(jsonOf(part)))
const SPEAKING = new Map(ACTIONS.map((action) => [action as string, POLICIES.filter((one) => one.speaksOf(action))]))

export function leftOut(of: Reading): Slip {
  return { name: `${of.ground.id}: left out`, of, changed: undefined }
}

export function slipsOf(of: Reading): Slip[] {
  return mutantsOf(of.json).map(({ change, json }) => ({
    ...{ name: `${of.ground.id}: ${change}`, of },
    changed: readingOf(json),
  }))
}

/** Bases of one policy: in each it decides alone, so that a slip of it cannot hide behind another. */
const MOST_BASES = 6
/** Where a slip changes what a policy says but not the answer, it is looked for beside so many of those, so many times. */
const MOST_HIDDEN = 24
const STEPS = 2
/** Where nothing beside is decided by it alone, so many of what nobody may do are gone on from. */
const MOST_REFUSED = 400

/**
 * 找一个答得不同的请求。Draws requests of every act, and beside those a policy decides alone all that differ from them in
 * one thing. A quick reading of the policies finds where a slip could show; the engine itself is then asked, and says.
 */
export class MutantHunt {
  private readonly drawn: ReadonlyMap<string, readonly Read[]>
  /** Of one policy at a time. */
  private near: { readonly policy: Reading; readonly bases: readonly Read[]; readonly found: Read[][] } | undefined
  private readonly bases = new Map<Reading, readonly Read[]>()
  private readonly sound: Guard = testGuard()

  constructor(count: number, least: number) {
    const cases = casesOf(count, least).map(readOf)
    this.drawn = new Map(ACTIONS.map((action) => [action, cases.filter(({ asked }) => asked.action === action)]))
  }

  /** 只由它决定的请求。A permit alone, or the one forbid in the way of a permit; first among those drawn, then beside them. */
  basesOf(policy: Reading): readonly Read[] {
    const known = this.bases.get(policy)
    if (known !== undefined) return known
    this.bases.set(policy, []) // where it is looked for beside another, which is looked for beside it
    const bases = this.findBases(policy)
    this.bases.set(policy, bases)
    return bases
  }

  private findBases(policy: Reading): readonly Read[] {
    const acts = ACTIONS.filter(policy.speaksOf)
    const able = acts.flatMap((action) => this.drawn.get(action)!.filter((one) => decidesAlone(policy, one)))
    if (able.length > 0) return spread(able, MOST_BASES)
    const others = acts.flatMap((action) => SPEAKING.get(action)!).filter(isPermit)
    const near = [
      ...others.flatMap((other) => (other === policy ? [] : this.basesOf(other))),
      ...acts
        .flatMap((action) => this.drawn.get(action)!.filter(({ holding }) => holding.includes(policy)))
        .slice(0, 40),
    ]
    const beside = near.flatMap(besideOf)
    const found = beside.filter((one) => decidesAlone(policy, one))
    if (found.length > 0) return spread(found, MOST_BASES)
    // Two things away: beside what nobody may do yet.
    const refused = beside.filter(({ asked, holding }) => acts.includes(asked.action) && holding.length === 0)
    const farther = spread(refused, MOST_REFUSED).flatMap(besideOf)
    return spread(
      farther.filter((one) => decidesAlone(policy, one)),
      MOST_BASES,
    )
  }

  /** 差一点的请求，of this many bases of the policy. */
  nearMissesOf(policy: Reading, bases: number): Case[] {
    return this.basesOf(policy).slice(0, bases).flatMap(besideOf)
  }

  /** The request in which the slip shows; undefined where none was found. */
  findNoticed(slip: Slip, steps = STEPS): Question | undefined {
    const rival = new Rival(slip)
    let requests: Iterable<Read> = this.requestsFor(slip)
    for (let step = 0; step <= steps; step++) {
      const hidden: Read[] = []
      for (const one of requests) {
        if (this.isNoticed(slip, rival, one)) return one.asked
        if (mayDiffer(slip, one)) hidden.push(one)
      }
      const beside = step === 0 ? [...this.permittedBeside(slip), ...spread(hidden, MOST_HIDDEN)] : hidden
      requests = step === steps ? [] : spread(beside, 2 * MOST_HIDDEN).flatMap(besideOf)
    }
    return undefined
  }

  /** Whether the gate answers rightly, and the gate with the slip in it otherwise. */
  private isNoticed(slip: Slip, rival: Rival, { asked, ...one }: Read): boolean {
    const expected = String(one.expected)
    if (!mayDiffer(slip, { asked, ...one }) || predicted(slip, { asked, ...one }) === expected) return false
    return String(answerOf(this.sound, asked)) === expected && String(answerOf(rival.guard, asked)) !== expected
  }

  private *requestsFor({ of, changed }: Slip): Generator<Read> {
    yield* this.nearOf(of)
    for (const action of ACTIONS) if (of.speaksOf(action) || changed?.speaksOf(action)) yield* this.drawn.get(action)!
  }

  /** 禁的旁边：what a forbid could come to stand in the way of. */
  private permittedBeside({ of, changed }: Slip): readonly Read[] {
    if (of.ground.effect === 'permit' && changed?.ground.effect !== 'forbid') return []
    const acts = ACTIONS.filter((action) => of.speaksOf(action) || changed?.speaksOf(action))
    const permits = new Set(acts.flatMap((action) => SPEAKING.get(action)!).filter(isPermit))
    const bases = [...permits].flatMap((permit) => this.basesOf(permit).slice(0, 1))
    return spread(bases, MOST_HIDDEN)
  }

  /** Base by base, as far as anybody asks. */
  private *nearOf(policy: Reading): Generator<Read> {
    if (this.near?.policy !== policy) this.near = { policy, bases: this.basesOf(policy), found: [] }
    const { bases, found } = this.near
    for (const [i, base] of bases.entries()) {
      found[i] ??= besideOf(base)
      yield* found[i]
    }
  }
}

function isPermit({ ground }: Reading): boolean {
  return ground.effect === 'permit'
}

function besideOf({ asked }: Read): Read[] {
  return nearMisses(asked).map(withExpected).map(readOf)
}

function spread<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most)
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)]!)
}

function withExpected(asked: Question): Case {
  return { asked, expected: expectedOf(asked) }
}

function readOf(one: Case): Read {
  const world = worldOf(one.asked)
  const holding = SPEAKING.get(one.asked.action)!.filter((policy) => policy.holds(world) !== false)
  return { ...one, world, holding }
}

function decidesAlone(policy: Reading, { holding }: Read): boolean {
  const [forbids, permits] = [of(holding, 'forbid'), of(holding, 'permit')]
  if (policy.ground.effect === 'permit') return forbids.length === 0 && permits.length === 1 && permits[0] === policy
  return forbids.length === 1 && forbids[0] === policy && permits.length > 0
}

function of(holding: readonly Reading[], effect: Ground['effect']): readonly Reading[] {
  return holding.filter(({ ground }) => ground.effect === effect)
}

/** What the changed policy says of the request: undefined where it cannot be read there, which is an alarm. */
function heldBy(changed: Reading | undefined, { asked, world }: Read): boolean | undefined {
  return changed?.speaksOf(asked.action) === true ? changed.holds(world) : false
}

/** It holds otherwise, or it holds as before and then gives something else. */
function mayDiffer({ of: policy, changed }: Slip, one: Read): boolean {
  const [before, after] = [one.holding.includes(policy), heldBy(changed, one)]
  return before !== after || (before && !sameGround(policy.ground, changed!.ground))
}

function sameGround(one: Ground, other: Ground): boolean {
  return one.effect === other.effect && one.within === other.within && String(one.sections) === String(other.sections)
}

function predicted({ of: policy, changed }: Slip, one: Read): string {
  const after = heldBy(changed, one)
  if (after === undefined) return 'alarm'
  const others = one.holding.filter((each) => each !== policy)
  const holding = after ? [...others, changed!] : others
  const [forbids, permits] = [of(holding, 'forbid'), of(holding, 'permit')]
  const deciding = (forbids.length > 0 ? forbids : permits).map(({ ground }) => ground)
  const allowed = forbids.length === 0 && permits.length > 0
  const told = decisionOf(allowed, deciding, one.asked)
  return String(answerIn(one.asked, told))
}

/** 用改坏的规则守门：the gate itself with the slip in it, prepared act by act as it is asked. */
class Rival {
  readonly guard: Guard
  private readonly prepared = new Set<string>()

  constructor(private readonly slip: Slip) {
    const grounds = new Map(this.policies().map(({ ground }) => [ground.id, ground]))
    this.guard = guardOn({ name: SCHEMA, setOf: (action) => this.setOf(action), grounds, posts: new Map() }, AGENCIES)
  }

  private policies(): readonly Reading[] {
    const { of: policy, changed } = this.slip
    return POLICIES.flatMap((one) => (one !== policy ? [one] : changed === undefined ? [] : [changed]))
  }

  /** The name is used again for the next slip, so that the engine keeps no more than one. */
  private setOf(action: string): string {
    const name = `a slip on ${action}`
    if (this.prepared.has(name)) return name
    const spoken = this.policies().filter((one) => one.speaksOf(action))
    const staticPolicies = Object.fromEntries(spoken.map(({ ground, json }) => [ground.id, json])) as object
    const answer = preparsePolicySet(name, { staticPolicies } as Parameters<typeof preparsePolicySet>[1])
    if (answer.type !== 'success') throw new Error(`${this.slip.name} does not parse`)
    this.prepared.add(name)
    return name
  }
}

/** Whether the strict validation of the start would refuse such a policy: then it never lived. */
export function isRefusedAtStart({ changed }: Slip): boolean {
  if (changed === undefined) return false
  const policies = { staticPolicies: { changed: changed.json as Node } } as unknown
  const settings = { mode: 'strict' } as const
  const answer = validate({
    schema,
    policies: policies as Parameters<typeof validate>[0]['policies'],
    validationSettings: settings,
  })
  return answer.type !== 'success' || [...answer.validationErrors, ...answer.validationWarnings].length > 0
}
