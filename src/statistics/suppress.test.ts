import fc from 'fast-check'
import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type Cell, keyOf, linesOf, type Summed, withMargins } from './cells.js'
import { determined } from './subtraction.js'
import { suppressed } from './suppress.js'

const LEAST = 5

/** 各格随意的人数：two insurances, three agencies, three ages, two kinds. */
const leaves = fc
  .array(fc.constantFrom(0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 40, 120), { minLength: 36, maxLength: 36 })
  .map((counts) => {
    const all = new Map<string, Summed>()
    let at = 0
    for (const insurance of ['110', '210'])
      for (const agency of ['999901', '999902', '999903'])
        for (const age of ['0-34', '35-54', '55+'])
          for (const kind of ['employee', 'flexible']) {
            const count = counts[at++]!
            if (count > 0) all.set(keyOf({ insurance, agency, age, kind }), { count, amount: count * 1000 })
          }
    return all
  })

/** 攻击者：knows every published cell and every sum; answers which suppressed cells come out. */
function attacked(cells: readonly Cell[]): string[] {
  const unknown = new Set(cells.filter((cell) => cell.suppressed).map(keyOf))
  const known = new Map(cells.map((cell) => [keyOf(cell), cell.count ?? Number.NaN]))
  return determined(linesOf(known.keys()), unknown, (key) => known.get(key)!)
}

article(['BD-31b', 'M14-17b'], '小单元不列，也不能从合计减出来', () => {
  test('没有一格不足最小人数，也没有一格可以减得', () => {
    fc.assert(
      fc.property(leaves, (all) => {
        const cells = suppressed(withMargins(all), LEAST, true)
        expect(cells.filter(({ count }) => count !== undefined && count > 0 && count < LEAST)).toEqual([])
        expect(attacked(cells)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('只遮小单元、不作补充抑制，减法就能得出（对照）', () => {
    const all = withMargins(
      new Map([
        [keyOf({ insurance: '110', agency: '999901', age: '0-34', kind: 'employee' }), { count: 2, amount: 2 }],
        [keyOf({ insurance: '110', agency: '999902', age: '0-34', kind: 'employee' }), { count: 50, amount: 50 }],
      ]),
    )
    const primary = [...all].map(([key, { count }]): Cell => {
      const [insurance = '', agency = '', age = '', kind = ''] = key.split('|')
      return { insurance, agency, age, kind, ...(count < LEAST ? { suppressed: true } : { count }) }
    })
    expect(attacked(primary).length).toBeGreaterThan(0)
    expect(attacked(suppressed(all, LEAST, true))).toEqual([])
  })

  test('金额与人数一起遮', () => {
    const one = new Map([[keyOf({ insurance: '110', agency: '9', age: '0-34', kind: 'x' }), { count: 3, amount: 700 }]])
    for (const cell of suppressed(withMargins(one), LEAST, false))
      expect([cell.count, cell.amount]).toEqual([undefined, undefined])
    const key = [...one.keys()][0]!
    const whole = suppressed(withMargins(new Map([[key, { count: 8, amount: 700 }]])), LEAST, false)
    expect(whole[0]).toMatchObject({ count: 8, amount: 700 })
  })
})
