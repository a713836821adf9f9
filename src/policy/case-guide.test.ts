import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesUnder, ROOT } from '../../test/files.js'
import { loadPolicyBook } from './book.js'
import { parametersGuide, termsGuide } from './case-guide.js'
import { printCases, runCases } from './cases.js'

const MANUAL = 'docs/policies.md'
const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const PRINTED = { terms: termsGuide(), parameters: parametersGuide(book) }

const manual = () => filesUnder(['docs'], /[\\/]policies\.md$/)[0]!.text
const section = (text: string, name: string) =>
  new RegExp(`<!-- ${name}:begin -->\\n([\\s\\S]*?)\\n?<!-- ${name}:end -->`).exec(text)?.[1]?.trim()

/** `QUANYI_WRITE_DOCS=1` prints the tables into the manual; otherwise they are held to it. */
if (process.env['QUANYI_WRITE_DOCS'] === '1') {
  const filled = Object.entries(PRINTED).reduce(
    (text, [name, table]) =>
      text.replace(
        new RegExp(`<!-- ${name}:begin -->[\\s\\S]*<!-- ${name}:end -->`),
        () => `<!-- ${name}:begin -->\n${table}\n<!-- ${name}:end -->`,
      ),
    manual(),
  )
  writeFileSync(join(ROOT, MANUAL), filled)
}

test.each(Object.entries(PRINTED))('docs/policies.md 的 %s 一节与规则的表一字不差', (name, table) => {
  const hint = '运行 QUANYI_WRITE_DOCS=1 npx vitest run src/policy/case-guide.test.ts 重印'
  expect(section(manual(), name), hint).toBe(table)
})

test('多一行、少一行都看得出（对照）', () => {
  const table = PRINTED.terms.split('\n')
  const text = (lines: string[]) => `<!-- terms:begin -->\n${lines.join('\n')}\n<!-- terms:end -->`
  expect(section(text(table), 'terms')).toBe(PRINTED.terms)
  expect(section(text(table.slice(1)), 'terms')).not.toBe(PRINTED.terms)
  expect(section(text([...table, '| 杜撰 | 无 |']), 'terms')).not.toBe(PRINTED.terms)
})

test('手册里的算例都成立', () => {
  const blocks = [...manual().matchAll(/```yaml\n([\s\S]*?)```/g)]
    .map(([, text]) => text!)
    .filter((text) => text.includes('case:'))
  const results = blocks.flatMap((text) => runCases(book, [{ path: MANUAL, text }]))
  expect(results.length).toBeGreaterThanOrEqual(3)
  expect(
    results.every(({ holds }) => holds),
    printCases(results),
  ).toBe(true)
})
