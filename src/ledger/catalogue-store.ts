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
