import type { Explained } from '../kernel/explain.js'
import { coversInsurance, coversMonth, isByMonth, type Narrowing } from '../kernel/narrowing.js'
import type { Period } from '../kernel/period.js'
import { ACCOUNT_FIGURES } from './account-figures.js'
import type { AccountYearRecord } from './account-record.js'
import type { MonthRow } from './contributions.js'
import { deemedFigure, subsidyFigures, transferFigures } from './kept-figures.js'
import type { EnrolmentState } from './registration.js'
import type { RightsRecord } from './rights-record.js'

/**
 * 数字的路径。The key by which a figure of a record is asked for again:
 * `enrolment/110/firstMonth`, `contribution/110/2025-08/1/duePerson`, `year/110/2025/paidMonths`, `months/110/actual`,
 * `refund/110/1/person`, `account/2024/closing`, `account/balance`, `accounts/170/2024/closing`, `accounts/170/balance`,
 * `years/total`, `deemed/1/months`, `subsidy/1/amount`, `transfer/1/toAccount`, `benefit/1/monthly`, `benefit/1/2/amount`,
 * `benefit/1/paid/2025`, `ruling/1/amount`, `keeper/310`.
 */
export function rowPath({ insurance, month, index }: MonthRow): string {
  return `contribution/${insurance}/${month}/${index}`
}

/** The figure at a path; undefined where the record has none there. */
export function findFigure(record: RightsRecord, path: string): Explained | undefined {
  const [section, ...rest] = path.split('/')
  const find = Object.hasOwn(FINDERS, section ?? '') ? FINDERS[section ?? ''] : undefined
  return find?.(record, rest)
}

type Finder = (record: RightsRecord, rest: readonly string[]) => Explained | undefined

const ROW_FIGURES = new Set(['base', 'dueEmployer', 'duePerson', 'paidEmployer', 'paidPerson', 'arrears', 'difference'])
const YEAR_FIGURES = new Set(['paidMonths', 'arrearsMonths', 'employer', 'person', 'averageBase'])
const ACCOUNT_YEAR_FIGURES: ReadonlySet<string> = new Set(ACCOUNT_FIGURES)
const CONTRIBUTION_YEARS = new Set(['total', 'actual', 'broughtIn', 'deemed', 'converted', 'lumpSum', 'resident'])
const SUBSIDY_FIGURES = new Set(['amount', 'toAccount'])
const TRANSFER_FIGURES = new Set(['months', 'toAccount', 'pooled'])

const FINDERS: Readonly<Record<string, Finder>> = {
  enrolment: ({ registration, narrowed }, [insurance, name]) =>
    name === 'firstMonth'
      ? shownFirstMonth(
          registration.enrolments.find((one) => one.insurance === insurance),
          narrowed,
        )
      : undefined,
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
    const refund = nth(insuranceOf(record, insurance)?.refunds ?? [], index)
    if (refund === undefined || (name !== 'employer' && name !== 'person')) return undefined
    const value = name === 'employer' ? refund.employerAmount : refund.personAmount
    return { term: 'refunded', unit: 'fen', value, fact: refund.ref, from: [] }
  },
  account: ({ account }, rest) => accountFigure(account, rest),
  accounts: ({ accounts }, [insurance, ...rest]) =>
    accountFigure(accounts.find((one) => one.insurance === insurance)?.years ?? [], rest),
  years: ({ years, narrowed }, [name]) =>
    isByMonth(narrowed) || !coversInsurance(narrowed, '110') ? undefined : pick(years, CONTRIBUTION_YEARS, name),
  deemed: ({ deemed }, [index, name]) => {
    const one = nth(deemed, index)
    return one !== undefined && name === 'months' ? deemedFigure(one) : undefined
  },
  subsidy: ({ subsidies }, [index, name]) => {
    const one = nth(subsidies, index)
    return one && pick(subsidyFigures(one), SUBSIDY_FIGURES, name)
  },
  transfer: ({ transfers }, [index, name]) => {
    const one = nth(transfers, index)
    return one && pick(transferFigures(one), TRANSFER_FIGURES, name)
  },
  benefit: ({ benefits }, [index, second, third]) => {
    const one = nth(benefits, index)
    if (second === 'monthly' && third === undefined) return one?.monthly
    if (second === 'paid' || second === 'fromAccount') {
      return one?.paidYears.find(({ year }) => String(year) === third)?.[second]
    }
    return third === 'amount' ? nth(one?.items ?? [], second)?.amount : undefined
  },
  ruling: ({ rulings }, [index, name]) => (name === 'amount' ? nth(rulings, index)?.amount : undefined),
  keeper: (record, [insurance]) => insuranceOf(record, insurance)?.keeping.why,
}

function accountFigure(years: readonly AccountYearRecord[], [year, name]: readonly string[]): Explained | undefined {
  if (year === 'balance' && name === undefined) return years.at(-1)?.balance
  return pick(
    years.find((one) => String(one.year) === year),
    ACCOUNT_YEAR_FIGURES,
    name,
  )
}

/** 1, 2 …, and nothing else that a number may be written as. */
function nth<T extends object>(items: readonly T[], index: string | undefined): T | undefined {
  return items.find((one, i) => String(placeIn(one, i)) === index)
}

/** 一项在整份记录里的位置，which is the one its path names: kept where others are left out. */
export function placeIn(one: object, i: number): number {
  if ('index' in one && typeof one.index === 'number') return one.index
  return (PLACES in one ? (one[PLACES] as number) : undefined) ?? i + 1
}

const PLACES = Symbol('place in the whole record')

/** 记下各项的位置, before some are left out. */
export function placed<T extends object>(items: readonly T[]): T[] {
  return items.map((one, i) => ({ ...one, [PLACES]: placeIn(one, i) }))
}

/** 首次参保的月份，where it is one of those shown. */
export function shownFirstMonth(
  enrolment: EnrolmentState | undefined,
  narrowed: Narrowing | undefined,
): Explained<Period> | undefined {
  return enrolment && coversMonth(narrowed, enrolment.firstMonth.value) ? enrolment.firstMonth : undefined
}

function insuranceOf(record: RightsRecord, insurance: string | undefined) {
  return record.insurances.find((one) => one.insurance === insurance)
}

function pick(from: object | undefined, names: ReadonlySet<string>, name: string | undefined): Explained | undefined {
  if (from === undefined || name === undefined || !names.has(name)) return undefined
  return (from as Record<string, Explained | undefined>)[name]
}
