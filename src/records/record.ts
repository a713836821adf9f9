import { type Day, periodOfDay } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import { EMPLOYEE_INSURANCES } from '../kernel/terms.js'
import type { DeemedPeriod, Fact, OpeningBalance, Paid, Posted, Subsidy, Transfer } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { accountsOf } from './account.js'
import { closesOf, type LeafOf, NO_CLOSES } from './account-closes.js'
import type { AccountRecord, AccountYearRecord } from './account-record.js'
import { type BenefitRecord, benefitsOf } from './benefits.js'
import { doubtsOf } from './contradictions.js'
import { type MonthRow, monthRows, REFUND } from './contributions.js'
import type { Doubt } from './doubts.js'
import { total } from './figure.js'
import { findArea, type Keeping, keepingOf } from './keeping.js'
import { type Life, lifeOf } from './life.js'
import { compare, groupBy, liveFacts, ofKind } from './live.js'
import { arrearsMonthsOf, type Months, monthsOf, paidMonthsOf } from './months.js'
import { inOrder, type Registration, registrationOf } from './registration.js'
import { ruleBy } from './rule.js'
import { type ContributionYears, contributionYears } from './years.js'

/** 以何时为准。`through` cuts by contribution month; what was known then is the caller's choice of facts. */
export interface AsOf {
  readonly through?: Period | undefined
  readonly today: Day
  /** 记账在树中的位置；without it stored closes are compared, not relied on. */
  readonly leafOf?: LeafOf | undefined
}

/** 个人权益记录（第二条）。Every figure is Explained; nothing in it was stored. */
export interface RightsRecord {
  readonly through: Period
  readonly today: Day
  readonly registration: Registration
  readonly insurances: readonly InsuranceRecord[]
  /** 个人账户, one of each insurance that has one. */
  readonly accounts: readonly AccountRecord[]
  /** 企业职工基本养老保险个人账户, oldest year first: the years of the account of 110. */
  readonly account: readonly AccountYearRecord[]
  /** 缴费年限. */
  readonly years: ContributionYears
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly subsidies: readonly Posted<Subsidy>[]
  readonly transfers: readonly Posted<Transfer>[]
  readonly life: Life
  readonly benefits: readonly BenefitRecord[]
  /** 存疑: contradictions in the history, each beside the figures it concerns. */
  readonly doubts: readonly Doubt[]
}

export interface InsuranceRecord {
  readonly insurance: string
  readonly keeping: Keeping
  readonly rows: readonly MonthRow[]
  readonly years: readonly InsuranceYear[]
  readonly refunds: readonly Posted<Paid>[]
  readonly openings: readonly Posted<OpeningBalance>[]
  /** Undefined where the keeper is not connected. */
  readonly months?: Months | undefined
}

/** 一险种一年：months by contribution month, money as it arrived for them. */
export interface InsuranceYear {
  readonly year: number
  readonly paidMonths: Explained<number>
  readonly arrearsMonths: Explained<number>
  readonly employer: Explained<Fen>
  readonly person: Explained<Fen>
  readonly rows: readonly MonthRow[]
}

export const PENSION = '110'

/**
 * 推导权益记录。Pure: the same facts in any order, the same parameters and the same day give the same record. Reversed
 * rows and their reversals fall away; only money that arrived makes a month count or an account grow.
 */
export function recordOf(facts: readonly Posted<Fact>[], book: PolicyBook, asOf: AsOf): RightsRecord {
  const live = liveFacts(facts)
  const through = asOf.through ?? latestMonth(live, periodOfDay(asOf.today))
  const known = live.filter((fact) => isWithin(fact, through))
  const enrolments = inOrder(ofKind(known, 'enrolment'))
  const insurances = insurancesOf(known, book, through)
  const determinations = ofKind(known, 'benefitDetermination')
  const deemed = ofKind(known, 'deemedPeriod')
  const transfers = ofKind(known, 'transfer')
  const life = lifeOf(ofKind(known, 'lifeEvent'), determinations)
  const closes = (insurance: string) =>
    asOf.through === undefined ? closesOf(facts, insurance, asOf.leafOf) : NO_CLOSES
  const accounts = accountsOf(known, { life, book, today: asOf.today, through }, closes)
  const record = {
    through,
    today: asOf.today,
    registration: registrationOf(ofKind(known, 'personRegistration'), enrolments),
    insurances,
    accounts,
    account: accounts.find(({ insurance }) => insurance === PENSION)?.years ?? [],
    years: contributionYears({ insurances, deemed, transfers }),
    deemed,
    subsidies: ofKind(known, 'subsidy'),
    transfers,
    life,
    benefits: benefitsOf(determinations, ofKind(known, 'benefitPayment'), through, () => undefined),
  }
  return { ...record, doubts: doubtsOf(known, record) }
}

function insurancesOf(known: readonly Posted<Fact>[], book: PolicyBook, through: Period): InsuranceRecord[] {
  const enrolments = inOrder(ofKind(known, 'enrolment'))
  const ruleOf = ruleBy(book, enrolments, ofKind(known, 'employerRegistration'))
  const [dues, paids, openings] = [ofKind(known, 'due'), ofKind(known, 'paid'), ofKind(known, 'openingBalance')]
  const lines = groupBy([...enrolments, ...dues, ...paids, ...openings], ({ insurance }) => insurance)
  const area = areaOf(known)
  const found: InsuranceRecord[] = []
  for (const insurance of [...new Set([...EMPLOYEE_INSURANCES, ...lines.keys()])].sort(compare)) {
    const own = lines.get(insurance) ?? []
    const [ownDues, ownPaids, ownOpenings] = [ofKind(own, 'due'), ofKind(own, 'paid'), ofKind(own, 'openingBalance')]
    const isKnown = ownDues.length + ownPaids.length + ownOpenings.length > 0
    const keeping = keepingOf(
      area === undefined ? undefined : findArea(book, area),
      insurance,
      through,
      ownPaids,
      isKnown,
    )
    if (own.length === 0 && keeping.connected) continue
    const rows = monthRows(insurance, ownDues, ownPaids, ruleOf)
    found.push({
      insurance,
      keeping,
      rows,
      years: yearsOf(rows),
      refunds: ownPaids.filter(({ contributionKind }) => contributionKind === REFUND),
      openings: ownOpenings,
      months: keeping.connected ? monthsOf(rows, ownOpenings) : undefined,
    })
  }
  return found
}

function yearsOf(rows: readonly MonthRow[]): InsuranceYear[] {
  return [...groupBy(rows, ({ month }) => yearOf(month))].map(([year, own]) => {
    return {
      year,
      paidMonths: paidMonthsOf(own),
      arrearsMonths: arrearsMonthsOf(own),
      employer: total(
        'yearEmployerPaid',
        own.map((row) => row.paidEmployer),
      ),
      person: total(
        'yearPersonPaid',
        own.map((row) => row.paidPerson),
      ),
      rows: own,
    }
  })
}

function isWithin(fact: Posted<Fact>, through: Period): boolean {
  if (fact.kind === 'due' || fact.kind === 'paid') return fact.contributionMonth <= through
  if (fact.kind === 'enrolment') return fact.fromMonth <= through
  if (fact.kind === 'subsidy') return fact.contributionMonth <= through
  if (fact.kind === 'benefitDetermination') return fact.eventMonth <= through
  if (fact.kind === 'benefitPayment') return fact.payMonth <= through
  if (fact.kind === 'transfer') return fact.month <= through
  if (fact.kind === 'lifeEvent') return fact.day.slice(0, 7) <= through
  return fact.kind === 'openingBalance' ? fact.year <= yearOf(through) : true
}

function latestMonth(facts: readonly Posted<Fact>[], today: Period): Period {
  let latest = today
  for (const fact of facts) {
    const isMoney = fact.kind === 'due' || fact.kind === 'paid'
    if (isMoney && fact.contributionMonth > latest) latest = fact.contributionMonth
  }
  return latest
}

/** 统筹区：that of the latest fact of the person that names one. */
function areaOf(known: readonly Posted<Fact>[]): string | undefined {
  const placed = known.filter(({ kind }) => kind !== 'policyText' && kind !== 'employerRegistration')
  const last = placed.findLast(({ kind }) => kind === 'enrolment') ?? placed.at(-1)
  return last === undefined || last.kind === 'policyText' ? undefined : last.area
}
