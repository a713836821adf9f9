import { parseDay, periodOfDay } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { monthsBetween, parsePeriod } from '../kernel/period.js'
import { at, type DraftedFacts, type DraftPlace } from './draft-place.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { residentDrafts } from './resident-drafts.js'

type Item<K extends FactEntryKind> = FactRequests[K]['items'][number]
type Draft<K extends FactEntryKind> = (place: DraftPlace, item: Item<K>, request: FactRequests[K]) => DraftedFacts
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
  residentPayment: (place, item, request) =>
    residentDrafts(place.policy, at(place), { ...item, arrivalDay: parseDay(request.arrivalDay) }),
}
