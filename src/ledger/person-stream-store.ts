import { text } from 'node:stream/consumers'
import { setImmediate as breathe } from 'node:timers/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Database, rowsOn, type Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { mergedGroups } from './alias-store.js'
import { type CopiedForm, CopiedRow, copiedForm } from './copied-rows.js'
import type { Fact, FactKind, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { highestPlace } from './sequence-store.js'

/** 逐人读取。What to read of everybody; person kinds only. */
export interface StreamTerms {
  readonly kinds: readonly FactKind[]
  /** Only persons behind this id, and up to that one. */
  readonly after?: string | undefined
  readonly through?: string | undefined
  /** 树的大小：only postings with a place below it; the tree as it now is where none is named. */
  readonly knownAt?: number | undefined
  /** Of kinds that name an insurance, only these. */
  readonly insurances?: readonly string[] | undefined
  /** Columns the caller has no use for; they stand empty or nought, and a row costs half. */
  readonly unread?: readonly string[] | undefined
}

export interface PersonFacts {
  readonly personId: string
  readonly facts: Posted<Fact>[]
}

/** Characters of rows held at once, about: the ranges of persons widen and narrow to it. */
const TEXT_AT_ONCE = 2_000_000
const FIRST_STEP = 100n
const WIDEST_STEP = 20_000n
/** After so many persons whatever else waits has its turn: requests to be answered, the next rows to be taken in. */
const PERSONS_A_BREATH = 32

/**
 * 逐人取事实。Everybody who has any fact of these kinds, in order of person_id, each with all of them; memory is constant
 * in the number of persons. Under the verify role, which reads everything; sensitive text is not read at all and stands
 * empty. What the tree did not hold at `knownAt` is not seen, so all ranges tell of one moment however long it takes.
 */
export async function* streamPersons(database: Database, terms: StreamTerms): AsyncGenerator<PersonFacts> {
  const reading = await openReading(database, terms)
  let next = reading.range(BigInt(terms.after ?? '0'), FIRST_STEP)
  let persons = 0
  for (;;) {
    const { copied, until, step } = await next
    if (until === undefined) {
      yield* await reading.joined(undefined)
      return
    }
    next = reading.range(until, widened(step, copied))
    next.catch(() => undefined) // told when it is awaited
    const joined = await reading.joined(until)
    for (const person of inOrder(personsIn(reading.forms, copied, reading.known), joined, reading.isJoined)) {
      yield person
      if (++persons % PERSONS_A_BREATH === 0) await breathe()
    }
  }
}

interface Range {
  /** The rows of each kind, as text. */
  readonly copied: readonly string[]
  /** Behind which to go on; nothing where nobody is left. */
  readonly until: bigint | undefined
  readonly step: bigint
}

async function openReading(database: Database, terms: StreamTerms) {
  const forms = terms.kinds.map((kind) => {
    invariant(FORMS[kind].owner === 'person', `${kind} is not a fact of a person`)
    return copiedForm(kind, terms.unread)
  })
  const { pool } = database
  const size = terms.knownAt ?? (await highestPlace({ rows: rowsOn(pool) })) + 1
  const known = await knownPostings(pool, size)
  const through = terms.through === undefined ? undefined : BigInt(terms.through)
  const range = async (after: bigint, step: bigint): Promise<Range> => {
    const firsts = await nextPersons(pool, terms.kinds, after)
    const first = firsts.reduce((least, one) =>
      least === undefined || (one !== undefined && one < least) ? one : least,
    )
    if (first === undefined || (through !== undefined && first > through)) return { copied: [], until: undefined, step }
    const last = first + step - 1n
    const until = through !== undefined && last > through ? through : last
    const where = whereOf(terms, `person_id between ${first} and ${until}`)
    const isIn = (i: number) => firsts[i] !== undefined && firsts[i] <= until
    return { copied: await readRange(pool, forms, (form, i) => (isIn(i) ? where(form) : undefined)), until, step }
  }
  return {
    forms,
    known,
    range,
    ...joining(pool, terms, forms, known, await mergedGroups({ rows: rowsOn(pool) }, size)),
  }
}

/**
 * 合并的人一次给出，于其最小的编号处。Their other numbers are passed over where they stand, so that a range of persons, or
 * a run that goes on behind one, still sees everybody once.
 */
function joining(
  pool: pg.Pool,
  terms: StreamTerms,
  forms: readonly CopiedForm[],
  known: (posting: number) => boolean,
  groups: readonly (readonly string[])[],
) {
  const [after, through] = [BigInt(terms.after ?? '0'), terms.through === undefined ? undefined : BigInt(terms.through)]
  const waiting = groups
    .filter(([first]) => BigInt(first!) > after && (through === undefined || BigInt(first!) <= through))
    .sort(([a], [b]) => (BigInt(a!) < BigInt(b!) ? -1 : 1))
  const all = new Set(groups.flat())
  /** Those whose first number lies up to here and were not told yet. */
  const joined = async (until: bigint | undefined): Promise<PersonFacts[]> => {
    const told: PersonFacts[] = []
    while (waiting.length > 0 && (until === undefined || BigInt(waiting[0]![0]!) <= until)) {
      const ids = waiting.shift()!
      const copied = await readRange(pool, forms, whereOf(terms, `person_id in (${ids.join(', ')})`))
      const facts = [...personsIn(forms, copied, known)].flatMap((one) => one.facts)
      if (facts.length > 0) told.push({ personId: ids[0]!, facts })
    }
    return told
  }
  return { joined, isJoined: (personId: string) => all.has(personId) }
}

/** Both in order of their numbers. */
function* inOrder(
  persons: Iterable<PersonFacts>,
  joined: readonly PersonFacts[],
  isJoined: (personId: string) => boolean,
): Generator<PersonFacts> {
  const waiting = [...joined]
  for (const person of persons) {
    while (waiting.length > 0 && BigInt(waiting[0]!.personId) < BigInt(person.personId)) yield waiting.shift()!
    if (!isJoined(person.personId)) yield person
  }
  yield* waiting
}

function widened(step: bigint, copied: readonly string[]): bigint {
  const read = copied.reduce((sum, { length }) => sum + length, 0)
  const fitting = read === 0 ? step * 4n : (step * BigInt(TEXT_AT_ONCE)) / BigInt(read)
  const most = step * 4n < WIDEST_STEP ? step * 4n : WIDEST_STEP
  return fitting < 1n ? 1n : fitting > most ? most : fitting
}

/** Of each kind the next person who has any of it: a kind that has nobody in a range is not read there. */
async function nextPersons(
  pool: pg.Pool,
  kinds: readonly FactKind[],
  after: bigint,
): Promise<readonly (bigint | undefined)[]> {
  const firsts = kinds.map((kind) => `(select min(person_id) from ${FORMS[kind].table} where person_id > ${after})`)
  const rows = await rowsOn(pool)<{ nexts: readonly (string | null)[] }>(
    `select array[${firsts.join(', ')}]::text[] as nexts`,
  )
  return rows[0]!.nexts.map((next) => (next === null ? undefined : BigInt(next)))
}

function whereOf({ insurances }: StreamTerms, whose: string) {
  invariant(
    (insurances ?? []).every((code) => /^\w+$/.test(code)),
    'an insurance is a code',
  )
  const named =
    insurances === undefined ? '' : ` and insurance in (${insurances.map((code) => `'${code}'`).join(', ')})`
  return ({ kind }: CopiedForm) => {
    const hasInsurance = FORMS[kind].columns.some(({ name }) => name === 'insurance')
    return `${whose}${hasInsurance ? named : ''}`
  }
}

/** One COPY a kind, each in order of person; nothing of a kind without a condition. */
async function readRange(
  pool: pg.Pool,
  forms: readonly CopiedForm[],
  where: (form: CopiedForm, index: number) => string | undefined,
): Promise<string[]> {
  const client = await pool.connect()
  let broken = true
  try {
    const copied: string[] = []
    for (const [i, form] of forms.entries()) {
      const condition = where(form, i)
      const select = `select ${form.columns} from ${FORMS[form.kind].table} where ${condition} order by person_id, posting_id, ordinal`
      copied.push(condition === undefined ? '' : await text(client.query(copyTo(`copy (${select}) to stdout`))))
    }
    broken = false
    return copied
  } finally {
    client.release(broken)
  }
}

/** 按人归并。The kinds go forward together; a person's rows become facts only when it is their turn. */
function* personsIn(
  forms: readonly CopiedForm[],
  copied: readonly string[],
  known: (posting: number) => boolean,
): Generator<PersonFacts> {
  const rows = copied.map((one) => new CopiedRow(one))
  for (;;) {
    let person = Number.POSITIVE_INFINITY
    for (const row of rows) if (!row.isOver) person = Math.min(person, row.peek())
    if (person === Number.POSITIVE_INFINITY) return
    const facts: Posted<Fact>[] = []
    for (const [i, row] of rows.entries()) {
      while (!row.isOver && row.peek() === person) {
        if (known(postingOf(row))) facts.push(forms[i]!.factOf(row))
        else row.skipRow()
      }
    }
    if (facts.length > 0) yield { personId: String(person), facts }
  }
}

/** The second cell; the row stays where it is. */
function postingOf(row: CopiedRow): number {
  const { at } = row
  row.int()
  const posting = row.peek()
  row.at = at
  return posting
}

/** Which postings stand below the place: one bit a posting, so that no row pays for asking. */
async function knownPostings(pool: pg.Pool, size: number): Promise<(posting: number) => boolean> {
  const rows = rowsOn(pool)
  const [top] = await rows<{ most: string | null }>(
    'select max(posting_id) as most from ledger.leaf where leaf_index < $1',
    [size],
  )
  const most = Number(top!.most ?? 0)
  const bits = new Uint8Array((most >> 3) + 1)
  for (let from = 0; from < size; from += PLACES_AT_ONCE) {
    const until = Math.min(from + PLACES_AT_ONCE, size)
    const range = 'select posting_id from ledger.leaf where leaf_index >= $1 and leaf_index < $2'
    for (const { posting_id } of await rows<{ posting_id: string }>(range, [from, until])) {
      const id = Number(posting_id)
      bits[id >> 3]! |= 1 << (id & 7)
    }
  }
  return (id) => id <= most && (bits[id >> 3]! & (1 << (id & 7))) !== 0
}

const PLACES_AT_ONCE = 50_000

/** 人数：how many natural persons there are keys of. */
export async function countPersons(trx: Trx): Promise<number> {
  const rows = await trx.rows<{ n: string }>('select count(*) as n from desk.person_key')
  return Number(rows[0]!.n)
}
