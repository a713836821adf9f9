import { describe, expect, test } from 'vitest'
import { AGENCIES, accessPolicies, testGuard } from '../../test/access.js'
import { type Case, casesOf } from '../../test/access-cases.js'
import { mutantsOf } from '../../test/policy-mutants.js'
import { ACTIONS, type Action } from './actions.js'
import { type Guard, openGuard, type Question } from './cedar.js'
import type { Section } from './sections.js'

/** What fits into half a minute; QUANYI_ORACLE_CASES=100000 asks a hundred thousand. */
const CASES = Number(process.env['QUANYI_ORACLE_CASES'] ?? 30_000)
const cases = casesOf(CASES)
const byAction = new Map(ACTIONS.map((action) => [action, cases.filter(({ asked }) => asked.action === action)]))

/** What a guard answers, in the oracle's words; an engine that failed is neither yes nor no. */
function answer(guard: Guard, asked: Question): readonly Section[] | string {
  const { sections, alarm } = guard.decide(asked)
  return alarm ?? [...sections].sort()
}

const isSame = (guard: Guard, { asked, expected }: Case) => String(answer(guard, asked)) === String(expected)

describe('规则与条文的两种写法', () => {
  const whole = testGuard()
  const { texts, schema } = accessPolicies()
  const policies = texts.flatMap(({ text }) => text.split(/^(?=@id)/m).filter((part) => part.startsWith('@id')))

  test('每一个请求，决定与类别无一不同', () => {
    const differ = cases.filter((one) => !isSame(whole, one))
    expect(differ.slice(0, 5).map((one) => ({ ...one, answered: answer(whole, one.asked) }))).toEqual([])
    const allowed = cases.filter(({ expected }) => expected.length > 0).length
    expect(allowed).toBeGreaterThan(500) // a comparison of noes alone would tell nothing
    expect(cases.length - allowed).toBeGreaterThan(500)
  }, 900_000)

  test('每一行为都问得出肯定与否定', () => {
    const flat = ACTIONS.filter((action) => {
      const answers = byAction.get(action)!.map(({ expected }) => expected.length > 0)
      return !answers.includes(true) || !answers.includes(false)
    })
    expect(flat.filter((action) => action !== 'parameter.read')).toEqual([]) // 公布的参数，谁都可以看
  })

  test('任何一条规则删去或改坏一处，对照都能发现', () => {
    const alive = policies.flatMap((left) => {
      const id = /@id\("([^"]+)"\)/.exec(left)![1]!
      const spoken = spokenOf(left)
      const touched = spoken.flatMap((action) => byAction.get(action) ?? [])
      const beside = policies.filter((one) => one !== left && spokenOf(one).some((action) => spoken.includes(action)))
      const survives = (texts: readonly string[]) => {
        const guard = guardOf(texts)
        return guard !== undefined && touched.every((one) => isSame(guard, one))
      }
      const changed = mutantsOf(left).filter(({ text }) => survives([...beside, text]))
      return [...(survives(beside) ? [`${id}: left out`] : []), ...changed.map(({ change }) => `${id}: ${change}`)]
    })
    expect(alive.filter((one) => !SAME_ALL_THE_SAME.has(one))).toEqual([])
  }, 1_800_000)

  /** Undefined where the strict validation of the start would refuse such a policy: it never lived. */
  function guardOf(parts: readonly string[]): Guard | undefined {
    if (parts.length === 0) return openGuard([{ path: 'x', text: NOBODY }], schema, AGENCIES)
    try {
      return openGuard(
        parts.map((text, i) => ({ path: `${i}`, text })),
        schema,
        AGENCIES,
      )
    } catch {
      return undefined
    }
  }

  function spokenOf(text: string): Action[] {
    const named = [...text.matchAll(/Action::"([^"]+)"/g)].map(([, name]) => name!)
    const groups = named.filter((name) => ['business', 'query', 'system'].includes(name))
    return ACTIONS.filter((action) => named.includes(action) || groups.some((group) => isIn(action, group)))
  }

  function isIn(action: Action, group: string): boolean {
    const declared = new RegExp(`^action [^\\n]*"${action.replaceAll('.', '\\.')}"[^\\n]* in \\[([^\\]]*)\\]`, 'm')
    return declared.exec(schema)?.[1]?.includes(`"${group}"`) ?? false
  }
})

const NOBODY = `@id("nobody") @article("M14-26b") @says("无") @sections("other")
permit (principal is Person, action == Action::"system.operate", resource is System) when { principal.person == "" };`

/** 改了也一样的：the change is of no account, each with its reason. */
const SAME_ALL_THE_SAME: ReadonlySet<string> = new Set<string>([])
