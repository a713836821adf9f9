import type { Day } from '../kernel/day.js'
import { type Fen, ppm } from '../kernel/money.js'
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
    .map((one) => ({ ...closeOfYear(one, insurance, terms), ...place(one.year), ...months(one.year) }))
}

type Months = Pick<AccountClose, 'paidMonths' | 'totalMonths'>
type Place = Pick<AccountClose, 'personId' | 'agency' | 'area'>

function closeOfYear(
  year: AccountYearRecord,
  insurance: string,
  { treeSize, policyDigest }: CloseTerms,
): Omit<AccountClose, keyof Months | keyof Place> {
  const figures = Object.fromEntries(CLOSE_FIGURES.map((name) => [name, valueIn(year, name)])) as Record<
    (typeof CLOSE_FIGURES)[number],
    Fen
  >
  return {
    kind: 'accountClose',
    line: 1,
    insurance,
    year: year.year,
    ...figures,
    rate: year.rate?.value ?? ppm(0),
    provisional: year.state === 'provisional',
    ...(year.closedAfter === undefined ? {} : { closedAfter: year.closedAfter }),
    inputSize: treeSize,
    inputPolicy: policyDigest,
  }
}

/** Whose account it is, and where it was kept in the year. */
function placeOf(live: readonly Posted<Fact>[], insurance: string): (year: number) => Place {
  const own = live.flatMap((fact) => {
    if (!('insurance' in fact) || !('personId' in fact) || fact.insurance !== insurance) return []
    const year = 'settlementMonth' in fact ? yearOf(fact.settlementMonth) : 0
    return [{ year, place: { personId: fact.personId, agency: fact.agency, area: fact.area } }]
  })
  return (year) => (own.findLast((one) => one.year <= year && one.year > 0) ?? own[0]!).place
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
