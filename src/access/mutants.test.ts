import { describe, expect, test } from 'vitest'
import { isRefusedAtStart, leftOut, MutantHunt, POLICIES, type Slip, slipsOf } from '../../test/mutant-hunt.js'
import { isTheSame } from '../../test/mutants-same.js'

/** One in so many of the slips is tried, spread over all policies; QUANYI_MUTANTS=1 tries every one. */
const STRIDE = Number(process.env['QUANYI_MUTANTS'] ?? 24)
const WHOLE = 3_600_000
const hunt = new MutantHunt(15_000, 120)
const isHidden = (slip: Slip) => hunt.findNoticed(slip) === undefined && !isRefusedAtStart(slip)
const namesOf = (slips: readonly Slip[]) => slips.map(({ name }) => name)

describe('规则的变异', () => {
  test('每条规则都有只由它决定的请求：没有一条是多余的', () => {
    expect(namesOf(POLICIES.map(leftOut).filter(({ of }) => hunt.basesOf(of).length === 0))).toEqual([])
  })

  test('删去任何一条规则，对照都能发现', () => {
    expect(namesOf(POLICIES.map(leftOut).filter(isHidden))).toEqual([])
  }, 600_000)

  test(
    `改坏任何一处，对照都能发现（每 ${STRIDE} 处试一处）`,
    () => {
      const all = POLICIES.flatMap(slipsOf)
      const tried = all.filter((slip, i) => i % STRIDE === 0 && !isTheSame(slip))
      const hidden = tried.filter(isHidden)
      console.log(`变异共 ${all.length} 处，试了 ${tried.length} 处，未发现 ${hidden.length} 处`)
      expect(tried.length).toBeGreaterThan(all.length / STRIDE / 2)
      expect(namesOf(hidden)).toEqual([])
    },
    WHOLE,
  )

  test(
    '列为“改了也一样”的，确实没有请求看得出',
    () => {
      const listed = POLICIES.flatMap(slipsOf).filter(isTheSame)
      const shown = listed.filter((slip, i) => i % STRIDE === 0 && hunt.findNoticed(slip, 0) !== undefined)
      expect(listed.length).toBeGreaterThan(0)
      expect(namesOf(shown)).toEqual([])
    },
    WHOLE,
  )
})
