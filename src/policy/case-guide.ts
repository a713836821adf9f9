import type { RefusalEntry } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import type { PolicyBook } from './book.js'
import { NATIONAL } from './book.js'
import { GIVEN_SHARED, type GivenTable } from './case-given.js'
import { EXPECTED_TERMS, GIVEN_TERMS, TOPICS } from './case-terms.js'
import type { ExpectedTable } from './case-topic.js'
import { CHOICES } from './choices.js'
import type { Parameter } from './parameter.js'
import { optionsOf } from './parameter-form.js'
import * as general from './refusals.js'
import * as benefits from './refusals-benefit.js'
import * as charges from './refusals-charge.js'

/** 算例项目一览。All that a case may give and expect, with its form, from the tables the runner itself reads. */
export function termsGuide(): string {
  const topics = Object.entries(TOPICS).flatMap(([name, { given, expected }]) => [
    `#### ${name}：可以给定`,
    givenTable(given),
    `#### ${name}：可以期望`,
    expectedTable(expected),
  ])
  const counted = `可给定 ${Object.keys(GIVEN_TERMS).length} 项，可期望 ${Object.keys(EXPECTED_TERMS).length} 项，另可期望 不予办理。`
  const refused = ['#### 不予办理的代码', table(['代码', '说明'], refusals())]
  return [counted, '#### 各题共用：可以给定', givenTable(GIVEN_SHARED), ...topics, ...refused].join('\n\n')
}

const BLANK = '〇'

/** The rules' own catalogue of refusals; what differs from case to case stands as a blank. */
function refusals(): [string, string][] {
  const blank = Object.assign(Object(BLANK), { zh: BLANK, en: BLANK })
  const blanks = new Proxy({}, { get: () => blank })
  return [general, benefits, charges]
    .flatMap((catalogue) => Object.values(catalogue) as RefusalEntry<object>[])
    .map((entry): [string, string] => [entry.code, entry.say.zh(blanks).replaceAll('undefined', BLANK)])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** 参数一览。Each parameter of the book: its meaning, unit, axis, the classes it differs by, and whose versions there are. */
export function parametersGuide(book: PolicyBook): string {
  const areas = book.areas().sort((a, b) => (a.code < b.code ? -1 : 1))
  const ids = [...new Set(areas.flatMap((area) => area.parameterIds()))].sort()
  const nation = areas.find(({ code }) => code === NATIONAL)
  const rows = ids.map((id) => {
    const common = nation?.parameter(id)
    const own = areas.flatMap((area) => {
      const parameter = area.parameter(id)
      return parameter !== undefined && (area === nation || parameter !== common) ? [{ parameter, area }] : []
    })
    const { what, unit, axis } = own[0]!.parameter
    const classes = new Set(
      own.flatMap(({ parameter }) => parameter.versions.flatMap(({ by }) => [...(by?.keys() ?? [])])),
    )
    const options = optionsOf(id)
    const form = unit === 'choice' && options !== undefined ? `choice：${options.join('、')}` : unit
    return [`\`${id}\``, what, form, axis, [...classes].join('、'), published(own)]
  })
  const words = Object.entries(CHOICES).map(([key, { zh }]) => [`\`${key}\``, zh])
  return [
    table(['参数', '意思', 'unit', 'axis', '按类取值的类别', '何处有版本'], rows),
    '`choice` 的取值：',
    table(['值', '意思'], words),
  ].join('\n\n')
}

/** 何处有版本：a parameter the rules know may have none yet. */
function published(own: readonly { readonly parameter: Parameter; readonly area: AreaPolicy }[]): string {
  const found = own.filter(({ parameter: { versions, history } }) => versions.length + history.length > 0)
  return found.map(({ area }) => area.zh).join('、') || '尚无'
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
