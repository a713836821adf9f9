import { periodOfDay } from '../kernel/day.js'
import { yuanText } from '../kernel/money.js'
import { monthsBetween, type Period, plus } from '../kernel/period.js'
import type { BenefitChange, BenefitPayment, EntitlementCheck, SpecialWork } from '../ledger/fact.js'
import { type BenefitOf, changesOf, payableIn, standingIn } from '../records/payable.js'
import { BENEFIT_CHANGES, BENEFIT_REASONS, isReasonFor } from './benefit-words.js'
import { type Beside, type Contradiction, no } from './contradiction.js'
import {
  alreadyEnded,
  alreadySuspended,
  beforeLastChange,
  noLongerPayable,
  notBegun,
  notSuspended,
  notTheRule,
  overlappingWork,
  paidAlready,
  returnsTooMuch,
  wrongReason,
} from './refusals-benefit.js'
import { afterDeath, backwards, badAmount, beforeBirth, eventKnown, inFuture, notDetermined } from './refusals-facts.js'

type Found = Contradiction | undefined

/** 停、复、终：each only where the one before allows it; nothing reaches back behind an earlier change. */
export function ofBenefitChange(fact: Omit<BenefitChange, 'line'>, { life, today }: Beside): Found {
  const { change, fromMonth, reason } = fact
  if (!isReasonFor(change, reason)) {
    const said = BENEFIT_REASONS[reason as keyof typeof BENEFIT_REASONS]?.zh ?? reason
    return no('reason', wrongReason, said, BENEFIT_CHANGES[change].zh)
  }
  if (fromMonth > plus(periodOfDay(today), 1)) return no('fromMonth', inFuture, fromMonth, today)
  const begins = beginningOf(life, fact)
  if (begins === undefined || fromMonth < begins) return no('fromMonth', notBegun, fromMonth, begins ?? '')
  const changes = changesOf(life.changes, fact)
  const ended = changes.find((one) => one.change === 'end')
  if (ended !== undefined) return no('change', alreadyEnded, fromMonth, ended.fromMonth)
  const last = changes.at(-1)
  if (last !== undefined && fromMonth < last.fromMonth)
    return no('fromMonth', beforeLastChange, fromMonth, last.fromMonth)
  const isSuspended = last?.change === 'suspend'
  if (change === 'suspend' && isSuspended) return no('change', alreadySuspended, fromMonth, last.fromMonth)
  if (change === 'resume' && !isSuspended) return no('change', notSuspended, fromMonth, last?.fromMonth ?? '')
  if (change === 'resume' && fromMonth === last?.fromMonth) return no('fromMonth', notSuspended, fromMonth, fromMonth)
  const died = life.death && periodOfDay(life.death.day)
  if (change === 'resume' && died !== undefined && fromMonth > died)
    return no('fromMonth', afterDeath, fromMonth, life.death!.day)
  return undefined
}

/** 该类待遇自何月起：the first month of its periodic items. */
function beginningOf({ determinations }: Beside['life'], of: BenefitOf): Period | undefined {
  const months = determinations
    .filter(
      ({ insurance, benefitKind, periodic }) =>
        periodic && insurance === of.insurance && benefitKind === of.benefitKind,
    )
    .map(({ fromMonth }) => fromMonth)
  return months.sort()[0]
}

/** 认证：of somebody who draws a benefit and lives; the same check is not kept twice. */
export function ofEntitlementCheck(fact: Omit<EntitlementCheck, 'line'>, { life, today }: Beside): Found {
  const { checkedDay, method, result } = fact
  if (checkedDay > today) return no('checkedDay', inFuture, checkedDay, today)
  if (life.birth !== undefined && checkedDay < life.birth) return no('checkedDay', beforeBirth, checkedDay, life.birth)
  if (result === 'passed' && life.death !== undefined && checkedDay > life.death.day)
    return no('checkedDay', afterDeath, checkedDay, life.death.day)
  if (!life.determinations.some(({ periodic }) => periodic)) return no('checkedDay', notDetermined, checkedDay, '')
  const same = life.checks.find((one) => one.checkedDay === checkedDay && one.method === method)
  return same === undefined ? undefined : no('checkedDay', eventKnown, checkedDay, same.checkedDay)
}

export function ofSpecialWork(fact: Omit<SpecialWork, 'line'>, { life, today }: Beside): Found {
  const { fromMonth, throughMonth, months } = fact
  if (throughMonth < fromMonth) return no('throughMonth', backwards, fromMonth, throughMonth)
  if (throughMonth > periodOfDay(today)) return no('throughMonth', inFuture, throughMonth, today)
  if (life.birth !== undefined && fromMonth < periodOfDay(life.birth))
    return no('fromMonth', beforeBirth, fromMonth, life.birth)
  const span = monthsBetween(fromMonth, throughMonth) + 1
  if (months < 1 || months > span) return no('months', badAmount, String(months), String(span))
  const other = life.specialWork.find((one) => one.fromMonth <= throughMonth && one.throughMonth >= fromMonth)
  return other === undefined ? undefined : no('fromMonth', overlappingWork, fromMonth, other.fromMonth)
}

/**
 * 支付：what was determined, for a month that is payable, in the amount that follows, once. What came back stands with a
 * minus and cannot be more than was paid.
 */
export function ofPayment(fact: Omit<BenefitPayment, 'line'>, beside: Beside): Found {
  const { life, today } = beside
  const { benefitKind, benefitMonth, payMonth, amount, fromAccount } = fact
  if (payMonth > periodOfDay(today)) return no('payMonth', inFuture, payMonth, today)
  if (benefitMonth > payMonth) return no('benefitMonth', backwards, benefitMonth, payMonth)
  if (Math.abs(fromAccount) > Math.abs(amount) || fromAccount * amount < 0)
    return no('fromAccount', badAmount, String(fromAccount), String(amount))
  const died = life.death && periodOfDay(life.death.day)
  if (amount > 0 && died !== undefined && benefitMonth > died && benefitKind !== 'survivors')
    return no('benefitMonth', afterDeath, benefitMonth, life.death!.day)
  const paid = paidOf(life, fact)
  if (amount <= 0) {
    const isTooMuch = paid + amount < 0
    return isTooMuch ? no('amount', returnsTooMuch, yuanText(negative(amount)), yuanText(paid as never)) : undefined
  }
  return ofAmount(fact, beside, paid)
}

function negative(amount: number) {
  return (amount === 0 ? 0 : -amount) as never
}

/** 依核定应发：the whole of what is still open for the month, or one of the determined items it consists of. */
function ofAmount(fact: Omit<BenefitPayment, 'line'>, { life, area }: Beside, paid: number): Found {
  const { benefitMonth, amount, insurance, benefitKind, item } = fact
  const own = life.determinations.filter(
    (one) =>
      one.insurance === insurance &&
      one.benefitKind === benefitKind &&
      one.item === item &&
      (one.periodic ? one.fromMonth <= benefitMonth : one.fromMonth === benefitMonth) &&
      (one.throughMonth === undefined || benefitMonth <= one.throughMonth),
  )
  if (own.length === 0) return no('benefitMonth', notDetermined, benefitMonth, '')
  const payable = payableIn(area, own, life.changes, { item, month: benefitMonth }).value
  if (payable === 0) {
    const { state } = standingIn(changesOf(life.changes, fact), benefitMonth)
    return no('benefitMonth', noLongerPayable, benefitMonth, STATES[state])
  }
  const open = payable - paid
  if (open <= 0) return no('benefitMonth', paidAlready, benefitMonth, '')
  const fits = amount === open || (amount < open && own.some((one) => one.amount === amount))
  return fits ? undefined : no('amount', notTheRule, yuanText(amount), yuanText(open as never))
}

const STATES = { running: '已为零', suspended: '已暂停', ended: '已终止' } as const

/** 该月该项已付, what came back taken off. */
function paidOf({ payments }: Beside['life'], of: Omit<BenefitPayment, 'line'>): number {
  return payments
    .filter(
      ({ insurance, benefitKind, item, benefitMonth }) =>
        insurance === of.insurance &&
        benefitKind === of.benefitKind &&
        item === of.item &&
        benefitMonth === of.benefitMonth,
    )
    .reduce((sum, { amount }) => sum + amount, 0)
}
