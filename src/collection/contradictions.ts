import { periodOfDay } from '../kernel/day.js'
import { type Period, periodsFrom, plus } from '../kernel/period.js'
import type {
  BenefitDetermination,
  DeemedPeriod,
  LifeEvent,
  OpeningBalance,
  Paid,
  Subsidy,
  Transfer,
} from '../ledger/fact.js'
import { type Beside, type Contradiction, no } from './contradiction.js'
import { ofBenefitChange, ofEntitlementCheck, ofPayment, ofSpecialWork } from './contradictions-benefit.js'
import { whyEnded } from './known-life.js'
import type { Drafted } from './lines.js'
import { ofMandate, ofProtection } from './mandate-contradictions.js'
import {
  afterDeath,
  afterRetirement,
  backwards,
  badAmount,
  beforeBirth,
  deathImpossible,
  deemedTooLate,
  eventKnown,
  inFuture,
  notEnrolledThen,
  overlapsPaid,
  secondRetirement,
  sentOn,
  tooYoung,
} from './refusals-facts.js'
import { spanContradiction } from './registration-contradictions.js'
import { ofRuling } from './ruling.js'

export type { Beside, Contradiction } from './contradiction.js'

/** 与已知事实核对。Undefined where a proposed fact can stand; the first contradiction otherwise. */
export function contradictionOf(fact: Drafted, beside: Beside): Contradiction | undefined {
  switch (fact.kind) {
    case 'deemedPeriod':
      return ofDeemed(fact, beside)
    case 'benefitDetermination':
      return ofDetermination(fact, beside)
    case 'benefitPayment':
      return ofPayment(fact, beside)
    case 'benefitChange':
      return ofBenefitChange(fact, beside)
    case 'entitlementCheck':
      return ofEntitlementCheck(fact, beside)
    case 'specialWork':
      return ofSpecialWork(fact, beside)
    case 'ruling':
      return ofRuling(fact, beside)
    case 'lifeEvent':
      return ofLifeEvent(fact, beside)
    case 'openingBalance':
      return ofOpening(fact, beside)
    case 'transfer':
      return ofTransfer(fact, beside)
    case 'personCategory':
    case 'guardianship':
      return spanContradiction(fact, {
        birth: beside.life.birth,
        death: beside.life.death?.day,
        spans: beside.life.spans,
        today: beside.today,
      })
    case 'mandate':
      return ofMandate(fact, beside)
    case 'protection':
      return ofProtection(fact, beside)
    case 'subsidy':
    case 'paid':
      return ofMoney(fact, beside)
    default:
      return undefined
  }
}

function ofDeemed(fact: Omit<DeemedPeriod, 'line'>, { life, area, today }: Beside): Contradiction | undefined {
  const { fromMonth, throughMonth, insurance, deemedKind, months } = fact
  if (throughMonth < fromMonth) return no('throughMonth', backwards, fromMonth, throughMonth)
  if (throughMonth > periodOfDay(today)) return no('throughMonth', inFuture, throughMonth, today)
  if (life.birth !== undefined) {
    const birth = periodOfDay(life.birth)
    const youngest = plus(birth, area.months('business.earliest-work-age', birth).value)
    if (fromMonth < youngest) return no('fromMonth', tooYoung, fromMonth, youngest)
  }
  const last = area.find('pension.deemed-through', fromMonth)?.value as Period | undefined
  if (deemedKind === 'continuousService' && last !== undefined && throughMonth > last)
    return no('throughMonth', deemedTooLate, throughMonth, last)
  if (deemedKind === 'hazardousConversion') return undefined
  const span = [...periodsFrom(fromMonth, throughMonth)]
  const gone = span.find((month) => whyEnded({ ...life, determinations: [] }, insurance, month) === 'sentOn')
  if (gone !== undefined) return no('fromMonth', sentOn, gone, insurance)
  if (months > span.length) return no('months', badAmount, String(months), String(span.length))
  const paid = span.find((month) => life.paidMonths.has(`${insurance}|${month}`))
  const other = life.deemed.find(
    (one) =>
      one.insurance === insurance &&
      one.deemedKind !== 'hazardousConversion' &&
      one.fromMonth <= throughMonth &&
      one.throughMonth >= fromMonth,
  )
  const overlap = paid ?? other?.fromMonth
  return overlap === undefined ? undefined : no('fromMonth', overlapsPaid, fromMonth, overlap)
}

function ofDetermination(
  fact: Omit<BenefitDetermination, 'line'>,
  { life, reversed }: Beside,
): Contradiction | undefined {
  const { benefitKind, eventMonth, fromMonth, throughMonth, insurance, item } = fact
  if (throughMonth !== undefined && throughMonth < fromMonth)
    return no('throughMonth', backwards, fromMonth, throughMonth)
  if (fromMonth < eventMonth) return no('fromMonth', backwards, eventMonth, fromMonth)
  const died = life.death && periodOfDay(life.death.day)
  if (died !== undefined && eventMonth > died) return no('eventMonth', afterDeath, eventMonth, life.death!.day)
  if (life.birth !== undefined && eventMonth < periodOfDay(life.birth))
    return no('eventMonth', beforeBirth, eventMonth, life.birth)
  if (item === 'adjustment') return undefined
  const once = benefitKind === 'retirement' || benefitKind === 'residentPension'
  const earlier = life.determinations.find(
    (one) =>
      one.benefitKind === benefitKind &&
      one.item !== 'adjustment' &&
      (once || (one.insurance === insurance && one.eventMonth === eventMonth && one.item === item)) &&
      (one.insurance === insurance
        ? one.eventMonth !== eventMonth || one.item === item
        : one.eventMonth !== eventMonth) &&
      reversed?.has(`${one.ref.posting}/${one.ref.ordinal}`) !== true,
  )
  return earlier === undefined ? undefined : no('eventMonth', secondRetirement, eventMonth, earlier.eventMonth)
}

function ofLifeEvent(fact: Omit<LifeEvent, 'line'>, { life, today }: Beside): Contradiction | undefined {
  const { day, event } = fact
  if (event === 'death' && (day > today || (life.birth !== undefined && day < life.birth)))
    return no('day', deathImpossible, day, life.birth ?? today)
  if (day > today) return no('day', inFuture, day, today)
  if (life.birth !== undefined && day < life.birth) return no('day', beforeBirth, day, life.birth)
  const same = life.events.find((one) => one.event === event)
  if (same !== undefined) return no('event', eventKnown, day, same.day)
  if (life.death !== undefined && day > life.death.day) return no('day', afterDeath, day, life.death.day)
  return undefined
}

function ofOpening(fact: Omit<OpeningBalance, 'line'>, { life, today }: Beside): Contradiction | undefined {
  const { year, insurance, balance, actualMonths } = fact
  if (`${year}` >= today.slice(0, 4)) return no('year', inFuture, String(year), today)
  if (balance < 0) return no('balance', badAmount, String(balance), '0')
  const known = life.openings.find((one) => one.insurance === insurance)
  if (known !== undefined) return no('year', eventKnown, String(year), String(known.year))
  if (life.birth === undefined) return undefined
  const lived = (year - Number(life.birth.slice(0, 4)) + 1) * 12
  return actualMonths > lived ? no('actualMonths', badAmount, String(actualMonths), String(lived)) : undefined
}

function ofTransfer(fact: Omit<Transfer, 'line'>, beside: Beside): Contradiction | undefined {
  const { fromMonth, throughMonth, month, months, insurance, direction } = fact
  const { today, life } = beside
  if (throughMonth < fromMonth) return no('throughMonth', backwards, fromMonth, throughMonth)
  if (month > periodOfDay(today)) return no('month', inFuture, month, today)
  if (throughMonth > month) return no('throughMonth', backwards, throughMonth, month)
  const span = [...periodsFrom(fromMonth, throughMonth)].length
  if (months > span) return no('months', badAmount, String(months), String(span))
  const died = life.death && periodOfDay(life.death.day)
  if (direction === 'in' && died !== undefined && month > died) return no('month', afterDeath, month, life.death!.day)
  const same = life.transfers.find(
    (one) =>
      one.insurance === insurance && one.direction === direction && one.month === month && one.fromMonth === fromMonth,
  )
  return same === undefined ? undefined : no('month', eventKnown, month, same.month)
}

/** 到账的钱：outside an enrolment, after death or after the pension began, it is posted all the same, with a task. */
function ofMoney(fact: Omit<Paid, 'line'> | Omit<Subsidy, 'line'>, beside: Beside): Contradiction | undefined {
  const { insurance, contributionMonth: month, personId, arrivalDay } = fact
  const { life, today } = beside
  if (arrivalDay > today) return no('arrivalDay', inFuture, arrivalDay, today)
  const employer = fact.kind === 'paid' ? fact.employerId : undefined
  const found =
    ended('contributionMonth', insurance, month, beside) ??
    (life.enrolments.isActive(personId, insurance, employer, month)
      ? undefined
      : no('contributionMonth', notEnrolledThen, month, ''))
  return found && { ...found, isMoney: true }
}

function ended(field: string, insurance: string, month: Period, { life }: Beside): Contradiction | undefined {
  const why = whyEnded(life, insurance, month)
  if (why === 'dead') return no(field, afterDeath, month, life.death!.day)
  if (why === 'retired') {
    const since = life.determinations.find(
      ({ benefitKind }) => benefitKind === 'retirement' || benefitKind === 'residentPension',
    )
    return no(field, afterRetirement, month, since?.eventMonth ?? '')
  }
  if (why === 'sentOn') return no(field, sentOn, month, insurance)
  return undefined
}
