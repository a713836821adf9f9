import { text } from 'node:stream/consumers'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { type Database, rowsOn, type Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { type CopiedForm, cellsOfLine, copiedForm } from './copied-rows.js'
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
}

export interface PersonFacts {
  readonly personId: string
  readonly facts: Posted<Fact>[]
}

/** Rows held at once, about: the ranges of persons widen and narrow to it. */
const ROWS_AT_ONCE = 20_000
const FIRST_STEP = 200n
const WIDEST_STEP = 20_000n

/**
 * 逐人取事实。Everybody who has any fact of these kinds, in order of person_id, each with all of them; memory is constant
 * in the number of persons. Under the verify role, which reads everything; sensitive text is not read at all and stands
 * empty. What the tree did not hold at `knownAt` is not seen, so all ranges tell of one moment however long it takes.
 */
export async function* streamPersons(database: Database, terms: StreamTerms): AsyncGenerator<PersonFacts> {
  const reading = await openReading(database, terms)
  let next = reading.range(BigInt(terms.after ?? '0'), FIRST_STEP)
  for (;;) {
    const { persons, until, step, rows } = await next
    if (until === undefined) return
    next = reading.range(until, widened(step, rows))
    next.catch(() => undefined) // told when it is awaited
    yield* persons
  }
}

interface Range {
  readonly persons: readonly PersonFacts[]
  /** Behind which to go on; nothing where nobody is left. */
  readonly until: bigint | undefined
  readonly step: bigint
  readonly rows: number
}

async function openReading(database: Database, terms: StreamTerms) {
  const forms = terms.kinds.map((kind) => {
    invariant(FORMS[kind].owner === 'person', `${kind} is not a fact of a person`)
    return copiedForm(kind)
  })
  const { pool } = database
  const size = terms.knownAt ?? (await highestPlace({ rows: rowsOn(pool) })) + 1
  const known = await knownPostings(pool, size)
  const through = terms.through === undefined ? undefined : BigInt(terms.through)
  return {
    range: async (after: bigint, step: bigint): Promise<Range> => {
      const first = await nextPerson(pool, terms.kinds, after)
      if (first === undefined || (through !== undefined && first > through)) {
        return { persons: [], until: undefined, step, rows: 0 }
      }
      const last = first + step - 1n
      const until = through !== undefined && last > through ? through : last
      const { persons, rows } = await readRange(pool, forms, whereOf(terms, first, until), known)
      return { persons, until, step, rows }
    },
  }
}

function widened(step: bigint, rows: number): bigint {
  const fitting = rows === 0 ? step * 4n : (step * BigInt(ROWS_AT_ONCE)) / BigInt(rows)
  const most = step * 4n < WIDEST_STEP ? step * 4n : WIDEST_STEP
  return fitting < 1n ? 1n : fitting > most ? most : fitting
}

async function nextPerson(pool: pg.Pool, kinds: readonly FactKind[], after: bigint): Promise<bigint | undefined> {
  const firsts = kinds.map((kind) => `(select min(person_id) from ${FORMS[kind].table} where person_id > ${after})`)
  const rows = await rowsOn(pool)<{ next: string | null }>(`select least(${firsts.join(', ')}) as next`)
  const next = rows[0]?.next
  return next == null ? undefined : BigInt(next)
}

function whereOf({ insurances }: StreamTerms, first: bigint, until: bigint) {
  invariant(
    (insurances ?? []).every((code) => /^\w+$/.test(code)),
    'an insurance is a code',
  )
  const named =
    insurances === undefined ? '' : ` and insurance in (${insurances.map((code) => `'${code}'`).join(', ')})`
  return ({ kind }: CopiedForm) => {
    const hasInsurance = FORMS[kind].columns.some(({ name }) => name === 'insurance')
    return `person_id between ${first} and ${until}${hasInsurance ? named : ''}`
  }
}

/** One COPY a kind, each in order of person; then parted by person. */
async function readRange(
  pool: pg.Pool,
  forms: readonly CopiedForm[],
  where: (form: CopiedForm) => string,
  known: (posting: string) => boolean,
): Promise<{ persons: PersonFacts[]; rows: number }> {
  const byPerson = new Map<string, Posted<Fact>[]>()
  let rows = 0
  const client = await pool.connect()
  let broken = true
  try {
    for (const form of forms) {
      const select = `select ${form.columns} from ${FORMS[form.kind].table} where ${where(form)} order by person_id, posting_id, ordinal`
      rows += partInto(byPerson, form, known, await text(client.query(copyTo(`copy (${select}) to stdout`))))
    }
    broken = false
  } finally {
    client.release(broken)
  }
  const persons = [...byPerson].map(([personId, facts]) => ({ personId, facts }))
  persons.sort((a, b) => a.personId.length - b.personId.length || (a.personId < b.personId ? -1 : 1))
  return { persons, rows }
}

function partInto(
  byPerson: Map<string, Posted<Fact>[]>,
  form: CopiedForm,
  known: (posting: string) => boolean,
  copied: string,
): number {
  let [person, facts, rows]: [string, Posted<Fact>[], number] = ['', [], 0]
  for (let from = 0; from < copied.length; ) {
    const end = copied.indexOf('\n', from)
    const cells = cellsOfLine(copied.slice(from, end))
    from = end + 1
    rows++
    if (!known(cells[1]!)) continue
    if (cells[0] !== person) {
      person = cells[0]!
      facts = byPerson.get(person) ?? []
      byPerson.set(person, facts)
    }
    facts.push(form.factOf(cells))
  }
  return rows
}

/** Which postings stand below the place: one bit a posting, so that no row pays for asking. */
async function knownPostings(pool: pg.Pool, size: number): Promise<(posting: string) => boolean> {
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
  return (posting) => {
    const id = Number(posting)
    return id <= most && (bits[id >> 3]! & (1 << (id & 7))) !== 0
  }
}

const PLACES_AT_ONCE = 50_000

/** 人数：how many natural persons there are keys of. */
export async function countPersons(trx: Trx): Promise<number> {
  const rows = await trx.rows<{ n: string }>('select count(*) as n from desk.person_key')
  return Number(rows[0]!.n)
}
