import { periodsFrom } from '../kernel/period.js'
import type { PolicyBook } from './book.js'
import type { Given, GivenTable } from './case-given.js'
import type { ExpectedTable } from './case-topic.js'
import { monthsCounted, yearsAndMonthsText } from './months.js'

/** 缴费年限：可给定的项目。 */
export const GIVEN_YEARS: GivenTable = {
  足额缴费月份: '月份或区间的列表：[2019-01, 2019-03 至 2020-02]；可重复',
  未足额缴费月份: '写法同足额缴费月份',
}

const MONTHS = '足额缴费月份、未足额缴费月份'

/** 缴费年限：可期望的项目。 */
export const EXPECTED_YEARS: ExpectedTable = {
  实际缴费月数: { form: '月数', needs: MONTHS, tell: (_book, given) => String(counted(given)) },
  缴费年限: { form: '如 12年05个月', needs: MONTHS, tell: (_book, given) => yearsAndMonthsText(counted(given)) },
}

/** 不予办理的年限。 */
export function attemptYears(_book: PolicyBook, given: Given): boolean {
  if (!given.has('足额缴费月份') && !given.has('未足额缴费月份')) return false
  counted(given)
  return true
}

function counted(given: Given): number {
  const paid = (name: string, paidInFull: boolean) =>
    given
      .ranges(name)
      .flatMap(([from, through]) =>
        [...periodsFrom(from, through)].map((contributionMonth) => ({ contributionMonth, paidInFull })),
      )
  return monthsCounted([...paid('未足额缴费月份', false), ...paid('足额缴费月份', true)]).value
}
