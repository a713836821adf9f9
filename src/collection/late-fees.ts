import { type Day, parseDay, plusDays } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { type Fen, sum } from '../kernel/money.js'
import { type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Deferral, LateFee, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { settingOf } from '../policy/house-setting.js'
import { lateDays, lateFee } from '../policy/late-fee.js'
import { deferralBy } from '../records/deferral.js'
import { groupBy } from '../records/live.js'
import type { LevyLine } from './lines.js'

/** 会有滞纳金的缴费类型：what the employer should have declared and paid for its month. A notice that came late is not its delay. */
const LATE_KINDS: ReadonlySet<string> = new Set(['1', '2', '11'])

/** 缴费期限的最后一日：so many days after the month is over. */
export function lastDayOf(book: PolicyBook, area: string, month: Period): Day {
  const days = settingOf(book.area(area), 'business.levy-due-days', month)
  return plusDays(parseDay(`${plus(month, 1)}-01`), days - 1)
}

/** 迟到的行：money of an employer for a month whose last day to pay was over when it arrived. */
export function lateLines(book: PolicyBook, lines: readonly LevyLine[]): LevyLine[] {
  return lines.filter(({ employerId, settles, contributionKind, contributionMonth, arrivalDay, area }) => {
    if (employerId === undefined || settles === undefined || !LATE_KINDS.has(contributionKind)) return false
    const last = published(() => lastDayOf(book, area, contributionMonth))
    return last !== undefined && arrivalDay > last
  })
}

export interface ComputedFee {
  readonly fee: Omit<LateFee, 'kind'>
  readonly explained: Explained<Fen>
}

/**
 * 滞纳金，每单位、险种、月份、到账日与税票一笔。Computed by the rule on what the money settled; a day of an approved
 * deferral does not count. Nothing where no day counts, or where no rate is published for the time.
 */
export function lateFeesOf(
  book: PolicyBook,
  lines: readonly LevyLine[],
  deferrals: readonly Posted<Deferral>[],
): ComputedFee[] {
  const deferralOf = deferralBy(deferrals)
  const groups = groupBy(lateLines(book, lines), keyOf)
  return [...groups.values()].flatMap((group): ComputedFee[] => {
    const [{ row, employerId, agency, area, insurance, contributionMonth, arrivalDay, levyVoucher }] = group as [
      LevyLine,
    ]
    const lastDay = lastDayOf(book, area, contributionMonth)
    const arrears = sum(group.map(({ settles }) => settles!))
    const deferral = deferralOf(employerId, insurance, contributionMonth)
    const input = { arrears, lastDay, paidDay: arrivalDay, deferral }
    const explained = published(() => lateFee(book.area(area), input))
    const days = lateDays(input)
    if (explained === undefined || explained.value === 0) return []
    const span = { fromDay: plusDays(lastDay, 1), paidDay: arrivalDay, days }
    const whose = { line: row, agency, area, employerId: employerId!, insurance, contributionMonth }
    return [{ explained, fee: { ...whose, ...span, arrears, amount: explained.value, levyVoucher } }]
  })
}

function keyOf({ employerId, insurance, contributionMonth, arrivalDay, levyVoucher }: LevyLine): string {
  return [employerId, insurance, contributionMonth, arrivalDay, levyVoucher].join('|')
}

/** Money that arrived is never refused: where nothing was published for its time, there is no fee to reckon. */
function published<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
