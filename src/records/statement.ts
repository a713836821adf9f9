import { cite, type Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { Paid, Posted } from '../ledger/fact.js'
import type { AccountYearRecord } from './account-record.js'
import { type BenefitRecord, type BenefitYear, benefitThrough } from './benefits.js'
import { REFUND } from './contributions.js'
import { figure, total } from './figure.js'
import type { InsuranceRecord } from './insurance-record.js'
import type { Keeping } from './keeping.js'
import { groupBy } from './live.js'
import { monthsOf, settledBy } from './months.js'
import type { RightsRecord } from './rights-record.js'
import { type ContributionYears, yearsOf } from './years.js'

/** 权益记录单的年度数字, as the yearly statement prints them. Money goes by settlement month, months by contribution month. */
export interface StatementFigures {
  readonly year: number
  readonly insurances: readonly StatementInsurance[]
  /** Undefined where there was no account in the year. */
  readonly account?: AccountYearRecord | undefined
  /** 本年享受的待遇：what was paid in the year, or is in force at its end. */
  readonly benefits: readonly StatementBenefit[]
  /** 截至本年末的缴费年限. */
  readonly years: ContributionYears
}

export interface StatementBenefit {
  readonly benefit: BenefitRecord
  /** Undefined where nothing was paid in the year. */
  readonly paid?: BenefitYear | undefined
}

export interface StatementInsurance {
  readonly insurance: string
  readonly keeping: Keeping
  /** Undefined where the keeper is not connected: printed as such, never as zero. */
  readonly figures?: InsuranceFigures | undefined
}

export interface InsuranceFigures {
  /** 月均缴费基数 of the year's months with money; undefined where there was none. */
  readonly averageBase?: Explained<Fen> | undefined
  readonly employer: Explained<Fen>
  readonly person: Explained<Fen>
  /** 本年实缴月数. */
  readonly paidMonths: Explained<number>
  /** 补缴历年月数：months of earlier years paid in this one. */
  readonly backPayMonths: Explained<number>
  /** 本年个人补缴欠费金额：the personal part of older arrears. */
  readonly backPayAmount: Explained<Fen>
  /** 截至本年末实际缴费月数. */
  readonly actualMonths: Explained<number>
  /** 截至本年末累计欠缴月数. */
  readonly arrearsMonths: Explained<number>
}

const STATEMENT = cite('社会保险个人权益记录管理办法', '二')

export function statementFigures(record: RightsRecord, year: number): StatementFigures {
  return {
    year,
    insurances: record.insurances.map((insurance) => ({
      insurance: insurance.insurance,
      keeping: insurance.keeping,
      figures: insurance.keeping.connected ? figuresOf(insurance, year) : undefined,
    })),
    account: record.account.find((one) => one.year === year),
    benefits: record.benefits.flatMap((one) => benefitOf(one, year)),
    years: yearsThrough(record, year),
  }
}

/** 截至本年末的缴费年限：what was settled by then, whatever was paid since. */
function yearsThrough({ insurances, deemed, transfers, area }: RightsRecord, year: number): ContributionYears {
  const at = `${year}-12` as Period
  return yearsOf({
    insurances: insurances.map((one) => ({
      ...one,
      rows: one.rows.filter((row) => settledBy(row, year)),
      openings: one.openings.filter((opening) => opening.year <= year),
    })),
    deemed: deemed.filter(({ throughMonth }) => throughMonth <= at),
    transfers: transfers.filter(({ month }) => month <= at),
    area,
    at,
  })
}

/** 本年的待遇：as it stood at the end of the year, whatever was determined since. */
function benefitOf(whole: BenefitRecord, year: number): StatementBenefit[] {
  const benefit = benefitThrough(whole, `${year}-12` as Period)
  const paid = whole.paidYears.find((one) => one.year === year)
  return benefit !== undefined && (paid !== undefined || benefit.monthly !== undefined) ? [{ benefit, paid }] : []
}

function figuresOf(insurance: InsuranceRecord, year: number): InsuranceFigures {
  const arrived = insurance.rows
    .flatMap(({ paids }) => paids)
    .filter(({ settlementMonth }) => yearOf(settlementMonth) === year)
  const older = arrived.filter(
    ({ contributionMonth, contributionKind }) => yearOf(contributionMonth) < year && contributionKind !== REFUND,
  )
  const ofYear = insurance.years.find((one) => one.year === year)
  const months = monthsOf(insurance.rows, insurance.openings, year)
  return {
    averageBase: ofYear?.averageBase,
    employer: total(
      'yearEmployerPaid',
      arrived.map((paid) => paidLine(paid, 'employer')),
      STATEMENT,
    ),
    person: total(
      'yearPersonPaid',
      arrived.map((paid) => paidLine(paid, 'person')),
      STATEMENT,
    ),
    paidMonths: ofYear?.paidMonths ?? figure('yearPaidMonths', 'months', 0, () => [], { basis: STATEMENT }),
    backPayMonths: backPayMonths(older),
    backPayAmount: total(
      'backPayAmount',
      older.map((paid) => paidLine(paid, 'person')),
      STATEMENT,
    ),
    actualMonths: months.actual,
    arrearsMonths: months.arrears,
  }
}

function backPayMonths(older: readonly Posted<Paid>[]): Explained<number> {
  const months = groupBy(older, ({ contributionMonth }) => contributionMonth)
  const tell = () =>
    [...months].map(([month, [paid]]) => figure('contributionMonth', 'month', month, () => [], { fact: paid!.ref }))
  return figure('backPayMonths', 'months', months.size, tell, { basis: STATEMENT })
}

function paidLine(paid: Posted<Paid>, side: 'employer' | 'person'): Explained<Fen> {
  return side === 'employer'
    ? figure('paidEmployer', 'fen', paid.employerAmount, () => [], { fact: paid.ref })
    : figure('paidPerson', 'fen', paid.personAmount, () => [], { fact: paid.ref })
}
