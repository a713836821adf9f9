import { cite, type Explained, type FactRef } from '../kernel/explain.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom, plus, yearOf } from '../kernel/period.js'
import type { DeemedPeriod, Posted, Transfer } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { MonthPaid } from '../policy/months.js'
import { contributionYears, type YearsInput } from '../policy/years.js'
import type { DeemedCounted, DeemedStretch } from '../policy/years-deemed.js'
import type { PlacedMonth } from '../policy/years-duplicate.js'
import type { MonthRow } from './contributions.js'
import { figure } from './figure.js'
import type { InsuranceRecord } from './insurance-record.js'
import { toldByYear } from './years-told.js'

/** 职工养老的两个险种：one person's years, whichever of the two a month was paid in. */
export const EMPLOYEE_PENSIONS: readonly string[] = ['110', '120']
const RESIDENT = '170'

/**
 * 缴费年限。In months, as XX年XX个月 is written; by the rules of the area, every calendar month once however many payments
 * and places. Lump sums and conversions stand apart and are in the sum where the area counts them; residents' months are
 * in no sum.
 */
export interface ContributionYears {
  /** 实际缴费月数, those brought in included. */
  readonly actual: Explained<number>
  /** 其中转入的月数. */
  readonly broughtIn: Explained<number>
  /** 视同缴费月数. */
  readonly deemed: Explained<number>
  /** 视同缴费的各段，with the months of each that count. */
  readonly stretches: readonly DeemedCounted[]
  /** 特殊工种折算月数，单列. */
  readonly converted: Explained<number>
  /** 累计缴费月数. */
  readonly total: Explained<number>
  /** 趸缴月数，单列. */
  readonly lumpSum: Explained<number>
  /** 城乡居民养老保险缴费月数，单列. */
  readonly resident: Explained<number>
}

export interface YearsSource {
  readonly insurances: readonly InsuranceRecord[]
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly transfers: readonly Posted<Transfer>[]
  readonly area: AreaPolicy
  readonly at: Period
}

const YEARS = cite('社会保险个人权益记录管理办法', '二（四）')

/** 企业职工与机关事业单位的养老保险年限合并计算，and the residents' apart. */
export function yearsOf(source: YearsSource): ContributionYears {
  const { actual, lumpSum, deemed, stretches, converted, total, resident } = contributionYears(
    source.area,
    inputOf(source),
  )
  const own = source.insurances.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
  const told = toldByYear([actual, lumpSum, total], own)
  return {
    ...{ actual: told(actual), broughtIn: broughtIn(source), deemed, stretches, converted },
    ...{ total: told(total), lumpSum: told(lumpSum), resident },
  }
}

function inputOf({ insurances, deemed, transfers, at }: YearsSource): YearsInput {
  const own = insurances.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
  const came = transfers.filter(isBrought)
  const openings = own.flatMap((one) => one.openings)
  return {
    at,
    paid: [...own.flatMap(paidMonths), ...came.flatMap(monthsOfTransfer)],
    resident: insurances.filter(({ insurance }) => insurance === RESIDENT).flatMap(residentMonths),
    deemed: deemed.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance)).map(stretchOf),
    broughtIn: [
      ...openings.map(({ actualMonths: months, ref: fact }) => ({ months, fact })),
      ...came.filter((one) => !isWhole(one)).map(({ months, ref: fact }) => ({ months, fact })),
    ],
  }
}

/** Months that count, of an insurance; those inside an opening figure are not counted again. */
function paidMonths(one: InsuranceRecord): PlacedMonth[] {
  return beyondOpening(one).flatMap((row) => {
    const areas = [...new Set(row.paids.map(({ area }) => area))]
    return areas.map((place) => {
      const own = row.paids.filter(({ area }) => area === place)
      const toAccount = fen(own.reduce((sum, paid) => sum + paid.employerToAccount + paid.personToAccount, 0))
      const { month: contributionMonth, lumpSum } = row
      return { contributionMonth, paidInFull: true, place, lumpSum, toAccount, fact: own[0]!.ref }
    })
  })
}

/** A year that is paid in one amount is a year's months. */
function residentMonths(one: InsuranceRecord): MonthPaid[] {
  return beyondOpening(one).flatMap(({ month, weight, paids }) => {
    const fact = paids[0]!.ref
    const first = weight === 1 ? month : parsePeriod(`${yearOf(month)}-01`)
    return [...periodsFrom(first, plus(first, weight - 1))].map((contributionMonth) => ({
      contributionMonth,
      paidInFull: true,
      fact,
    }))
  })
}

function beyondOpening({ rows, openings }: InsuranceRecord): readonly MonthRow[] {
  const full = rows.filter(({ paidInFull }) => paidInFull)
  if (openings.length === 0) return full
  const first = Math.min(...openings.map(({ year }) => year))
  return full.filter(({ settlementMonths }) => yearOf(settlementMonths.at(-1)!) > first)
}

function isBrought({ insurance, direction }: Transfer): boolean {
  return EMPLOYEE_PENSIONS.includes(insurance) && direction === 'in'
}

/** Whether all months of the stretch count; where fewer do, nobody knows which, and they count as they came. */
function isWhole({ fromMonth, throughMonth, months }: Transfer): boolean {
  return plus(fromMonth, months - 1) === throughMonth
}

function monthsOfTransfer(one: Posted<Transfer>): PlacedMonth[] {
  if (!isWhole(one)) return []
  return [...periodsFrom(one.fromMonth, one.throughMonth)].map((contributionMonth) => ({
    ...{ contributionMonth, paidInFull: true, place: one.otherArea, fact: one.ref },
  }))
}

function stretchOf(one: Posted<DeemedPeriod>): DeemedStretch {
  const { deemedKind: kind, fromMonth: from, throughMonth: through, months, document, ref: fact } = one
  return { kind, from, through, months, document, fact }
}

/** 转入的月数：those that were not paid here as well. */
function broughtIn({ insurances, transfers }: YearsSource): Explained<number> {
  const came = transfers.filter(isBrought)
  if (came.length === 0) return months(0, () => [])
  const own = insurances.filter(({ insurance }) => EMPLOYEE_PENSIONS.includes(insurance))
  const seen = new Set(own.flatMap(beyondOpening).map(({ month }) => month))
  const parts = came.map((one) => ({ one, count: isWhole(one) ? newMonths(one, seen) : one.months }))
  const count = parts.reduce((sum, part) => sum + part.count, 0)
  return months(count, () => parts.map((part) => months(part.count, () => [], part.one.ref)))
}

function newMonths({ fromMonth, throughMonth }: Transfer, seen: Set<Period>): number {
  const fresh = [...periodsFrom(fromMonth, throughMonth)].filter((month) => !seen.has(month))
  for (const month of fresh) seen.add(month)
  return fresh.length
}

function months(value: number, tell: () => readonly Explained[], fact?: FactRef): Explained<number> {
  return figure('broughtInMonths', 'months', value, tell, { basis: YEARS, ...(fact === undefined ? {} : { fact }) })
}
