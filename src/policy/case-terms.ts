import { invariant } from '../kernel/invariant.js'
import type { PolicyBook } from './book.js'
import { attemptAccount, EXPECTED_ACCOUNT, GIVEN_ACCOUNT } from './case-account.js'
import { attemptBenefit, EXPECTED_BENEFIT, GIVEN_BENEFIT } from './case-benefit.js'
import { attemptCharge, EXPECTED_CHARGE, GIVEN_CHARGE } from './case-charge.js'
import { attemptContribution, EXPECTED_CONTRIBUTION, GIVEN_CONTRIBUTION } from './case-contribution.js'
import { attemptEvents, EXPECTED_EVENTS, GIVEN_EVENTS } from './case-events.js'
import { GIVEN_SHARED, type Given, type GivenTable } from './case-given.js'
import { attemptLateFee, EXPECTED_LATE_FEE, GIVEN_LATE_FEE } from './case-late-fee.js'
import { attemptParameter, EXPECTED_PARAMETER, GIVEN_PARAMETER } from './case-parameter.js'
import { attemptPension, EXPECTED_PENSION, GIVEN_PENSION } from './case-pension.js'
import { attemptResident, EXPECTED_RESIDENT, GIVEN_RESIDENT } from './case-resident.js'
import { attemptStaff, EXPECTED_STAFF, GIVEN_STAFF } from './case-staff.js'
import { areaOf, type CaseTopic, type ExpectedTable } from './case-topic.js'
import { attemptYears, EXPECTED_YEARS, GIVEN_YEARS } from './case-years.js'
import { keeperOf } from './levy.js'

/** 各题。A case of 不予办理 is tried by the first topic whose given it has. */
export const TOPICS: Readonly<Record<string, CaseTopic>> = {
  应缴: { given: GIVEN_CONTRIBUTION, expected: EXPECTED_CONTRIBUTION, attempt: attemptContribution },
  缴费类型: { given: GIVEN_CHARGE, expected: EXPECTED_CHARGE, attempt: attemptCharge },
  城乡居民: { given: GIVEN_RESIDENT, expected: EXPECTED_RESIDENT, attempt: attemptResident },
  增减员与年度申报: { given: GIVEN_STAFF, expected: EXPECTED_STAFF, attempt: attemptStaff },
  滞纳金: { given: GIVEN_LATE_FEE, expected: EXPECTED_LATE_FEE, attempt: attemptLateFee },
  个人账户: { given: GIVEN_ACCOUNT, expected: EXPECTED_ACCOUNT, attempt: attemptAccount },
  养老金: { given: GIVEN_PENSION, expected: EXPECTED_PENSION, attempt: attemptPension },
  缴费年限: { given: GIVEN_YEARS, expected: EXPECTED_YEARS, attempt: attemptYears },
  其他待遇: { given: GIVEN_EVENTS, expected: EXPECTED_EVENTS, attempt: attemptEvents },
  退休: { given: GIVEN_BENEFIT, expected: EXPECTED_BENEFIT, attempt: attemptBenefit },
  参数: { given: GIVEN_PARAMETER, expected: EXPECTED_PARAMETER, attempt: attemptParameter },
}

/** 算例可给定的项目，及其写法。 */
export const GIVEN_TERMS: GivenTable = merged([GIVEN_SHARED, ...Object.values(TOPICS).map(({ given }) => given)])

/** 算例能期望的项目：from what is given, by the rules, to the text an analyst would write. */
export const EXPECTED_TERMS: ExpectedTable = merged(Object.values(TOPICS).map(({ expected }) => expected))

/** 不予办理的算例所要办的事，由给定看出；看不出是哪一题的，问该险种由谁经办。 */
export function attempt(book: PolicyBook, given: Given): void {
  if (Object.values(TOPICS).some((topic) => topic.attempt(book, given))) return
  const area = areaOf(book, given)
  if (given.has('险种')) keeperOf(area, given.insurance(), given.period('月份'))
}

function merged<T>(tables: readonly Readonly<Record<string, T>>[]): Readonly<Record<string, T>> {
  const all: Record<string, T> = {}
  for (const [term, one] of tables.flatMap((table) => Object.entries(table))) {
    invariant(!Object.hasOwn(all, term), `two topics define ${term}`)
    all[term] = one
  }
  return all
}
