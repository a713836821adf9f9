import { parseCreditCode } from '../kernel/credit-code.js'
import { type Day, parseDay, periodOfDay } from '../kernel/day.js'
import { DEEMED_KINDS } from '../kernel/fact-words.js'
import { parseIdentity } from '../kernel/identity.js'
import { type Fen, parseYuan, ZERO } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { BenefitKind } from '../ledger/fact.js'
import { CONTRIBUTION_KINDS } from '../policy/charge-kinds.js'
import { parseMonth } from '../policy/standard-check.js'
import { BENEFIT_KINDS } from './fact-words.js'
import { cellOf, type FieldSpec, type HeaderMap } from './header.js'
import { findInsurance } from './insurance-code.js'
import type { RefusedRow } from './kinds.js'
import { LEGACY_COLUMNS } from './legacy-columns.js'
import { LEGACY_REASONS, type LegacyReason, type LegacyTable } from './legacy-words.js'
import { badLegacyCell } from './refusals-legacy.js'
import { refusedBy, refuseRow } from './row-refusals.js'
import type { Row } from './table.js'

/** 一行所说，as it is kept until it is compared: plain values, by table. */
export type LegacyTold =
  | {
      readonly table: 'employers'
      readonly creditCode: string
      readonly name: string
      readonly employerType: string
      readonly industryCode: string
      readonly injuryClass: number
      readonly fromMonth: Period
    }
  | {
      readonly table: 'persons'
      readonly number: string
      readonly original: string
      readonly documentType: string
      readonly fullName: string
      readonly nationality: string
      readonly sex: string
      readonly birthDate: Day
      readonly toldSex?: string | undefined
      readonly toldBirth?: Day | undefined
      readonly workStartDate?: Day | undefined
    }
  | {
      readonly table: 'enrolments'
      readonly number: string
      readonly insurance: string
      readonly creditCode?: string | undefined
      readonly change: 'enrol' | 'suspend' | 'resume' | 'end'
      readonly fromMonth: Period
      readonly reason: string
    }
  | {
      readonly table: 'paid'
      readonly number: string
      readonly insurance: string
      readonly creditCode?: string | undefined
      readonly contributionMonth: Period
      readonly settlementMonth: Period
      readonly contributionKind: string
      readonly base: Fen
      readonly employerAmount: Fen
      readonly personAmount: Fen
      readonly employerToAccount: Fen
      readonly personToAccount: Fen
      readonly arrivalDay: Day
    }
  | {
      readonly table: 'accounts'
      readonly number: string
      readonly insurance: string
      readonly year: number
      readonly months: number
      readonly credits?: Fen | undefined
      readonly balance: Fen
    }
  | {
      readonly table: 'deemed'
      readonly number: string
      readonly insurance: string
      readonly deemedKind: keyof typeof DEEMED_KINDS
      readonly fromMonth: Period
      readonly throughMonth: Period
      readonly months: number
      readonly document: string
    }
  | {
      readonly table: 'benefits'
      readonly number: string
      readonly insurance: string
      readonly benefitKind: BenefitKind
      readonly item: string
      readonly eventMonth: Period
      readonly fromMonth: Period
      readonly amount: Fen
      readonly document: string
    }

export type LegacyToldOf<T extends LegacyTable> = Extract<LegacyTold, { table: T }>

/** 读出的一行：what it says, or why it is listed; whom it is about is known as far as its cell is. */
export interface LegacyRead {
  readonly row: number
  readonly about: string
  readonly amount: Fen
  readonly told?: LegacyTold | undefined
  readonly fault?: RefusedRow | undefined
}

const CHANGES: Readonly<Record<string, 'enrol' | 'suspend' | 'resume' | 'end'>> = {
  ...{ 参保: 'enrol', 停保: 'suspend', 续保: 'resume', 终止: 'end' },
  ...{ enrol: 'enrol', suspend: 'suspend', resume: 'resume', end: 'end' },
}
const ENROLLED_BEFORE = '111'

/** 读一行。The first cell that does not read lists the row; nothing is mended. */
export function readLegacyRow(
  table: LegacyTable,
  header: HeaderMap,
  { row, cells, formulas }: Row,
  today: Day,
): LegacyRead {
  const cellsOf = new Cells(table, header, cells)
  let amount = ZERO
  try {
    if (formulas !== undefined && formulas.length > 0)
      return { row, about: cellsOf.about(), amount, fault: formula(row) }
    amount = amountOf(table, cellsOf)
    const told = READERS[table](cellsOf, today)
    const code = impossible(told, periodOfDay(today))
    const about = 'number' in told ? told.number : told.creditCode
    return code === undefined ? { row, about, amount, told } : { row, about, amount, told, fault: reason(row, code) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { row, about: cellsOf.about(), amount, fault: refusedBy(row, cellsOf.column, error) }
  }
}

export function reason(row: number, code: LegacyReason): RefusedRow {
  const { zh, en } = LEGACY_REASONS[code]
  const [say, does] = [zh.indexOf('。') + 1, en.search(/[.;] /) + 1]
  const remedy = { zh: zh.slice(say), en: en.slice(does).trim() }
  return refuseRow(row, '', code, { zh: zh.slice(0, say), en: en.slice(0, does).trim() }, remedy)
}

function impossible(told: LegacyTold, current: Period): LegacyReason | undefined {
  if (told.table === 'accounts') return told.year > Number(current.slice(0, 4)) ? 'legacy.future' : undefined
  const months =
    told.table === 'paid' ? [told.contributionMonth, told.settlementMonth] : 'fromMonth' in told ? [told.fromMonth] : []
  if (told.table === 'deemed' && told.throughMonth < told.fromMonth) return 'legacy.backwards'
  return months.some((month) => month > current) ? 'legacy.future' : undefined
}

function amountOf(table: LegacyTable, cells: Cells): Fen {
  if (table === 'paid') return (cells.money('employerAmount') + cells.money('personAmount')) as Fen
  if (table === 'accounts') return cells.money('balance')
  return table === 'benefits' ? cells.money('amount') : ZERO
}

/** 一行的各格，and which of them is being read. */
class Cells {
  column = ''

  constructor(
    private readonly table: LegacyTable,
    private readonly header: HeaderMap,
    private readonly cells: readonly string[],
  ) {}

  /** Whose row it is, as written: a row of nobody is listed with the rest of nobody's. */
  about(): string {
    return cellOf(this.header, this.cells, this.table === 'employers' ? 'creditCode' : 'identityNumber').trim()
  }

  text(field: string): string {
    const spec = this.spec(field)
    this.column = spec.names[0]!
    const text = cellOf(this.header, this.cells, field).trim()
    if (text === '' && spec.required) unread(this.column, text)
    return text
  }

  some(field: string): string | undefined {
    return this.text(field) || undefined
  }

  money(field: string): Fen {
    const text = this.text(field)
    return text === '' ? ZERO : parseYuan(text)
  }

  whole(field: string, most: number): number {
    const text = this.text(field)
    if (!/^\d{1,6}$/.test(text) || Number(text) > most) unread(this.column, text)
    return Number(text)
  }

  month(field: string): Period {
    return parseMonth(this.text(field))
  }

  day(field: string): Day | undefined {
    const text = this.some(field)
    return text === undefined ? undefined : parseDay(text.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'))
  }

  short(field: string, most = 100): string {
    const text = this.text(field)
    if (text.length > most || /\p{Cc}/u.test(text)) unread(this.column, text)
    return text
  }

  insurance(): string {
    const text = this.text('insurance')
    return findInsurance(text) ?? unread(this.column, text)
  }

  code(): string | undefined {
    const text = this.some('creditCode')
    return text === undefined ? undefined : parseCreditCode(text.toUpperCase())
  }

  word<K extends string>(field: string, words: Readonly<Record<K, { readonly zh: string }>>): K {
    const text = this.text(field)
    const found = (Object.keys(words) as K[]).find((key) => key === text || words[key].zh === text)
    return found ?? unread(this.column, text)
  }

  private spec(field: string): FieldSpec {
    return LEGACY_COLUMNS[this.table].find((one) => one.field === field)!
  }
}

function unread(column: string, text: string): never {
  throw new Refusal(badLegacyCell, { column, text: text.slice(0, 20) })
}

const READERS: { readonly [T in LegacyTable]: (cells: Cells, today: Day) => LegacyToldOf<T> } = {
  employers: (cells) => ({
    table: 'employers',
    creditCode: cells.code()!,
    name: cells.short('name'),
    employerType: cells.short('employerType', 10),
    industryCode: cells.short('industryCode', 10),
    injuryClass: cells.whole('injuryClass', 8),
    fromMonth: cells.month('fromMonth'),
  }),
  persons: (cells, today) => {
    const identity = parseIdentity(cells.text('identityNumber'), today)
    const fullName = parsePersonName(cells.text('fullName'))
    const toldSex = cells.some('sex')?.replace('男', '1').replace('女', '2')
    if (toldSex !== undefined && toldSex !== '1' && toldSex !== '2') unread('性别', toldSex)
    const toldBirth = cells.day('birthDate')
    const [sex, birthDate] = [identity.sex ?? toldSex, identity.birthDate ?? toldBirth]
    if (sex === undefined) unread('性别', '')
    if (birthDate === undefined) unread('出生日期', '')
    const nationality =
      identity.kind === 'citizen' || identity.kind === 'hmtPermit' ? 'CHN' : identity.number.slice(0, 3)
    const { number, original, documentType } = identity
    const told = { toldSex, toldBirth, workStartDate: cells.day('workStartDate') }
    return { table: 'persons', number, original, documentType, fullName, nationality, sex, birthDate, ...told }
  },
  enrolments: (cells, today) => {
    const common = { number: numberOf(cells, today), insurance: cells.insurance(), creditCode: cells.code() }
    const text = cells.text('change')
    const change = CHANGES[text] ?? unread('变动', text)
    const fromMonth = cells.month('fromMonth')
    const why = cells.some('reason') ?? ENROLLED_BEFORE
    if (!/^\d{3}$/.test(why)) unread('变更原因', why)
    return { table: 'enrolments', ...common, change, fromMonth, reason: why }
  },
  paid: (cells, today) => {
    const common = { number: numberOf(cells, today), insurance: cells.insurance(), creditCode: cells.code() }
    const contributionMonth = cells.month('contributionMonth')
    const settled = cells.some('settlementMonth')
    const contributionKind = (cells.some('contributionKind') ?? '1').replace(/^0/, '')
    if (!Object.hasOwn(CONTRIBUTION_KINDS, contributionKind)) unread('缴费类型', contributionKind)
    const amounts = {
      ...{
        base: cells.money('base'),
        employerAmount: cells.money('employerAmount'),
        personAmount: cells.money('personAmount'),
      },
      ...{ employerToAccount: cells.money('employerToAccount'), personToAccount: cells.money('personToAccount') },
    }
    const settlementMonth = settled === undefined ? contributionMonth : cells.month('settlementMonth')
    const months = { contributionMonth, settlementMonth, contributionKind }
    return { table: 'paid', ...common, ...months, ...amounts, arrivalDay: cells.day('arrivalDay')! }
  },
  accounts: (cells, today) => ({
    ...{ table: 'accounts', number: numberOf(cells, today), insurance: cells.insurance() },
    ...{ year: cells.whole('year', 2999), months: cells.whole('months', 1200), balance: cells.money('balance') },
    credits: cells.some('credits') === undefined ? undefined : cells.money('credits'),
  }),
  deemed: (cells, today) => {
    const common = { number: numberOf(cells, today), insurance: cells.insurance() }
    const [fromMonth, throughMonth] = [cells.month('fromMonth'), cells.month('throughMonth')]
    const span = spanOf(fromMonth, throughMonth)
    const months = cells.some('months') === undefined ? span : cells.whole('months', 1200)
    const kind = { deemedKind: cells.word('deemedKind', DEEMED_KINDS), fromMonth, throughMonth, months }
    return { table: 'deemed', ...common, ...kind, document: cells.short('document', 60) }
  },
  benefits: (cells, today) => ({
    ...{ table: 'benefits', number: numberOf(cells, today), insurance: cells.insurance() },
    benefitKind: cells.word('benefitKind', BENEFIT_KINDS),
    item: cells.short('item', 40),
    ...{ eventMonth: cells.month('eventMonth'), fromMonth: cells.month('fromMonth') },
    ...{ amount: cells.money('amount'), document: cells.short('document', 60) },
  }),
}

function numberOf(cells: Cells, today: Day): string {
  return parseIdentity(cells.text('identityNumber'), today).number
}

function spanOf(from: Period, through: Period): number {
  const months = (Number(through.slice(0, 4)) - Number(from.slice(0, 4))) * 12
  return Math.max(months + Number(through.slice(5)) - Number(from.slice(5)) + 1, 0)
}

function formula(row: number): RefusedRow {
  return refuseRow(
    row,
    '',
    'row.formula',
    { zh: '单元格是公式，或以公式符号开头。', en: 'A cell holds a formula, or begins like one.' },
    { zh: '请粘贴为数值后重新导出。', en: 'Paste it as a value and export again.' },
  )
}
