import { type Fen, fen, ratio, share, sum, ZERO } from '../kernel/money.js'
import { type Period, plus, yearOf } from '../kernel/period.js'
import type { AccountYearRecord } from '../records/account-record.js'
import type { MonthRow } from '../records/contributions.js'
import type { RightsRecord } from '../records/rights-record.js'

/** 缴费历史的一行：one year, one base, no gap; a back payment stands in the year it was paid, before that year's own months. */
export interface HistoryRow {
  readonly year: number
  readonly from: Period
  readonly through: Period
  readonly area: string
  /** 月缴费基数. */
  readonly base: Fen
  readonly months: number
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
  /** 年末各栏，on the last row of a year: rate in ppm, interest, balance. */
  readonly rate?: number | undefined
  readonly interest?: Fen | undefined
  readonly balance?: Fen | undefined
  readonly backPay: boolean
}

/** 转移资金。Whole fen; `account` is the three stretches together, `total` with the pooled part. */
export interface TransferMoney {
  readonly before1998: Fen
  readonly from1998: Fen
  readonly since2006: Fen
  readonly account: Fen
  /** 统筹基金转移所依的缴费工资之和. */
  readonly wages: Fen
  readonly pooled: Fen
  readonly total: Fen
}

/** 基本养老保险关系转移接续信息表的推导部分。 */
export interface TransferHistory {
  readonly rows: readonly HistoryRow[]
  readonly firstMonth?: Period | undefined
  readonly lastMonth?: Period | undefined
  readonly months: number
  readonly deemedMonths: number
  readonly money: TransferMoney
}

const POOLED_SINCE = '1998-01' as Period
const SINCE_2006 = 2006

/** 由权益记录推导。Only months paid in full are told, and money follows from the account as it is recorded. */
export function transferHistory(record: RightsRecord, insurance: string): TransferHistory {
  const counted = (record.insurances.find((one) => one.insurance === insurance)?.rows ?? []).filter(
    ({ paidInFull }) => paidInFull,
  )
  const years = record.accounts.find((one) => one.insurance === insurance)?.years ?? []
  const rows = withYearEnds(historyRows(counted, record.area.code), years)
  const months = counted.map(({ month }) => month)
  return {
    rows,
    firstMonth: months[0],
    lastMonth: months.at(-1),
    months: new Set(months).size,
    deemedMonths: record.deemed.filter((one) => one.insurance === insurance).reduce((all, one) => all + one.months, 0),
    money: moneyOf(record, counted, years),
  }
}

function historyRows(counted: readonly MonthRow[], area: string): HistoryRow[] {
  const told = counted
    .map((row) => ({ row, year: row.backPay ? yearOf(row.settlementMonths.at(-1) ?? row.month) : yearOf(row.month) }))
    .sort(
      (a, b) =>
        a.year - b.year || Number(b.row.backPay) - Number(a.row.backPay) || (a.row.month < b.row.month ? -1 : 1),
    )
  const rows: HistoryRow[] = []
  for (const { row, year } of told) {
    const last = rows.at(-1)
    const next = monthOf(row, year, area)
    if (last !== undefined && joins(last, next)) rows[rows.length - 1] = joined(last, next)
    else rows.push(next)
  }
  return rows
}

function monthOf(row: MonthRow, year: number, area: string): HistoryRow {
  const of = (pick: (paid: MonthRow['paids'][number]) => Fen) => sum(row.paids.map(pick))
  return {
    ...{
      year,
      area,
      from: row.month,
      through: row.month,
      base: row.base.value,
      months: row.weight,
      backPay: row.backPay,
    },
    employerToAccount: of(({ employerToAccount }) => employerToAccount),
    personToAccount: of(({ personToAccount }) => personToAccount),
  }
}

/** The next month of the same year, base and kind goes on in the same row. */
function joins(last: HistoryRow, next: HistoryRow): boolean {
  const isSame = last.year === next.year && last.base === next.base && last.backPay === next.backPay
  return isSame && last.area === next.area && plus(last.through, 1) === next.from
}

function joined(last: HistoryRow, next: HistoryRow): HistoryRow {
  return {
    ...last,
    through: next.through,
    months: last.months + next.months,
    employerToAccount: fen(last.employerToAccount + next.employerToAccount),
    personToAccount: fen(last.personToAccount + next.personToAccount),
  }
}

function withYearEnds(rows: readonly HistoryRow[], years: readonly AccountYearRecord[]): HistoryRow[] {
  return rows.map((row, i) => {
    const isLast = rows[i + 1]?.year !== row.year
    const year = isLast ? years.find((one) => one.year === row.year) : undefined
    if (year === undefined) return row
    const { rate, balance } = year
    return { ...row, rate: rate?.value, interest: interestOf(year), balance: balance.value }
  })
}

function interestOf({ interestOnOpening, interestOnCredits, interestOnPaid }: AccountYearRecord): Fen | undefined {
  if (interestOnOpening === undefined && interestOnCredits === undefined) return undefined
  return fen((interestOnOpening?.value ?? 0) + (interestOnCredits?.value ?? 0) - (interestOnPaid?.value ?? 0))
}

function moneyOf(
  record: RightsRecord,
  counted: readonly MonthRow[],
  years: readonly AccountYearRecord[],
): TransferMoney {
  const wages = sum(
    counted.filter(({ month }) => month >= POOLED_SINCE).map(({ base, weight }) => fen(base.value * weight)),
  )
  const rate = counted.length === 0 ? undefined : record.area.ppm('transfer.pooled-rate', record.through).value
  const pooled = rate === undefined ? ZERO : share(wages, rate, 'halfUp')
  const { before1998, from1998, since2006 } = stretches(years)
  const account = fen(before1998 + from1998 + since2006)
  return { before1998, from1998, since2006, account, wages, pooled, total: fen(account + pooled) }
}

/** 储存额按所记年代分三段。What an older stretch earned stays with it; rounding falls to the newest. */
function stretches(years: readonly AccountYearRecord[]) {
  let [before1998, from1998, all]: [Fen, Fen, Fen] = [ZERO, ZERO, ZERO]
  for (const year of years) {
    const balance = year.balance.value
    if (year.year < yearOf(POOLED_SINCE)) before1998 = balance
    else {
      before1998 = grown(before1998, all, year)
      from1998 = year.year < SINCE_2006 ? fen(balance - before1998) : grown(from1998, all, year)
    }
    all = balance
  }
  return { before1998, from1998, since2006: fen(all - before1998 - from1998) }
}

/** 一段的年末：its part of the opening, with its part of the interest on it, less its part of what was paid out. */
function grown(part: Fen, all: Fen, { interestOnOpening, paidOut, interestOnPaid, movedOut }: AccountYearRecord): Fen {
  if (part === 0 || all === 0) return part
  const change =
    (interestOnOpening?.value ?? 0) - (paidOut?.value ?? 0) - (interestOnPaid?.value ?? 0) - (movedOut?.value ?? 0)
  const moved = change < 0 ? fen(-ratio(fen(-change), part, all, 'halfUp')) : ratio(fen(change), part, all, 'halfUp')
  return fen(Math.max(0, part + moved))
}

/** 与本地已缴重叠的月份：what must be decided before both can count. */
export function overlapping(rows: readonly Pick<HistoryRow, 'from' | 'through'>[], own: ReadonlySet<Period>): Period[] {
  const found = new Set<Period>()
  for (const { from, through } of rows) {
    for (let month = from; month <= through; month = plus(month, 1)) if (own.has(month)) found.add(month)
  }
  return [...found].sort()
}
