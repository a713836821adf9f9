import { type Day, parseDay } from '../kernel/day.js'
import type { PolicyBook } from './book.js'
import { deferralOf } from './case-charge.js'
import type { Given, GivenTable } from './case-given.js'
import { areaOf, type ExpectedTable, yuan } from './case-topic.js'
import { type LateFeeInput, lateDays, lateFee } from './late-fee.js'

/** 滞纳金：可给定的项目。 */
export const GIVEN_LATE_FEE: GivenTable = {
  欠缴金额: '元',
  缴费期限: '最后一日，如 2025-03-31',
  缴清日期: '如 2025-05-20',
}

const NEEDS = '统筹区、欠缴金额、缴费期限、缴清日期；可加缓缴期'

/** 滞纳金：可期望的项目。 */
export const EXPECTED_LATE_FEE: ExpectedTable = {
  滞纳金: { form: '元', needs: NEEDS, tell: (book, given) => yuan(lateFee(areaOf(book, given), inputOf(given))) },
  滞纳天数: { form: '天', needs: NEEDS, tell: (book, given) => days(book, given) },
}

/** 不予办理的滞纳金。 */
export function attemptLateFee(book: PolicyBook, given: Given): boolean {
  if (!given.has('欠缴金额')) return false
  lateFee(areaOf(book, given), inputOf(given))
  return true
}

function days(book: PolicyBook, given: Given): string {
  areaOf(book, given)
  const input = inputOf(given)
  return String(lateDays(input))
}

function inputOf(given: Given): LateFeeInput {
  return {
    arrears: given.amount('欠缴金额'),
    lastDay: day(given, '缴费期限'),
    paidDay: day(given, '缴清日期'),
    ...(given.has('缓缴期') ? { deferral: deferralOf(given) } : {}),
  }
}

function day(given: Given, name: string): Day {
  return given.readable(name, () => parseDay(given.text(name)))
}
