import { ageOn, type Day } from '../kernel/day.js'
import { type Ppm, sum, ZERO } from '../kernel/money.js'
import { type Period, plus } from '../kernel/period.js'
import { insuranceName } from '../kernel/terms.js'
import type { AccountYearRecord } from '../records/account-record.js'
import type { MonthRow } from '../records/contributions.js'
import type { InsuranceRecord } from '../records/insurance-record.js'
import type { RightsRecord } from '../records/rights-record.js'
import { type StatementInsurance, statementFigures } from '../records/statement.js'
import { firstEnrolledOf, sourceOf } from './keeping-text.js'
import { residentYearsOf } from './resident-year.js'
import { benefitYear, yearsBlock } from './statement-benefits.js'
import { isResident, statementClassOf, tookPart } from './statement-class.js'
import type {
  InsuranceState,
  InsuranceYear,
  MonthMark,
  PensionAccountYear,
  StatementClass,
  StatementData,
} from './statement-data.js'

/** 出具时才知道的部分：who issues, for whom, under which checkpoint. */
export type StatementOrigin = Pick<
  StatementData,
  | 'agency'
  | 'person'
  | 'areaName'
  | 'dataCutoff'
  | 'printedAt'
  | 'checkpoint'
  | 'articles'
  | 'underReview'
  | 'employer'
  | 'annex'
  | 'scope'
  | 'narrowed'
>

/** 由权益记录到年度记录单，on the form of its class. Every figure is the record's; nothing is computed here. */
export function statementOf(
  record: RightsRecord,
  year: number,
  origin: StatementOrigin,
  ofBoth: StatementClass = 'employee',
): StatementData {
  const figures = statementFigures(record, year)
  const group = statementClassOf(record, year, ofBoth)
  const insurances = figures.insurances
    .filter(({ insurance }) => !isResident(insurance) && (group === 'employee' || tookPart(record, insurance, year)))
    .map((one) => {
      const whole = record.insurances.find(({ insurance }) => insurance === one.insurance)!
      return insuranceYear(record, whole, one, year)
    })
  const residents = residentYearsOf(record, year).filter(
    ({ insurance }) => group === 'resident' || tookPart(record, insurance, year),
  )
  return {
    ...origin,
    ...{ year, group, insurances, residents },
    periodStart: `${year}-01` as Period,
    periodEnd: `${year}-12` as Period,
    account: accountOf(group === 'resident' ? residentAccount(record, year) : figures.account),
    benefits: figures.benefits.map(benefitYear),
    ...yearsBlock(figures.years),
  }
}

function residentAccount({ accounts }: RightsRecord, year: number): AccountYearRecord | undefined {
  return accounts.find(({ insurance }) => insurance === '170')?.years.find((one) => one.year === year)
}

function insuranceYear(
  record: RightsRecord,
  whole: InsuranceRecord,
  { insurance, keeping, figures }: StatementInsurance,
  year: number,
): InsuranceYear {
  const enrolment = record.registration.enrolments.find((one) => one.insurance === insurance)
  const state: InsuranceState = !keeping.connected ? 'notConnected' : (enrolment?.state ?? 'notEnrolled')
  const own = figures === undefined || state === 'notEnrolled' ? {} : amountsOf(insurance, figures)
  return {
    insurance,
    name: insuranceName(insurance).zh,
    state,
    ...firstEnrolledOf(record, insurance),
    ...own,
    marks: marksOf(whole.rows, year),
    keeper: keeping.side === 'medicalSecurity' ? '医疗保障经办机构' : '社会保险经办机构',
    source: sourceOf(keeping),
    ...(keeping.cutOff === undefined ? {} : { cutoff: keeping.cutOff }),
  }
}

/** Work injury and maternity are paid by the employer alone: no base and no personal part is printed for them. */
function amountsOf(insurance: string, figures: NonNullable<StatementInsurance['figures']>): Partial<InsuranceYear> {
  const byPerson = insurance === '110' || insurance === '210' || insurance === '310'
  return {
    ...(byPerson && figures.averageBase !== undefined ? { averageBase: figures.averageBase.value } : {}),
    employerPaid: figures.employer.value,
    ...(byPerson ? { personPaid: figures.person.value, arrearsPaid: figures.backPayAmount.value } : {}),
    arrearsPaidMonths: figures.backPayMonths.value,
    yearMonths: figures.paidMonths.value,
    actualMonths: figures.actualMonths.value,
    arrearsMonths: figures.arrearsMonths.value,
  }
}

function marksOf(rows: readonly MonthRow[], year: number): MonthMark[] {
  return Array.from({ length: 12 }, (_, i) => {
    const month = plus(`${year}-01` as Period, i)
    const own = rows.filter((row) => row.month === month)
    if (own.length === 0) return 'none'
    return own.some(({ paidInFull }) => paidInFull) ? 'paid' : 'arrears'
  })
}

function accountOf(year: AccountYearRecord | undefined): PensionAccountYear {
  if (year === undefined) return { state: 'none' }
  const { interestOnOpening, interestOnCredits, closing, rate } = year
  if (closing === undefined || interestOnOpening === undefined || interestOnCredits === undefined) {
    return { state: 'rateUnpublished', opening: year.opening.value, credited: year.credits.value }
  }
  return {
    state: 'closed',
    opening: year.opening.value,
    credited: year.credits.value,
    interestOnOpening: interestOnOpening.value,
    interestOnCredits: interestOnCredits.value,
    ...movesOf(year),
    closing: closing.value,
    rate: rate === undefined ? '' : `${percent(rate.value)}${rateNote(year)}`,
  }
}

function rateNote({ state, rate }: AccountYearRecord): string {
  if (state === 'provisional') return '（暂用，公布后重算）'
  return rate?.parameter?.status === 'unconfirmed' ? '（待确认）' : ''
}

/** What came in or left besides contributions; a year without any says nothing of it. */
function movesOf({ movedIn, movedOut, paidOut, interestOnPaid }: AccountYearRecord) {
  const left = sum([movedOut, paidOut, interestOnPaid].map((part) => part?.value ?? ZERO))
  return {
    ...(movedIn === undefined || movedIn.value === 0 ? {} : { movedIn: movedIn.value }),
    ...(left === 0 ? {} : { left }),
  }
}

function percent(rate: Ppm): string {
  return `${Math.trunc(rate / 10_000)}.${String(rate % 10_000)
    .padStart(4, '0')
    .replace(/0{1,2}$/, '')}%`
}

/** 收件人：a minor's statement goes to the guardian (107号文三). Eighteen is counted on the day of issue. */
export function isMinor(birthDate: Day, issuedOn: Day): boolean {
  return ageOn(birthDate, issuedOn) < 18
}
