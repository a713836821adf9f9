import type { Trx } from '../db/database.js'
import type { CatalogueEntry, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { columnsOf, factOf } from './rows.js'

/** 目录的现行内容：the newest row of each code, deleted ones among them; of these codes only where any are named. */
export async function cataloguesNow(
  trx: Trx,
  area: string,
  catalogue: string,
  codes?: readonly string[],
): Promise<Posted<CatalogueEntry>[]> {
  const form = FORMS.catalogueEntry
  const rows = await trx.rows<Record<string, unknown>>(
    `select distinct on (code) ${columnsOf(form)} from ${form.table}
     where area = $1 and catalogue = $2 and ($3::text[] is null or code = any ($3::text[]))
     order by code, posting_id desc, ordinal desc`,
    [area, catalogue, codes ?? null],
  )
  return rows.map((row) => factOf<CatalogueEntry>('catalogueEntry', row, undefined))
}

/** 一个编码的来历，the oldest first. */
export async function catalogueHistory(
  trx: Trx,
  area: string,
  catalogue: string,
  code: string,
): Promise<Posted<CatalogueEntry>[]> {
  const form = FORMS.catalogueEntry
  const rows = await trx.rows<Record<string, unknown>>(
    `select ${columnsOf(form)} from ${form.table} where area = $1 and catalogue = $2 and code = $3
     order by posting_id, ordinal`,
    [area, catalogue, code],
  )
  return rows.map((row) => factOf<CatalogueEntry>('catalogueEntry', row, undefined))
}

export interface CatalogueAsked {
  readonly area: string
  readonly catalogue: string
  /** Part of a code or a name; everything where empty. */
  readonly find: string
  readonly offset: number
  readonly limit: number
}

/** 现行内容的一页, deleted entries left out. */
export async function cataloguePage(
  trx: Trx,
  { area, catalogue, find, offset, limit }: CatalogueAsked,
): Promise<{ total: number; entries: Posted<CatalogueEntry>[] }> {
  const form = FORMS.catalogueEntry
  const columns = columnsOf(form)
  const rows = await trx.rows<Record<string, unknown> & { total: number }>(
    `with now as (select distinct on (code) ${columns} from ${form.table} where area = $1 and catalogue = $2
       order by code, posting_id desc, ordinal desc)
     select ${columns}, count(*) over ()::int as total from now
     where change <> 'delete' and ($3 = '' or strpos(lower(code), lower($3)) > 0 or strpos(lower(name), lower($3)) > 0)
     order by code offset $4 limit $5`,
    [area, catalogue, find, offset, limit],
  )
  const entries = rows.map((row) => factOf<CatalogueEntry>('catalogueEntry', row, undefined))
  return { total: rows[0]?.total ?? 0, entries }
}
