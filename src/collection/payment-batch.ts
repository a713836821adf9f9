import { type Day, periodOfDay } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthsBetween, type Period, periodsFrom, plus } from '../kernel/period.js'
import type { BenefitDetermination, BenefitKind, BenefitPayment, Fact, Posted } from '../ledger/fact.js'
import { drawn } from '../policy/account-draw.js'
import type { AreaPolicy } from '../policy/area.js'
import { changesOf, payableIn, standingIn } from '../records/payable.js'
import { knownLife } from './known-life.js'
import type { Drafted } from './lines.js'
import type { GoneWhy, PayDifference } from './payment-batch-words.js'

/** 一个支付批次：one benefit of one insurance, paid by one agency in one month. */
export interface BatchOf {
  readonly agency: string
  readonly insurance: string
  readonly benefitKind: BenefitKind
  readonly payMonth: Period
}

/** 一人应付的一笔。 */
export interface PayRow {
  readonly item: string
  readonly benefitMonth: Period
  readonly amount: Fen
}

export interface PersonBatch {
  readonly personId: string
  readonly area: string
  readonly rows: readonly PayRow[]
  readonly total: number
  /** 上月已付. */
  readonly before: number
  readonly difference?: PayDifference | undefined
  readonly why?: GoneWhy | undefined
  /** 更早未付的月数, which no batch pays. */
  readonly older: number
  /** 多付：more was paid than is payable, since a stop or a death became known. */
  readonly overpaid: number
}

export const BATCH_KINDS = ['benefitDetermination', 'benefitPayment', 'benefitChange', 'lifeEvent'] as const

/**
 * 一人本批应付。All that is payable up to the month, less what was paid; nothing is typed. Undefined where the person neither
 * draws this benefit from this agency nor was paid last month.
 */
export function personBatch(
  personId: string,
  facts: readonly Posted<Fact>[],
  of: BatchOf,
  { area, reach }: { readonly area: (code: string) => AreaPolicy; readonly reach: number },
): PersonBatch | undefined {
  const life = knownLife(facts)
  const own = life.determinations.filter(
    ({ agency, insurance, benefitKind }) =>
      agency === of.agency && insurance === of.insurance && benefitKind === of.benefitKind,
  )
  const [first] = own
  if (first === undefined) return undefined
  const payments = life.payments.filter(
    ({ insurance, benefitKind }) => insurance === of.insurance && benefitKind === of.benefitKind,
  )
  const died = life.death && periodOfDay(life.death.day)
  const paid = paidByMonth(payments)
  const found = { rows: [] as PayRow[], older: 0, overpaid: 0 }
  const policy = area(first.area)
  for (const item of new Set(own.map((one) => one.item))) {
    const items = own.filter((one) => one.item === item)
    for (const month of monthsOf(items, of.payMonth)) {
      const payable = payableIn(policy, items, life.changes, { item, month, died }).value
      const open = payable - (paid.get(`${item}|${month}`) ?? 0)
      if (open < 0) found.overpaid -= open
      else if (open > 0 && monthsBetween(month, of.payMonth) > reach) found.older++
      else if (open > 0) found.rows.push({ item, benefitMonth: month, amount: fen(open) })
    }
  }
  const total = found.rows.reduce((sum, { amount }) => sum + amount, 0)
  const last = plus(of.payMonth, -1)
  const before = payments.reduce((sum, one) => sum + (one.payMonth === last ? one.amount : 0), 0)
  if (total === 0 && before <= 0 && found.older === 0 && found.overpaid === 0) return undefined
  const why = total > 0 ? undefined : whyGone(own, life, of.payMonth, died)
  const difference = differenceOf(found.rows, total, before, of.payMonth)
  return { personId, area: first.area, ...found, total, before, difference, why }
}

function monthsOf(items: readonly Posted<BenefitDetermination>[], through: Period): Set<Period> {
  const months = new Set<Period>()
  for (const { periodic, fromMonth, throughMonth } of items) {
    if (!periodic) {
      if (fromMonth <= through) months.add(fromMonth)
      continue
    }
    const last = throughMonth !== undefined && throughMonth < through ? throughMonth : through
    if (fromMonth <= last) for (const month of periodsFrom(fromMonth, last)) months.add(month)
  }
  return months
}

function paidByMonth(payments: readonly Posted<BenefitPayment>[]): Map<string, number> {
  const sums = new Map<string, number>()
  for (const { item, benefitMonth, amount } of payments) {
    const key = `${item}|${benefitMonth}`
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return sums
}

function differenceOf(
  rows: readonly PayRow[],
  total: number,
  before: number,
  payMonth: Period,
): PayDifference | undefined {
  if (total === 0) return before > 0 ? 'gone' : undefined
  if (rows.some(({ benefitMonth }) => benefitMonth < payMonth) && before > 0) return 'arrears'
  if (before <= 0) return 'fresh'
  return total > before ? 'rose' : total < before ? 'fell' : 'same'
}

function whyGone(
  own: readonly Posted<BenefitDetermination>[],
  { changes }: ReturnType<typeof knownLife>,
  month: Period,
  died: Period | undefined,
): GoneWhy {
  if (died !== undefined && month > died) return 'died'
  const { state } = standingIn(changesOf(changes, own[0]!), month)
  if (state !== 'running') return state
  return 'termOver'
}

/** 由个人账户支付的项目，and which insurance's account it is. */
const FROM_ACCOUNT: Readonly<Record<string, 'drawn' | 'whole'>> = {
  accountPension: 'drawn',
  residentAccountPension: 'drawn',
  accountReturned: 'whole',
}

export function drawsAccount({ rows }: PersonBatch): boolean {
  return rows.some(({ item }) => FROM_ACCOUNT[item] === 'drawn')
}

/** 应付 → 事实。The account pays while it lasts. */
export function paymentFacts(
  { personId, area, rows }: PersonBatch,
  { agency, insurance, benefitKind, payMonth }: BatchOf,
  { batch, paidDay, balance }: { readonly batch: string; readonly paidDay: Day; readonly balance: Fen },
): Drafted<'benefitPayment'>[] {
  let left: Fen = balance
  return rows.map(({ item, benefitMonth, amount }) => {
    const way = FROM_ACCOUNT[item]
    const fromAccount = way === undefined ? fen(0) : way === 'whole' ? amount : drawn(left, amount).fromAccount.value
    if (way === 'drawn') left = fen(left - fromAccount)
    const what = { personId, agency, area, kind: 'benefitPayment' as const, insurance, benefitKind, item }
    return { ...what, payMonth, benefitMonth, amount, fromAccount, batch, paidDay }
  })
}
