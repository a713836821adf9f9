import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from './alias-store.js'
import type { Guardianship, Mandate, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { keptByHandler } from './refusals.js'
import { columnsOf, factOf } from './rows.js'

/** 代表人所及的事实：the rows that name this person as representative or guardian, whoever's record they stand in. */
export interface StandingFacts {
  /** 本人的各个编号. */
  readonly ids: readonly string[]
  readonly mandates: readonly Posted<Mandate>[]
  readonly guardianships: readonly Posted<Guardianship>[]
}

export async function standingFacts(trx: Trx, personId: string): Promise<StandingFacts> {
  const { ids } = await foldOf(trx, [personId])
  const read = async <F extends Mandate | Guardianship>(kind: F['kind'], column: string): Promise<Posted<F>[]> => {
    const form = FORMS[kind]
    const text = `select ${columnsOf(form)} from ${form.table} where ${column} = any ($1::bigint[]) order by posting_id, ordinal`
    return (await trx.rows<Record<string, unknown>>(text, [ids], `ledger.standing-${kind}`)).map((row) =>
      factOf<F>(kind, row, undefined),
    )
  }
  return {
    ids,
    mandates: await read<Mandate>('mandate', 'representative_person_id'),
    guardianships: await read<Guardianship>('guardianship', 'guardian_person_id'),
  }
}

/** 保密标识：those among these persons, under any of their numbers, whom only named posts may see. */
export async function protectedAmong(trx: Pick<Trx, 'rows'>, personIds: readonly string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set()
  const rows = await trx.rows<{ id: string }>(
    `select a.id::text as id from unnest($1::bigint[]) a(id) where ledger.protected_among(
       string_to_array(ledger.folded(a.id::text), ',')::bigint[]) <> '{}'`,
    [personIds],
    'ledger.protected-among',
  )
  return new Set(rows.map(({ id }) => id))
}

/** 略去有保密标识的：what is left may stand in a list, a search, a statistic or a batch. */
export async function withoutProtected<T>(
  trx: Pick<Trx, 'rows'>,
  items: readonly T[],
  personOf: (item: T) => string | undefined,
): Promise<T[]> {
  const ids = [...new Set(items.flatMap((item) => personOf(item) ?? []))]
  const marked = await protectedAmong(trx, ids)
  if (marked.size === 0) return [...items]
  return items.filter((item) => !marked.has(personOf(item) ?? ''))
}

/** 谁来看。Of a viewer only the posts count here. */
interface Viewer {
  readonly posts: readonly string[]
}

/** 保密人员专办岗。 */
export function isHandler({ posts }: Viewer): boolean {
  return posts.includes('protectedHandler')
}

/** 列给此人看的：the named post sees them all, anybody else those without the mark. */
export async function openTo<T>(
  trx: Pick<Trx, 'rows'>,
  viewer: Viewer,
  items: readonly T[],
  personOf: (item: T) => string | undefined,
): Promise<T[]> {
  return isHandler(viewer) ? [...items] : withoutProtected(trx, items, personOf)
}

/** 整份的资料不能略去一人：shown whole to the named post, or not at all. */
export async function requireOpenTo(trx: Pick<Trx, 'rows'>, viewer: Viewer, persons: readonly string[]): Promise<void> {
  if (!isHandler(viewer) && (await protectedAmong(trx, persons)).size > 0) throw new Refusal(keptByHandler, {})
}

/** 有保密标识者的经办机构, which is all that is told of them. */
export async function agenciesOfMarked(trx: Pick<Trx, 'rows'>): Promise<string[]> {
  const rows = await trx.rows<{ agency: string }>(
    `select distinct p.agency from ledger.protection p where ledger.protected_among(array[p.person_id]) <> '{}' order by 1`,
  )
  return rows.map(({ agency }) => agency)
}
