import type { Unit } from '../kernel/explain.js'
import { isInsurance, type TermKey } from '../kernel/terms.js'
import type { EmployerRegistration, Posted } from '../ledger/fact.js'
import type { InsuranceRecord } from '../records/insurance-record.js'
import { rowPath } from '../records/path.js'
import type { RightsRecord } from '../records/rights-record.js'
import { registrationAt } from '../records/rule.js'
import type { ItemKey } from './items.js'

/** 内容的一个数。What is told: the item, of which insurance, of which month or year, its term where a rule made it. */
export interface ContentFigure {
  readonly item: ItemKey
  /** 险种, or the kind of a benefit. */
  readonly of: string
  /** The month or year it is of. */
  readonly at?: string | undefined
  readonly term?: TermKey | undefined
  readonly unit: Unit
  readonly value: number | string
  /** Where it stands in the record: an objection may be raised from it. */
  readonly path?: string | undefined
}

/** 内容所据。The record as derived, and the employers it names. */
export interface ContentSource {
  readonly record: RightsRecord
  readonly employers: readonly Posted<EmployerRegistration>[]
}

/** 未接入的险种：kept by another department whose data is not here. Told as such, never as zero. */
export function notConnectedIn({ record }: Pick<ContentSource, 'record'>): string[] {
  return record.insurances.filter(({ keeping }) => !keeping.connected).map(({ insurance }) => insurance)
}

/** 统一内容（第六条）。The one content object that window, kiosk, web, telephone and paper are fed from, or held against. */
export function contentOf(source: ContentSource): ContentFigure[] {
  const { record } = source
  return [
    ...record.registration.enrolments.map(({ insurance, state, since }) => figure('state', insurance, state, since)),
    ...record.insurances.flatMap(contributionsOf),
    ...balanceOf(record),
    ...employersOf(source),
    ...record.benefits.flatMap(({ kind, since, monthly, index }) =>
      monthly === undefined
        ? []
        : [
            {
              item: 'benefit' as const,
              of: kind,
              at: since,
              term: monthly.term,
              unit: monthly.unit,
              value: monthly.value,
              path: `benefit/${index}/monthly`,
            },
          ],
    ),
  ]
}

/** The same figure in whatever channel. */
export function keyOf({ item, of, at }: Pick<ContentFigure, 'item' | 'of' | 'at'>): string {
  return at === undefined ? `${item}/${of}` : `${item}/${of}/${at}`
}

function figure(item: ItemKey, of: string, value: string, at?: string): ContentFigure {
  return { item, of, unit: 'text', value, ...(at === undefined ? {} : { at }) }
}

function contributionsOf({ insurance, keeping, months, years }: InsuranceRecord): ContentFigure[] {
  if (!keeping.connected || !isInsurance(insurance)) return []
  const explained = (
    item: ItemKey,
    path: string,
    one: { term: TermKey; unit: Unit; value: unknown },
    at?: string,
  ): ContentFigure => ({
    ...{ item, of: insurance, term: one.term, unit: one.unit, value: one.value as number, path },
    ...(at === undefined ? {} : { at }),
  })
  const last = years.at(-1)
  const row = last?.rows.filter(({ paidEmployer, paidPerson }) => paidEmployer.value + paidPerson.value > 0).at(-1)
  return [
    ...(months === undefined ? [] : [explained('months', `months/${insurance}/actual`, months.actual)]),
    ...(last === undefined
      ? []
      : [explained('yearMonths', `year/${insurance}/${last.year}/paidMonths`, last.paidMonths, String(last.year))]),
    ...(row === undefined ? [] : [explained('base', `${rowPath(row)}/base`, row.base, row.month)]),
    ...(last === undefined || last.person.value === 0
      ? []
      : [explained('paid', `year/${insurance}/${last.year}/person`, last.person, String(last.year))]),
  ]
}

function balanceOf({ account }: RightsRecord): ContentFigure[] {
  const last = account.at(-1)
  if (last === undefined) return []
  const { term, unit, value } = last.balance
  return [{ item: 'balance', of: '110', at: String(last.year), term, unit, value, path: 'account/balance' }]
}

function employersOf({ record, employers }: ContentSource): ContentFigure[] {
  return record.registration.stretches
    .filter(({ through }) => through === undefined)
    .flatMap(({ insurance, employerId }) => {
      const name = registrationAt(employers, employerId, record.through)?.name
      return name === undefined ? [] : [figure('employer', insurance, name)]
    })
}
