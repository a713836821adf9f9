import { type Fen, sum } from '../kernel/money.js'
import { yearOf } from '../kernel/period.js'
import { INSURANCE_NAMES } from '../kernel/terms.js'
import type { Subsidy } from '../ledger/fact.js'
import type { InsuranceRecord } from '../records/insurance-record.js'
import type { RightsRecord } from '../records/rights-record.js'
import { firstEnrolledOf, sourceOf } from './keeping-text.js'
import { RESIDENT_INSURANCES, tookPart } from './statement-class.js'
import type { InsuranceState, ResidentYear } from './statement-data.js'

/**
 * 城乡居民各险种的一年。Money by settlement month, as on the employees' form; the years paid for by contribution year, each once,
 * through the end of this one. An insurance the person never took part in by then is left out.
 */
export function residentYearsOf(record: RightsRecord, year: number): ResidentYear[] {
  return RESIDENT_INSURANCES.flatMap((insurance) => {
    const own = record.insurances.find((one) => one.insurance === insurance)
    const enrolment = record.registration.enrolments.find((one) => one.insurance === insurance)
    if (own === undefined && enrolment === undefined && !tookPart(record, insurance, year)) return []
    const isConnected = own?.keeping.connected ?? true
    const state: InsuranceState = isConnected ? (enrolment?.state ?? 'notEnrolled') : 'notConnected'
    return [
      {
        ...{ insurance, name: INSURANCE_NAMES[insurance].zh, state, ...firstEnrolledOf(record, insurance) },
        source: own === undefined ? '本机构' : sourceOf(own.keeping),
        ...(isConnected ? amountsOf(record, own, insurance, year) : {}),
      },
    ]
  })
}

function amountsOf({ subsidies }: RightsRecord, own: InsuranceRecord | undefined, insurance: string, year: number) {
  const rows = own?.rows ?? []
  const arrived = rows.flatMap(({ paids }) => paids).filter(({ settlementMonth }) => yearOf(settlementMonth) === year)
  const given = subsidies.filter((one) => one.insurance === insurance && yearOf(one.settlementMonth) === year)
  const of = (kind: Subsidy['subsidyKind']): Fen =>
    sum(given.filter(({ subsidyKind }) => subsidyKind === kind).map(({ amount }) => amount))
  const paid = rows.filter(({ month, paidInFull }) => paidInFull && yearOf(month) <= year)
  return {
    personPaid: sum(arrived.map(({ personAmount }) => personAmount)),
    ...{ collective: of('collective'), government: of('government'), onBehalf: of('onBehalf') },
    paidYears: new Set(paid.map(({ month }) => yearOf(month))).size,
  }
}
