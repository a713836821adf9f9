import { describe, expect, test } from 'vitest'
import { AGENCIES, accessPolicies, testGuard } from '../../test/access.js'
import { answerOf, type Case, casesOf } from '../../test/access-cases.js'
import { type Mutant, mutantsOf } from '../../test/policy-mutants.js'
import { ACTIONS, type Action } from './actions.js'
import { type Guard, openGuard } from './cedar.js'

/** One in so many of the mutants is tried; QUANYI_MUTANTS=1 tries every one. */
const STRIDE = Number(process.env['QUANYI_MUTANTS'] ?? 12)
const MOST_CASES = 6_000
const whole = testGuard()
const cases = casesOf(40_000, 600).map((one) => ({ ...one, by: new Set(whole.decide(one.asked).policies) }))
const byAction = new Map(ACTIONS.map((action) => [action, cases.filter(({ asked }) => asked.action === action)]))
const { texts, schema } = accessPolicies()
const policies = texts.flatMap(({ text }) => text.split(/^(?=@id)/m).filter((part) => part.startsWith('@id')))

describe('规则的变异', () => {
  test('删去任何一条规则，对照都能发现', () => {
    const alive = policies.filter((left) => survives({ left, change: 'left out', text: '' }))
    expect(alive.map((left) => nameOf(left, 'left out'))).toEqual([])
  }, 1_800_000)

  test('改坏一处的规则，对照发现九成以上；没有发现的，逐条列出', () => {
    const tried = policies.flatMap(changesOf).filter((_, i) => i % STRIDE === 0)
    const alive = tried.filter((one) => !ALL_THE_SAME.has(nameOf(one.left, one.change)) && survives(one))
    const named = alive.map(({ left, change }) => nameOf(left, change))
    console.log(`变异 ${tried.length}，未发现 ${alive.length}：\n${named.join('\n')}`)
    expect(tried.length).toBeGreaterThan(policies.length / STRIDE)
    expect(alive.length / tried.length).toBeLessThan(0.1)
  }, 1_800_000)
})

function survives({ left, text }: Change): boolean {
  const guard = guardOf([...besideOf(left), ...(text === '' ? [] : [text])])
  if (guard === undefined) return false
  return touchedBy(left).every(({ asked, expected }) => String(answerOf(guard, asked)) === String(expected))
}

interface Change extends Mutant {
  readonly left: string
}

function changesOf(left: string): Change[] {
  return mutantsOf(left).map((one) => ({ ...one, left }))
}

function nameOf(text: string, change: string): string {
  return `${/@id\("([^"]+)"\)/.exec(text)![1]!}: ${change}`
}

/** The cases it could decide about: first those in which it did, then the others, evenly spread where there are very many. */
function touchedBy(text: string): Case[] {
  const id = nameOf(text, '').slice(0, -2)
  const touched = spokenOf(text).flatMap((action) => byAction.get(action) ?? [])
  const [decided, others] = [touched.filter(({ by }) => by.has(id)), touched.filter(({ by }) => !by.has(id))]
  const step = Math.max(1, Math.floor(others.length / MOST_CASES))
  return [...decided.slice(0, MOST_CASES), ...others.filter((_, i) => i % step === 0)]
}

/** The other policies that speak of the same acts: the rest cannot matter. */
function besideOf(left: string): string[] {
  const spoken = new Set(spokenOf(left))
  return policies.filter((one) => one !== left && spokenOf(one).some((action) => spoken.has(action)))
}

/** Undefined where the strict validation of the start would refuse such a policy: it never lived. */
function guardOf(parts: readonly string[]): Guard | undefined {
  const texts = parts.length === 0 ? [NOBODY] : parts
  try {
    return openGuard(
      texts.map((text, i) => ({ path: `${i}`, text })),
      schema,
      AGENCIES,
    )
  } catch {
    return undefined
  }
}

function spokenOf(text: string): Action[] {
  const named = new Set([...text.matchAll(/Action::"([^"]+)"/g)].map(([, name]) => name!))
  const head = text.split(/\n(?:when|unless)/)[0]!
  const groups = ['business', 'query', 'system'].filter((name) => head.includes(`Action::"${name}"`))
  return ACTIONS.filter((action) => named.has(action) || groups.some((group) => groupOf(action) === group))
}

function groupOf(action: Action): string | undefined {
  return new RegExp(`^action [^\\n]*"${action.replaceAll('.', '\\.')}"[^\\n]* in \\["(\\w+)"\\]`, 'm').exec(schema)?.[1]
}

const NOBODY = `@id("nobody") @article("M14-26b") @says("无") @sections("other")
permit (principal is Person, action == Action::"system.operate", resource is System) when { principal.person == "" };`

/** 改了也一样的：what the helper's rule gives besides, the person's own rule gives already where no helper reads along. */
const ALL_THE_SAME: ReadonlySet<string> = new Set([
  'helper.record: contains always true',
  'helper.statement: contains always true',
])
