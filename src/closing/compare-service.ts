import type { Database } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { AccountClose, Fact, FactKind, Posted } from '../ledger/fact.js'
import { allEmployers } from '../ledger/lookup-store.js'
import { countPersons, streamPersons } from '../ledger/person-stream-store.js'
import { highestPlace, placesOf } from '../ledger/sequence-store.js'
import { groupBy, ofKind } from '../records/live.js'
import { samePersonIn } from '../records/same-person.js'
import { accountYearOf, type CloseColumn, differingColumns, newestCloses } from './changes.js'
import { differingDues, type Employers } from './compare-dues.js'
import { CLOSE_KINDS, closesFrom } from './derive.js'
import type { BookAndDigest } from './ports.js'

/** 不符的一处。A column of a stored derivation, and what the facts give; ids only, never a name. */
export interface Difference {
  readonly table: 'ledger.account_close' | 'ledger.due'
  readonly person: string
  readonly insurance: string
  /** The year of a close, the month of a due. */
  readonly of: string
  readonly posting: string
  readonly ordinal: number
  readonly column: string
  readonly stored: string
  readonly derived: string
}

export interface CompareReport {
  /** 与事实不符，at most so many named. */
  readonly differences: readonly Difference[]
  readonly differing: number
  /** 待重结：right when they were made; facts or parameters came later. */
  readonly stale: readonly Pick<Difference, 'person' | 'insurance' | 'of' | 'posting' | 'ordinal'>[]
  readonly staleRows: number
  readonly persons: number
  readonly closes: number
  readonly dues: number
  readonly treeSize: number
}

export interface ComparePorts {
  readonly verify: Database
  readonly today: Day
  readonly policyAt: (treeSize: number) => Promise<BookAndDigest>
}

const KINDS: readonly FactKind[] = [...CLOSE_KINDS, 'enrolment', 'personAlias']
const MOST_NAMED = 10_000

/** 重算比对。Derives every stored derivation again from the facts, person by person, and names each that differs. */
export async function compareAll(
  ports: ComparePorts,
  year: number | undefined,
  onProgress: (done: number, of: number) => void = () => undefined,
): Promise<CompareReport> {
  const { verify } = ports
  const { size, employers, total } = await verify.transaction({}, async (trx) => ({
    size: (await highestPlace(trx)) + 1,
    employers: groupBy(await allEmployers(trx), ({ employerId }) => employerId),
    total: await countPersons(trx),
  }))
  const comparing = new Comparing(ports, year, size, employers, await ports.policyAt(size))
  for await (const { personId, facts } of streamPersons(verify, { kinds: KINDS, knownAt: size })) {
    await comparing.person(personId, facts)
    if (comparing.persons % 500 === 0) onProgress(comparing.persons, total)
  }
  return comparing.report()
}

class Comparing {
  persons = 0
  private closes = 0
  private dues = 0
  private differing = 0
  private staleRows = 0
  private readonly differences: Difference[] = []
  private readonly stale: CompareReport['stale'][number][] = []

  constructor(
    private readonly ports: ComparePorts,
    private readonly year: number | undefined,
    private readonly size: number,
    private readonly employers: Employers,
    private readonly policy: BookAndDigest,
  ) {}

  async person(personId: string, facts: readonly Posted<Fact>[]): Promise<void> {
    this.persons++
    await this.personCloses(personId, facts)
    if (this.year === undefined) await this.personDues(personId, facts)
  }

  report(): CompareReport {
    const { differences, differing, stale, staleRows, persons, closes, dues, size: treeSize } = this
    return { differences, differing, stale, staleRows, persons, closes, dues, treeSize }
  }

  private async personCloses(personId: string, facts: readonly Posted<Fact>[]): Promise<void> {
    const stored = [...newestCloses(ofKind(facts, 'accountClose')).values()].filter(
      (close) => this.year === undefined || close.year === this.year,
    )
    if (stored.length === 0) return
    this.closes += stored.length
    const through = Math.max(...stored.map((close) => close.year))
    const derived = this.derive(facts, through, this.policy, this.size)
    for (const close of stored) {
      if (same(close, derived.get(accountYearOf(close)))) continue
      const then = await this.derivedThen(close, facts)
      if (then === 'otherPersons' || same(close, then)) this.tellStale(personId, close)
      else for (const told of columnsOf(close, then)) this.tell(personId, close, String(close.year), told)
    }
  }

  /**
   * As it should have been when the row was made: from the facts below its tree size, under the rules of then, of those
   * numbers that were one person then. Where one of them has been parted off since, its facts are no longer here.
   */
  private async derivedThen(
    close: Posted<AccountClose>,
    facts: readonly Posted<Fact>[],
  ): Promise<AccountClose | 'otherPersons' | undefined> {
    const { inputSize } = close
    if (!(inputSize > 0 && inputSize <= this.size)) return undefined
    const postings = [...new Set(facts.map(({ ref }) => ref.posting))]
    const places = await this.ports.verify.transaction({}, (trx) => placesOf(trx, postings))
    const below = facts.filter(({ ref }) => (places.get(ref.posting) ?? inputSize) < inputSize)
    const then = samePersonIn(below, close.personId)
    const now = samePersonIn(facts, close.personId)
    if ([...then].some((id) => !now.has(id))) return 'otherPersons'
    const known = below.filter((fact) => 'personId' in fact && then.has(fact.personId))
    const policy = await this.ports.policyAt(inputSize)
    return this.derive(known, close.year, policy, inputSize).get(accountYearOf(close))
  }

  private derive(facts: readonly Posted<Fact>[], through: number, { book, digest }: BookAndDigest, inputSize: number) {
    const terms = { book, today: this.ports.today, inputSize, inputPolicy: digest }
    return new Map(closesFrom(facts, through, terms).map((one) => [accountYearOf(one), one]))
  }

  private async personDues(personId: string, facts: readonly Posted<Fact>[]): Promise<void> {
    for (const fact of facts) if (fact.kind === 'due') this.dues++
    for (const { due } of differingDues(facts, this.employers, this.policy.book)) {
      const places = await this.ports.verify.transaction({}, (trx) => placesOf(trx, [due.ref.posting]))
      const { book } = await this.ports.policyAt(places.get(due.ref.posting) ?? this.size)
      const still = differingDues(facts, this.employers, book).find((one) => one.due === due)
      for (const told of still?.columns ?? []) {
        const { column, stored, derived } = told
        this.tell(personId, due, due.contributionMonth, { column, stored: String(stored), derived: String(derived) })
      }
    }
  }

  private tell(
    person: string,
    { kind, insurance, ref }: Posted<AccountClose> | Posted<Extract<Fact, { kind: 'due' }>>,
    of: string,
    told: Pick<Difference, 'column' | 'stored' | 'derived'>,
  ): void {
    this.differing++
    if (this.differences.length >= MOST_NAMED) return
    const table = kind === 'due' ? 'ledger.due' : 'ledger.account_close'
    this.differences.push({ table, person, insurance, of, posting: ref.posting, ordinal: ref.ordinal, ...told })
  }

  private tellStale(person: string, { insurance, year, ref }: Posted<AccountClose>): void {
    this.staleRows++
    if (this.stale.length >= MOST_NAMED) return
    this.stale.push({ person, insurance, of: String(year), posting: ref.posting, ordinal: ref.ordinal })
  }
}

function same(stored: AccountClose, derived: AccountClose | undefined): boolean {
  return derived !== undefined && differingColumns(stored, derived).length === 0
}

/** Column by column; where nothing stands behind the row at all, that is told once. */
function columnsOf(stored: AccountClose, derived: AccountClose | undefined) {
  if (derived === undefined) return [{ column: 'closing', stored: String(stored.closing), derived: 'none' }]
  const told = (close: AccountClose, column: CloseColumn) => String(close[column] ?? '')
  return differingColumns(stored, derived).map((column) => ({
    column,
    stored: told(stored, column),
    derived: told(derived, column),
  }))
}
