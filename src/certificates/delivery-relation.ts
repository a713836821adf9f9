import type { Day } from '../kernel/day.js'
import type { Enrolment, Fact, FactKind, Posted } from '../ledger/fact.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'

/** 列入所看的事实。 */
export const RELATION_KINDS = [
  ...([
    'personRegistration',
    'enrolment',
    'due',
    'paid',
    'benefitDetermination',
    'benefitPayment',
    'personAlias',
  ] as const),
] as const satisfies readonly FactKind[]

/** 当年有关系的范围：whose agency, which days, and one insurance where it is sent alone. */
export interface RelationTerms {
  readonly agency: string
  readonly start: Day
  readonly end: Day
  /** '' for all. */
  readonly insurance: string
}

export type Relation = 'here' | 'elsewhere'

/**
 * 当年在本机构有没有关系。Enrolled or interrupted at any time of the year, or due, paid or paid a benefit in it. Undefined
 * where there was none here; `elsewhere` where another agency had the relation last and so sends the statement.
 */
export function relationIn(all: readonly Posted<Fact>[], terms: RelationTerms): Relation | undefined {
  const [from, through] = [terms.start.slice(0, 7), terms.end.slice(0, 7)]
  const facts = liveFacts(all).filter((fact) => isOfInsurance(fact, terms.insurance))
  const marks = [
    ...enrolled(ofKind(facts, 'enrolment'), from, through),
    ...[...ofKind(facts, 'due'), ...ofKind(facts, 'paid')].flatMap(({ agency, contributionMonth, settlementMonth }) =>
      [contributionMonth, settlementMonth]
        .filter((month) => month >= from && month <= through)
        .map((at) => ({ agency, at, weight: 0 })),
    ),
    ...ofKind(facts, 'benefitPayment')
      .filter(({ payMonth }) => payMonth >= from && payMonth <= through)
      .map(({ agency, payMonth }) => ({ agency, at: payMonth as string, weight: 1 })),
    ...ofKind(facts, 'benefitDetermination')
      .filter((one) => one.periodic && one.fromMonth <= through && (one.throughMonth ?? '9999-12') >= from)
      .map(({ agency, fromMonth }) => ({ agency, at: fromMonth as string, weight: 1 })),
  ]
  if (!marks.some(({ agency }) => agency === terms.agency)) return undefined
  return lastAgency(marks) === terms.agency ? 'here' : 'elsewhere'
}

interface Mark {
  readonly agency: string
  readonly at: string
  /** 参保变动 says most surely who keeps the relation; then a benefit, then a month of money. */
  readonly weight: number
}

/** 年末由谁经办：by the newest enrolment, where there is none by the newest benefit, else by the newest month. */
function lastAgency(marks: readonly Mark[]): string | undefined {
  const most = Math.max(...marks.map(({ weight }) => weight))
  return marks.filter(({ weight }) => weight === most).reduce((last, one) => (one.at >= last.at ? one : last)).agency
}

/** 在保与中断的都算；ended before the year is none. */
function enrolled(facts: readonly Posted<Enrolment>[], from: string, through: string): Mark[] {
  return [...groupBy(facts, ({ insurance }) => insurance).values()].flatMap((changes) => {
    const sorted = [...changes].sort((a, b) => (a.fromMonth < b.fromMonth ? -1 : a.fromMonth > b.fromMonth ? 1 : 0))
    const before = sorted.filter(({ fromMonth }) => fromMonth < from).at(-1)
    const within = sorted.filter(({ fromMonth }) => fromMonth >= from && fromMonth <= through)
    const standing = before !== undefined && before.change !== 'end' ? [before] : []
    return [...standing, ...within].map(({ agency, fromMonth }) => ({ agency, at: fromMonth, weight: 2 }))
  })
}

function isOfInsurance(fact: Posted<Fact>, insurance: string): boolean {
  return insurance === '' || !('insurance' in fact) || fact.insurance === insurance
}
