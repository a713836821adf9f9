import { type Day, daysIn, parseDay, periodOfDay } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { fen } from '../kernel/money.js'
import { monthOf, monthsBetween, parsePeriod, plus, yearOf } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { at, type DraftedFacts, type DraftPlace } from './draft-place.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { scopeOf } from './mandate-words.js'
import { residentDrafts } from './resident-drafts.js'
import { versionsOf } from './ruling.js'

type Item<K extends FactEntryKind> = FactRequests[K]['items'][number]
type Draft<K extends FactEntryKind> = (
  place: DraftPlace,
  item: Item<K>,
  request: FactRequests[K],
  known?: readonly Posted<Fact>[],
) => DraftedFacts
/** What a clerk types becomes facts at once; a determination is computed, and made elsewhere. */
export type TypedKind = Exclude<FactEntryKind, 'benefitDetermination'>

/** 城乡居民养老保险：the subsidy and the aid go to the account, as the payment does. */
const SUBSIDY_TO_ACCOUNT: ReadonlySet<string> = new Set(['170'])

/** 录入 → 事实，各类一例。 */
export const DRAFTS: { readonly [K in TypedKind]: Draft<K> } = {
  deemedPeriod: (place, item) => {
    const [fromMonth, throughMonth] = [parsePeriod(item.fromMonth), parsePeriod(item.throughMonth)]
    const months = item.months ?? Math.max(0, monthsBetween(fromMonth, throughMonth) + 1)
    const { insurance, deemedKind, document } = item
    const what = { kind: 'deemedPeriod' as const, insurance, deemedKind, document }
    return { facts: [{ ...at(place), ...what, fromMonth, throughMonth, months }] }
  },
  benefitPayment: (place, item, request) => {
    const { insurance, benefitKind, item: paidItem, benefitMonth, amount, fromAccount } = item
    const { payMonth, paidDay, batch } = request
    const months = { payMonth: parsePeriod(payMonth), benefitMonth: parsePeriod(benefitMonth) }
    const amounts = { amount: fen(amount), fromAccount: fen(fromAccount) }
    const what = { kind: 'benefitPayment' as const, insurance, benefitKind, item: paidItem }
    return { facts: [{ ...at(place), ...what, ...months, ...amounts, batch, paidDay: parseDay(paidDay) }] }
  },
  subsidy: (place, item, request) => {
    const { insurance, subsidyKind, payer, amount, document } = item
    const arrivalDay = parseDay(request.arrivalDay)
    const months = { settlementMonth: periodOfDay(arrivalDay), contributionMonth: parsePeriod(item.contributionMonth) }
    const toAccount = fen(SUBSIDY_TO_ACCOUNT.has(insurance) ? amount : 0)
    const what = { kind: 'subsidy' as const, insurance, subsidyKind, payer, document, arrivalDay }
    return { facts: [{ ...at(place), ...what, ...months, amount: fen(amount), toAccount }] }
  },
  openingBalance: (place, { insurance, year, balance, actualMonths }) => ({
    facts: [{ ...at(place), kind: 'openingBalance', insurance, year, balance: fen(balance), actualMonths }],
  }),
  transfer: (place, item) => {
    const { insurance, direction, otherArea, otherAgency, months, document } = item
    const spans = { fromMonth: parsePeriod(item.fromMonth), throughMonth: parsePeriod(item.throughMonth) }
    const money = { month: parsePeriod(item.month), toAccount: fen(item.toAccount), pooled: fen(item.pooled) }
    const what = { kind: 'transfer' as const, insurance, direction, otherArea, otherAgency, months, document }
    return { facts: [{ ...at(place), ...what, ...spans, ...money }] }
  },
  lifeEvent: (place, { event, day, document }) => ({
    facts: [{ ...at(place), kind: 'lifeEvent', event, day: parseDay(day), document }],
  }),
  benefitChange: (place, { insurance, benefitKind, change, fromMonth, reason, document }) => ({
    facts: [
      {
        ...{ ...at(place), kind: 'benefitChange', insurance, benefitKind, change },
        ...{ fromMonth: parsePeriod(fromMonth), reason, document },
      },
    ],
  }),
  entitlementCheck: (place, { method, result, checkedDay, document }) => {
    const day = parseDay(checkedDay)
    const validThrough = result === 'passed' ? validFrom(place, day) : day
    return {
      facts: [{ ...at(place), kind: 'entitlementCheck', method, result, checkedDay: day, validThrough, document }],
    }
  },
  specialWork: (place, item) => {
    const [fromMonth, throughMonth] = [parsePeriod(item.fromMonth), parsePeriod(item.throughMonth)]
    const months = item.months ?? Math.max(0, monthsBetween(fromMonth, throughMonth) + 1)
    const { workKind, document } = item
    return { facts: [{ ...at(place), kind: 'specialWork', workKind, fromMonth, throughMonth, months, document }] }
  },
  ruling: (place, item, _, known = []) => {
    const { subject, finding, document } = item
    const reference = item.reference.trim()
    const version = versionsOf(known, { subject, reference }).length + 1
    const days = {
      receivedDay: parseDay(item.receivedDay),
      decidedDay: item.decidedDay === undefined ? undefined : parseDay(item.decidedDay),
    }
    const amount = item.amount === undefined ? undefined : fen(item.amount)
    const because = item.because?.trim() || undefined
    return {
      facts: [
        { ...at(place), kind: 'ruling', subject, reference, version, finding, ...days, amount, because, document },
      ],
    }
  },
  personCategory: (place, { category, change, fromDay, document }) => ({
    facts: [{ ...at(place), kind: 'personCategory', category, change, fromDay: parseDay(fromDay), document }],
  }),
  guardianship: (place, { change, fromDay, document }) => {
    invariant(place.other !== undefined, 'the guardian was looked up before')
    const what = { kind: 'guardianship' as const, guardianPersonId: place.other, change, document }
    return { facts: [{ ...at(place), ...what, fromDay: parseDay(fromDay) }] }
  },
  mandate: (place, { capacity, change, scope = [], fromDay, throughDay, document, ...to }) => {
    invariant(place.other !== undefined, 'the agent was looked up before')
    const what = { kind: 'mandate' as const, representativePersonId: place.other, capacity, change, document }
    const days = { fromDay: parseDay(fromDay), throughDay: throughDay === undefined ? undefined : parseDay(throughDay) }
    return { facts: [{ ...at(place), ...what, ...days, scope: scopeOf(scope, to) }] }
  },
  protection: (place, { change, fromDay, because, document }) => ({
    facts: [{ ...at(place), kind: 'protection', change, fromDay: parseDay(fromDay), ground: because.trim(), document }],
  }),
  residentPayment: (place, item, request) =>
    residentDrafts(place.policy, at(place), { ...item, arrivalDay: parseDay(request.arrivalDay) }),
}

/** 认证的有效期：so many months from the day of the check, by the setting of the area. */
function validFrom({ policy }: DraftPlace, day: Day): Day {
  const month = plus(periodOfDay(day), policy.months('benefit.check-valid-months', periodOfDay(day)).value)
  const last = Math.min(Number(day.slice(8)), daysIn(yearOf(month), monthOf(month)))
  return parseDay(`${month}-${String(last).padStart(2, '0')}`)
}
