import type { Explained } from '../kernel/explain.js'
import { type Fen, type Ppm, yuanText } from '../kernel/money.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable } from './case-topic.js'
import { CHOICES, type Choice } from './choices.js'
import { percentText } from './percent.js'

/** 参数：可给定的项目。 */
export const GIVEN_PARAMETER: GivenTable = {
  参数: '参数的 id，如 pension.base-floor',
  参数类别: '参数按类取值时的类别，如 "3"',
}

const LOOKUP = '统筹区、参数、月份；可加参数类别'

/** 参数：可期望的项目。 */
export const EXPECTED_PARAMETER: ExpectedTable = {
  参数值: { form: '元、百分数、月数，或选项的中文', needs: LOOKUP, tell: parameterValue },
  参数状态: {
    form: 'final、provisional、unconfirmed',
    needs: LOOKUP,
    tell: (book, given) => parameterOf(book, given).parameter?.status ?? '',
  },
}

/** 没有当期版本的参数。 */
export function attemptParameter(book: PolicyBook, given: Given): boolean {
  if (!given.has('参数')) return false
  parameterOf(book, given)
  return true
}

function parameterOf(book: PolicyBook, given: Given): Explained<number | string> {
  const [id, period] = [given.text('参数'), given.period('月份')]
  const variant = given.has('参数类别') ? given.text('参数类别') : ''
  const of = areaOf(book, given)
  const unit = of.parameter(id)?.unit
  if (unit === undefined) throw new CaseProblem(`没有参数“${id}”`)
  if (unit === 'yuan') return of.fen(id, period, variant)
  if (unit === 'percent') return of.ppm(id, period, variant)
  if (unit === 'months') return of.months(id, period, variant)
  if (unit === 'choice') return of.choice(id, period, variant)
  return unit === 'list' ? of.text(id, period, variant) : of.count(id, period, variant, unit)
}

function parameterValue(book: PolicyBook, given: Given): string {
  const { value } = parameterOf(book, given)
  const unit = areaOf(book, given).parameter(given.text('参数'))?.unit
  if (unit === 'yuan') return yuanText(value as Fen)
  if (unit === 'percent') return percentText(value as Ppm)
  return unit === 'choice' ? CHOICES[value as Choice].zh : String(value)
}
