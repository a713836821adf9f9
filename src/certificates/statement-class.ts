import { type Period, yearOf } from '../kernel/period.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { StatementClass } from './statement-data.js'

/** 城乡居民的险种：pension and medical. */
export const RESIDENT_INSURANCES = ['170', '390'] as const

/**
 * 记录单的类别（城镇职工、城乡居民），by what the person took part in within the year: enrolled, paid or paid for, or drawing a
 * benefit. Whoever took part in both gets the form of the setting, with the other in blocks of its own; whoever took part in
 * neither, the form of what they were last enrolled in.
 */
export function statementClassOf(record: RightsRecord, year: number, ofBoth: StatementClass): StatementClass {
  const { registration, insurances, subsidies, benefits } = record
  const known = [...registration.stretches, ...insurances, ...subsidies, ...benefits].map(({ insurance }) => insurance)
  const taken = [...new Set(known)].filter((insurance) => tookPart(record, insurance, year))
  const [employee, resident] = [taken.some((one) => !isResident(one)), taken.some(isResident)]
  if (employee && resident) return ofBoth
  if (employee || resident) return resident ? 'resident' : 'employee'
  const last = record.registration.stretches.findLast(({ from }) => yearOf(from) <= year)
  return last !== undefined && isResident(last.insurance) ? 'resident' : 'employee'
}

export function isResident(insurance: string): boolean {
  return (RESIDENT_INSURANCES as readonly string[]).includes(insurance)
}

/** 本年参加了这一险种：enrolled in a month of it, paid, paid for, or drawing a benefit. */
export function tookPart(record: RightsRecord, insurance: string, year: number): boolean {
  const { registration, insurances, subsidies, benefits } = record
  const isOwn = (one: { readonly insurance: string }) => one.insurance === insurance
  const isIn = (month: Period) => yearOf(month) === year
  const rows = insurances.filter(isOwn).flatMap((one) => one.rows)
  return (
    registration.stretches
      .filter(isOwn)
      .some(({ from, through }) => yearOf(from) <= year && (through === undefined || yearOf(through) >= year)) ||
    rows.some(({ month, paids }) => isIn(month) || paids.some((paid) => isIn(paid.settlementMonth))) ||
    subsidies.filter(isOwn).some(({ settlementMonth }) => isIn(settlementMonth)) ||
    benefits.filter(isOwn).some(({ paidYears }) => paidYears.some((paid) => paid.year === year))
  )
}
