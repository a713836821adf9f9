import { Refusal } from '../kernel/refusal.js'
import type { PolicyBook, PolicyText } from './book.js'
import { nameOf, readCaseFile } from './case-file.js'
import { CaseProblem, Given } from './case-given.js'
import { withArea, withInline } from './case-inline.js'
import { attempt, EXPECTED_TERMS, GIVEN_TERMS } from './case-terms.js'
import { isRecord } from './parameter.js'

/** 算例中一个期望的项目。 */
export interface ExpectedTerm {
  readonly term: string
  readonly expected: string
  readonly actual: string
  /** 不予办理的说明, where the rules refused. */
  readonly says?: string
  readonly holds: boolean
}

/** 一个算例的结果。`problem` is set when the case itself is wrongly written, and then nothing holds. */
export interface CaseResult {
  readonly file: string
  readonly name: string
  readonly cites: string
  readonly terms: readonly ExpectedTerm[]
  readonly problem?: string
  readonly holds: boolean
}

/** 期望不予办理：the refusal's code. */
const REFUSED = '不予办理'

/**
 * 运行算例。Every case of every file against the parameters of the book, and those its file or the case itself brings.
 * A file is a list of cases (case, cites, given, expect), or a table of 统筹区, 参数 and 算例.
 */
export function runCases(book: PolicyBook, texts: readonly PolicyText[]): CaseResult[] {
  return texts.flatMap((text) => {
    const file = readCaseFile(text)
    if (typeof file === 'string') return [broken(text.path, '', '', file)]
    try {
      const known = withInline(withArea(book, file.area, text.path), file.parameters, nameOf(file.area), text.path)
      return file.cases.map((one) => runCase(known, text.path, one))
    } catch (error) {
      return [broken(text.path, '', '', problemOf(error))]
    }
  })
}

/** 算例结果的书写：one line a case, what differs beneath it, and the count. */
export function printCases(results: readonly CaseResult[]): string {
  const lines = results.flatMap(({ file, name, cites, terms, problem, holds }) => [
    `${holds ? '✔' : '✘'} ${file} · ${name}${cites === '' ? '' : `（${cites}）`}`,
    ...(problem === undefined ? [] : [`    ${problem}`]),
    ...terms
      .filter((one) => !one.holds)
      .flatMap(({ term, expected, actual, says }) => [
        `    ${term}：应为 ${expected}，算得 ${actual}`,
        ...(says === undefined ? [] : [`      ${says}`]),
      ]),
  ])
  const held = results.filter(({ holds }) => holds).length
  return [...lines, `共 ${results.length} 例，成立 ${held} 例，不成立 ${results.length - held} 例。`].join('\n')
}

function runCase(book: PolicyBook, file: string, raw: unknown): CaseResult {
  const { case: called, cites: cited, given, expect, 参数: inline, ...more } = isRecord(raw) ? raw : {}
  const [name, cites] = [typeof called === 'string' ? called : '', typeof cited === 'string' ? cited : '']
  if (cited !== undefined && typeof cited !== 'string')
    return broken(file, name, cites, '算例的 cites 应写成一段文字。')
  if (name === '' || !isRecord(given) || !isRecord(expect) || Object.keys(expect).length === 0) {
    return broken(file, name, cites, '算例须有 case、given 和 expect，且 expect 不为空。')
  }
  try {
    refuseUnknown(Object.keys(more), () => false, '算例', ['case', 'cites', '参数', 'given', 'expect'])
    refuseUnknown(Object.keys(given), (term) => Object.hasOwn(GIVEN_TERMS, term), '给定', Object.keys(GIVEN_TERMS))
    const known = [...Object.keys(EXPECTED_TERMS), REFUSED]
    refuseUnknown(Object.keys(expect), (term) => known.includes(term), '期望', known)
    const rules = withInline(book, inline, given['统筹区'], `${file} · ${name}`)
    const asked = new Given(given, GIVEN_TERMS)
    const terms = Object.entries(expect).map(([term, wanted]) => judge(rules, asked, term, wanted))
    if (!terms.some(({ actual }) => actual.startsWith(REFUSED))) refuseUnasked(asked)
    return { file, name, cites, terms, holds: terms.every(({ holds }) => holds) }
  } catch (error) {
    return broken(file, name, cites, problemOf(error))
  }
}

/** What stopped a case, as a sentence. A defect stops its case too, says so, and never passes for a result. */
function problemOf(error: unknown): string {
  if (error instanceof CaseProblem) return error.message
  if (error instanceof Refusal) return error.say('zh')
  return `算例引出了系统的差错，请报告：${error instanceof Error ? error.message : String(error)}`
}

function judge(book: PolicyBook, given: Given, term: string, wanted: unknown): ExpectedTerm {
  if (typeof wanted !== 'string') throw new CaseProblem(`期望的“${term}”应为一个值，请写成文字，例如 "572.96"`)
  const expected = term === REFUSED ? refusedAs(wanted) : wanted
  try {
    const actual = actually(book, given, term)
    return { term, expected: wanted, actual, holds: same(expected, actual) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const actual = refusedAs(error.entry.code)
    return { term, expected: wanted, actual, says: error.say('zh'), holds: same(expected, actual) }
  }
}

function actually(book: PolicyBook, given: Given, term: string): string {
  if (term !== REFUSED) return EXPECTED_TERMS[term]!.tell(book, given)
  attempt(book, given)
  return '予以办理'
}

function refusedAs(code: string): string {
  return `${REFUSED}：${code}`
}

/** 金额与百分数可省去末尾的零：7162 is 7162.00, 8% is 8. */
function same(expected: string, actual: string): boolean {
  return expected === actual || plainNumber(expected) === plainNumber(actual)
}

function plainNumber(text: string): string {
  const match = /^(-?\d+)(?:\.(\d*?)0*)?%?$/.exec(text)
  if (match === null) return text
  return match[2] === undefined || match[2] === '' ? match[1]! : `${match[1]}.${match[2]}`
}

/** A given that no expectation asked for says that the case means something else than it tries. */
function refuseUnasked(given: Given): void {
  const idle = given.unasked()
  if (idle.length > 0)
    throw new CaseProblem(`给定的“${idle.join('”“')}”与所期望的项目无关，请删去，或写上要用到它的期望。`)
}

function refuseUnknown(names: string[], isKnown: (name: string) => boolean, where: string, known: string[]): void {
  const unknown = names.filter((name) => !isKnown(name))
  if (unknown.length === 0) return
  throw new CaseProblem(`${where}中有不认识的项目：${unknown.join('、')}。认识的有：${known.join('、')}`)
}

function broken(file: string, name: string, cites: string, problem: string): CaseResult {
  return { file, name, cites, terms: [], problem, holds: false }
}
