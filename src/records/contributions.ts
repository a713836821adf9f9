import type { Day } from '../kernel/day.js'
import { cite, type Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Due, Paid, Posted, Relief } from '../ledger/fact.js'
import { CONTRIBUTION_KINDS, type KindEntry } from '../policy/charge-kinds.js'
import type { Deferral } from '../policy/charge-standing.js'
import { type DeferralOf, isDeferred } from './deferral.js'
import { figure, total } from './figure.js'
import { compare, groupBy } from './live.js'
import type { ReliefOf } from './relief.js'

/** 应缴所依据的规则：the same amounts by the rule, for a due line to unfold to; nothing where the rule has no answer. */
export type RuleOf = (due: Due) => {
  readonly base?: Explained<Fen>
  readonly employer?: Explained<Fen>
  readonly person?: Explained<Fen>
}

/** 何日、何处缓缴，何处减免：asked of a month that is not paid in full. */
export interface DeferredOn {
  readonly on: Day
  readonly deferralOf: DeferralOf
  readonly reliefOf?: ReliefOf | undefined
}

export type MonthState =
  | 'paid'
  | 'partlyPaid'
  | 'unpaid'
  | 'deferred'
  | 'relieved'
  | 'overpaid'
  | 'withoutDue'
  | 'differs'

/** 一险种、一单位、一个月的缴费。Counted months go by contribution month; money moves by settlement month. */
export interface MonthRow {
  readonly insurance: string
  readonly month: Period
  readonly employerId?: string | undefined
  /** 1, 2 … among the employers of this month and insurance. */
  readonly index: number
  readonly settlementMonths: readonly Period[]
  readonly kinds: readonly string[]
  /** 补缴：back charges, or money settled in a later month than it is for. */
  readonly backPay: boolean
  /** 趸缴：counts, and is shown apart from the months paid one by one. */
  readonly lumpSum: boolean
  /** 计为几个月 when paid in full: one, or twelve where a year is paid in one amount. */
  readonly weight: 1 | 12
  readonly state: MonthState
  readonly paidInFull: boolean
  readonly dues: readonly Posted<Due>[]
  readonly paids: readonly Posted<Paid>[]
  readonly base: Explained<Fen>
  readonly dueEmployer: Explained<Fen>
  readonly duePerson: Explained<Fen>
  readonly paidEmployer: Explained<Fen>
  readonly paidPerson: Explained<Fen>
  readonly arrears: Explained<Fen>
  readonly difference: Explained<Fen>
}

const CONTRIBUTIONS = cite('社会保险个人权益记录管理办法', '二（二）')
const BASE_RULE = cite('国办发〔2019〕13号', '三')

/** 缴费类型（AAE143）里的退费。 */
export const REFUND = '18'
/** 改了基数的：a difference, or the part of it that goes back; a plain refund names no base. */
const CORRECTING: ReadonlySet<KindEntry['computing'] | undefined> = new Set(['difference', 'refund'] as const)

/** 某险种的逐月缴费，oldest month first. */
export function monthRows(
  insurance: string,
  dues: readonly Posted<Due>[],
  paids: readonly Posted<Paid>[],
  ruleOf: RuleOf,
  deferred?: DeferredOn,
): MonthRow[] {
  const lines = groupBy([...dues, ...paids], ({ contributionMonth }) => contributionMonth)
  const months = [...lines.keys()].sort(compare)
  return months.flatMap((month) => {
    const byEmployer = groupBy(lines.get(month)!, ({ employerId }) => employerId ?? '')
    const employers = [...byEmployer.keys()].sort((a, b) => a.length - b.length || compare(a, b))
    return employers.map((employer, i) => rowOf(insurance, month, i + 1, byEmployer.get(employer)!, ruleOf, deferred))
  })
}

function rowOf(
  insurance: string,
  month: Period,
  index: number,
  lines: readonly (Posted<Due> | Posted<Paid>)[],
  ruleOf: RuleOf,
  deferred: DeferredOn | undefined,
): MonthRow {
  const dues = lines.filter((line) => line.kind === 'due') as Posted<Due>[]
  const paids = lines.filter((line) => line.kind === 'paid') as Posted<Paid>[]
  const deferral = deferred?.deferralOf(lines[0]!.employerId, insurance, month)
  const off = isDeferred(deferral, deferred?.on) ? deferral : undefined
  const reliefs = deferred?.reliefOf?.(lines[0]!.employerId, insurance, month) ?? []
  const amounts = amountsOf(dues, paids, ruleOf, { off, reliefs })
  const settlementMonths = distinct(lines.map((line) => line.settlementMonth))
  const kinds = distinct(lines.map((line) => line.contributionKind))
  const charged = lines.filter(({ contributionKind }) => contributionKind !== REFUND)
  return {
    insurance,
    month,
    employerId: lines[0]!.employerId,
    index,
    settlementMonths,
    kinds,
    backPay: charged.some((line) => line.settlementMonth > month || kindOf(line)?.timing === 'earlier'),
    lumpSum: charged.length > 0 && charged.every((line) => kindOf(line)?.months === 'apart'),
    weight: weightOf(charged),
    ...standing(dues, paids, amounts, { isOff: off !== undefined, isRelieved: reliefs.length > 0 }),
    dues,
    paids,
    ...amounts,
  }
}

const YEARLY = 12

/** 计为几个月：a year paid in one fixed amount is a year's months. */
export function weightOf(lines: readonly { readonly contributionKind: string }[]): 1 | 12 {
  for (const line of lines) {
    if (kindOf(line)?.months === 'byYear') return YEARLY
  }
  return 1
}

/** 缴费类型的通则；undefined for a code that is not in the list. */
export function kindOf({ contributionKind: code }: { readonly contributionKind: string }): KindEntry | undefined {
  return KINDS.get(code)
}

/** Looked up once for each way a code is written; a record asks for every line. */
const KINDS: ReadonlyMap<string, KindEntry> = new Map(
  Object.entries(CONTRIBUTION_KINDS).flatMap(([code, entry]) => [
    [code, entry],
    [code.padStart(2, '0'), entry],
  ]),
)

type Amounts = Pick<
  MonthRow,
  'base' | 'dueEmployer' | 'duePerson' | 'paidEmployer' | 'paidPerson' | 'arrears' | 'difference'
>

function amountsOf(
  dues: readonly Posted<Due>[],
  paids: readonly Posted<Paid>[],
  ruleOf: RuleOf,
  { off, reliefs }: { readonly off: Deferral | undefined; readonly reliefs: readonly Posted<Relief>[] },
): Amounts {
  const dueEmployer = total(
    'dueEmployer',
    dues.map((due) => dueSide(due, 'employer', ruleOf)),
    CONTRIBUTIONS,
  )
  const duePerson = total(
    'duePerson',
    dues.map((due) => dueSide(due, 'person', ruleOf)),
    CONTRIBUTIONS,
  )
  const paidEmployer = total(
    'paidEmployer',
    paids.map((paid) => paidSide(paid, 'employer')),
    CONTRIBUTIONS,
  )
  const paidPerson = total(
    'paidPerson',
    paids.map((paid) => paidSide(paid, 'person')),
    CONTRIBUTIONS,
  )
  const sides = [dueEmployer, duePerson, paidEmployer, paidPerson]
  const missing = Math.max(0, dueEmployer.value - paidEmployer.value) + Math.max(0, duePerson.value - paidPerson.value)
  const apart = paidEmployer.value + paidPerson.value - dueEmployer.value - duePerson.value
  return {
    base: baseOf(dues, paids, ruleOf),
    dueEmployer,
    duePerson,
    paidEmployer,
    paidPerson,
    arrears: figure(
      'arrearsAmount',
      'fen',
      fen(off === undefined ? missing : 0),
      () => [...sides, ...untilOf(off), ...(missing > 0 ? reliefs.map(approvalOf) : [])],
      { basis: CONTRIBUTIONS },
    ),
    difference: figure('paidDifference', 'fen', fen(apart), () => sides, { basis: CONTRIBUTIONS }),
  }
}

/**
 * 缴费基数。That of the last correction, where the base was corrected; else the largest of the lines': one wage paid in two
 * lines is still one wage.
 */
function baseOf(dues: readonly Posted<Due>[], paids: readonly Posted<Paid>[], ruleOf: RuleOf): Explained<Fen> {
  const lines: readonly (Posted<Due> | Posted<Paid>)[] = dues.length > 0 ? dues : paids
  const corrected = dues.findLast((due) => due.base > 0 && CORRECTING.has(kindOf(due)?.computing))
  const top = corrected ?? lines.reduce((most, line) => (line.base > most.base ? line : most), lines[0]!)
  const tell = () => (top.kind === 'due' ? present(ruleOf(top).base) : [])
  return figure('contributionBase', 'fen', top.base, tell, { basis: BASE_RULE, fact: top.ref })
}

function dueSide(due: Posted<Due>, side: 'employer' | 'person', ruleOf: RuleOf): Explained<Fen> {
  const term = side === 'employer' ? 'dueEmployer' : 'duePerson'
  const value = side === 'employer' ? due.employerAmount : due.personAmount
  return figure(term, 'fen', value, () => present(ruleOf(due)[side]), { basis: CONTRIBUTIONS, fact: due.ref })
}

function paidSide(paid: Posted<Paid>, side: 'employer' | 'person'): Explained<Fen> {
  const term = side === 'employer' ? 'paidEmployer' : 'paidPerson'
  const value = side === 'employer' ? paid.employerAmount : paid.personAmount
  const told = () => [figure('settlementMonth', 'month', paid.settlementMonth, () => [])]
  return figure(term, 'fen', value, told, { basis: CONTRIBUTIONS, fact: paid.ref })
}

/**
 * 是否缴足。Only a month paid in full on both sides counts (社会保险费按月足额缴纳); money without a filing counts where it
 * fits the rule, and money taken back no longer does. Lines of a kind that counts no month never make one count. What was
 * let off of the employer's part is told and is not payment; the person's own part is never let off.
 */
function standing(
  dues: readonly Due[],
  paids: readonly Paid[],
  amounts: Amounts,
  { isOff, isRelieved }: { readonly isOff: boolean; readonly isRelieved: boolean },
): { state: MonthState; paidInFull: boolean } {
  const paid = amounts.paidEmployer.value + amounts.paidPerson.value
  const counts = paids.some((line) => line.contributionKind !== REFUND && kindOf(line)?.months !== 'none')
  if (dues.length === 0) {
    const fits = paids.every(({ fitsRule }) => fitsRule)
    return { state: fits ? 'withoutDue' : 'differs', paidInFull: fits && paid > 0 && counts }
  }
  const due = amounts.dueEmployer.value + amounts.duePerson.value
  if (isOff && isShort(amounts)) return { state: 'deferred', paidInFull: false }
  if (isRelieved && isShortOfEmployerOnly(amounts)) return { state: 'relieved', paidInFull: false }
  if (amounts.arrears.value > 0) return { state: paid > 0 ? 'partlyPaid' : 'unpaid', paidInFull: false }
  return { state: paid > due ? 'overpaid' : 'paid', paidInFull: paid > 0 && counts }
}

/** 缓缴期内不作欠缴，其止日为由。 */
function untilOf(off: Deferral | undefined): Explained[] {
  return off === undefined ? [] : [figure('deferredUntil', 'day', off.through, () => [])]
}

/** 单位部分减免或核销的批复；how much of it is for this person nobody has said. */
function approvalOf({ reliefKind, document }: Relief): Explained {
  return figure(reliefKind === 'reduction' ? 'employerReduced' : 'employerWrittenOff', 'text', document, () => [])
}

function isShortOfEmployerOnly({ dueEmployer, duePerson, paidEmployer, paidPerson }: Amounts): boolean {
  return paidEmployer.value < dueEmployer.value && paidPerson.value >= duePerson.value
}

function isShort({ dueEmployer, duePerson, paidEmployer, paidPerson }: Amounts): boolean {
  return paidEmployer.value < dueEmployer.value || paidPerson.value < duePerson.value
}

function distinct<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort(compare)
}

function present<T>(part: T | undefined): T[] {
  return part === undefined ? [] : [part]
}
