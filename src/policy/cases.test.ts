import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { loadPolicyBook } from './book.js'
import { EXPECTED_TERMS } from './case-terms.js'
import { printCases, runCases } from './cases.js'

const texts = filesUnder(['policies'], /\.yaml$/)
const book = loadPolicyBook(texts)
const files = texts.filter(({ path }) => path.startsWith('policies/cases/'))
const results = runCases(book, files)

const one = (lines: string) => runCases(book, [{ path: 'policies/cases/x.yaml', text: lines }])
const withGiven = (given: string, expected: string) =>
  one(`- { case: 一例, given: { ${given} }, expect: { ${expected} } }`)[0]!
const GIVEN = '统筹区: 示例市, 险种: 养老, 月份: 2025-08'

describe('算例', () => {
  test.each(results)('$file · $name', (result) => {
    expect(result.holds, printCases([result])).toBe(true)
  })

  test('至少六十例，每个可期望的项目都有一例', () => {
    expect(results.length).toBeGreaterThanOrEqual(60)
    const used = new Set(results.flatMap(({ terms }) => terms.map(({ term }) => term)))
    expect(Object.keys(EXPECTED_TERMS).filter((term) => !used.has(term))).toEqual([])
  })
})

describe('算例不成立时说得出', () => {
  test('数值不同：应为与算得都在', () => {
    const wrong = withGiven(`${GIVEN}, 申报工资: "5000.00"`, '个人缴费: "400.00"')
    expect(wrong.holds).toBe(false)
    expect(printCases([wrong])).toContain('个人缴费：应为 400.00，算得 451.20')
    expect(printCases([wrong])).toContain('共 1 例，成立 0 例，不成立 1 例。')
  })

  test('应予办理而不予办理，及其反面', () => {
    const refused = withGiven('统筹区: 示例市, 险种: 养老, 月份: 2018-01, 申报工资: "5000.00"', '个人缴费: "400.00"')
    expect(refused.terms[0]).toMatchObject({ holds: false, actual: '不予办理：parameter.missing-version' })
    const allowed = withGiven(`${GIVEN}, 申报工资: "5000.00"`, '不予办理: parameter.missing-version')
    expect(allowed.terms[0]).toMatchObject({ holds: false, actual: '予以办理' })
    const other = withGiven(
      '统筹区: 示例市, 险种: 生育, 月份: 2025-08, 申报工资: "5000.00"',
      '不予办理: parameter.missing-version',
    )
    expect(other.terms[0]).toMatchObject({ holds: false, actual: '不予办理：contribution.not-charged' })
  })

  test.each([
    ['不认识的给定', 'X: "1"', '下限: "1"', '给定中有不认识的项目：X'],
    ['不认识的期望', GIVEN, '实发: "1"', '期望中有不认识的项目：实发'],
    ['缺少给定', GIVEN, '个人缴费: "1"', '缺少给定的“申报工资”'],
    ['看不懂的给定', `统筹区: 示例市, 险种: 保险, 月份: 2025-08`, '下限: "1"', '“险种”看不懂'],
    ['看不懂的区间', '逐月记账: { "5-3": "1.00" }', '月积数: "1"', '“逐月记账”看不懂'],
    ['没有的参数', `统筹区: 示例市, 月份: 2025-08, 参数: a.b`, '参数值: "1"', '没有参数“a.b”'],
  ])('%s是该例的错，并列出认识的项目', (_name, given, expected, problem) => {
    const result = withGiven(given, expected)
    expect(result.holds).toBe(false)
    expect(result.problem).toContain(problem)
  })

  test.each([
    ['不是列表', 'case: 1'],
    ['没有期望', '- { case: 甲, given: {} , expect: {} }'],
    ['不是 YAML', '- { case: ['],
  ])('文件写坏了（%s），不影响别的文件', (_name, text) => {
    const [bad, good] = runCases(book, [
      { path: 'bad.yaml', text },
      files.find(({ path }) => path.endsWith('years.yaml'))!,
    ])
    expect([bad!.holds, good!.holds]).toEqual([false, true])
    expect(bad!.problem).not.toBe('')
  })
})
