import { WRITE_OFF } from '../collection/ruling-words.js'
import type { Day } from '../kernel/day.js'
import { periodOfDay } from '../kernel/day.js'
import { type Fen, fen, ratio } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { BenefitKind, BenefitPayment, Fact, Posted } from '../ledger/fact.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'

/** 付给遗属的，死亡之后也照付。 */
const TO_RELATIVES: readonly string[] = ['survivors']

/** 多领的一笔：one month of one item, what was paid out for it, what came back and what is still out. */
export interface OverpaidPart {
  readonly month: Period
  readonly insurance: string
  readonly benefitKind: BenefitKind
  readonly item: string
  readonly paid: Fen
  readonly back: Fen
  readonly open: Fen
  /** 其中出自个人账户而未退回的。 */
  readonly accountOpen: Fen
  readonly paidDays: readonly Day[]
}

export interface Reckoned {
  readonly parts: readonly OverpaidPart[]
  /** 多领：net of what the bank sent back or a correction took away before it was asked for. */
  readonly found: Fen
  readonly back: Fen
  readonly writtenOff: Fen
  readonly left: Fen
}

/** 死亡次月起仍支付的待遇；付给遗属的不在其中。 */
export function paidAfterDeath(facts: readonly Posted<Fact>[], day: Day): Posted<BenefitPayment>[] {
  const month = periodOfDay(day)
  return ofKind(facts, 'benefitPayment').filter(
    ({ benefitMonth, benefitKind }) => benefitMonth > month && !TO_RELATIVES.includes(benefitKind),
  )
}

/**
 * 多领待遇的计算。Derived from what is posted and from nothing else: rows of this matter's own number came back by it; every
 * other minus, a bank's return or a correction, makes what was overpaid smaller. Reversed rows count for nothing.
 */
export function reckon(facts: readonly Posted<Fact>[], day: Day, number: string): Reckoned {
  const standing = liveFacts(facts)
  const late = paidAfterDeath(standing, day)
  const keyOf = (row: BenefitPayment) => [row.benefitMonth, row.insurance, row.benefitKind, row.item].join('|')
  const parts = [...groupBy(late, keyOf).values()].map((rows) => partOf(rows, number))
  const sum = (pick: (part: OverpaidPart) => number) => fen(parts.reduce((total, part) => total + pick(part), 0))
  const [found, back] = [sum(({ paid }) => paid), sum((part) => part.back)]
  const writtenOff = writtenOffOf(standing, number)
  const left = fen(Math.max(0, sum(({ open }) => open) - writtenOff))
  const ordered = parts
    .filter(({ paid, back: came }) => paid !== 0 || came !== 0)
    .sort((a, b) => orderOf(a).localeCompare(orderOf(b)))
  return { parts: ordered, found, back, writtenOff, left }
}

function partOf(rows: readonly Posted<BenefitPayment>[], number: string): OverpaidPart {
  const { benefitMonth: month, insurance, benefitKind, item } = rows[0]!
  const total = (of: readonly BenefitPayment[], pick: (row: BenefitPayment) => number) =>
    of.reduce((sum, row) => sum + pick(row), 0)
  const own = rows.filter(({ batch }) => batch === number)
  const others = rows.filter(({ batch }) => batch !== number)
  const paid = total(others, ({ amount }) => amount)
  const back = -total(own, ({ amount }) => amount)
  const open = Math.max(0, paid - back)
  const accountOpen = Math.min(
    open,
    Math.max(
      0,
      total(rows, ({ fromAccount }) => fromAccount),
    ),
  )
  return {
    ...{ month, insurance, benefitKind, item, paid: fen(paid), back: fen(back === 0 ? 0 : back), open: fen(open) },
    accountOpen: fen(accountOpen),
    paidDays: others.filter(({ amount }) => amount > 0).map(({ paidDay }) => paidDay),
  }
}

const orderOf = ({ month, insurance, item }: OverpaidPart) => `${month} ${insurance} ${item}`

/** 核销的每一次是一个申请编号，of which the last version holds. */
function writtenOffOf(facts: readonly Posted<Fact>[], number: string): Fen {
  const own = ofKind(facts, 'ruling').filter(
    ({ subject, reference }) => subject === WRITE_OFF && reference.startsWith(`${number}-`),
  )
  const last = [...groupBy(own, ({ reference }) => reference).values()].map((versions) =>
    versions.reduce((a, b) => (b.version > a.version ? b : a)),
  )
  return fen(last.reduce((sum, { finding, amount }) => sum + (finding === 'granted' ? (amount ?? 0) : 0), 0))
}

/** 退回的一笔分到各月：the oldest month first; of a part of a month, the account's share in proportion. */
export function spread(
  parts: readonly OverpaidPart[],
  amount: number,
): readonly (OverpaidPart & { readonly take: Fen; readonly takeFromAccount: Fen })[] {
  let rest = amount
  return parts.flatMap((part) => {
    const take = fen(Math.min(part.open, rest))
    if (take <= 0) return []
    rest -= take
    const takeFromAccount = take === part.open ? part.accountOpen : ratio(take, part.accountOpen, part.open, 'down')
    return [{ ...part, take, takeFromAccount }]
  })
}

/** 追回的状态，derived and never stored. */
export const RECOVERY_STATES = {
  found: { zh: '已立案，待通知', en: 'found, to be notified' },
  noticed: { zh: '已通知退回', en: 'return ordered' },
  repaying: { zh: '部分追回', en: 'partly recovered' },
  repaid: { zh: '已全部追回', en: 'wholly recovered' },
  writtenOff: { zh: '余额已核销', en: 'the rest written off' },
  cleared: { zh: '无须追回', en: 'nothing to recover' },
  cancelled: { zh: '已撤销（死亡登记冲销）', en: 'cancelled: the death was reversed' },
} as const
export type RecoveryState = keyof typeof RECOVERY_STATES
export const OVER: readonly RecoveryState[] = ['repaid', 'writtenOff', 'cleared', 'cancelled']

export function recoveryState(
  { found, back, writtenOff, left }: Reckoned,
  { isCancelled, isNoticed }: { readonly isCancelled: boolean; readonly isNoticed: boolean },
): RecoveryState {
  if (isCancelled) return 'cancelled'
  if (left === 0) return writtenOff > 0 ? 'writtenOff' : found > 0 ? 'repaid' : 'cleared'
  if (back > 0) return 'repaying'
  return isNoticed ? 'noticed' : 'found'
}

/** 追回的各步。 */
export const RECOVERY_ACTS = {
  opened: { zh: '立案', en: 'opened' },
  notice: { zh: '责令退回的通知', en: 'order to return' },
  plan: { zh: '还款协议', en: 'agreement on instalments' },
  repayment: { zh: '退回或抵扣', en: 'returned or deducted' },
  writeOff: { zh: '核销', en: 'write-off' },
  cancelled: { zh: '撤销', en: 'cancelled' },
} as const
export type RecoveryAct = keyof typeof RECOVERY_ACTS

/** 怎样追回（条例第四十六条）。 */
export const RECOVERY_WAYS = {
  returned: { zh: '退回', en: 'returned' },
  offset: { zh: '从其后的待遇或个人账户余额中抵扣', en: 'deducted from later benefits or the account balance' },
} as const
export type RecoveryWay = keyof typeof RECOVERY_WAYS
