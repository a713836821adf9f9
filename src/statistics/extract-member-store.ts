import type { Trx } from '../db/database.js'

const AT_ONCE = 10_000

/** 记下一次提取里有谁，each in the group in which the extract tells of them. */
export async function insertMembers(
  trx: Trx,
  { id, insurance }: { readonly id: string; readonly insurance: string },
  told: readonly (readonly [personId: string, group: string])[],
): Promise<void> {
  for (let at = 0; at < told.length; at += AT_ONCE) {
    const part = told.slice(at, at + AT_ONCE)
    await trx.rows(
      `insert into desk.extract_member (person_id, extract_id, insurance, told)
       select p, $1, $2, t from unnest($3::bigint[], $4::text[]) as m (p, t)`,
      [id, insurance, part.map(([personId]) => personId), part.map(([, group]) => group)],
    )
  }
}

/** 此前各次提取里怎样列的：how many people were told in just these groups, 'extract=group' each. */
export function toldAlike(trx: Trx, insurance: string): Promise<{ readonly told: string[]; readonly size: number }[]> {
  return trx.rows(
    `select told, count(*)::int as size from (${OF_EACH} where insurance = $1 group by person_id) each group by told`,
    [insurance],
  )
}

/** 这些人此前各在哪几组；whoever was in none is not among them. */
export async function toldOf(
  trx: Trx,
  insurance: string,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await trx.rows<{ person_id: string; told: string[] }>(
    `${OF_EACH} where insurance = $1 and person_id = any ($2::bigint[]) group by person_id`,
    [insurance, personIds],
  )
  return new Map(rows.map(({ person_id, told }) => [person_id, told]))
}

const OF_EACH = `select person_id, array_agg(extract_id::text || '=' || told order by extract_id) as told
  from desk.extract_member`
