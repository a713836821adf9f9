import type { Database } from '../db/database.js'
import { ageOn } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { restrictedPersons } from '../objections/restricted-store.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'
import { inOrder } from '../records/registration.js'
import { coarse, groupOf, LADDER, type Measured, type Quasi } from './coarsen.js'
import { Ages } from './extract-tables.js'
import { isProtected, lastDay, PERSONS_A_TICK, type Tick } from './measure-service.js'
import { standingOf } from './standing.js'

/** 提取的范围。 */
export interface Range {
  readonly insurance: string
  readonly from: Period
  readonly through: Period
  readonly agencies: ReadonlySet<string>
  readonly cutoff: number
}

/** 范围内的一人：the quasi-identifiers, and what the extract is about. */
export interface InRange {
  readonly personId: string
  readonly quasi: Quasi
  readonly monthsDue: number
  readonly monthsPaid: number
  /** 平均缴费基数（分）. */
  readonly base: number
}

/** 逐人，memory constant; whoever bears a 保密标识, or had the use in extracts restricted, is left out. */
export async function* inRange(
  verify: Database,
  range: Range,
  typeOf: (employerId: string) => string,
  tick?: Tick,
): AsyncGenerator<InRange> {
  const kinds = ['personRegistration', 'enrolment', 'protection', 'due', 'paid'] as const
  const terms = { kinds, knownAt: range.cutoff, insurances: [range.insurance] }
  const unwilling = await verify.transaction({}, (trx) => restrictedPersons(trx, 'extract'))
  let persons = 0
  for await (const { personId, facts } of streamPersons(verify, terms)) {
    if (++persons % PERSONS_A_TICK === 0) await tick?.(persons)
    const live = liveFacts(facts)
    if (!isProtected(live) && !unwilling.has(personId)) yield* oneOf(personId, live, range, typeOf)
  }
}

function oneOf(
  personId: string,
  live: readonly Posted<Fact>[],
  range: Range,
  typeOf: (id: string) => string,
): InRange[] {
  const within = ({ contributionMonth }: { contributionMonth: Period }) =>
    contributionMonth >= range.from && contributionMonth <= range.through
  const dues = ofKind(live, 'due').filter(within)
  const paids = ofKind(live, 'paid').filter(within)
  const changes = inOrder(ofKind(live, 'enrolment')).filter(({ fromMonth }) => fromMonth <= range.through)
  const last = standingOf(changes)[0] ?? changes.at(-1)
  const agency = last?.agency ?? dues.at(-1)?.agency
  if (agency === undefined || !range.agencies.has(agency) || dues.length + paids.length === 0) return []
  const person = ofKind(live, 'personRegistration').at(-1)
  const employerId = last?.employerId ?? dues.at(-1)?.employerId
  const age = person === undefined ? undefined : ageOn(person.birthDate, lastDay(range.through))
  const quasi = {
    age,
    agency,
    employerType: employerId === undefined ? '0' : typeOf(employerId),
    sex: person?.sex ?? '9',
  }
  const months = (of: readonly { contributionMonth: Period }[]) => groupBy(of, (one) => one.contributionMonth).size
  const bases = dues.reduce((sum, { base }) => sum + base, 0)
  return [
    {
      ...{ personId, quasi, monthsDue: months(dues), monthsPaid: months(paids) },
      base: dues.length === 0 ? 0 : Math.round(bases / dues.length),
    },
  ]
}

/** 各级各组的人数，and their ages, counted in one pass. */
export async function groupSizes(
  people: AsyncIterable<InRange>,
): Promise<{ readonly sizes: Map<string, number>[]; readonly ages: Ages }> {
  const sizes = LADDER.map(() => new Map<string, number>())
  const ages = new Ages()
  for await (const { quasi } of people) {
    ages.add(quasi)
    for (const [step, level] of LADDER.entries()) {
      const group = groupOf(quasi, level)
      sizes[step]!.set(group, (sizes[step]!.get(group) ?? 0) + 1)
    }
  }
  return { sizes, ages }
}

/** 工资也不照原数给：in steps of five hundred yuan, that no exact amount points at anybody. */
const BASE_STEP = 50_000

export const EXTRACT_HEAD = [
  '假名',
  '年龄段',
  '机构',
  '单位类型',
  '性别',
  '应缴月数',
  '实缴月数',
  '平均缴费基数（五百元为一档）',
]

/** 去标识的各行，in the order of their pseudonyms; people of groups under k are not among them. */
export async function deidentifiedRows(
  people: AsyncIterable<InRange>,
  { level, keep }: Measured,
  pseudonym: (personId: string) => string,
  note: (personId: string, group: string) => void = () => undefined,
): Promise<string[][]> {
  const rows: string[][] = []
  for await (const { personId, quasi, monthsDue, monthsPaid, base } of people) {
    const group = groupOf(quasi, level)
    if (!keep.has(group)) continue
    note(personId, group)
    const stepped = Math.floor(base / BASE_STEP) * BASE_STEP
    rows.push([
      pseudonym(personId),
      ...coarse(quasi, level),
      String(monthsDue),
      String(monthsPaid),
      String(stepped / 100),
    ])
  }
  return rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}
