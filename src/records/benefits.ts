import { cite, type Explained, type FactRef } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, plus, yearOf } from '../kernel/period.js'
import { TERMS, type TermKey } from '../kernel/terms.js'
import type { BenefitChange, BenefitDetermination, BenefitKind, BenefitPayment, Posted } from '../ledger/fact.js'
import { figure } from './figure.js'
import { compare, groupBy } from './live.js'
import { type BenefitStanding, changesOf, standingIn } from './payable.js'

/**
 * 一项待遇。All that was determined and paid for one event of one kind: a retirement, a loss of work, an injury. Adjustments
 * are items added to it; nothing that was determined is ever overwritten.
 */
export interface BenefitRecord {
  readonly insurance: string
  readonly kind: BenefitKind
  /** 发生月; where a payment has no determination here, its first month. */
  readonly eventMonth: Period
  readonly variant: string
  /** Its place in the paths of its figures: `benefit/1/…`. */
  readonly index: number
  readonly items: readonly BenefitItem[]
  /** 月待遇：the periodic items in force in the last month shown; nought while suspended; undefined where none is. */
  readonly monthly?: Explained<Fen> | undefined
  readonly since: Period
  /** 终止月：the last month of what has ended. */
  readonly through?: Period | undefined
  /** 预发：to be determined anew. */
  readonly provisional: boolean
  /** Oldest year first. */
  readonly paidYears: readonly BenefitYear[]
  /** 暂停、恢复与终止, in the order in which they take effect. */
  readonly changes: readonly Posted<BenefitChange>[]
}

/** 核定的一个项目。The amount as determined; beneath it the rule's own computation, where the rule can tell. */
export interface BenefitItem {
  readonly item: string
  /** 1, 2 … within the benefit. */
  readonly index: number
  readonly amount: Explained<Fen>
  /** 规则算得的数, for comparison; undefined where the rule has no answer. */
  readonly rule?: Explained<Fen> | undefined
  readonly periodic: boolean
  readonly from: Period
  readonly through?: Period | undefined
  readonly provisional: boolean
  readonly document: string
  readonly fact: FactRef
}

/** 一年的待遇支付, by the month of payment. What came back counts against it. */
export interface BenefitYear {
  readonly year: number
  readonly paid: Explained<Fen>
  /** 其中由个人账户支付. */
  readonly fromAccount: Explained<Fen>
  /** How many months it was paid for. */
  readonly months: number
  readonly payments: readonly Posted<BenefitPayment>[]
}

/** 规则算得的数：the rule's own computation of a determined item; undefined where it has no answer. */
export type BenefitRule = (determination: Posted<BenefitDetermination>) => Explained<Fen> | undefined

const BENEFITS = cite('社会保险个人权益记录管理办法', '二（三）')

/** 待遇记录（第二条第三项），in the order in which they began. */
export function benefitsOf(
  determinations: readonly Posted<BenefitDetermination>[],
  payments: readonly Posted<BenefitPayment>[],
  through: Period,
  ruleOf: BenefitRule,
  changes: readonly Posted<BenefitChange>[] = [],
): BenefitRecord[] {
  const determined = groupBy(determinations, ({ insurance, benefitKind, eventMonth }) =>
    [insurance, benefitKind, eventMonth].join('/'),
  )
  const events = [...determined.values()].sort((a, b) => compare(eventKey(a[0]!), eventKey(b[0]!)))
  const paid = paymentsByEvent(events, payments)
  const records = events.map((items, i) =>
    recordOf(
      { items, payments: paid.get(items) ?? [], changes: changesOf(changes, items[0]!) },
      i + 1,
      through,
      ruleOf,
    ),
  )
  const alone = groupBy(paid.get(undefined) ?? [], ({ insurance, benefitKind }) => `${insurance}/${benefitKind}`)
  return [...records, ...[...alone.values()].map((own, i) => undetermined(own, records.length + i + 1))]
}

function eventKey({ eventMonth, insurance, benefitKind }: BenefitDetermination): string {
  return `${eventMonth}/${insurance}/${benefitKind}`
}

/** A payment belongs to the last event of its kind that began by the month it is for; the first where none had begun. */
function paymentsByEvent(
  events: readonly (readonly Posted<BenefitDetermination>[])[],
  payments: readonly Posted<BenefitPayment>[],
): Map<readonly Posted<BenefitDetermination>[] | undefined, Posted<BenefitPayment>[]> {
  return groupBy(payments, (payment) => {
    const own = events.filter(
      ([first]) => first!.insurance === payment.insurance && first!.benefitKind === payment.benefitKind,
    )
    return own.findLast(([first]) => first!.eventMonth <= payment.benefitMonth) ?? own[0]
  })
}

interface EventFacts {
  readonly items: readonly Posted<BenefitDetermination>[]
  readonly payments: readonly Posted<BenefitPayment>[]
  readonly changes: readonly Posted<BenefitChange>[]
}

function recordOf(
  { items: determinations, payments, changes }: EventFacts,
  index: number,
  through: Period,
  ruleOf: BenefitRule,
): BenefitRecord {
  const first = determinations[0]!
  const items = [...determinations]
    .sort((a, b) => compare(a.fromMonth, b.fromMonth))
    .map((one, i) => itemOf(one, i + 1, ruleOf))
  const standing = standingIn(changes, through)
  const inForce = standing.state === 'ended' ? [] : items.filter((one) => isInForce(one, through))
  const ends = endsOf(items, standing)
  const hasEnded = inForce.length === 0 && ends.length > 0
  return {
    insurance: first.insurance,
    kind: first.benefitKind,
    eventMonth: first.eventMonth,
    variant: first.variant,
    index,
    items,
    monthly: monthlyOf(inForce, standing),
    since: items[0]!.from,
    through: hasEnded ? ends.sort(compare).at(-1) : undefined,
    provisional: items.some((one) => one.provisional && (!one.periodic || isInForce(one, through))),
    paidYears: yearsOf(payments),
    changes,
  }
}

/** An end that was decided stands before the ends of the items. */
function endsOf(items: readonly BenefitItem[], { state, by }: BenefitStanding): Period[] {
  if (state === 'ended') return [plus(by!.fromMonth, -1)]
  return items.flatMap((one) => (one.periodic && one.through !== undefined ? [one.through] : []))
}

/** 月待遇：while suspended it is nought, and says since when. */
function monthlyOf(inForce: readonly BenefitItem[], { state, by }: BenefitStanding): Explained<Fen> | undefined {
  if (inForce.length === 0) return undefined
  if (state !== 'suspended') return sumOf('monthlyBenefit', inForce)
  const tell = () => [
    figure('benefitSuspendedFrom', 'month', by!.fromMonth, () => [], { fact: by!.ref }),
    ...inForce.map((one) => one.amount),
  ]
  return figure('monthlyBenefit', 'fen', fen(0), tell, { basis: BENEFITS })
}

/** 截至某月的待遇：what had been determined by then; undefined where nothing had, and nothing had been paid. */
export function benefitThrough(benefit: BenefitRecord, through: Period): BenefitRecord | undefined {
  const items = benefit.items.filter(({ from }) => from <= through)
  if (items.length === 0 && benefit.items.length > 0) return undefined
  const changes = benefit.changes.filter(({ fromMonth }) => fromMonth <= through)
  const standing = standingIn(changes, through)
  const inForce = standing.state === 'ended' ? [] : items.filter((one) => isInForce(one, through))
  return {
    ...benefit,
    items,
    changes,
    monthly: monthlyOf(inForce, standing),
    provisional: items.some((one) => one.provisional && (!one.periodic || isInForce(one, through))),
  }
}

function itemOf(one: Posted<BenefitDetermination>, index: number, ruleOf: BenefitRule): BenefitItem {
  const rule = ruleOf(one)
  const tell = () => (rule === undefined ? [] : [rule])
  return {
    item: one.item,
    index,
    amount: figure(itemTerm(one.item), 'fen', one.amount, tell, { basis: BENEFITS, fact: one.ref }),
    rule,
    periodic: one.periodic,
    from: one.fromMonth,
    through: one.throughMonth,
    provisional: one.provisional,
    document: one.document,
    fact: one.ref,
  }
}

function isInForce({ periodic, from, through }: BenefitItem, at: Period): boolean {
  return periodic && from <= at && (through === undefined || at <= through)
}

function sumOf(term: TermKey, items: readonly BenefitItem[]): Explained<Fen> {
  const amount = fen(items.reduce((sum, one) => sum + one.amount.value, 0))
  return figure(term, 'fen', amount, () => items.map((one) => one.amount), { basis: BENEFITS })
}

/** 有支付而无核定。Shown as it was paid; what it rests on is not here. */
export function undetermined(payments: readonly Posted<BenefitPayment>[], index: number): BenefitRecord {
  const first = payments[0]!
  const months = payments.map(({ benefitMonth }) => benefitMonth).sort(compare)
  return {
    insurance: first.insurance,
    kind: first.benefitKind,
    eventMonth: months[0]!,
    variant: '',
    index,
    items: [],
    since: months[0]!,
    provisional: false,
    paidYears: yearsOf(payments),
    changes: [],
  }
}

function yearsOf(payments: readonly Posted<BenefitPayment>[]): BenefitYear[] {
  const years = groupBy(payments, ({ payMonth }) => yearOf(payMonth))
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, own]) => ({
      year,
      paid: paidTotal('benefitPaid', own, ({ amount }) => amount),
      fromAccount: paidTotal('benefitFromAccount', own, ({ fromAccount }) => fromAccount),
      months: new Set(own.filter(({ amount }) => amount > 0).map(({ benefitMonth }) => benefitMonth)).size,
      payments: own,
    }))
}

function paidTotal(
  term: 'benefitPaid' | 'benefitFromAccount',
  payments: readonly Posted<BenefitPayment>[],
  of: (payment: BenefitPayment) => Fen,
): Explained<Fen> {
  const amount = fen(payments.reduce((sum, one) => sum + of(one), 0))
  const tell = () =>
    payments
      .filter((one) => of(one) !== 0)
      .map((one) =>
        figure(term, 'fen', of(one), () => [figure('benefitMonth', 'month', one.benefitMonth, () => [])], {
          fact: one.ref,
        }),
      )
  return figure(term, 'fen', amount, tell, { basis: BENEFITS })
}

/** 项目的名称：a term of its own where the catalogue has it. */
export function itemTerm(item: string): TermKey {
  return Object.hasOwn(TERMS, item) ? (item as TermKey) : 'benefitAmount'
}
