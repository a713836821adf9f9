import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { type Insurance, isInsurance } from '../kernel/terms.js'
import type { Contribution, Due, Fact, Paid, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { accountCredit } from '../policy/contribution.js'
import { baseNow } from './charges.js'
import { type Employer, standing, WITH_ACCOUNT } from './employer-terms.js'
import { chargeKey } from './filing-match.js'
import { KeyTable } from './key-table.js'
import type { Sentence } from './kinds.js'
import type { Ended } from './known-life.js'
import type { LevyEntry } from './levy-file.js'
import type { LevyLine } from './lines.js'

/** 到账的钱从不拒收；与谁、与何规则不合，照记其由。 */
export const LEVY_REASONS = {
  unknownEmployer: { zh: '单位未登记', en: 'the employer is not registered' },
  unknownPerson: { zh: '证件号码未登记', en: 'the identity number is not registered' },
  nameDiffers: { zh: '姓名与登记的不符', en: 'the name differs from the registered one' },
  unknownInsurance: { zh: '不认识的险种', en: 'an insurance not known here' },
  noDue: { zh: '没有对应的应缴', en: 'nothing was due' },
  differsFromDue: { zh: '与应缴的基数或金额不符', en: 'differs from the base or amounts due' },
  paidAlready: { zh: '该月应缴已缴清，重复缴费', en: 'that month was paid already' },
  afterDeath: { zh: '所属月份在此人死亡之后', en: 'the month is after the person died' },
  afterRetirement: { zh: '所属月份在此人退休之后', en: 'the month is after the person retired' },
  sentOn: { zh: '所属月份已随关系转出', en: 'the month was sent on with the relation' },
  refundExceeds: { zh: '退费多于已缴', en: 'more is refunded than was paid' },
} as const satisfies Record<string, Sentence>
export type LevyReason = keyof typeof LEVY_REASONS

export const REFUND = '18'

/** 某人某险种某月的合计。 */
interface Sums {
  base: number
  employer: number
  person: number
  employerToAccount: number
  personToAccount: number
}

/**
 * 应缴与已缴的合计, kept running while a file is read, so that two rows of one month are seen together. What stands in
 * the ledger is looked up for a thousand rows and forgotten; what the file itself brought is remembered to its end.
 */
export class Tally {
  private readonly due = new Map<string, Sums>()
  private readonly paid = new Map<string, Sums>()
  private readonly taken = new Set<string>()
  private readonly arrived = new KeyTable(3, 'amounts')

  /** True the first time a person's month is asked for: what stands in the ledger is added once only. */
  takes(personId: string, month: Period): boolean {
    const key = `${personId}|${month}`
    if (this.taken.has(key)) return false
    this.taken.add(key)
    return true
  }

  add(dues: readonly Posted<Due>[], paids: readonly Posted<Paid>[]): void {
    for (const one of standing(dues)) addTo(this.due, one, baseNow)
    for (const one of standing(paids)) addTo(this.paid, one, (base, paid) => Math.max(base, paid.base))
  }

  /** What stands in the ledger is to be looked up again. */
  forget(): void {
    for (const kept of [this.due, this.paid, this.taken]) kept.clear()
  }

  dueOf(key: string): Sums | undefined {
    return this.due.get(key)
  }

  /** 已缴：in the ledger, and by the rows before. */
  paidOf(key: string): Sums {
    const [posted, arrived] = [this.paid.get(key) ?? none(), this.arrived.figures(key)]
    if (arrived === undefined) return posted
    const [base = 0, employer = 0, person = 0] = arrived
    return {
      ...posted,
      base: Math.max(posted.base, base),
      employer: posted.employer + employer,
      person: posted.person + person,
    }
  }

  arrive(key: string, { base, employerAmount, personAmount }: LevyEntry): void {
    const [before = 0, employer = 0, person = 0] = this.arrived.figures(key) ?? []
    this.arrived.set(key, Math.max(before, base), employer + employerAmount, person + personAmount)
  }
}

function addTo<F extends Contribution & Fact>(
  sums: Map<string, Sums>,
  one: F,
  baseOf: (base: number, one: F) => number,
): void {
  const key = chargeKey(one.personId, one.insurance, one.contributionMonth, one.employerId)
  const sum = sums.get(key) ?? none()
  sum.base = baseOf(sum.base, one)
  sum.employer += one.employerAmount
  sum.person += one.personAmount
  sum.employerToAccount += one.employerToAccount
  sum.personToAccount += one.personToAccount
  sums.set(key, sum)
}

function none(): Sums {
  return { base: 0, employer: 0, person: 0, employerToAccount: 0, personToAccount: 0 }
}

export interface LevyKnown {
  readonly book: PolicyBook
  readonly place: { readonly agency: string; readonly area: string }
  readonly employer: (entry: LevyEntry) => Employer | undefined
  readonly personId: (entry: LevyEntry) => string | undefined
  readonly isNamed: (entry: LevyEntry) => boolean
  readonly tally: Tally
  readonly whyEnded: (personId: string, insurance: string, month: Period) => Ended | undefined
}

/** 一笔到账归谁、合不合规则。 */
export function matchPayment(known: LevyKnown, entry: LevyEntry): LevyLine {
  const employer = known.employer(entry)
  const personId = known.personId(entry)
  const place = employer ?? known.place
  const line = { ...entry, agency: place.agency, area: place.area, employerToAccount: fen(0), personToAccount: fen(0) }
  const nobody = whoseNot(known, entry, employer, personId)
  if (nobody !== undefined) return { ...line, outcome: 'suspense', reason: nobody }
  const key = chargeKey(personId!, entry.insurance, entry.contributionMonth, employer?.id)
  const reason = whyDiffers(known.tally, key, entry) ?? whyTooLate(known, personId!, entry)
  const credited = toAccount(known, key, entry, place.area, reason === undefined)
  const settles = settledBy(known.tally, key, entry)
  known.tally.arrive(key, entry)
  const owner = { personId, employerId: employer?.id }
  return { ...line, ...owner, ...credited, settles, outcome: reason === undefined ? 'fitting' : 'differing', reason }
}

/** 清偿了多少应缴，each side apart: what came above due, or without any, settles nothing. */
function settledBy(tally: Tally, key: string, { employerAmount, personAmount }: LevyEntry): Fen | undefined {
  const [due, paid] = [tally.dueOf(key), tally.paidOf(key)]
  if (due === undefined) return undefined
  const side = (owed: number, before: number, now: number) => Math.max(0, Math.min(now, owed - before))
  const settled = side(due.employer, paid.employer, employerAmount) + side(due.person, paid.person, personAmount)
  return settled === 0 ? undefined : fen(settled)
}

function whoseNot(
  known: LevyKnown,
  entry: LevyEntry,
  employer: Employer | undefined,
  personId: string | undefined,
): LevyReason | undefined {
  if (entry.creditCode !== '' && employer === undefined) return 'unknownEmployer'
  if (!isInsurance(entry.insurance)) return 'unknownInsurance'
  if (personId === undefined) return 'unknownPerson'
  return known.isNamed(entry) ? undefined : 'nameDiffers'
}

function whyDiffers(tally: Tally, key: string, entry: LevyEntry): LevyReason | undefined {
  const [due, paid] = [tally.dueOf(key), tally.paidOf(key)]
  const { employerAmount, personAmount } = entry
  if (entry.contributionKind === REFUND || employerAmount + personAmount < 0) {
    return paid.employer + employerAmount < 0 || paid.person + personAmount < 0 ? 'refundExceeds' : undefined
  }
  if (due === undefined) return 'noDue'
  if (due.employer + due.person > 0 && paid.employer >= due.employer && paid.person >= due.person) return 'paidAlready'
  const fits =
    entry.base === due.base &&
    paid.employer + employerAmount === due.employer &&
    paid.person + personAmount === due.person
  return fits ? undefined : 'differsFromDue'
}

const TOO_LATE = { dead: 'afterDeath', retired: 'afterRetirement', sentOn: 'sentOn' } as const

/** 死亡或退休之后到账：posted all the same, and seen to by people. A refund of such a month is what they see to. */
function whyTooLate(known: LevyKnown, personId: string, entry: LevyEntry): LevyReason | undefined {
  if (entry.employerAmount + entry.personAmount <= 0) return undefined
  const ended = known.whyEnded(personId, entry.insurance, entry.contributionMonth)
  return ended && TOO_LATE[ended]
}

/** 养老保险划入个人账户：as due where it fits; else the account share of its base, never more than what arrived. */
function toAccount(known: LevyKnown, key: string, entry: LevyEntry, area: string, fits: boolean) {
  const nothing = { employerToAccount: fen(0), personToAccount: fen(0) }
  if (!WITH_ACCOUNT.has(entry.insurance)) return nothing
  const due = known.tally.dueOf(key)
  if (fits && due !== undefined && entry.personAmount === due.person && entry.employerAmount === due.employer) {
    return { employerToAccount: fen(due.employerToAccount), personToAccount: fen(due.personToAccount) }
  }
  const sign = entry.personAmount + entry.employerAmount < 0 ? -1 : 1
  const credit = findCredit(known.book, area, entry)
  const person = Math.min(credit, Math.abs(entry.personAmount))
  const employer = Math.min(Math.max(credit - Math.abs(entry.personAmount), 0), Math.abs(entry.employerAmount))
  const fromEmployer = due !== undefined && due.employerToAccount === 0 ? 0 : employer
  return { employerToAccount: signed(sign, fromEmployer), personToAccount: signed(sign, person) }
}

function signed(sign: number, amount: number): Fen {
  return fen(amount === 0 ? 0 : sign * amount)
}

/** Where no share is published for the month, nothing is credited until somebody has seen to it. */
function findCredit(book: PolicyBook, area: string, { insurance, contributionMonth, base }: LevyEntry): number {
  try {
    return accountCredit(book.area(area), insurance as Insurance, contributionMonth, fen(Math.abs(base))).value
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}
