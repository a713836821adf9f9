import type { Section } from '../access/sections.js'
import { invariant } from '../kernel/invariant.js'
import { sum, ZERO } from '../kernel/money.js'
import { DASH, dayText, money, monthText, type OriginText, originText, STATES, shown } from './page-text.js'
import { employeeBlock, residentBlock, residentRows } from './resident-page.js'
import type { StatementAnnex } from './statement-annex.js'
import type { InsuranceYear, MonthMark, PensionAccountYear, StatementData } from './statement-data.js'

const MARKS: Readonly<Record<MonthMark, string>> = { paid: '●', arrears: '△', transferred: '○', none: DASH }

/** 纸面文字。Everything as it stands on the page, in the order of the page; the template only sets it. */
export interface StatementPage extends OriginText {
  readonly form: '城镇职工' | '城乡居民'
  readonly title: string
  readonly period: string
  readonly employer: readonly [name: string, number: string]
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [label: string, ...values: string[]])[]
  readonly months: readonly (readonly string[])[]
  readonly accountTitle: string
  readonly account: AccountText
  readonly benefits: StatementData['benefits']
  readonly sources: readonly string[]
  readonly annex?: StatementAnnex
}

export interface AccountText {
  readonly cells: readonly (readonly [label: string, value: string])[]
  readonly says: string
}

/** 由记录排成纸面。Stops as a defect where the account's terms do not add up or a year has not twelve marks. */
export function statementPage(data: StatementData): StatementPage {
  const isResidents = data.group === 'resident'
  const [pays, drawn] = [doesShow(data, 'contribution'), data.years === undefined ? [] : [data.years]]
  return {
    ...originText(data),
    form: isResidents ? '城乡居民' : '城镇职工',
    title: `${data.year} 年度社会保险个人权益记录单`,
    period: `${monthText(data.periodStart)}至${monthText(data.periodEnd)}`,
    employer: [data.employer?.name ?? '无', data.employer?.number ?? '无'],
    columns: (isResidents ? data.residents : data.insurances).map((one) => one.name),
    rows: isResidents
      ? residentRows(data.residents, pays)
      : rowsOf(data.insurances).slice(0, pays ? undefined : OF_REGISTRATION),
    months: pays && !isResidents ? data.insurances.map(marksOf) : [],
    accountTitle: doesShow(data, 'account') ? `${isResidents ? '城乡居民' : ''}基本养老保险个人账户` : '',
    account: doesShow(data, 'account') ? accountText(data) : { cells: [], says: '' },
    benefits: [
      ...(isResidents ? data.insurances.map(employeeBlock) : data.residents.map(residentBlock)),
      ...drawn,
      ...data.benefits,
    ],
    sources: isResidents
      ? data.residents.map(({ name, source }) => `${name}：${source}`)
      : data.insurances.map(sourceOf),
    ...(data.annex === undefined ? {} : { annex: data.annex }),
  }
}

type Row = readonly [label: string, value: (one: InsuranceYear) => string]

const ROWS: readonly Row[] = [
  ['参保状态', (one) => STATES[one.state]],
  ['首次参保年月', (one) => shown(one.firstEnrolled, monthText)],
  ['月均缴费基数', (one) => shown(one.averageBase, money)],
  ['单位缴费金额', (one) => shown(one.employerPaid, money)],
  ['个人缴费金额', (one) => shown(one.personPaid, money)],
  ['本年实缴月数', (one) => shown(one.yearMonths, String)],
  ['本年补缴欠费（个人）', (one) => shown(one.arrearsPaid, money)],
  ['补缴历年月数', (one) => shown(one.arrearsPaidMonths, String)],
  ['累计实际缴费月数', (one) => shown(one.actualMonths, String)],
  ['累计欠缴月数', (one) => shown(one.arrearsMonths, String)],
]

/** 参保状态与首次参保年月：what registration alone tells of an insurance. */
const OF_REGISTRATION = 2

function doesShow({ shows }: StatementData, section: Section): boolean {
  return shows?.includes(section) ?? true
}

/** A state that has no figures says so once; what is not kept here is a dash, never a zero. */
function rowsOf(insurances: readonly InsuranceYear[]): StatementPage['rows'] {
  return ROWS.map(([label, value], i) => [
    label,
    ...insurances.map((one) => (i > 0 && hasNoFigures(one) ? DASH : value(one))),
  ])
}

function hasNoFigures({ state }: InsuranceYear): boolean {
  return state === 'notEnrolled' || state === 'notConnected'
}

function marksOf(one: InsuranceYear): readonly string[] {
  invariant(one.marks.length === 12, 'a year has twelve marks')
  return [one.name, ...one.marks.map((mark) => MARKS[mark])]
}

function accountText({ year, group, account }: StatementData): AccountText {
  const of = group === 'resident' ? '城乡居民' : ''
  if (account.state === 'none') return { cells: [], says: `本年无${of}基本养老保险个人账户。` }
  const closed = account.state === 'closed' ? account : undefined
  if (closed !== undefined) requireIdentity(closed)
  return {
    cells: [
      ['截止上年末累计储存额', shown(account.opening, money)],
      ['当年记账金额', money(account.credited)],
      ['上年末储存额当年利息', shown(closed?.interestOnOpening, money)],
      ['当年记账金额利息', shown(closed?.interestOnCredits, money)],
      ...(closed?.movedIn === undefined ? [] : [['转入储存额', money(closed.movedIn)] as const]),
      ...(closed?.left === undefined ? [] : [['支出与转出', money(closed.left)] as const]),
      ['至本年末累计储存额', shown(closed?.closing, money)],
    ],
    says:
      closed === undefined
        ? `${year} 年度个人账户记账利率尚未公布，本单不计利息，亦不列年末累计储存额；公布后据实计息，记入个人账户。`
        : `记账利率 ${closed.rate}。至本年末累计储存额 ＝ 上年末累计储存额 ＋ 当年记账金额 ＋ 两项利息${movesText(closed)}。`,
  }
}

type ClosedAccount = PensionAccountYear & { state: 'closed' }

/** 转入、支出与转出：said only where there was any. */
function movesText({ movedIn, left }: ClosedAccount): string {
  return `${movedIn === undefined ? '' : ' ＋ 转入储存额'}${left === undefined ? '' : ' － 支出与转出（含少计的利息）'}`
}

function requireIdentity(account: ClosedAccount): void {
  const { opening, credited, interestOnOpening, interestOnCredits, movedIn = ZERO, left = ZERO, closing } = account
  const stands = sum([opening, credited, interestOnOpening, interestOnCredits, movedIn]) - left
  invariant(stands === closing, 'the terms of the account do not add up to its closing balance')
}

function sourceOf(one: InsuranceYear): string {
  return `${one.name}：${one.keeper}，${one.source}${one.cutoff === undefined ? '' : `，截至${dayText(one.cutoff)}`}`
}
