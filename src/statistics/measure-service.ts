import type { Database } from '../db/database.js'
import { ageOn, type Day, daysIn } from '../kernel/day.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import type { Enrolment, Fact, FactKind, Posted } from '../ledger/fact.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'
import { inOrder } from '../records/registration.js'
import { ageBand, type Catalogue } from './catalogue.js'
import { ALL, keyOf, type Summed } from './cells.js'
import { NO_EMPLOYER } from './dimensions.js'
import { standingOf } from './standing.js'
import type { Topic } from './topics.js'

/** 一次统计所问：of which month, by which version, as of which size of the tree, of which agencies. */
export interface Asked {
  readonly topics: readonly Topic[]
  readonly month: Period
  readonly catalogue: Catalogue
  readonly cutoff: number
  readonly agencies: ReadonlySet<string>
  /** 细分到性别与单位类型：told the type of an employer, the places go on with both. */
  readonly typeOf?: ((employerId: string) => string) | undefined
}

/** 进度：how many persons were gone through; whatever it throws ends the counting. */
export type Tick = (persons: number) => Promise<void>

/** After so many persons the progress is told. */
export const PERSONS_A_TICK = 1000

const KINDS: Readonly<Record<Topic, readonly FactKind[]>> = {
  enrolled: [],
  employers: [],
  due: ['due'],
  paid: ['paid'],
  benefits: ['benefitPayment'],
  balances: ['accountClose'],
}

/**
 * 逐人计数。One pass over everybody's facts, memory constant in the number of persons; whoever bears a 保密标识 is left
 * out. The same question answers the same figures, however much was posted since.
 */
export async function measured(verify: Database, asked: Asked, tick?: Tick): Promise<Map<Topic, Map<string, Summed>>> {
  const figures = new Map(asked.topics.map((topic) => [topic, new Map<string, Summed>()]))
  const employers = new Map<string, Map<string, number>>()
  const kinds = new Set<FactKind>(['personRegistration', 'enrolment', 'protection'])
  for (const topic of asked.topics) for (const kind of KINDS[topic]) kinds.add(kind)
  let persons = 0
  for await (const { facts } of streamPersons(verify, { kinds: [...kinds], knownAt: asked.cutoff })) {
    if (++persons % PERSONS_A_TICK === 0) await tick?.(persons)
    const live = liveFacts(facts)
    if (isProtected(live)) continue
    const who = personOf(live, asked)
    for (const [topic, table] of figures) {
      if (topic === 'employers') noteEmployers(who, employers)
      else
        for (const line of linesOf(topic, live, who, asked)) add(table, who.placeOf(line), line.amount, asked.agencies)
    }
  }
  const table = figures.get('employers')
  if (table !== undefined) countEmployers(employers, table, asked)
  await tick?.(persons)
  return figures
}

/** 保密标识, as it stood. */
export function isProtected(live: readonly Posted<Fact>[]): boolean {
  return ofKind(live, 'protection').at(-1)?.change === 'begin'
}

interface Line {
  readonly insurance: string
  readonly agency: string
  readonly amount: number
}

interface Who {
  /** 当月末参保的各险种. */
  readonly enrolled: readonly Posted<Enrolment>[]
  readonly placeOf: (line: Line) => string
}

function personOf(live: readonly Posted<Fact>[], { month, catalogue, typeOf }: Asked): Who {
  const { birthDate: birth, sex = '9' } = ofKind(live, 'personRegistration').at(-1) ?? {}
  const age =
    birth === undefined || birth > lastDay(month) ? ALL : ageBand(catalogue.ages, ageOn(birth, lastDay(month)))
  const changes = inOrder(ofKind(live, 'enrolment')).filter(({ fromMonth }) => fromMonth <= month)
  const byInsurance = groupBy(changes, ({ insurance }) => insurance)
  const kindOf = (insurance: string) => {
    const kind = (byInsurance.get(insurance) ?? changes).at(-1)?.personKind ?? 'other'
    return kind in catalogue.kinds ? kind : 'other'
  }
  const typed = (insurance: string) => {
    const employerId = (byInsurance.get(insurance) ?? changes).at(-1)?.employerId
    return employerId === undefined ? NO_EMPLOYER : typeOf!(employerId)
  }
  return {
    enrolled: [...byInsurance.values()].flatMap((all) => standingOf(all)),
    placeOf: ({ insurance, agency }) => {
      const band = age === ALL ? ageBand(catalogue.ages, 0) : age
      const place = keyOf({ insurance, agency, age: band, kind: kindOf(insurance) })
      return typeOf === undefined ? place : `${place}|${sex}|${typed(insurance)}`
    },
  }
}

function linesOf(topic: Topic, live: readonly Posted<Fact>[], { enrolled }: Who, { month }: Asked): Line[] {
  switch (topic) {
    case 'enrolled':
      return enrolled.map(({ insurance, agency }) => ({ insurance, agency, amount: 0 }))
    case 'due':
      return summed(ofKind(live, 'due').filter((one) => one.contributionMonth === month))
    case 'paid':
      return summed(ofKind(live, 'paid').filter((one) => one.settlementMonth === month))
    case 'benefits':
      return joined(ofKind(live, 'benefitPayment').filter(({ payMonth }) => payMonth === month))
    case 'balances': {
      const closes = ofKind(live, 'accountClose').filter(({ year }) => year < yearOf(month))
      return [...groupBy(closes, ({ insurance }) => insurance).values()].map((all) => {
        const last = all.reduce((one, other) => (other.year >= one.year ? other : one))
        return { insurance: last.insurance, agency: last.agency, amount: last.closing }
      })
    }
    default:
      return []
  }
}

function summed(facts: readonly { insurance: string; agency: string; employerAmount: number; personAmount: number }[]) {
  return joined(facts.map((one) => ({ ...one, amount: one.employerAmount + one.personAmount })))
}

/** One line an insurance: a person is counted once, with the agency of the latest row. */
function joined(facts: readonly Line[]): Line[] {
  return [...groupBy(facts, ({ insurance }) => insurance).values()].map((all) => ({
    insurance: all[0]!.insurance,
    agency: all.at(-1)!.agency,
    amount: all.reduce((sum, { amount }) => sum + amount, 0),
  }))
}

function add(table: Map<string, Summed>, key: string, amount: number, agencies: ReadonlySet<string>): void {
  if (!agencies.has(key.split('|')[1]!)) return
  const sum = table.get(key) ?? { count: 0, amount: 0 }
  sum.count += 1
  sum.amount += amount
  table.set(key, sum)
}

/** As many as there are employers, insurances and agencies; not one entry a person. */
function noteEmployers({ enrolled }: Who, employers: Map<string, Map<string, number>>): void {
  for (const { insurance, employerId, agency } of enrolled) {
    if (employerId === undefined) continue
    const key = `${employerId}|${insurance}`
    const of = employers.get(key) ?? new Map<string, number>()
    employers.set(key, of.set(agency, (of.get(agency) ?? 0) + 1))
  }
}

function countEmployers(
  employers: ReadonlyMap<string, ReadonlyMap<string, number>>,
  table: Map<string, Summed>,
  { agencies, typeOf }: Asked,
): void {
  for (const [key, of] of employers) {
    const [employerId, insurance] = key.split('|') as [string, string]
    const agency = [...of].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]![0]
    const place = keyOf({ insurance, agency, age: ALL, kind: ALL })
    add(table, typeOf === undefined ? place : `${place}|${ALL}|${typeOf(employerId)}`, 0, agencies)
  }
}

export function lastDay(month: Period): Day {
  return `${month}-${daysIn(yearOf(month), monthOf(month))}` as Day
}
