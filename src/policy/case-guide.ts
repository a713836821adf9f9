import type { PolicyBook } from './book.js'
import { NATIONAL } from './book.js'
import { GIVEN_SHARED, type GivenTable } from './case-given.js'
import { EXPECTED_TERMS, GIVEN_TERMS, TOPICS } from './case-terms.js'
import type { ExpectedTable } from './case-topic.js'

/** 算例项目一览。All that a case may give and expect, with its form, from the tables the runner itself reads. */
export function termsGuide(): string {
  const topics = Object.entries(TOPICS).flatMap(([name, { given, expected }]) => [
    `#### ${name}：可以给定`,
    givenTable(given),
    `#### ${name}：可以期望`,
    expectedTable(expected),
  ])
  const counted = `可给定 ${Object.keys(GIVEN_TERMS).length} 项，可期望 ${Object.keys(EXPECTED_TERMS).length} 项，另可期望 不予办理。`
  return [counted, '#### 各题共用：可以给定', givenTable(GIVEN_SHARED), ...topics].join('\n\n')
}

/** 参数一览。Each parameter of the book: its meaning, unit, axis, and whose versions there are. */
export function parametersGuide(book: PolicyBook): string {
  const areas = book.areas().sort((a, b) => (a.code < b.code ? -1 : 1))
  const ids = [...new Set(areas.flatMap((area) => area.parameterIds()))].sort()
  const nation = areas.find(({ code }) => code === NATIONAL)
  const rows = ids.map((id) => {
    const holders = areas.filter(
      (area) => area.parameter(id) !== undefined && (area === nation || area.parameter(id) !== nation?.parameter(id)),
    )
    const { what, unit, axis } = holders[0]!.parameter(id)!
    return [`\`${id}\``, what, unit, axis, holders.map(({ zh }) => zh).join('、')]
  })
  return table(['参数', '意思', 'unit', 'axis', '何处有版本'], rows)
}

function givenTable(given: GivenTable): string {
  return table(
    ['项目', '写法'],
    Object.entries(given).map(([term, form]) => [term, form]),
  )
}

function expectedTable(expected: ExpectedTable): string {
  return table(
    ['项目', '写法', '需要给定'],
    Object.entries(expected).map(([term, { form, needs }]) => [term, form, needs]),
  )
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n')
}
