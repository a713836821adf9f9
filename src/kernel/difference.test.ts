import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type Change, type Difference, explanationDifference } from './difference.js'
import { cite, type Explained, explain, given, type ParameterVersion } from './explain.js'

const RULE = cite('劳办发〔1997〕116号', '月积数法')
const version: ParameterVersion = {
  ...{ id: 'pension.notional-rate', area: '000000', since: '2024-01', basis: '公布', status: 'final' },
}
const rate = (value: number, over: Partial<ParameterVersion> = {}): Explained<number> => ({
  ...{ term: 'notionalRate', unit: 'ppm', value, parameter: { ...version, ...over }, from: [] },
})
const credit = (posting: string, value: number) => given('accountCredit', 'fen', value, { posting, ordinal: 1 })
const year = (opening: Explained<number>, credits: readonly Explained<number>[], at: Explained<number>) =>
  explain('closingBalance', 'fen', RULE, (why) => {
    const start = why.use(explain('openingBalance', 'fen', RULE, (inner) => inner.use(opening)))
    const sum = why.use(
      explain('yearCredits', 'fen', RULE, (inner) => credits.reduce((all, one) => all + inner.use(one), 0)),
    )
    return start + sum + Math.floor((start * why.use(at)) / 1_000_000)
  })
const first = given('importedBalance', 'fen', 1_000_000)

/** What changed, as lines: the change, the term, from and to. */
function lines({ change, before, after, parts, again }: Difference, depth = 0): string[] {
  const own = `${'  '.repeat(depth)}${change} ${(after ?? before)!.term} ${before?.value ?? ''}→${after?.value ?? ''}`
  return [again ? `${own} again` : own, ...parts.flatMap((part) => lines(part, depth + 1))]
}
const changes = (one: Difference): Change[] => [one.change, ...one.parts.flatMap(changes)]

article('M14-6d', '为什么变了：两棵推导树之差，只留变了的和通到它的路', () => {
  test('对照：一样的树没有差别，各算各的也没有', () => {
    const made = () => year(first, [credit('1', 100), credit('2', 200)], rate(26_200))
    const told = explanationDifference(made(), made())
    expect(lines(told)).toEqual(['kept closingBalance 1026500→1026500'])
    expect(told.kept).toBe(3)
  })

  test('多了一笔记账：路上的数变了，新的一笔是新增，利率没变不提', () => {
    const before = year(first, [credit('1', 100)], rate(26_200))
    const after = year(first, [credit('1', 100), credit('2', 200)], rate(26_200))
    expect(lines(explanationDifference(before, after))).toEqual([
      'changed closingBalance 1026300→1026500',
      '  changed yearCredits 100→300',
      '    added accountCredit →200',
    ])
    expect(changes(explanationDifference(after, before))).toEqual(['changed', 'changed', 'removed'])
  })

  test('参数换了版本：同一参数，由旧值到新值', () => {
    const provisional = rate(15_000, { status: 'provisional', basis: '暂按上年' })
    const told = explanationDifference(year(first, [], provisional), year(first, [], rate(26_200)))
    expect(lines(told)).toEqual(['changed closingBalance 1015000→1026200', '  changed notionalRate 15000→26200'])
    expect(told.parts[0]).toMatchObject({ newParameter: true, newFact: false })
  })

  test('值没变而依据变了，也看得出', () => {
    const told = explanationDifference(
      year(first, [], rate(26_200)),
      year(first, [], rate(26_200, { basis: '重新公布' })),
    )
    expect(lines(told)).toEqual(['kept closingBalance 1026200→1026200', '  changed notionalRate 26200→26200'])
  })

  test('更正：知道是同一月的，写成由旧数变为新数；不知道的，一减一增', () => {
    const [before, after] = [year(first, [credit('1', 100)], rate(0)), year(first, [credit('9', 90)], rate(0))]
    expect(changes(explanationDifference(before, after))).toEqual(['changed', 'changed', 'added', 'removed'])
    const told = explanationDifference(before, after, () => true)
    expect(lines(told).at(-1)).toBe('    changed accountCredit 100→90')
  })

  test('去年的余额在今年的里面：当年记账是新增，余额原样在其中', () => {
    const last = year(first, [credit('1', 100)], rate(26_200))
    const told = explanationDifference(last, year(last, [credit('2', 500)], rate(26_200)))
    expect(lines(told)).toEqual([
      'changed closingBalance 1026300→1053689',
      '  added openingBalance →1026300',
      '    kept closingBalance 1026300→1026300',
      '  added yearCredits →500',
      '  added notionalRate →26200',
    ])
  })
})

describe('跨年', () => {
  test('去年八月的余额与今年的：找到今年里的去年，比的是去年多了什么', () => {
    const opening = year(first, [credit('1', 100)], rate(26_200))
    const last = (credits: Explained<number>[]) => year(opening, credits, rate(15_000, { since: '2025-01' }))
    const before = last([credit('2', 500)])
    const after = year(last([credit('2', 500), credit('3', 500)]), [credit('4', 500)], rate(0, { since: '2026-01' }))
    const told = lines(explanationDifference(before, after))
    expect(told).toContain('    changed closingBalance 1042194→1042694')
    expect(told).toContain('        added accountCredit →500')
    expect(told.filter((line) => line.includes('importedBalance'))).toEqual([])
    const back = lines(explanationDifference(after, before))
    expect(back).toContain('        removed accountCredit 500→')
    expect(back.length).toBe(told.length)
  })
})

describe('大树', () => {
  test('六十年、一个数进两处：不成倍增长，同一变化只讲一次', () => {
    const life = (old: number) => {
      let balance: Explained<number> = given('importedBalance', 'fen', old)
      for (let n = 0; n < 60; n++) {
        const opening = balance
        const interest = explain('interestOnOpening', 'fen', RULE, (why) => Math.floor(why.use(opening) / 100))
        balance = explain('closingBalance', 'fen', RULE, (why) => why.use(opening) + why.use(interest))
      }
      return balance
    }
    const told = explanationDifference(life(1_000_000), life(2_000_000))
    const count = (one: Difference): number => 1 + one.parts.reduce((sum, part) => sum + count(part), 0)
    expect(count(told)).toBeLessThan(300)
  })

  test('月份按月份对，不按先后', () => {
    const months = (...all: string[]) =>
      explain('actualMonths', 'months', RULE, (why) => all.map((one) => why.step('monthCounted', 'month', one)).length)
    const told = explanationDifference(months('2025-01', '2025-02'), months('2024-12', '2025-01', '2025-02'))
    expect(lines(told)).toEqual(['changed actualMonths 2→3', '  added monthCounted →2024-12'])
  })
})
