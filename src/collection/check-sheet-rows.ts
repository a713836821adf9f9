import type { Day } from '../kernel/day.js'
import { periodsFrom } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { recordOf } from '../records/record.js'
import type { RightsRecord } from '../records/rights-record.js'
import { HAZARDOUS_KINDS } from './benefit-words.js'
import type { CheckItem } from './check-sheet.js'
import type { Sentence } from './kinds.js'
import type { FactLine } from './lines.js'

const LABELS = {
  birthDate: { zh: '出生日期', en: 'Date of birth' },
  workStartDate: { zh: '参加工作日期', en: 'Started work on' },
  workKind: { zh: '工种类别', en: 'Kind of work' },
  stretch: { zh: '特殊工种起止', en: 'Stretch of hazardous work' },
  months: { zh: '特殊工种月数', en: 'Months of hazardous work' },
  paidInStretch: { zh: '其间缴费与视同月数', en: 'Months paid or deemed in the stretch' },
  actualMonths: { zh: '实际缴费月数', en: 'Months actually paid' },
  deemedMonths: { zh: '视同缴费月数', en: 'Months deemed' },
  broughtIn: { zh: '转入月数', en: 'Months transferred in' },
  totalMonths: { zh: '累计月数', en: 'Months in all' },
} as const satisfies Record<string, Sentence>
type Item = keyof typeof LABELS

const NONE = '无'
const PENSIONS = ['110', '120']

export interface CheckedLine {
  readonly line: FactLine
  readonly facts: readonly Posted<Fact>[]
  readonly book: PolicyBook
  readonly today: Day
}

/** 特殊工种一行应核对的各项. */
export function specialWorkItems({ line, facts, book, today }: CheckedLine): CheckItem[] {
  const work = line.facts.find((fact) => fact.kind === 'specialWork')
  if (work === undefined) return []
  const record = recordOf(facts, book, { today })
  const { workKind, fromMonth, throughMonth, months } = work
  const covered = [...periodsFrom(fromMonth, throughMonth)].filter((month) => isCovered(record, month)).length
  const item = itemOf(line.row)
  return [
    ...personItems(line.row, record),
    item('workKind', HAZARDOUS_KINDS[workKind as keyof typeof HAZARDOUS_KINDS]?.zh ?? workKind),
    item('stretch', `${fromMonth} — ${throughMonth}`),
    item('months', String(months)),
    item('paidInStretch', String(covered)),
  ]
}

/** 待遇核定一行应核对的各项：what the years rest on, year by year. Nothing for what another department determined. */
export function determinationItems({ line, facts, book, today }: CheckedLine): CheckItem[] {
  if (line.asked === undefined) return []
  const record = recordOf(facts, book, { today })
  const { row } = line
  const item = itemOf(row)
  const { actual, deemed, broughtIn, total } = record.years
  const own = record.insurances.find(({ insurance }) => insurance === line.asked!.insurance)
  return [
    ...personItems(row, record),
    ...(own?.years ?? [])
      .filter(({ paidMonths }) => paidMonths.value > 0)
      .map(({ year, paidMonths }) => ({
        ...{ row, item: `year-${year}`, database: String(paidMonths.value) },
        label: { zh: `${year} 年缴费月数`, en: `Months paid in ${year}` },
      })),
    item('actualMonths', String(actual.value)),
    item('deemedMonths', String(deemed.value)),
    item('broughtIn', String(broughtIn.value)),
    item('totalMonths', String(total.value)),
  ]
}

function personItems(row: number, { registration }: RightsRecord): CheckItem[] {
  const item = itemOf(row)
  const { birthDate, workStartDate } = registration.person ?? {}
  return [item('birthDate', birthDate ?? NONE), item('workStartDate', workStartDate ?? NONE)]
}

function itemOf(row: number) {
  return (item: Item, database: string): CheckItem => ({ row, item, label: LABELS[item], database })
}

function isCovered({ insurances, deemed }: RightsRecord, month: string): boolean {
  const isPaid = insurances.some(
    ({ insurance, rows }) =>
      PENSIONS.includes(insurance) && rows.some((row) => row.month === month && row.base.value > 0),
  )
  return isPaid || deemed.some(({ fromMonth, throughMonth }) => fromMonth <= month && month <= throughMonth)
}
