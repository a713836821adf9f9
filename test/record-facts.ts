import type { Day } from '../src/kernel/day.js'
import { fen } from '../src/kernel/money.js'
import { parsePeriod } from '../src/kernel/period.js'
import type {
  BenefitChange,
  BenefitDetermination,
  BenefitPayment,
  DeemedPeriod,
  Fact,
  LifeEvent,
  OpeningBalance,
  Posted,
  Transfer,
} from '../src/ledger/fact.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { filesUnder } from './files.js'

/** 推导记录的测试所用的事实。 */
export const ME = '5'
export const BOOK = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))

const PLACE = { line: 1, agency: '999901', area: '999900' }

/** Each fact in a posting of its own, in the order given. */
export function postedFrom(facts: readonly Fact[], from = 1): Posted<Fact>[] {
  return facts.map((fact, i) => ({ ...fact, ref: { posting: String(from + i), ordinal: 0 } }))
}

/** 红冲：the same row with negated amounts, naming the row it cancels. */
export function reversalOf({ ref, ...fact }: Posted<Fact>): Fact {
  const negated = Object.fromEntries(
    Object.entries(fact).map(([key, value]) => [key, typeof value === 'number' && key !== 'line' ? -value : value]),
  )
  return { ...negated, reverses: ref } as unknown as Fact
}

export function opening(change: Partial<OpeningBalance> = {}): OpeningBalance {
  const what = { year: 2022, balance: fen(5_000_000), actualMonths: 60 }
  return { ...PLACE, kind: 'openingBalance', personId: ME, insurance: '110', ...what, ...change }
}

export function benefitPaymentFact(
  personId: string,
  month: string,
  change: Partial<BenefitPayment> = {},
): BenefitPayment {
  const at = parsePeriod(month)
  const what = { insurance: '110', benefitKind: 'retirement' as const, item: 'accountPension', batch: 'B1' }
  const money = { amount: change.fromAccount ?? fen(100_000), fromAccount: fen(0) }
  const when = { payMonth: at, benefitMonth: at, paidDay: `${month}-15` as Day }
  return { ...PLACE, kind: 'benefitPayment', personId, ...what, ...money, ...when, ...change }
}

export function determinationFact(
  personId: string,
  eventMonth: string,
  change: Partial<BenefitDetermination> = {},
): BenefitDetermination {
  const what = { insurance: '110', benefitKind: 'retirement' as const, item: 'basicPension', variant: 'man' }
  const money = { amount: fen(300_000), periodic: true, provisional: false, document: '示例核定 1 号' }
  const when = { eventMonth: parsePeriod(eventMonth), fromMonth: parsePeriod(eventMonth) }
  return { ...PLACE, kind: 'benefitDetermination', personId, ...what, ...money, ...when, ...change }
}

export function benefitChangeFact(
  personId: string,
  change: BenefitChange['change'],
  from: string,
  more: Partial<BenefitChange> = {},
): BenefitChange {
  const of = { insurance: '110', benefitKind: 'retirement' as const, reason: '0', document: '示例变动 1 号' }
  return { ...PLACE, kind: 'benefitChange', personId, ...of, change, fromMonth: parsePeriod(from), ...more }
}

export function transferFact(personId: string, month: string, change: Partial<Transfer> = {}): Transfer {
  const stretch = { fromMonth: parsePeriod('2018-01'), throughMonth: parsePeriod('2019-12'), months: 24 }
  const place = { direction: 'in' as const, otherArea: '371000', otherAgency: '示例经办机构' }
  const money = { toAccount: fen(1_000_000), pooled: fen(2_000_000), document: '示例转移 1 号' }
  const month_ = parsePeriod(month)
  return {
    ...PLACE,
    kind: 'transfer',
    personId,
    insurance: '110',
    month: month_,
    ...stretch,
    ...place,
    ...money,
    ...change,
  }
}

export function lifeFact(personId: string, day: string, change: Partial<LifeEvent> = {}): LifeEvent {
  return { ...PLACE, kind: 'lifeEvent', personId, event: 'death', day: day as Day, document: '示例证明', ...change }
}

export function deemedFact(personId: string, from: string, through: string, months: number): DeemedPeriod {
  const what = { insurance: '110', deemedKind: 'military' as const, months, document: '示例认定 1 号' }
  const stretch = { fromMonth: parsePeriod(from), throughMonth: parsePeriod(through) }
  return { ...PLACE, kind: 'deemedPeriod', personId, ...what, ...stretch }
}
