import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { filesUnder } from '../../test/files.js'
import { loadPolicyBook } from './book.js'
import { readCaseFile } from './case-file.js'
import { printCases, runCases } from './cases.js'

const texts = filesUnder(['policies'], /\.yaml$/)
const book = loadPolicyBook(texts)
const BROKEN: readonly unknown[] = ['', '看不懂', '-1', '99999999999.99', '9999-12', ['2020-01 至 9999-12'], { x: 'y' }]

interface Case {
  readonly given: Readonly<Record<string, unknown>>
}

/** Each case once for every way of giving, with each of its given written wrongly in each way. */
function* brokenCases() {
  const seen = new Set<string>()
  for (const { path, text } of texts.filter((one) => one.path.startsWith('policies/cases/'))) {
    const file = readCaseFile({ path, text })
    if (typeof file === 'string') throw new Error(file)
    for (const one of file.cases as Case[]) {
      const shape = Object.keys(one.given).join('、')
      if (seen.has(shape)) continue
      seen.add(shape)
      const mutated = Object.keys(one.given).flatMap((key) =>
        BROKEN.map((value) => ({ ...one, given: { ...one.given, [key]: value } })),
      )
      yield {
        path,
        text: stringify({ ...brings(file), 算例: mutated }, { defaultStringType: 'QUOTE_DOUBLE' }),
        mutated,
      }
    }
  }
}

function brings({ area, parameters }: { readonly area?: unknown; readonly parameters?: unknown }) {
  return { ...(area === undefined ? {} : { 统筹区: area }), ...(parameters === undefined ? {} : { 参数: parameters }) }
}

test('任一给定写坏，该例都有结果，没有一例引出系统的差错', () => {
  let run = 0
  for (const { path, text, mutated } of brokenCases()) {
    const results = runCases(book, [{ path, text }])
    expect(results).toHaveLength(mutated.length)
    run += results.length
    const defects = results.filter(({ problem }) => problem?.startsWith('算例引出了系统的差错'))
    expect(defects, printCases(defects)).toEqual([])
  }
  expect(run).toBeGreaterThan(1000)
}, 60_000)

test('系统自己的差错也说得出，只停该例（对照）', () => {
  const faulty = Object.assign(Object.create(book) as typeof book, {
    areaNamed: () => {
      throw new Error('坏了')
    },
  })
  const text = '- { case: 甲, given: { 统筹区: 示例市, 险种: 养老, 月份: 2025-08 }, expect: { 下限: "5640" } }'
  const [bad, good] = runCases(faulty, [
    {
      path: 'x.yaml',
      text: `${text}\n- { case: 乙, given: { 足额缴费月份: [2020-01] }, expect: { 实际缴费月数: "1" } }`,
    },
  ])
  expect([bad!.holds, good!.holds]).toEqual([false, true])
  expect(bad!.problem).toBe('算例引出了系统的差错，请报告：坏了')
})
