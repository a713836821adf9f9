import type { Trx } from '../db/database.js'
import type { FactRef } from '../kernel/explain.js'
import type { FactKind } from './fact.js'
import { FORMS } from './forms.js'

/** 某机构若干营业日的记账，with how many facts each holds; in the order of posting. */
export async function postingsOfDays(
  trx: Trx,
  agency: string,
  from: string,
  through: string,
): Promise<{ posting: string; rows: number }[]> {
  return trx.rows<{ posting: string; rows: number }>(
    `select posting_id as posting, row_count as rows from ledger.posting
     where agency = $1 and business_day between $2::date and $3::date and row_count > 0 order by posting_id`,
    [agency, from, through],
  )
}

/** 这些记账各有几行事实，as their leaves say. */
export async function rowCountsOf(trx: Trx, postings: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx.rows<{ posting: string; rows: number }>(
    'select posting_id::text as posting, row_count as rows from ledger.posting where posting_id = any ($1::bigint[])',
    [postings],
  )
  return new Map(rows.map(({ posting, rows }) => [posting, rows]))
}

const OF_PERSONS = Object.values(FORMS).filter(({ owner }) => owner === 'person')

/** 这些位置上的个人事实：of which kind, and of whom. Nothing of what they say. */
export async function personFactsAt(
  trx: Trx,
  refs: readonly FactRef[],
): Promise<(FactRef & { kind: FactKind; personId: string })[]> {
  if (refs.length === 0) return []
  const parts = OF_PERSONS.map(
    ({ kind, table }) =>
      `select '${kind}' as kind, t.posting_id as posting, t.ordinal, t.person_id as "personId"
       from ${table} t join asked using (posting_id, ordinal)`,
  )
  return trx.rows<FactRef & { kind: FactKind; personId: string }>(
    `with asked as (select * from unnest($1::bigint[], $2::int[]) as a (posting_id, ordinal)) ${parts.join(' union all ')}`,
    [refs.map(({ posting }) => posting), refs.map(({ ordinal }) => ordinal)],
  )
}
