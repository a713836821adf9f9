import { clipped, coversInsurance, coversMonth, isByMonth, type Narrowing } from '../kernel/narrowing.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { type BenefitRecord, undetermined } from './benefits.js'
import { type InsuranceRecord, insuranceYearsOf } from './insurance-record.js'
import { placed } from './path.js'
import type { Registration } from './registration.js'
import type { RightsRecord } from './rights-record.js'
import { yearsOf } from './years.js'

/**
 * 按授权的险种与月份收窄的记录。What is kept by insurance and by month is cut to those of the mandate; the totals of a year are
 * added up anew from what is left; what counts over all months or over all insurances, and cannot be cut, is left out. Each
 * item keeps the path it has in the whole record.
 */
export function narrowRecord(record: RightsRecord, narrowing: Narrowing | undefined): RightsRecord {
  if (narrowing === undefined) return record
  const ofInsurance = <T extends { readonly insurance: string }>(all: readonly T[]) =>
    placed(all).filter(({ insurance }) => coversInsurance(narrowing, insurance))
  const byMonth = isByMonth(narrowing)
  const insurances = ofInsurance(record.insurances).map((one) => narrowInsurance(one, narrowing))
  const [deemed, transfers] = byMonth ? [[], []] : [ofInsurance(record.deemed), ofInsurance(record.transfers)]
  const { area, through: at } = record
  return {
    ...record,
    narrowed: narrowing,
    registration: narrowRegistration(record.registration, narrowing),
    insurances,
    accounts: byMonth ? [] : ofInsurance(record.accounts),
    account: byMonth || !coversInsurance(narrowing, '110') ? [] : record.account,
    ...{ deemed, transfers, years: yearsOf({ insurances, deemed, transfers, area, at }) },
    subsidies: ofInsurance(record.subsidies).filter((one) => coversMonth(narrowing, one.contributionMonth)),
    benefits: ofInsurance(record.benefits).flatMap((one) => (byMonth ? paidWithin(one, narrowing) : [one])),
    // 认定与存疑由全部得来：neither is kept by insurance or by month.
    rulings: [],
    doubts: [],
  }
}

/** 有缴费年限可言：counted over all months, from what is paid for pensions. */
export function hasYears({ narrowed }: RightsRecord): boolean {
  return coversInsurance(narrowed, '110') && !isByMonth(narrowed)
}

function narrowInsurance(one: InsuranceRecord, narrowing: Narrowing): InsuranceRecord {
  if (!isByMonth(narrowing)) return one
  const rows = one.rows.filter(({ month }) => coversMonth(narrowing, month))
  const refunds = placed(one.refunds).filter(({ contributionMonth }) => coversMonth(narrowing, contributionMonth))
  return { ...one, rows, years: insuranceYearsOf(rows), refunds, openings: [], months: undefined }
}

/** 登记：who it is and how to reach them stays; work begun and the bank account belong to no insurance and no month. */
function narrowRegistration(whole: Registration, narrowing: Narrowing): Registration {
  const { person, enrolments, stretches } = whole
  return {
    ...whole,
    person: person && { ...person, workStartDate: undefined, bankAccount: undefined },
    enrolments: enrolments.filter(({ insurance }) => coversInsurance(narrowing, insurance)),
    stretches: stretches
      .filter(({ insurance }) => coversInsurance(narrowing, insurance))
      .flatMap((one) => clipped(narrowing, one) ?? []),
    categories: [],
    guardianships: [],
  }
}

/** 所含月份的待遇支付；what was determined holds for other months too and is left out. */
function paidWithin({ index, paidYears }: BenefitRecord, narrowing: Narrowing): BenefitRecord[] {
  const payments = paidYears
    .flatMap((one) => one.payments)
    .filter(({ benefitMonth }) => coversMonth(narrowing, benefitMonth))
  return payments.length === 0 ? [] : [undetermined(payments, index)]
}

/** 险种与月份在授权之内的事实；of the person themselves there is neither. */
export function isFactWithin(fact: Posted<Fact>, narrowing: Narrowing | undefined): boolean {
  if (narrowing === undefined) return true
  if (fact.kind === 'personRegistration' || fact.kind === 'personContact' || fact.kind === 'employerRegistration')
    return true
  const insurance = 'insurance' in fact ? fact.insurance : undefined
  if (insurance === undefined || !coversInsurance(narrowing, insurance)) return false
  const month = monthOf(fact)
  return !isByMonth(narrowing) || (month !== undefined && coversMonth(narrowing, month))
}

function monthOf(fact: Posted<Fact>): string | undefined {
  if ('contributionMonth' in fact) return fact.contributionMonth
  if ('benefitMonth' in fact) return fact.benefitMonth
  return fact.kind === 'enrolment' ? fact.fromMonth : undefined
}

/**
 * 路径所及是否在授权之内，told by the path alone: where it names neither insurance nor month, not. For what stands beside a
 * record, marks and objections; a figure is looked for in the narrowed record itself.
 */
export function isPathWithin(path: string, narrowing: Narrowing | undefined): boolean {
  if (narrowing === undefined) return true
  const [section = '', insurance = '', month = ''] = path.split('/')
  const covered = coversInsurance(narrowing, insurance)
  switch (section) {
    case 'person':
      return true
    case 'contribution':
    case 'missing':
      return covered && coversMonth(narrowing, month)
    case 'year':
      return covered && !isByMonth(narrowing)
    case 'keeper':
      return covered
    case 'enrolment':
    case 'months':
    case 'accounts':
    case 'refund':
      return covered && !isByMonth(narrowing)
    default:
      return false
  }
}
