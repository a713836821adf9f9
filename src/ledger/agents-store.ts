import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'

/** 受多人委托的代理人：each with the papers in force by which unrelated persons mandated them. */
export interface BusyAgent {
  readonly personId: string
  readonly principals: number
  readonly papers: readonly { readonly document: string; readonly agency: string; readonly from: Day }[]
}

interface Asked {
  readonly agencies: readonly string[]
  readonly today: Day
  /** 自多少名委托人起列出. */
  readonly least: number
  readonly limit: number
}

/**
 * 受多名无亲属、监护关系者委托的代理人，most first. Reads as the verifying role: no row-level scope holds so many persons at
 * once, and nothing of a principal leaves but a count and the numbers of papers.
 */
export async function busyAgents(trx: Trx, { agencies, today, least, limit }: Asked): Promise<BusyAgent[]> {
  const rows = await trx.rows<{ id: string; principals: number; papers: BusyAgent['papers'] }>(
    `with live as (
       select m.* from ledger.mandate m where m.reverses_posting is null
         and not exists (select 1 from ledger.mandate r where r.person_id = m.person_id
           and r.reverses_posting = m.posting_id and r.reverses_ordinal = m.ordinal)),
     standing as (
       select b.* from live b where b.change = 'begin' and b.capacity = 'agent' and b.agency = any ($1)
         and b.person_id <> b.representative_person_id and b.from_day <= $2 and coalesce(b.through_day, $2) >= $2
         and not exists (select 1 from live e where e.person_id = b.person_id and e.change = 'end'
           and e.capacity = b.capacity and e.document = b.document
           and e.representative_person_id = b.representative_person_id
           and (e.posting_id, e.ordinal) > (b.posting_id, b.ordinal))
         and not exists (select 1 from ledger.guardianship g
           where (g.person_id, g.guardian_person_id) in
             ((b.person_id, b.representative_person_id), (b.representative_person_id, b.person_id)))
         and not exists (select 1 from live k where k.capacity = 'relative' and (k.person_id, k.representative_person_id) in
             ((b.person_id, b.representative_person_id), (b.representative_person_id, b.person_id))))
     select representative_person_id::text as id, count(distinct person_id)::int as principals,
       json_agg(json_build_object('document', document, 'agency', agency, 'from', from_day::text)
         order by from_day desc, document) as papers
     from standing group by representative_person_id having count(distinct person_id) >= $3
     order by 2 desc, representative_person_id limit $4`,
    [agencies, today, least, limit],
    'ledger.busy-agents',
  )
  return rows.map(({ id, ...one }) => ({ personId: id, ...one }))
}
