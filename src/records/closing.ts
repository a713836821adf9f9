import type { Day } from '../kernel/day.js'
import { ppm } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { AccountClose, Fact, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { accountOf } from './account.js'
import { CLOSE_FIGURES, valueIn } from './account-close-year.js'
import { closesOf, type LeafOf } from './account-closes.js'
import { movesByInsurance } from './account-moves.js'
import { type AccountYearRecord, hasAccount } from './account-record.js'
import { closingMonths } from './closing-months.js'
import { lifeOf } from './life.js'
import { liveFacts, ofKind } from './live.js'

/** 结息所据：which postings and which rules a close is made of. */
export interface CloseTerms {
  /** 树的大小：the facts given are those of postings below this place. */
  readonly treeSize: number
  readonly policyDigest: string
  readonly today: Day
  /** 记账在树中的位置：with it, years whose close still covers everything are not folded again. */
  readonly leafOf?: LeafOf | undefined
}

/**
 * 年度结息。The closed year of one account, derived purely from the facts of its person: the same facts, the same book and
 * the same size give the same row. Undefined where there is no account in the year, the year is not over, or its rate is
 * neither published nor provisionally known.
 */
export function closeOf(
  facts: readonly Posted<Fact>[],
  book: PolicyBook,
  insurance: string,
  year: number,
  terms: CloseTerms,
): AccountClose | undefined {
  return closesThrough(facts, book, insurance, year, terms).find((one) => one.year === year)
}

/** 至某年为止应有的各年结息，oldest first: what a run over all open years posts where it differs from what is stored. */
export function closesThrough(
  facts: readonly Posted<Fact>[],
  book: PolicyBook,
  insurance: string,
  year: number,
  terms: CloseTerms,
): AccountClose[] {
  const live = liveFacts(facts)
  const moves = movesByInsurance(live).get(insurance)
  if (moves === undefined || !hasAccount(insurance)) return []
  const account = accountOf({
    insurance,
    account: moves,
    life: lifeOf(ofKind(live, 'lifeEvent'), ofKind(live, 'benefitDetermination')),
    book,
    today: terms.today,
    through: `${year}-12` as Period,
    closes: closesOf(facts, insurance, terms.leafOf),
  })
  if (account === undefined) return []
  const months = closingMonths(live, insurance)
  const place = placeOf(live, insurance)
  return account.years
    .filter(({ year, closing }) => closing !== undefined && terms.today > `${year}-12-31`)
    .map((one) => closeOfYear(one, insurance, place(one.year), months(one.year), terms))
}

type Months = Pick<AccountClose, 'paidMonths' | 'totalMonths'>
type Place = Pick<AccountClose, 'personId' | 'agency' | 'area'>

function closeOfYear(
  year: AccountYearRecord,
  insurance: string,
  { personId, agency, area }: Place,
  { paidMonths, totalMonths }: Months,
  { treeSize, policyDigest }: CloseTerms,
): AccountClose {
  return {
    kind: 'accountClose',
    line: 1,
    personId,
    agency,
    area,
    insurance,
    year: year.year,
    opening: valueIn(year, 'opening'),
    credits: valueIn(year, 'credits'),
    interestOnOpening: valueIn(year, 'interestOnOpening'),
    interestOnCredits: valueIn(year, 'interestOnCredits'),
    paidOut: valueIn(year, 'paidOut'),
    interestOnPaid: valueIn(year, 'interestOnPaid'),
    movedIn: valueIn(year, 'movedIn'),
    movedOut: valueIn(year, 'movedOut'),
    closing: valueIn(year, 'closing'),
    rate: year.rate?.value ?? ppm(0),
    provisional: year.state === 'provisional',
    closedAfter: year.closedAfter,
    paidMonths,
    totalMonths,
    inputSize: treeSize,
    inputPolicy: policyDigest,
  }
}

type Placed = Place & { readonly settlementMonth?: Period }

/** Whose account it is, and where it was kept in the year. */
function placeOf(live: readonly Posted<Fact>[], insurance: string): (year: number) => Place {
  const own = live.filter(
    (fact) => 'insurance' in fact && 'personId' in fact && fact.insurance === insurance,
  ) as Placed[]
  const settledBy = (fact: Placed, year: number) =>
    fact.settlementMonth !== undefined && yearOf(fact.settlementMonth) <= year
  return (year) => {
    const { personId, agency, area } = own.findLast((fact) => settledBy(fact, year)) ?? own[0]!
    return { personId, agency, area }
  }
}

/** 两行结息的各数是否相同；what they were made from (size, policy) may differ. */
export function sameFigures(a: AccountClose, b: AccountClose): boolean {
  return (
    a.insurance === b.insurance &&
    a.year === b.year &&
    CLOSE_FIGURES.every((name) => a[name] === b[name]) &&
    a.rate === b.rate &&
    a.provisional === b.provisional &&
    a.closedAfter === b.closedAfter &&
    a.paidMonths === b.paidMonths &&
    a.totalMonths === b.totalMonths
  )
}
