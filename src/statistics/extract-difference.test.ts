import fc from 'fast-check'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type Alike, givenAway } from './extract-difference.js'

const K = 5
const alike = (group: string | undefined, told: readonly string[], size: number): Alike => ({ group, told, size })

/** 攻击：of two extracts, each told group of one less each of the other, where all of the one is in the other. */
function leftBySubtraction(all: readonly Alike[], keep: ReadonlySet<string>, dropped: ReadonlySet<string>): number[] {
  const isTold = (group: string | undefined) => group !== undefined && keep.has(group) && !dropped.has(group)
  const lines = new Map<string, Set<Alike>>()
  const put = (line: string, one: Alike) => lines.set(line, (lines.get(line) ?? new Set()).add(one))
  for (const one of all) {
    for (const line of one.told) put(line, one)
    if (isTold(one.group)) put(`new=${one.group}`, one)
  }
  const found: number[] = []
  for (const [a, whole] of lines)
    for (const [b, part] of lines) {
      if (a === b || !(a.startsWith('new=') || b.startsWith('new=')) || ![...part].every((one) => whole.has(one)))
        continue
      found.push([...whole].filter((one) => !part.has(one)).reduce((sum, { size }) => sum + size, 0))
    }
  return found.filter((size) => size > 0 && size < K)
}

article('M14-17b', '两次去标识提取相减，得不出不足 k 人的一组', () => {
  test('后一次少了一人：这一组不给；少了五人：给；一个不差：给', () => {
    const after = (left: number) =>
      givenAway(
        [alike('g', ['A=g'], 40 - left), ...(left > 0 ? [alike(undefined, ['A=g'], left)] : [])],
        new Set(['g']),
        K,
      )
    expect([...after(1)]).toEqual(['g'])
    expect([...after(5)]).toEqual([])
    expect([...after(0)]).toEqual([])
  })

  test('后一次多了一人：这一组不给，别的组照给', () => {
    const all = [alike('g', ['A=g'], 40), alike('g', [], 1), alike('h', ['A=h'], 30), alike('i', [], 8)]
    expect([...givenAway(all, new Set(['g', 'h', 'i']), K)]).toEqual(['g'])
  })

  test('三次相加减：全市减东城减西城只余一人，西城的不给', () => {
    const all = [alike(undefined, ['A=市', 'B=东'], 20), alike('西', ['A=市'], 20), alike(undefined, ['A=市'], 1)]
    expect([...givenAway(all, new Set(['西']), K)]).toEqual(['西'])
    const enough = [...all.slice(0, 2), alike(undefined, ['A=市'], 6)]
    expect([...givenAway(enough, new Set(['西']), K)]).toEqual([])
  })

  test('一级粗、一级细：粗的减去细的所余不足，细的不给', () => {
    const all = [alike('30-39', ['A=*'], 12), alike('40-49', ['A=*'], 9), alike(undefined, ['A=*'], 2)]
    expect(givenAway(all, new Set(['30-39', '40-49']), K).size).toBeGreaterThan(0)
    expect([...givenAway(all.slice(0, 2), new Set(['30-39', '40-49']), K)]).toEqual([])
  })

  test('随意的两次提取：给出的各组，任一组减任一组都得不出；不核对就得出（对照）', () => {
    const sizes = fc.constantFrom(0, 0, 1, 2, 4, 5, 7, 20)
    const groups = ['g', 'h', undefined] as const
    const olds: readonly (readonly string[])[] = [[], ['A=g'], ['A=h']]
    let without = 0
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 9, maxLength: 9 }), (counts) => {
        const all = groups.flatMap((group, i) => olds.map((told, j) => alike(group, told, counts[i * 3 + j]!)))
        const some = all.filter(({ size }) => size > 0)
        const sum = (of: (one: Alike) => boolean) => some.filter(of).reduce((total, { size }) => total + size, 0)
        fc.pre(
          ['A=g', 'A=h'].every((line) =>
            [0, ...[5, 6, 7]].includes(
              Math.min(
                7,
                sum(({ told }) => told.includes(line)),
              ),
            ),
          ),
        )
        const keep = new Set(['g', 'h'].filter((group) => sum((one) => one.group === group) >= K))
        expect(leftBySubtraction(some, keep, givenAway(some, keep, K))).toEqual([])
        if (leftBySubtraction(some, keep, new Set()).length > 0) without++
      }),
      { numRuns: 300 },
    )
    expect(without).toBeGreaterThan(0)
  })
})
