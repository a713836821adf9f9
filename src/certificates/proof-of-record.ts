import { clipped } from '../kernel/narrowing.js'
import { type Period, yearOf } from '../kernel/period.js'
import { insuranceName } from '../kernel/terms.js'
import type { EmployerRegistration, Posted } from '../ledger/fact.js'
import type { MonthRow } from '../records/contributions.js'
import type { InsuranceRecord } from '../records/insurance-record.js'
import { paidMonthsOf } from '../records/months.js'
import type { RightsRecord } from '../records/rights-record.js'
import { registrationAt } from '../records/rule.js'
import { firstEnrolledOf, sourceOf } from './keeping-text.js'
import type { ContributionProofData, InsuranceState, PaperOrigin, ProofRow } from './statement-data.js'

/** 证明期间：from one month through another, both included. */
export interface ProofSpan {
  readonly from: Period
  readonly through: Period
}

type ProofOrigin = PaperOrigin & Pick<ContributionProofData, 'employer'>

/** 可证明的期间：from the first month enrolled or paid to the month of today, and of a mandate's months; undefined where there is nothing to prove. */
export function provableSpan(record: RightsRecord): ProofSpan | undefined {
  const enrolled = record.registration.enrolments.map(({ firstMonth }) => firstMonth.value)
  const paid = record.insurances.flatMap(({ rows }) => rows.map(({ month }) => month))
  const [first] = [...enrolled, ...paid].sort()
  if (first === undefined || first > record.through) return undefined
  const { from, through = record.through } = clipped(record.narrowed, { from: first, through: record.through }) ?? {}
  return from === undefined ? undefined : { from, through }
}

/** 可按年出具的年度，newest first: each year of the span. */
export function provableYears({ from, through }: ProofSpan): number[] {
  return Array.from({ length: yearOf(through) - yearOf(from) + 1 }, (_, i) => yearOf(through) - i)
}

/** 由权益记录到参保缴费证明。Every figure is the record's; months count by contribution month, each once. */
export function proofOf(
  record: RightsRecord,
  span: ProofSpan,
  employers: readonly Posted<EmployerRegistration>[],
  origin: ProofOrigin,
): ContributionProofData {
  return { ...origin, ...span, rows: record.insurances.map((one) => rowOf(record, one, span, employers)) }
}

function rowOf(
  record: RightsRecord,
  { insurance, keeping, rows }: InsuranceRecord,
  { from, through }: ProofSpan,
  employers: readonly Posted<EmployerRegistration>[],
): ProofRow {
  const enrolment = record.registration.enrolments.find((one) => one.insurance === insurance)
  const state: InsuranceState = !keeping.connected ? 'notConnected' : (enrolment?.state ?? 'notEnrolled')
  const within = rows.filter(({ month }) => month >= from && month <= through)
  const names = employersOf(within, employers)
  return {
    name: insuranceName(insurance).zh,
    state,
    ...firstEnrolledOf(record, insurance),
    ...(names.length === 0 ? {} : { employer: names.join('、') }),
    ...(keeping.connected && (enrolment !== undefined || rows.length > 0)
      ? { months: paidMonthsOf(within).value }
      : {}),
    source: sourceOf(keeping),
  }
}

/** 期内缴费单位：whoever paid a month of these, by the name registered then. */
function employersOf(rows: readonly MonthRow[], employers: readonly Posted<EmployerRegistration>[]): string[] {
  const paid = rows.filter(({ paidInFull, employerId }) => paidInFull && employerId !== undefined)
  const names = paid.flatMap(({ employerId, month }) => registrationAt(employers, employerId, month)?.name ?? [])
  return [...new Set(names)]
}
