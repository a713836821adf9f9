import fc from 'fast-check'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { adHocTable, type ToldTable } from './ad-hoc-table.js'
import type { Cell, Summed } from './cells.js'
import { DIMENSIONS, type Dimension, leafOf, marginsOf, type Shape, type Spot, spotKey, spotOf } from './dimensions.js'
import { regularTables } from './regular-service.js'
import { determined } from './subtraction.js'

const LEAST = 5
const LIMITS = { least: LEAST, cells: 10_000, groups: 10_000 }
const AGENCIES = ['999901', '999902']
const TREE = {
  agencies: () => [{ code: '999900', name: '市' }, ...AGENCIES.map((code) => ({ code, name: code, parent: '999900' }))],
}
const [AGES, KINDS, SEXES] = [
  ['16-24', '25-34'],
  ['employee', 'flexible'],
  ['1', '2'],
] as const

/** 随意的人数，by agency, age, kind and sex. */
const cubes = fc
  .array(fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 40), { minLength: 16, maxLength: 16 })
  .map((counts) => {
    const cube = new Map<string, Summed>()
    let at = 0
    for (const agency of AGENCIES)
      for (const age of AGES)
        for (const kind of KINDS)
          for (const sex of SEXES) {
            const count = counts[at++]!
            if (count > 0) cube.set(`110|${agency}|${age}|${kind}|${sex}|10`, { count, amount: count * 1000 })
          }
    return cube
  })
const shapes = fc.record({
  dimensions: fc.subarray<Dimension>(['agency', 'age', 'kind', 'sex'], { maxLength: 3 }),
  filter: fc.record(
    {
      sex: fc.subarray([...SEXES], { minLength: 1 }),
      kind: fc.subarray([...KINDS], { minLength: 1 }),
      age: fc.subarray([...AGES], { minLength: 1 }),
    },
    { requiredKeys: [] },
  ),
})
type Asked = typeof shapes extends fc.Arbitrary<infer T> ? T : never
const shapeOf = (asked: { dimensions: Dimension[]; filter: Shape['filter'] }): Shape => ({
  ...asked,
  agencies: new Set(AGENCIES),
})

interface Given {
  readonly shape: Shape
  readonly cells: readonly Cell[]
  readonly truth: ReadonlyMap<string, number>
}

/** 攻击者：has every table, knows which finest cells there are, adds and subtracts; answers the small ones that come out, and any several that together are too few. */
function attacked(cube: ReadonlyMap<string, Summed>, tables: readonly Given[]): string[] {
  const lines: { total: string; parts: string[] }[] = []
  const [known, unknown] = [new Map<string, number>(), new Set<string>()]
  for (const [i, { shape, cells }] of tables.entries()) {
    for (const cell of cells) {
      const key = `${i}#${spotKey(cell as Spot)}`
      const parts = [...cube.keys()].filter((base) => {
        const leaf = leafOf(shape, spotOf(base))
        return leaf !== undefined && marginsOf(shape, leaf).some((spot) => spotKey(spot) === spotKey(cell as Spot))
      })
      for (const part of parts) unknown.add(part)
      lines.push({ total: key, parts })
      if (cell.suppressed) unknown.add(key)
      else known.set(key, cell.count!)
    }
  }
  for (const parts of fewTogether(
    [...unknown].filter((key) => cube.has(key)),
    cube,
  )) {
    lines.push({ total: parts.join('+'), parts })
    unknown.add(parts.join('+'))
  }
  const sizeOf = (key: string) => known.get(key) ?? Number.NaN
  const truth = (key: string) =>
    cube.get(key)?.count ??
    lines.find(({ total }) => total === key)!.parts.reduce((sum, part) => sum + cube.get(part)!.count, 0)
  return determined(lines, unknown, sizeOf).filter((key) => truth(key) < LEAST)
}

/** Every two or more finest cells that together have too few people. */
function fewTogether(cells: readonly string[], cube: ReadonlyMap<string, Summed>): string[][] {
  const sizeOf = (parts: readonly string[]) => parts.reduce((sum, part) => sum + cube.get(part)!.count, 0)
  const sets: string[][] = [[]]
  for (const cell of cells) sets.push(...sets.map((one) => [...one, cell]).filter((one) => sizeOf(one) < LEAST))
  return sets.filter(({ length }) => length > 1)
}

/** 曾经漏过的，each found by this property. */
const FOUND: [Map<string, Summed>, Asked, Asked][] = [
  [
    cubeOf({
      '999901|16-24|employee|2': 40,
      '999901|25-34|employee|1': 2,
      '999901|25-34|employee|2': 40,
      '999901|25-34|flexible|1': 1,
      '999901|25-34|flexible|2': 40,
      '999902|25-34|flexible|1': 5,
      '999902|25-34|flexible|2': 5,
    }),
    { dimensions: ['agency'], filter: { sex: ['2'] } },
    { dimensions: ['agency', 'sex'], filter: {} },
  ],
  [
    cubeOf({
      '999901|16-24|flexible|2': 5,
      '999901|25-34|employee|2': 3,
      '999902|16-24|flexible|1': 6,
      '999902|16-24|flexible|2': 1,
      '999902|25-34|employee|1': 3,
      '999902|25-34|employee|2': 4,
    }),
    { dimensions: [], filter: { sex: ['2'] } },
    { dimensions: ['agency'], filter: { age: ['16-24'] } },
  ],
]

function cubeOf(counts: Readonly<Record<string, number>>): Map<string, Summed> {
  return new Map(Object.entries(counts).map(([key, count]) => [`110|${key}|10`, { count, amount: count * 1000 }]))
}

/** 一行之余：a told total less its told parts, where what is left is too few. */
function leftOver(tables: readonly Given[]): string[] {
  return tables.flatMap(({ cells, truth }) => {
    const told = new Map(cells.map((cell) => [spotKey(cell as Spot), cell.count]))
    const lines = new Map<string, string[]>()
    for (const key of told.keys())
      for (const dimension of DIMENSIONS) {
        const total = spotKey({ ...spotOf(key), [dimension]: '*' })
        if (total !== key) lines.set(`${dimension}#${total}`, [...(lines.get(`${dimension}#${total}`) ?? []), key])
      }
    return [...lines].flatMap(([line, parts]) => {
      const total = told.get(line.slice(line.indexOf('#') + 1))
      const dark = parts.filter((part) => told.get(part) === undefined)
      const rest = dark.reduce((sum, part) => sum + truth.get(part)!, 0)
      return total !== undefined && rest > 0 && rest < LEAST ? [line] : []
    })
  })
}

function toldOf({ shape, cells }: Given): ToldTable {
  return { shape, told: new Set(cells.filter((cell) => !cell.suppressed).map((cell) => spotKey(cell as Spot))) }
}

article(['BD-31b', 'WH-11b'], '几次临时统计合起来，也得不出小单元', () => {
  test('任意两次临时统计，连同市与各区的常规统计，相加减得不出不足 k 人的格', async () => {
    await fc.assert(
      fc.asyncProperty(cubes, shapes, shapes, async (cube, first, second) => {
        const regular = [...(await regularTables(TREE, cube, LEAST, true)).values()]
        const tables: Given[] = regular.map(({ told }) => ({
          shape: told.shape,
          cells: cellsOf(cube, told),
          ...withTruth(cube, told.shape),
        }))
        expect(attacked(cube, tables)).toEqual([])
        for (const asked of [first, second]) {
          const shape = shapeOf(asked)
          const { cells } = adHocTable(cube, shape, tables.map(toldOf), LIMITS, true)
          expect(cells.filter(({ count }) => count !== undefined && count < LEAST)).toEqual([])
          tables.push({ shape, cells, ...withTruth(cube, shape) })
        }
        expect(attacked(cube, tables)).toEqual([])
        expect(leftOver(tables)).toEqual([])
      }),
      { numRuns: 200, examples: FOUND },
    )
  })

  test('第二次只比第一次多一个条件，差额只有一人：不列；不核对以前的，就减得出（对照）', () => {
    const cube = new Map<string, Summed>([
      ['110|999901|16-24|employee|1|10', { count: 40, amount: 0 }],
      ['110|999901|25-34|employee|1|10', { count: 1, amount: 0 }],
      ['110|999901|25-34|employee|2|10', { count: 30, amount: 0 }],
      ['110|999901|16-24|employee|2|10', { count: 20, amount: 0 }],
    ])
    const all = shapeOf({ dimensions: [], filter: { sex: ['1'] } })
    const young = shapeOf({ dimensions: [], filter: { sex: ['1'], age: ['16-24'] } })
    const first = adHocTable(cube, all, [], LIMITS, true)
    expect(first.cells[0]).toMatchObject({ count: 41 })
    const before = [toldOf({ shape: all, cells: first.cells, truth: new Map() })]
    expect(adHocTable(cube, young, before, LIMITS, true).cells[0]!.suppressed).toBe(true)
    expect(adHocTable(cube, young, [], LIMITS, true).cells[0]).toMatchObject({ count: 40 })
  })

  test('几个小格合起来仍不足 k 人的，合计减去其余也得不出', () => {
    // 男、女，逐个年龄段；不看小格之和的核对，在这两例都会留下差额
    for (const counts of [
      [0, 6, 5, 5, 2, 11, 0, 11, 1, 4],
      [5, 2, 2, 0, 4, 3, 0, 1, 6, 3],
    ]) {
      const cube = new Map<string, Summed>()
      for (const [i, count] of counts.entries())
        if (count > 0) cube.set(`110|999901|${'abcde'[i >> 1]}|employee|${(i & 1) + 1}|10`, { count, amount: count })
      const shape = shapeOf({ dimensions: ['age', 'sex'], filter: {} })
      const { cells } = adHocTable(cube, shape, [], LIMITS, true)
      expect(cells.some(({ count }) => count !== undefined)).toBe(true)
      expect(leftOver([{ shape, cells, ...withTruth(cube, shape) }])).toEqual([])
    }
  })

  test('列出而不给数的格至少一人：格数等于合计的，合计也不列；多一人就列（对照）', () => {
    const ages = (last: number) => Object.fromEntries([1, 1, 1, 1, last].map((n, i) => [`999901|${i}|employee|1`, n]))
    const shape = shapeOf({ dimensions: ['age'], filter: {} })
    const totalOf = (last: number) => adHocTable(cubeOf(ages(last)), shape, [], LIMITS, true).cells[0]
    expect(totalOf(1)).toMatchObject({ age: '*', suppressed: true })
    expect(totalOf(2)).toMatchObject({ age: '*', count: 6 })
  })

  test('只有一人的筛选、只有一人的维，什么也不列', () => {
    const cube = new Map<string, Summed>([['110|999902|16-24|flexible|1|0', { count: 1, amount: 77 }]])
    const { cells } = adHocTable(cube, shapeOf({ dimensions: ['agency', 'sex'], filter: {} }), [], LIMITS, false)
    expect(cells.length).toBeGreaterThan(1)
    for (const cell of cells) expect([cell.suppressed, cell.count, cell.amount]).toEqual([true, undefined, undefined])
  })
})

function withTruth(cube: ReadonlyMap<string, Summed>, shape: Shape): { truth: Map<string, number> } {
  const truth = new Map<string, number>()
  for (const [base, { count }] of cube) {
    const leaf = leafOf(shape, spotOf(base))
    if (leaf === undefined) continue
    for (const key of new Set(marginsOf(shape, leaf).map(spotKey))) truth.set(key, (truth.get(key) ?? 0) + count)
  }
  return { truth }
}

/** The cells of a table of which only the told keys are known. */
function cellsOf(cube: ReadonlyMap<string, Summed>, { shape, told }: ToldTable): Cell[] {
  return [...withTruth(cube, shape).truth].map(([key, count]) =>
    told.has(key) ? { ...spotOf(key), count } : { ...spotOf(key), suppressed: true },
  )
}
