import { Refusal } from '../kernel/refusal.js'
import type { RecordSections } from '../query/contract.js'
import type { Disclosed } from './disclosed.js'
import type { Scope } from './inquiry.js'
import { beyondApproval } from './refusals.js'
import type { DisclosedSection } from './words.js'

/** 某人的结果。Made of the derived record and nothing else. */
export interface PersonResult {
  readonly personId: string
  readonly record: Disclosed
}

export type Limits = Pick<Scope, 'sections' | 'from' | 'through'>
/** 收窄：from the whole record to what was approved. */
export type Narrow = (all: RecordSections, limits: Limits) => Disclosed

/**
 * 收窄到批准的类别与月份。What is not of the approved items and months is left out; a year begins within them or is left out,
 * and what is after the last month was cut when the record was derived.
 */
export const narrowedTo: Narrow = (all, limits) => {
  const may = (section: DisclosedSection) => limits.sections.includes(section)
  return {
    ...(may('registration') ? registrationOf(all, limits) : {}),
    ...(may('contribution') ? { contribution: contributionsOf(all, limits) } : {}),
    ...(may('account') ? { account: accountOf(all, limits) } : {}),
    ...(may('benefit') ? { benefit: benefitsOf(all, limits) } : {}),
  }
}

function registrationOf({ registration }: RecordSections, limits: Limits): Pick<Disclosed, 'registration'> {
  if (registration === undefined) return {}
  const { fullName, identityNumber, sex, birthDate } = registration.person
  return {
    registration: {
      ...{ fullName, identityNumber, sex, birthDate },
      enrolments: registration.enrolments.map(({ insurance, state }) => ({
        insurance,
        ...(state === undefined ? {} : { state }),
      })),
      employers: registration.employers
        .filter((one) => touches(one, limits))
        .map(({ employerName = '', ...one }) => ({
          ...one,
          employer: employerName,
        })),
    },
  }
}

function contributionsOf(
  { contributions = [] }: RecordSections,
  limits: Limits,
): NonNullable<Disclosed['contribution']> {
  return contributions.flatMap(({ insurance, years }) =>
    years
      .flatMap(({ rows }) => rows)
      .filter(({ month }) => isWithin(month, limits))
      .map(({ month, employerName = '', base, paidEmployer, paidPerson }) => ({
        ...{ insurance, month, employer: employerName, base, paidEmployer, paidPerson },
      })),
  )
}

function accountOf(
  { account, accounts = [], years }: RecordSections,
  limits: Limits,
): NonNullable<Disclosed['account']> {
  const held =
    accounts.length > 0
      ? accounts.map(({ insurance, years }) => ({ insurance, years }))
      : [{ insurance: '110', years: account?.years ?? [] }]
  return {
    ...(years === undefined ? {} : { totalMonths: years.total.text, actualMonths: years.actual.text }),
    years: held.flatMap(({ insurance, years }) =>
      years
        .filter(({ year }) => isYearWithin(year, limits))
        .map(({ year, opening, credits, balance }) => ({
          ...{ insurance, year, opening: Number(opening.value), credits: Number(credits.value) },
          balance: Number(balance.value),
        })),
    ),
  }
}

function benefitsOf({ benefits = [] }: RecordSections, limits: Limits): NonNullable<Disclosed['benefit']> {
  return benefits
    .map(({ since, ...one }) => ({ ...one, from: since }))
    .filter((one) => touches(one, limits))
    .map(({ insurance, kind, from, through, monthly, paidYears }) => ({
      ...{ insurance, kind, from },
      ...(through === undefined ? {} : { through }),
      ...(monthly === undefined ? {} : { monthly: Number(monthly.value) }),
      paid: paidYears
        .filter(({ year }) => isYearWithin(year, limits))
        .map(({ year, months, paid }) => ({ year, months, paid: Number(paid.value) })),
    }))
}

function isWithin(month: string, { from, through }: Limits): boolean {
  return from <= month && month <= through
}

function isYearWithin(year: number, limits: Limits): boolean {
  return isWithin(`${year}-01`, limits)
}

function touches(one: { readonly from: string; readonly through?: string | undefined }, limits: Limits): boolean {
  return one.from <= limits.through && (one.through === undefined || limits.from <= one.through)
}

/**
 * 出门之前再核一遍。Holds the result against the approval, told apart from how it was narrowed: every person, section and
 * month of it was approved, or nothing leaves. Refuses with `inquiry.beyond-approval`.
 */
export function refuseBeyond(results: readonly PersonResult[], approved: Scope): void {
  const persons = new Set(approved.persons.flatMap(({ personId }) => personId ?? []))
  for (const { personId, record } of results) {
    if (!persons.has(personId)) beyond('人员')
    for (const [section, value] of Object.entries(record)) {
      if (!approved.sections.includes(section as DisclosedSection)) beyond('类别')
      walk(value, approved)
    }
  }
}

/** Whatever is of one month or one year lies within; what spans some touches them. */
function walk(value: unknown, approved: Scope): void {
  if (Array.isArray(value)) for (const one of value) walk(one, approved)
  else if (typeof value === 'object' && value !== null) {
    const { month, year, from, through } = value as Readonly<Record<string, unknown>>
    if (typeof month === 'string' && (month < approved.from || month > approved.through)) beyond('月份')
    if (typeof year === 'number' && (`${year}-01` < approved.from || `${year}-01` > approved.through)) beyond('年度')
    if (typeof from === 'string' && from > approved.through) beyond('月份')
    if (typeof through === 'string' && through < approved.from) beyond('月份')
    for (const inner of Object.values(value)) walk(inner, approved)
  }
}

function beyond(what: string): never {
  throw new Refusal(beyondApproval, { what })
}
