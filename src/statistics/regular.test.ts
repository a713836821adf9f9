import fc from 'fast-check'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { ALL, type Cell, keyOf, placeOf, type Summed } from './cells.js'
import { regularTables } from './regular-service.js'
import { determined, type Line } from './subtraction.js'

const LEAST = 5
const CITY = '999900'
const AGENCIES = ['999901', '999902', '999903']
const TREE = {
  agencies: () => [{ code: CITY, name: '市' }, ...AGENCIES.map((code) => ({ code, name: code, parent: CITY }))],
}

/** 各格随意的人数：two insurances, three agencies, three ages, two kinds. */
const cubes = fc
  .array(fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 40, 120), { minLength: 36, maxLength: 36 })
  .map((counts) => {
    const all = new Map<string, Summed>()
    let at = 0
    for (const insurance of ['110', '210'])
      for (const agency of AGENCIES)
        for (const age of ['0-34', '35-54', '55+'])
          for (const kind of ['employee', 'flexible']) {
            const count = counts[at++]!
            if (count > 0) all.set(`${insurance}|${agency}|${age}|${kind}|1|10`, { count, amount: count * 1000 })
          }
    return all
  })

async function cityTable(cube: ReadonlyMap<string, Summed>, counts = true): Promise<readonly Cell[]> {
  return (await regularTables(TREE, cube, LEAST, counts, CITY)).get(CITY)!.cells
}

/** 攻击者：knows every published cell and every sum; answers which suppressed cells come out. */
function attacked(cells: readonly Cell[]): string[] {
  const unknown = new Set(cells.filter((cell) => cell.suppressed).map(keyOf))
  const known = new Map(cells.map((cell) => [keyOf(cell), cell.count ?? Number.NaN]))
  return determined(linesOf(known.keys()), unknown, (key) => known.get(key)!)
}

/** Each total and what it is the sum of, over each dimension. */
function linesOf(keys: Iterable<string>): Line[] {
  const lines = new Map<string, { total: string; parts: string[] }>()
  for (const key of keys) {
    const place = placeOf(key)
    for (const dimension of ['agency', 'age', 'kind'] as const) {
      if (place[dimension] === ALL) continue
      const total = keyOf({ ...place, [dimension]: ALL })
      const line = lines.get(`${dimension}#${total}`) ?? { total, parts: [] }
      lines.set(`${dimension}#${total}`, line)
      line.parts.push(key)
    }
  }
  return [...lines.values()]
}

article(['BD-31b', 'M14-17b'], '小单元不列，也不能从合计减出来', () => {
  test('没有一格不足最小人数，也没有一格可以减得', async () => {
    await fc.assert(
      fc.asyncProperty(cubes, async (cube) => {
        const cells = await cityTable(cube)
        expect(cells.filter(({ count }) => count !== undefined && count < LEAST)).toEqual([])
        const sizes = new Map(cells.map((cell) => [keyOf(cell), peopleIn(cube, cell)]))
        expect(attacked(cells).filter((key) => sizes.get(key)! < LEAST)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('只遮小单元、不作补充抑制，减法就能得出（对照）', async () => {
    const cube = new Map([
      ['110|999901|0-34|employee|1|10', { count: 2, amount: 2 }],
      ['110|999902|0-34|employee|1|10', { count: 50, amount: 50 }],
    ])
    const cells = await cityTable(cube)
    const primary = cells.map(({ count: _, suppressed: __, ...place }): Cell => {
      const count = peopleIn(cube, place)
      return { ...place, ...(count < LEAST ? { suppressed: true } : { count }) }
    })
    expect(attacked(primary).length).toBeGreaterThan(0)
    expect(attacked(cells)).toEqual([])
    expect(cells.filter(({ count }) => count === 52).length).toBeGreaterThan(0)
  })

  test('金额与人数一起遮', async () => {
    const of = (count: number) => new Map([['110|999901|0-34|employee|1|10', { count, amount: 700 }]])
    for (const cell of await cityTable(of(3), false)) expect([cell.count, cell.amount]).toEqual([undefined, undefined])
    expect((await cityTable(of(8), false))[0]).toMatchObject({ count: 8, amount: 700 })
  })
})

function peopleIn(cube: ReadonlyMap<string, Summed>, cell: Cell): number {
  return [...cube].reduce((sum, [key, { count }]) => {
    const place = placeOf(key)
    const isIn = (['agency', 'age', 'kind'] as const).every((one) => cell[one] === ALL || cell[one] === place[one])
    return sum + (isIn && place.insurance === cell.insurance ? count : 0)
  }, 0)
}
