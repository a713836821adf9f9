import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import type { Period } from '../kernel/period.js'
import { foldOf } from './alias-store.js'
import type { Fact, FactKind, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { decodeLeaf, type Leaf } from './leaf.js'
import { factsOfText } from './row-text.js'
import { columnsOf, factOf, monthCell } from './rows.js'
import type { Vault } from './vault.js'

/** 推导所用的读取。All facts of one person, with the employers they name, in one round trip. */

const OF_PERSON = [
  ...(['personRegistration', 'enrolment', 'due', 'paid', 'openingBalance', 'subsidy', 'deemedPeriod'] as const),
  ...(['benefitDetermination', 'benefitPayment', 'transfer', 'lifeEvent', 'accountClose'] as const),
  ...(['personContact', 'personCategory', 'guardianship', 'baseDeclaration', 'benefitChange'] as const),
  ...(['entitlementCheck', 'specialWork', 'ruling', 'expertOpinion', 'legacyDoubt', 'personAlias'] as const),
] as const
type Row = Record<string, unknown>

export interface KnownFacts {
  readonly facts: readonly Posted<Fact>[]
  /** 树的大小：how many postings were in the tree. */
  readonly treeSize: number
  /** 各笔记账在树中的位置, told where the person has closed years: whether a close covers what was posted. */
  readonly leafOf?: ((posting: string) => number | undefined) | undefined
  /** 所见的快照：whoever remembers what is made of these facts asks `requireSame` about it. Absent where nothing may be remembered. */
  readonly seen?: string | undefined
}

/** What may touch a closed year. */
const TOUCHING = [
  ...(['due', 'paid', 'openingBalance', 'subsidy', 'benefitPayment', 'transfer', 'lifeEvent', 'accountClose'] as const),
  'personAlias',
] as const
/** What the employers of a person's months add to the record. A late fee is theirs alone and is never among it. */
const OF_EMPLOYERS = ['employerRegistration', 'deferral', 'relief'] as const
/** 权益记录所据的各类事实。Each of them is among what `ledger.require_same` looks at. */
export const KINDS: readonly FactKind[] = [...OF_PERSON, ...OF_EMPLOYERS]
const SIZE = '(select coalesce(max(leaf_index), -1) + 1 from ledger.leaf)'
const RECORD = { name: 'ledger.record', text: recordQuery('', 'null') }
const RECORD_THEN = {
  name: 'ledger.record-then',
  text: recordQuery(
    ' and exists (select 1 from ledger.leaf l where l.posting_id = t.posting_id and l.leaf_index < $2)',
    '$2::bigint',
  ),
}

/** 一人的全部事实, under all numbers that are one person (then, as of then). With `knownAt`, only those whose posting stands below that place in the tree. */
export async function factsOfPerson(trx: Trx, personId: string, vault: Vault, knownAt?: number): Promise<KnownFacts> {
  invariant(knownAt === undefined || Number.isSafeInteger(knownAt), 'a tree size is a whole number')
  const query =
    knownAt === undefined ? { ...RECORD, values: [personId] } : { ...RECORD_THEN, values: [personId, knownAt] }
  const [answer] = await Promise.all([
    trx.client.query<
      Record<FactKind, string | null> & { size: string; leaves: string | null; others: string[]; seen: string }
    >(query),
    vault.load(trx, [personId]),
  ])
  const found = answer.rows[0]!
  if (found.others.length > 0) await vault.load(trx, found.others)
  const facts = KINDS.flatMap((kind) => factsOfText(kind, found[kind] ?? '', vault))
  const leafOf = found.leaves === null ? undefined : leavesIn(found.leaves)
  const isLasting = knownAt === undefined && found.personAlias === null && isPlaced(facts, leafOf)
  return {
    facts,
    treeSize: Number(found.size),
    ...(leafOf === undefined ? {} : { leafOf }),
    ...(isLasting ? { seen: found.seen } : {}),
  }
}

/** A place in the tree that is still to come would change a closed year, and is no posting. */
function isPlaced(facts: readonly Posted<Fact>[], leafOf: KnownFacts['leafOf']): boolean {
  if (!facts.some(({ kind }) => kind === 'accountClose')) return true
  return facts.every(({ kind, ref }) => !isTouching(kind) || leafOf?.(ref.posting) !== undefined)
}

function isTouching(kind: FactKind): boolean {
  return (TOUCHING as readonly FactKind[]).includes(kind)
}

const CHANGED = 'QY001'
/** Nearly always nothing at all was: one look at the newest tells. */
const POSTED_SINCE = `(select p.tx from ledger.posting p order by p.tx desc limit 1) >= pg_snapshot_xmin($3::pg_snapshot)`

/** 仍如所见。Stops the transaction where anything was posted since that this person's record rests on; tells what is seen now. */
export async function requireSame(
  trx: Pick<Trx, 'rows'>,
  personId: string,
  { employers, seen }: { readonly employers: readonly string[]; readonly seen: string },
): Promise<{ readonly seen: string; readonly treeSize: number }> {
  const [row] = await trx.rows<{ seen: string; size: string }>(
    `select pg_current_snapshot()::text as seen, ${SIZE} as size,
       case when ${POSTED_SINCE} then ledger.require_same($1, $2::bigint[], $3::pg_snapshot) end`,
    [personId, employers, seen],
    'ledger.same',
  )
  return { seen: row!.seen, treeSize: Number(row!.size) }
}

/** Whether it was `requireSame` that stopped the transaction. */
export function hasChanged(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === CHANGED
}

function leavesIn(text: string): (posting: string) => number | undefined {
  const leaves = new Map(text.split(',').map((pair) => pair.split(' ') as [string, string]))
  return (posting) => {
    const leaf = leaves.get(posting)
    return leaf === undefined ? undefined : Number(leaf)
  }
}

/**
 * One statement and one row: of each kind the rows as text, and the size of the tree. The person's numbers stand in a
 * select of their own, so that the planner cannot plan for one person and plans once a connection.
 */
function recordQuery(known: string, below: string): string {
  const own = OF_PERSON.map(
    (kind) =>
      `known_${kind} as materialized (${rowsOf(kind)} where person_id = any ((select ids from self)::bigint[])${known})`,
  )
  const employers = OF_EMPLOYERS.map(
    (kind) => `known_${kind} as (${rowsOf(kind)} where employer_id in (
    select employer_id from known_enrolment union select employer_id from known_due union select employer_id from known_paid)${known})`,
  )
  const texts = KINDS.map((kind) => `(select string_agg(t::text, e'\n') from known_${kind} t) as "${kind}"`)
  const touching = TOUCHING.map((kind) => `select posting_id from known_${kind}`).join(' union ')
  const leaves = `(select string_agg(l.posting_id || ' ' || l.leaf_index, ',') from ledger.leaf l
    where exists (select 1 from known_accountClose) and l.posting_id in (${touching})) as leaves`
  const self = `self as materialized (select array_agg(s.same) as ids from ledger.same_person(array[$1::bigint], ${below}) s)`
  return `with ${[self, ...own, ...employers].join(', ')}
    select ${texts.join(', ')}, ${leaves}, array_remove((select ids from self), $1::bigint)::text[] as others, ${SIZE} as size,
    pg_current_snapshot()::text as seen`
}

function rowsOf(kind: FactKind): string {
  return `select ${columnsOf(FORMS[kind])} from ${FORMS[kind].table} t`
}

/** 一个单位若干月份的应缴、实缴与参保登记；sensitive text stays closed. */
export async function factsOfEmployer(
  trx: Trx,
  employerId: string,
  from: Period,
  through: Period,
): Promise<Posted<Fact>[]> {
  const months = 'employer_id = $1 and contribution_month between $2 and $3'
  const read = async (kind: FactKind, where: string, values: unknown[]) =>
    (await trx.rows<Row>(`select ${columnsOf(FORMS[kind])} from ${FORMS[kind].table} where ${where}`, values)).map(
      (row) => factOf(kind, row, undefined),
    )
  const range = [employerId, monthCell(from), monthCell(through)]
  const facts = [
    ...(await read('employerRegistration', 'employer_id = $1', [employerId])),
    ...(await read('due', months, range)),
    ...(await read('paid', months, range)),
    ...(await read('enrolment', 'employer_id = $1', [employerId])),
    ...(await read('deferral', 'employer_id = $1', [employerId])),
    ...(await read('lateFee', months, range)),
    ...(await read('relief', months, range)),
  ]
  return underKept(trx, facts)
}

/** 合并的人在单位名下是一人。Told under the number the record goes by. */
async function underKept(trx: Trx, facts: Posted<Fact>[]): Promise<Posted<Fact>[]> {
  const persons = [...new Set(facts.flatMap((fact) => ('personId' in fact ? [fact.personId] : [])))]
  const fold = await foldOf(trx, persons)
  if (fold.ids === persons) return facts
  return facts.map((fact) => ('personId' in fact ? { ...fact, personId: fold.kept(fact.personId) } : fact))
}

/** 个人登记 of several persons, opened: the caller's scope and lines have named each of them. */
export async function registrationsOf(
  trx: Trx,
  personIds: readonly string[],
  vault: Vault,
): Promise<Posted<Extract<Fact, { kind: 'personRegistration' }>>[]> {
  await vault.load(trx, personIds)
  const form = FORMS.personRegistration
  const rows = await trx.rows<Row>(
    `select distinct on (person_id) ${columnsOf(form)} from ${form.table} t
     where person_id = any ($1::bigint[]) and reverses_posting is null
     order by person_id, posting_id desc, ordinal desc`,
    [personIds],
  )
  return rows.map((row) => factOf('personRegistration', row, vault))
}

/** 记账的表头与审核环节，取自叶子原文。 */
export async function leavesOf(trx: Trx, postingIds: readonly string[]): Promise<Map<string, Leaf>> {
  if (postingIds.length === 0) return new Map()
  const rows = await trx.rows<{ posting_id: string; leaf: Buffer }>(
    'select posting_id, leaf from ledger.posting where posting_id = any ($1::bigint[])',
    [postingIds],
    'ledger.leaves',
  )
  return new Map(rows.map((row) => [row.posting_id, decodeLeaf(row.leaf)]))
}

/** 依姓名摘要找人：everybody whose name has all of these pairs; at most so many. */
export async function personsByGrams(trx: Trx, grams: readonly Buffer[], most: number): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    `select person_id from desk.name_gram where gram = any ($1::bytea[])
     group by person_id having count(*) = $2 limit $3`,
    [grams, grams.length, most],
  )
  return keptOnly(
    trx,
    rows.map((row) => row.person_id),
  )
}

/** 单位在职（有参保登记）的人。 */
export async function personsOfEmployer(trx: Trx, employerId: string): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    'select distinct person_id from ledger.enrolment where employer_id = $1',
    [employerId],
  )
  return keptOnly(
    trx,
    rows.map((row) => row.person_id),
  )
}

/** Each person once, by the number the record goes by. */
async function keptOnly(trx: Trx, personIds: readonly string[]): Promise<string[]> {
  const fold = await foldOf(trx, personIds)
  return [...new Set(personIds.map((id) => fold.kept(id)))]
}
