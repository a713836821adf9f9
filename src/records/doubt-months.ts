import type { FactRef } from '../kernel/explain.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { DeemedPeriod, Posted, Transfer } from '../ledger/fact.js'
import type { MonthRow } from './contributions.js'
import { type Doubt, type DoubtKey, doubt, monthsText } from './doubts.js'
import type { InsuranceRecord } from './insurance-record.js'
import { compare } from './live.js'
import type { Stretch } from './registration.js'

/** 职工养老的两个险种：their months are one person's years. */
const EMPLOYEE_PENSIONS = ['110', '120']
const RESIDENT = '170'
/** 历史缴费记录补录（AAE143）：what was entered afterwards for a time before there was any enrolment. */
const HISTORICAL = '23'

export interface MonthsSource {
  readonly insurances: readonly InsuranceRecord[]
  readonly stretches: readonly Stretch[]
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly transfers: readonly Posted<Transfer>[]
}

/** 月份的矛盾：the same month told twice, or for a time when nobody was enrolled. */
export function doubtsOfMonths({ insurances, stretches, deemed, transfers }: MonthsSource): Doubt[] {
  const rows = (codes: readonly string[]) =>
    insurances.filter(({ insurance }) => codes.includes(insurance)).flatMap((one) => one.rows)
  const outside = insurances.flatMap((one) => outsideEnrolment(one, stretches))
  const resident = placesOf(rows([RESIDENT]).filter(({ paidInFull }) => paidInFull))
  const own = rows(EMPLOYEE_PENSIONS)
  if (deemed.length + transfers.length + resident.size === 0) return [...outside, ...paidInTwoPlaces(own)]
  const paid = placesOf(own.filter(({ paidInFull }) => paidInFull))
  const inEmployees = ({ insurance }: { insurance: string }) => EMPLOYEE_PENSIONS.includes(insurance)
  const spans = deemed.filter((one) => inEmployees(one) && one.deemedKind !== 'hazardousConversion').map(spanOfDeemed)
  const brought = transfers.filter((one) => inEmployees(one) && one.direction === 'in').map(spanOfTransfer)
  return [
    ...outside,
    ...together('deemedOverlapsPaid', [paid, ...brought], spans, ['years/deemed', 'years/total']),
    ...overlaps('deemedOverlapsDeemed', spans, ['years/deemed', 'years/total']),
    ...paidInTwoPlaces(own),
    ...together('paidInTwoPlaces', [paid], brought, ['years/actual']),
    ...overlaps('paidInTwoPlaces', brought, ['years/actual']),
    ...residentAndEmployee(paid, resident),
  ]
}

/** Months, each with the facts that tell it. */
type Places = ReadonlyMap<Period, readonly FactRef[]>

function placesOf(rows: readonly MonthRow[]): Places {
  const places = new Map<Period, FactRef[]>()
  for (const { month, paids } of rows) {
    places.set(month, [...(places.get(month) ?? []), ...paids.map(({ ref }) => ref)])
  }
  return places
}

function spanOfDeemed({ fromMonth, throughMonth, ref }: Posted<DeemedPeriod>): Places {
  return new Map([...periodsFrom(fromMonth, throughMonth)].map((month) => [month, [ref]]))
}

/** 转入的期间. Where fewer months than the stretch count, nobody knows which: those contradict nothing. */
function spanOfTransfer({ fromMonth, throughMonth, months, ref }: Posted<Transfer>): Places {
  const span = [...periodsFrom(fromMonth, throughMonth)]
  return new Map(span.length === months ? span.map((month) => [month, [ref]]) : [])
}

function outsideEnrolment({ insurance, rows }: InsuranceRecord, stretches: readonly Stretch[]): Doubt[] {
  const own = stretches.filter((one) => one.insurance === insurance)
  if (own.length === 0) return []
  const outside = rows.filter(
    ({ month, kinds }) =>
      !kinds.includes(HISTORICAL) &&
      !own.some(({ from, through }) => from <= month && (through === undefined || month <= through)),
  )
  if (outside.length === 0) return []
  const months = monthsIn(outside)
  const text = monthsText(months)
  const facts = outside.flatMap(({ dues, paids }) => [...dues, ...paids].map(({ ref }) => ref))
  const paths = months.map((month) => `contribution/${insurance}/${month}`)
  return [doubt('outsideEnrolment', { insurance, months, facts, paths }, [text.zh], [text.en])]
}

/** Several pooling areas hold the same month paid in full. */
function paidInTwoPlaces(rows: readonly MonthRow[]): Doubt[] {
  const areas = new Map<Period, { readonly areas: Set<string>; readonly facts: FactRef[] }>()
  for (const { month, paidInFull, paids } of rows) {
    if (!paidInFull) continue
    const place = areas.get(month) ?? { areas: new Set(), facts: [] }
    for (const { area, ref } of paids) {
      place.areas.add(area)
      place.facts.push(ref)
    }
    areas.set(month, place)
  }
  const twice = new Map([...areas].filter(([, one]) => one.areas.size > 1).map(([month, { facts }]) => [month, facts]))
  return told('paidInTwoPlaces', twice, ['years/actual'])
}

function residentAndEmployee(employee: Places, resident: Places): Doubt[] {
  const both = new Map(
    [...resident]
      .filter(([month]) => employee.has(month))
      .map(([month, facts]) => [month, [...facts, ...(employee.get(month) ?? [])]]),
  )
  return told('residentAndEmployee', both, ['years/resident'])
}

/** Months of any of these spans that the others have as well. */
function together(key: DoubtKey, others: readonly Places[], spans: readonly Places[], paths: string[]): Doubt[] {
  const both = new Map<Period, FactRef[]>()
  for (const span of spans) {
    for (const [month, facts] of span) {
      const against = others.flatMap((other) => other.get(month) ?? [])
      if (against.length > 0) both.set(month, [...(both.get(month) ?? []), ...facts, ...against])
    }
  }
  return told(key, both, paths)
}

/** Months that lie in more than one of these spans. */
function overlaps(key: DoubtKey, spans: readonly Places[], paths: string[]): Doubt[] {
  const seen = new Map<Period, FactRef[]>()
  for (const span of spans) for (const [month, facts] of span) seen.set(month, [...(seen.get(month) ?? []), ...facts])
  return told(key, new Map([...seen].filter(([, facts]) => facts.length > 1)), paths)
}

function told(key: DoubtKey, places: Places, paths: readonly string[]): Doubt[] {
  if (places.size === 0) return []
  const months = [...places.keys()].sort(compare)
  const byPlace = new Map(
    months.flatMap((month) => places.get(month)!).map((ref) => [`${ref.posting}/${ref.ordinal}`, ref]),
  )
  const text = monthsText(months)
  return [doubt(key, { months, facts: [...byPlace.values()], paths }, [text.zh], [text.en])]
}

function monthsIn(rows: readonly MonthRow[]): Period[] {
  return [...new Set(rows.map(({ month }) => month))].sort(compare)
}
