import type { Explained } from '../kernel/explain.js'
import type { MonthRow } from './contributions.js'
import type { RightsRecord } from './record.js'

/**
 * 数字的路径。The key by which a figure of a record is asked for again:
 * `enrolment/110/firstMonth`, `contribution/110/2025-08/1/duePerson`, `year/110/2025/paidMonths`, `months/110/actual`,
 * `refund/110/1/person`, `account/2024/closing`, `account/balance`, `keeper/310`.
 */
export function rowPath({ insurance, month, index }: MonthRow): string {
  return `contribution/${insurance}/${month}/${index}`
}

/** The figure at a path; undefined where the record has none there. */
export function findFigure(record: RightsRecord, path: string): Explained | undefined {
  const [section, ...rest] = path.split('/')
  const find = FINDERS[section ?? '']
  return find === undefined ? undefined : find(record, rest)
}

type Finder = (record: RightsRecord, rest: readonly string[]) => Explained | undefined

const ROW_FIGURES = new Set(['base', 'dueEmployer', 'duePerson', 'paidEmployer', 'paidPerson', 'arrears', 'difference'])
const YEAR_FIGURES = new Set(['paidMonths', 'arrearsMonths', 'employer', 'person'])
const ACCOUNT_FIGURES = new Set([
  ...['opening', 'credits', 'interestOnOpening', 'interestOnCredits', 'closing', 'balance', 'rate'],
])

const FINDERS: Readonly<Record<string, Finder>> = {
  enrolment: ({ registration }, [insurance, name]) =>
    name === 'firstMonth' ? registration.enrolments.find((one) => one.insurance === insurance)?.firstMonth : undefined,
  contribution: (record, [insurance, month, index, name]) => {
    const row = insuranceOf(record, insurance)?.rows.find((one) => one.month === month && String(one.index) === index)
    return pick(row, ROW_FIGURES, name)
  },
  year: (record, [insurance, year, name]) =>
    pick(
      insuranceOf(record, insurance)?.years.find((one) => String(one.year) === year),
      YEAR_FIGURES,
      name,
    ),
  months: (record, [insurance, name]) => {
    const months = insuranceOf(record, insurance)?.months
    return name === 'actual' ? months?.actual : name === 'arrears' ? months?.arrears : undefined
  },
  refund: (record, [insurance, index, name]) => {
    const refund = insuranceOf(record, insurance)?.refunds[Number(index) - 1]
    if (refund === undefined || (name !== 'employer' && name !== 'person')) return undefined
    const value = name === 'employer' ? refund.employerAmount : refund.personAmount
    return { term: 'refunded', unit: 'fen', value, fact: refund.ref, from: [] }
  },
  account: (record, [year, name]) => {
    if (year === 'balance' && name === undefined) return record.account.at(-1)?.balance
    return pick(
      record.account.find((one) => String(one.year) === year),
      ACCOUNT_FIGURES,
      name,
    )
  },
  keeper: (record, [insurance]) => insuranceOf(record, insurance)?.keeping.why,
}

function insuranceOf(record: RightsRecord, insurance: string | undefined) {
  return record.insurances.find((one) => one.insurance === insurance)
}

function pick(from: object | undefined, names: ReadonlySet<string>, name: string | undefined): Explained | undefined {
  if (from === undefined || name === undefined || !names.has(name)) return undefined
  return (from as Record<string, Explained | undefined>)[name]
}
