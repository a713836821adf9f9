import type { Trx } from '../db/database.js'
import type { FactRef } from '../kernel/explain.js'

/** 自然人合并的折叠。Which numbers are one person; who was never merged costs one look at a small table. */
export interface Fold {
  /** All numbers of these persons. */
  readonly ids: readonly string[]
  /** 沿用的编号：the number the record goes by. */
  kept(personId: string): string
  /** Which of those asked for a number belongs to: its own, where it was asked for. */
  asked(personId: string): string
}

interface Same {
  readonly asked: string
  readonly same: string
  readonly kept: boolean
}

/** Nobody among them was merged: everybody is who they are. */
function unfolded(ids: readonly string[]): Fold {
  return { ids, kept: (id) => id, asked: (id) => id }
}

/**
 * 折叠若干人。As of a size of the tree where one is named. Hardly anybody was ever merged: the walk from number to number,
 * which is planned anew each time, is made only for those who were.
 */
export async function foldOf(trx: Trx, personIds: readonly string[], knownAt?: number): Promise<Fold> {
  if (personIds.length === 0) return unfolded([])
  const aliased = await trx.rows<{ personId: string }>(
    `select distinct person_id as "personId" from ledger.person_alias where person_id = any ($1::bigint[])`,
    [personIds],
    'ledger.aliased',
  )
  if (aliased.length === 0) return unfolded(personIds)
  const rows = await trx.rows<Same>(
    'select s.asked, s.same, s.kept from ledger.same_person($1::bigint[], $2) s',
    [aliased.map(({ personId }) => personId), knownAt ?? null],
    'ledger.fold',
  )
  return folded(personIds, rows)
}

function folded(personIds: readonly string[], rows: readonly Same[]): Fold {
  const given = new Set(personIds)
  const keptOf = new Map(rows.flatMap(({ asked, same, kept }) => (kept ? [[asked, same] as const] : [])))
  const askedOf = new Map<string, string>()
  for (const { asked, same } of rows) {
    if (!given.has(same)) keptOf.set(same, keptOf.get(asked) ?? same)
    if (!given.has(same) && !askedOf.has(same)) askedOf.set(same, asked)
  }
  return {
    ids: [...new Set([...personIds, ...rows.map(({ same }) => same)])],
    kept: (id) => keptOf.get(id) ?? id,
    asked: (id) => askedOf.get(id) ?? id,
  }
}

/** 其中有没有同一个自然人，under whichever number they acted. */
export async function isAmong(trx: Trx, personId: string, people: readonly string[]): Promise<boolean> {
  if (people.includes(personId)) return true
  const known = people.filter((id) => /^\d{1,18}$/.test(id))
  if (known.length === 0 || !/^\d{1,18}$/.test(personId)) return false
  const fold = await foldOf(trx, [personId, ...known])
  return known.some((one) => fold.kept(one) === fold.kept(personId))
}

/** 一组合并的编号, as they now stand: the first of them is the lowest. */
export async function mergedGroups(trx: Pick<Trx, 'rows'>, knownAt?: number): Promise<readonly (readonly string[])[]> {
  const rows = await trx.rows<{ ids: string[] }>(
    `select array(select s.same from ledger.same_person(array[a.person_id], $1) s order by 1)::text[] as ids
     from (select distinct person_id from ledger.person_alias) a`,
    [knownAt ?? null],
  )
  const groups = rows.filter(({ ids }) => ids.length > 1).map(({ ids }) => ids)
  return [...new Map(groups.map((ids) => [ids[0]!, ids])).values()]
}

/** 仍然有效的合并。Its posting, the number kept and the one merged, and the two rows an undo reverses. */
export interface StandingMerge {
  readonly posting: string
  readonly kept: string
  readonly merged: string
  readonly document: string
  readonly undoes: { readonly kept: FactRef; readonly merged: FactRef }
}

/** 这些编号之间仍然有效的合并。 */
export async function standingMerges(trx: Trx, personIds: readonly string[]): Promise<StandingMerge[]> {
  const rows = await trx.rows<{
    posting: string
    kept: string
    merged: string
    document: string
    k: number
    m: number
  }>(
    `select a.posting_id as posting, a.person_id as kept, b.person_id as merged, a.document, a.ordinal as k, b.ordinal as m
     from ledger.person_alias a
     join ledger.person_alias b on b.person_id = a.other_person_id and b.posting_id = a.posting_id
       and b.other_person_id = a.person_id and b.line = a.line
     where a.person_id = any ($1::bigint[]) and a.role = 'kept' and a.change = 'merge' and not exists (
       select 1 from ledger.person_alias u where u.person_id = a.person_id
         and u.reverses_posting = a.posting_id and u.reverses_ordinal = a.ordinal)
     order by a.posting_id`,
    [personIds],
  )
  return rows.map(({ posting, kept, merged, document, k, m }) => ({
    ...{ posting, kept, merged, document },
    undoes: { kept: { posting, ordinal: k }, merged: { posting, ordinal: m } },
  }))
}
