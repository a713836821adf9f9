import { CATEGORIES, isCategory } from '../collection/person-category.js'
import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { mask } from '../kernel/mask.js'
import { coversMonth } from '../kernel/narrowing.js'
import type { Language } from '../kernel/refusal.js'
import type { EmployerRegistration, PersonContact, PersonRegistration, Posted } from '../ledger/fact.js'
import type { MonthRow } from '../records/contributions.js'
import type { InsuranceRecord, InsuranceYear } from '../records/insurance-record.js'
import { placeIn, rowPath, shownFirstMonth } from '../records/path.js'
import type { EnrolmentState } from '../records/registration.js'
import type { RightsRecord } from '../records/rights-record.js'
import { registrationAt } from '../records/rule.js'
import { accountYearView } from './account-view-service.js'
import type { Charts, PersonView, RecordSections } from './contract.js'
import type { ContributionRow, InsuranceContributions, YearOfContributions } from './contribution-contract.js'
import type { Keeper } from './figure-contract.js'
import { figureView } from './figure-view-service.js'
import { keeperView } from './keeper-view-service.js'
import { otherSections } from './section-view-service.js'

/** 由权益记录到屏幕所需。Every figure keeps its path, by which its reasons are asked for. */
export class RecordView {
  private readonly names = new Map<string | undefined, { employerName?: string }>()

  constructor(
    private readonly record: RightsRecord,
    private readonly employers: readonly Posted<EmployerRegistration>[],
    private readonly language: Language,
  ) {}

  sections(allowed: ReadonlySet<string>): RecordSections {
    return {
      ...(allowed.has('registration') ? { registration: this.registration() } : {}),
      ...(allowed.has('contribution')
        ? { contributions: this.record.insurances.map((one) => this.contributions(one)) }
        : {}),
      ...(allowed.has('account') ? { account: this.account() } : {}),
      ...otherSections(this.record, allowed, this.language),
    }
  }

  charts(allowed: ReadonlySet<string>): Charts {
    const contributions = this.record.insurances
      .filter(({ keeping }) => keeping.connected)
      .flatMap(({ insurance, years }) =>
        years.map((one) => ({ insurance, year: one.year, employer: one.employer.value, person: one.person.value })),
      )
      .sort((a, b) => a.year - b.year)
    const account = allowed.has('account') ? this.record.account : []
    const balances = account.map(({ year, balance, state }) => ({
      year,
      balance: balance.value,
      settled: state === 'settled' || state === 'provisional',
    }))
    return { contributions, balances }
  }

  private registration(): NonNullable<RecordSections['registration']> {
    const { person, contact, enrolments, stretches, categories, guardianships } = this.record.registration
    return {
      person: personView(person, contact),
      enrolments: enrolments.map((one) => ({
        insurance: one.insurance,
        area: one.area,
        keeper: this.keeperOf(one.insurance),
        ...this.firstMonthOf(one),
        state: one.state,
        ...(coversMonth(this.record.narrowed, one.since) ? { since: one.since } : {}),
        ...this.named(one.employerId),
        personKind: one.personKind,
      })),
      categories: categories.map(({ name, ...span }) => ({ says: categoryWords(name), ...daySpanView(span) })),
      guardianships: guardianships.map(({ name: _, ...span }) => daySpanView(span)),
      employers: stretches.map(({ insurance, employerId, from, through }) => ({
        insurance,
        ...this.named(employerId),
        from,
        ...(through === undefined ? {} : { through }),
      })),
    }
  }

  private contributions({ insurance, keeping, years, refunds }: InsuranceRecord): InsuranceContributions {
    return {
      insurance,
      keeper: keeperView(keeping),
      years: years.map((year) => this.year(insurance, year)).reverse(),
      refunds: refunds.map((refund, i) => ({
        path: `refund/${insurance}/${placeIn(refund, i)}`,
        month: refund.contributionMonth,
        settlementMonth: refund.settlementMonth,
        employer: refund.employerAmount,
        person: refund.personAmount,
      })),
    }
  }

  private year(insurance: string, one: InsuranceYear): YearOfContributions {
    const view = (name: string, of: Explained<number>) =>
      figureView(of, `year/${insurance}/${one.year}/${name}`, this.language)
    const figure = (name: 'paidMonths' | 'employer' | 'person' | 'arrearsMonths') => view(name, one[name])
    return {
      year: one.year,
      paidMonths: figure('paidMonths'),
      employer: figure('employer'),
      person: figure('person'),
      arrearsMonths: figure('arrearsMonths'),
      ...(one.averageBase === undefined ? {} : { averageBase: view('averageBase', one.averageBase) }),
      rows: one.rows.map((row) => this.row(row)),
    }
  }

  private row(row: MonthRow): ContributionRow {
    return {
      path: rowPath(row),
      month: row.month,
      settlementMonths: [...row.settlementMonths],
      ...this.named(row.employerId),
      kinds: [...row.kinds],
      backPay: row.backPay,
      state: row.state,
      counted: row.paidInFull,
      base: row.base.value,
      dueEmployer: row.dueEmployer.value,
      duePerson: row.duePerson.value,
      paidEmployer: row.paidEmployer.value,
      paidPerson: row.paidPerson.value,
      arrears: row.arrears.value,
      difference: row.difference.value,
    }
  }

  private account(): NonNullable<RecordSections['account']> {
    const { insurances, account } = this.record
    const last = account.at(-1)
    return {
      months: insurances.map(({ insurance, keeping, months }) => ({
        insurance,
        keeper: keeperView(keeping),
        ...(months === undefined
          ? {}
          : {
              actualMonths: figureView(months.actual, `months/${insurance}/actual`, this.language),
              arrearsMonths: figureView(months.arrears, `months/${insurance}/arrears`, this.language),
            }),
      })),
      years: account.map((year) => accountYearView(year, `account/${year.year}`, this.language)).reverse(),
      ...(last === undefined ? {} : { balance: figureView(last.balance, 'account/balance', this.language) }),
    }
  }

  private firstMonthOf(one: EnrolmentState) {
    const firstMonth = shownFirstMonth(one, this.record.narrowed)
    if (firstMonth === undefined) return {}
    return { firstMonth: figureView(firstMonth, `enrolment/${one.insurance}/firstMonth`, this.language) }
  }

  private keeperOf(insurance: string): Keeper {
    const found = this.record.insurances.find((one) => one.insurance === insurance)
    return keeperView(found?.keeping ?? { side: 'unknown', connected: false })
  }

  private named(employerId: string | undefined): { employerName?: string } {
    const known = this.names.get(employerId)
    if (known !== undefined) return known
    const name = registrationAt(this.employers, employerId, this.record.through)?.name
    const named = name === undefined ? {} : { employerName: name }
    this.names.set(employerId, named)
    return named
  }
}

function daySpanView({ from, through }: { from: Day; through?: Day | undefined }) {
  return { from, ...(through === undefined ? {} : { through }) }
}

function categoryWords(name: string): { zh: string; en: string } {
  const { zh, en } = isCategory(name) ? CATEGORIES[name] : { zh: name, en: name }
  return { zh, en }
}

/** Numbers are masked on every screen, the person's own as well. */
export function personView(
  person: Posted<PersonRegistration> | undefined,
  contact?: Posted<PersonContact> | undefined,
): PersonView {
  const hidden = (text: string | undefined) => (text === undefined ? undefined : mask(text))
  const { bankAccount, workStartDate } = person ?? {}
  const { mobilePhone, mailingAddress, email, postalCode } = contact ?? { ...told(person) }
  const optional = {
    workStartDate,
    mobilePhone: hidden(mobilePhone),
    email: email?.replace(/^(.).*(?=@)/, '$1***'),
    mailingAddress,
    postalCode,
    bankAccount: hidden(bankAccount),
  }
  return {
    fullName: person?.fullName ?? '',
    documentType: person?.documentType ?? '',
    identityNumber: mask(person?.socialSecurityNumber ?? ''),
    sex: person?.sex ?? '9',
    birthDate: person?.birthDate ?? '1900-01-01',
    nationality: person?.nationality ?? '',
    ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
  }
}

/** Before anything was changed, what the registration said. */
function told(person: Posted<PersonRegistration> | undefined): Partial<PersonContact> {
  return { mobilePhone: person?.mobilePhone, mailingAddress: person?.mailingAddress }
}
