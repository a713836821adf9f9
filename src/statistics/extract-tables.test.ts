import fc from 'fast-check'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { ageBand } from './catalogue.js'
import type { Cell } from './cells.js'
import { groupOf, LADDER, type Quasi } from './coarsen.js'
import { Ages, publishedTable } from './extract-tables.js'

const BANDS = [0, 16, 25, 35, 45, 55, 65]
const K = 5
const quasi = (age: number, agency = '999901'): Quasi => ({ age, agency, employerType: '10', sex: '1' })
const crowd = (size: number, age: number, agency?: string) => Array.from({ length: size }, () => quasi(age, agency))
const cell = (agency: string, age: string, suppressed: boolean, kind = '*'): Cell => ({
  ...{ insurance: '110', agency, age, kind },
  ...(suppressed ? { suppressed: true } : { count: 20 }),
})
const TOLD = publishedTable(BANDS, '110', [])

function against(people: readonly Quasi[], tables = [TOLD], step = 0): string[] {
  const ages = new Ages()
  for (const one of people) ages.add(one)
  return [...ages.against(tables, step, K)].sort()
}

article('M14-17b', '去标识的提取与已公布的统计表相减，得不出不足 k 人的一段', () => {
  const people = [...crowd(20, 57), ...crowd(18, 62), ...crowd(2, 67), ...crowd(9, 72)]

  test('六十多岁的一组里六十五岁以上的只有两人：及于那一段的各组都不给', () => {
    expect(against(people)).toEqual(['60-69|999901|10|1', '70-79|999901|10|1'])
    // 六十五岁以上的够多，给；没有公布过，给（对照）。
    expect(against([...people, ...crowd(3, 68)])).toEqual([])
    expect(against(people, [])).toEqual([])
  })

  test('表上没有列出的那一处，凑得出它的各组不给；别处照给', () => {
    const far = [...crowd(30, 30, '999901'), ...crowd(30, 57, '999901'), ...crowd(30, 57, '999902')]
    const table = publishedTable(BANDS, '110', [cell('999901', '55-64', true), cell('999901', '25-34', false)])
    expect(against(far, [table])).toEqual(['50-59|999901|10|1'])
    const kinds = publishedTable(BANDS, '110', [cell('999901', '55-64', true, 'flexible')])
    expect(against(far, [kinds])).toEqual([])
    const whole = publishedTable(BANDS, '110', [cell('*', '*', true)])
    expect(against(far, [whole], LADDER.length - 1)).toEqual(['*|*|*|*'])
    expect(against(far, [TOLD], LADDER.length - 1)).toEqual([])
  })

  test('随意的年龄：给出的各组与各段相减，减不出不足 k 人的一段；不核对就减得出（对照）', () => {
    let without = 0
    const ageOf = fc.integer({ min: 40, max: 89 })
    fc.assert(
      fc.property(fc.array(fc.tuple(ageOf, fc.integer({ min: 1, max: 12 })), { maxLength: 8 }), (made) => {
        const all = made.flatMap(([age, size]) => crowd(size, age))
        const dropped = new Set(against(all))
        expect(leftOver(all, dropped)).toEqual([])
        if (leftOver(all, new Set()).length > 0) without++
      }),
      { numRuns: 300 },
    )
    expect(without).toBeGreaterThan(0)
  })
})

/** 攻击：from the oldest down, each band less what is known of it, each group less what is known of it. */
function leftOver(all: readonly Quasi[], dropped: ReadonlySet<string>): number[] {
  const level = LADDER[0]!
  const [bands, groups, pieces] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()]
  const put = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1)
  for (const one of all) {
    const [band, group] = [ageBand(BANDS, one.age!), groupOf(one, level)]
    put(bands, band)
    if (!dropped.has(group)) put(groups, group)
    put(pieces, `${band} ${group}`)
  }
  const known = new Set<string>()
  for (let before = -1; known.size > before; ) {
    before = known.size
    for (const total of [...bands.keys(), ...groups.keys()]) {
      const parts = [...pieces.keys()].filter((piece) => piece.split(' ').includes(total) && !known.has(piece))
      if (parts.length === 1) known.add(parts[0]!)
    }
  }
  // 本来就只有这几个人的一段，表上自己不列；要防的是相减才得的。
  const alone = (piece: string) => bands.get(piece.split(' ')[0]!) === pieces.get(piece)
  const whole = (piece: string) => groups.get(piece.split(' ')[1]!) === pieces.get(piece)
  return [...known]
    .filter((piece) => pieces.get(piece)! < K && !alone(piece) && !whole(piece))
    .map((one) => pieces.get(one)!)
}
