import type { Explained } from '../kernel/explain.js'
import { type Fen, type Ppm, yuanText } from '../kernel/money.js'
import type { AreaPolicy } from './area.js'
import type { PolicyBook } from './book.js'
import { CaseProblem, type Given, type GivenTable } from './case-given.js'
import { PERSON_KINDS, type PersonKind } from './levy.js'
import { findPercent } from './percent.js'

/** 一个可期望的项目：how its value is written, what must be given for it, and how it comes about by the rules. */
export interface Expectation {
  readonly form: string
  readonly needs: string
  tell(book: PolicyBook, given: Given): string
}

export type ExpectedTable = Readonly<Record<string, Expectation>>

/** 算例的一题。The terms it adds to what a case may give and expect, and what a case of 不予办理 tries to do. */
export interface CaseTopic {
  readonly given: GivenTable
  readonly expected: ExpectedTable
  /** Does what the given ask for and answers true, where they are this topic's; answers false where they are not. */
  attempt(book: PolicyBook, given: Given): boolean
}

/** 尚未公布，因而没有的数。 */
export const UNPUBLISHED = '未公布'

export function areaOf(book: PolicyBook, given: Given): AreaPolicy {
  const text = given.text('统筹区')
  return book.areas().find(({ code }) => code === text) ?? book.areaNamed(text)
}

export function personKindOf(given: Given): PersonKind {
  return given.has('人员类别') ? given.named('人员类别', PERSON_KINDS) : 'employee'
}

export function percentOf(given: Given, name: string): Ppm {
  const text = given.text(name)
  const found = findPercent(text)
  if (found === undefined) throw new CaseProblem(`给定的“${name}”不是百分数：“${text}”`)
  return found
}

export function yuan({ value }: Explained<Fen>): string {
  return yuanText(value)
}

export function ifPublished(amount: Explained<Fen> | undefined): string {
  return amount === undefined ? UNPUBLISHED : yuan(amount)
}
