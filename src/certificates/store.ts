import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { PaperForm } from './paper-form.js'

/** 存根。A paper as it was issued. */
export interface PaperRow {
  readonly personId: string
  readonly paperId: string
  readonly form: PaperForm
  readonly area: string
  readonly agency: string
  readonly year?: number
  /** 所载类别; left out of a whole paper. */
  readonly sections?: readonly string[] | undefined
  /** 所证的期间, of a proof. */
  readonly span?: { readonly from: string; readonly through: string }
  readonly serial: string
  readonly issuedAt: Instant
  readonly issuedBy: string
  readonly validUntil: Day
  readonly secondFact: Uint8Array
  readonly contentDigest: Uint8Array
  readonly pdfDigest: Uint8Array
  readonly templateDigest: Uint8Array
  readonly treeSize: number
  readonly treeRoot: Uint8Array
  readonly shown: Uint8Array
  readonly pdf: Uint8Array
}

export async function insertPaper(trx: Trx, row: PaperRow, code: Uint8Array, qr: Uint8Array): Promise<void> {
  await trx.rows(
    `with paper as (
       insert into desk.paper (person_id, paper_id, form, area, agency, year, serial, issued_at, issued_by, valid_until,
         second_fact, content_digest, pdf_digest, tree_size, tree_root, shown, pdf, from_month, through_month,
         sections, template_digest)
       values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), $9, $10, $11, $12, $13, $14, $15, $16, $17,
         $20, $21, $22, $23)
     )
     insert into desk.paper_code (digest, way, person_id, paper_id) values ($18, 'code', $1, $2), ($19, 'qr', $1, $2)`,
    [
      ...[row.personId, row.paperId, row.form, row.area, row.agency, row.year ?? null, row.serial, row.issuedAt],
      ...[row.issuedBy, row.validUntil, row.secondFact, row.contentDigest, row.pdfDigest, row.treeSize, row.treeRoot],
      ...[row.shown, row.pdf, code, qr, row.span?.from ?? null, row.span?.through ?? null],
      ...[row.sections?.join(',') ?? null, row.templateDigest],
    ],
  )
}

/** What the check page needs of a stub; the PDF itself stays where it is. */
export interface StubRow {
  readonly person_id: string
  readonly form: PaperForm
  readonly year: number | null
  readonly serial: string
  readonly issued_at: string
  readonly valid_until: Day
  readonly second_fact: Buffer
  readonly content_digest: Buffer
  readonly tree_size: string
  readonly tree_root: Buffer
  readonly shown: Buffer
  readonly paper_id: string
  readonly events: readonly string[]
  readonly changed_at: string | null
}

const STUB = `select p.person_id, p.paper_id, p.form, p.year, p.serial, p.valid_until, p.second_fact, p.content_digest,
    p.tree_size, p.tree_root, p.shown, (extract(epoch from p.issued_at) * 1000)::bigint as issued_at,
    coalesce((select array_agg(e.kind) from desk.paper_event e
      where e.person_id = p.person_id and e.paper_id = p.paper_id), '{}') as events,
    (select (extract(epoch from max(e.at)) * 1000)::bigint from desk.paper_event e
      where e.person_id = p.person_id and e.paper_id = p.paper_id) as changed_at`

export async function findStub(trx: Trx, codeDigest: Uint8Array): Promise<StubRow | undefined> {
  const [row] = await trx.rows<StubRow>(
    `${STUB} from desk.paper_code c join desk.paper p on p.person_id = c.person_id and p.paper_id = c.paper_id
     where c.digest = $1`,
    [codeDigest],
  )
  return row
}

/** 以电子文件的摘要找存根：the file as it was given out, byte for byte. */
export async function findStubOfFile(trx: Trx, pdfDigest: Uint8Array): Promise<StubRow | undefined> {
  const [row] = await trx.rows<StubRow>(`${STUB} from desk.paper p where p.pdf_digest = $1`, [pdfDigest])
  return row
}

export interface CopyRow {
  readonly paper_id: string
  readonly form: PaperForm
  readonly sections: string | null
  readonly pdf: Buffer
  readonly pdf_digest: Buffer
  readonly ended: boolean
}

export async function findCopy(trx: Trx, personId: string, serial: string): Promise<CopyRow | undefined> {
  const [row] = await trx.rows<CopyRow>(
    `select paper_id, form, sections, pdf, pdf_digest, exists (select 1 from desk.paper_event e where e.person_id = p.person_id
       and e.paper_id = p.paper_id and e.kind in ('replaced', 'withdrawn')) as ended
     from desk.paper p where person_id = $1 and serial = $2`,
    [personId, serial],
  )
  return row
}

export interface ListedRow {
  readonly form: PaperForm
  readonly sections: string | null
  readonly year: number | null
  readonly serial: string
  readonly issued_at: string
  readonly valid_until: Day
  readonly from_month: string | null
  readonly through_month: string | null
  readonly events: readonly string[]
}

export function listStubs(trx: Trx, personId: string): Promise<ListedRow[]> {
  return trx.rows<ListedRow>(
    `select form, sections, year, serial, valid_until, from_month, through_month, (extract(epoch from issued_at) * 1000)::bigint as issued_at,
       coalesce((select array_agg(e.kind) from desk.paper_event e
         where e.person_id = p.person_id and e.paper_id = p.paper_id), '{}') as events
     from desk.paper p where person_id = $1 order by issued_at desc, serial`,
    [personId],
  )
}

export interface PaperEvent {
  readonly personId: string
  readonly at: Instant
  readonly by: string
  readonly reason: string
}

export async function insertEvent(
  trx: Trx,
  paperId: string,
  kind: 'replaced' | 'withdrawn',
  event: PaperEvent,
): Promise<void> {
  await trx.rows(
    `insert into desk.paper_event (person_id, paper_id, event_id, kind, at, by_person, reason)
     values ($1, $2, gen_random_uuid(), $3, to_timestamp($4::bigint / 1000.0), $5, $6)`,
    [event.personId, paperId, kind, event.at, event.by, event.reason],
  )
}

/** 记录有改动的人，及从哪一年起。 */
export interface ChangedSince {
  readonly personId: string
  readonly sinceYear: number
}

/** Marks each paper of these people that tells of the year or a later one, once. Returns whose each was. */
export async function insertLaterChanged(
  trx: Trx,
  changed: readonly ChangedSince[],
  { at, by, reason }: Omit<PaperEvent, 'personId'>,
): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    `insert into desk.paper_event (person_id, paper_id, event_id, kind, at, by_person, reason)
     select p.person_id, p.paper_id, gen_random_uuid(), 'laterChanged', to_timestamp($3::bigint / 1000.0), $4, $5
     from unnest($1::bigint[], $2::int[]) as c (person_id, since_year)
     join desk.paper p on p.person_id = c.person_id and (p.year is null or p.year >= c.since_year)
     where not exists (
       select 1 from desk.paper_event e where e.person_id = p.person_id and e.paper_id = p.paper_id)
     returning person_id`,
    [changed.map(({ personId }) => personId), changed.map(({ sinceYear }) => sinceYear), at, by, reason],
  )
  return rows.map(({ person_id }) => person_id)
}

/** 领取一段流水号。Returns the last number of the block; what is not used is left out for ever. */
export async function takeBlock(trx: Trx, agency: string, year: number, count: number): Promise<number> {
  const [row] = await trx.rows<{ last: string }>(
    `insert into desk.paper_serial as s (agency, year, last) values ($1, $2, $3)
     on conflict (agency, year) do update set last = s.last + $3 returning last`,
    [agency, year, count],
  )
  return Number(row!.last)
}
