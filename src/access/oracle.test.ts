import { describe, expect, test } from 'vitest'
import { testGuard } from '../../test/access.js'
import { answerOf, casesOf } from '../../test/access-cases.js'
import { MutantHunt, POLICIES } from '../../test/mutant-hunt.js'
import { ACTIONS } from './actions.js'

/** What fits into half a minute; QUANYI_ORACLE_CASES=100000 asks a hundred thousand. */
const CASES = Number(process.env['QUANYI_ORACLE_CASES'] ?? 30_000)
/** Of the requests beside those a policy decides alone, one in so many; every one where the cases are told. */
const NEAR_STRIDE = process.env['QUANYI_ORACLE_CASES'] === undefined ? 8 : 1
const WHOLE = 3_600_000
const cases = casesOf(CASES)
const byAction = new Map(ACTIONS.map((action) => [action, cases.filter(({ asked }) => asked.action === action)]))

describe('规则与条文的两种写法', () => {
  const whole = testGuard()

  test(
    '每一个请求，决定与类别无一不同',
    () => {
      const differ = cases.filter((one) => String(answerOf(whole, one.asked)) !== String(one.expected))
      expect(differ.slice(0, 5).map((one) => ({ ...one, answered: answerOf(whole, one.asked) }))).toEqual([])
      const allowed = cases.filter(({ expected }) => expected.length > 0).length
      expect(allowed).toBeGreaterThan(500) // a comparison of noes alone would tell nothing
      expect(cases.length - allowed).toBeGreaterThan(500)
    },
    WHOLE,
  )

  test(
    '每条规则独自决定的请求，差一点的也无一不同',
    () => {
      const hunt = new MutantHunt(5_000, 60)
      const near = POLICIES.flatMap((policy) => hunt.nearMissesOf(policy, 1)).filter((_, i) => i % NEAR_STRIDE === 0)
      const differ = near.filter((one) => String(answerOf(whole, one.asked)) !== String(one.expected))
      expect(near.length).toBeGreaterThan(POLICIES.length)
      expect(differ.slice(0, 5).map(({ asked, expected }) => [asked, expected, answerOf(whole, asked)])).toEqual([])
    },
    WHOLE,
  )

  test('每一行为都问得出肯定与否定', () => {
    const flat = ACTIONS.filter((action) => {
      const answers = byAction.get(action)!.map(({ expected }) => expected.length > 0)
      return !answers.includes(true) || !answers.includes(false)
    })
    expect(flat.filter((action) => action !== 'parameter.read')).toEqual([]) // 公布的参数，谁都可以看
  })
})
