import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import type { LineSealer } from './book.js'
import { QUERY_FORM, type QueryEntry, queryCells } from './query-entry.js'
import type { QueryKind } from './query-kinds.js'

/** 记入登记簿。In the transaction of the disclosure itself: no entry, no answer. */
export async function writeQueryEntry(trx: Trx, sealer: LineSealer, entry: QueryEntry): Promise<void> {
  invariant(
    entry.subjects.every((one) => /^\d{1,18}$/.test(one)),
    'a register entry names persons by their numbers',
  )
  const cells = queryCells(entry)
  const { seal, keyEpoch } = sealer.seal(QUERY_FORM, entry.entryId, cells)
  await trx.rows(
    `insert into access.query_entry (inquiry_id, entry_id, at, number, agency, kind, unit, officers, basis, purpose, subjects,
       subject_count, items, months, handler_id, approver_id, result_hash, matter, key_epoch, seal)
     values ($1, $2, to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
       $19, $20)`,
    [...cells, keyEpoch, seal],
  )
}

/** 领取备案编号：agency, year and a running number. */
export async function takeEntryNumber(trx: Trx, agency: string, year: number): Promise<string> {
  const [row] = await trx.rows<{ last: number }>(
    `insert into desk.query_entry_serial as s (agency, year, last) values ($1, $2, 1)
     on conflict (agency, year) do update set last = s.last + 1 returning last`,
    [agency, year],
  )
  return `${agency}-DJ-${year}-${String(row!.last).padStart(6, '0')}`
}

export interface EntryFilter {
  readonly agencies: readonly string[]
  readonly person?: string | undefined
  readonly kind?: QueryKind | undefined
  /** Part of the unit's name, the filing number or the matter. */
  readonly words?: string | undefined
  /** The unit itself, by its whole name. */
  readonly unit?: string | undefined
  readonly from?: string | undefined
  readonly through?: string | undefined
  readonly before?: string | undefined
  readonly most: number
}

/** 第二道墙只为所列的打开：agencies, cases or single entries; see migration 0048. */
async function nameOfRegister(trx: Trx, named: readonly string[]): Promise<void> {
  await trx.rows(`select set_config('quanyi.register', $1, true)`, [named.join(',')])
}

/** 查登记簿，newest first. Days are those of the city. */
export async function queryEntries(trx: Trx, filter: EntryFilter): Promise<QueryEntry[]> {
  await nameOfRegister(trx, filter.agencies)
  const rows = await trx.rows<Row>(
    `${SELECT} where agency = any ($1) and ($2::text is null or string_to_array(subjects, ',') @> array[$2::text])
       and ($3::text is null or kind = $3)
       and ($4::text is null or position($4 in unit) > 0 or position($4 in number) > 0 or matter = $4)
       and ($5::date is null or at >= $5::date::timestamp at time zone 'Asia/Shanghai')
       and ($6::date is null or at < ($6::date + 1)::timestamp at time zone 'Asia/Shanghai')
       and ($7::uuid is null or entry_id < $7) and ($9::text is null or unit = $9)
     order by entry_id desc limit $8`,
    [
      ...[filter.agencies, filter.person ?? null, filter.kind ?? null, filter.words ?? null, filter.from ?? null],
      ...[filter.through ?? null, filter.before ?? null, filter.most, filter.unit ?? null],
    ],
  )
  return rows.map(entryOf)
}

export async function findQueryEntry(trx: Trx, entryId: string): Promise<QueryEntry | undefined> {
  await nameOfRegister(trx, [entryId])
  const [row] = await trx.rows<Row>(`${SELECT} where entry_id = $1`, [entryId])
  return row && entryOf(row)
}

/** 一案的各条登记。 */
export async function entriesOfInquiries(trx: Trx, inquiryIds: readonly string[]): Promise<QueryEntry[]> {
  await nameOfRegister(trx, inquiryIds)
  const rows = await trx.rows<Row>(`${SELECT} where inquiry_id = any ($1::uuid[]) order by entry_id`, [inquiryIds])
  return rows.map(entryOf)
}

export interface UnevenDay {
  readonly day: string
  readonly disclosures: number
  readonly entries: number
  /** Told to somebody without an entry, or entered without anything told. */
  readonly unentered: readonly string[]
  readonly untold: readonly string[]
}

/**
 * 逐日核对：查阅之书里提供了几次，登记簿里就有几条。Each disclosure is one matter, told on the looks (or, of nobody on
 * record, on an event). Reads as the verifying role, which row-level security does not hide lines from.
 */
export async function comparedDays(trx: Trx, from: string, through: string): Promise<UnevenDay[]> {
  const rows = await trx.rows<{ day: string; looked: string[]; entered: string[] }>(
    `with told as (
       select distinct (at at time zone 'Asia/Shanghai')::date as day, matter from access.look
         where (action = any ($3) or (action = any ($6) and matter ~ $4)) and outcome = 'shown' and ${WITHIN}
       union
       select distinct (at at time zone 'Asia/Shanghai')::date, matter from access.sealed_look
         where action = any ($3) and outcome = 'shown' and ${WITHIN}
       union
       select distinct (at at time zone 'Asia/Shanghai')::date, matter from access.event
         where action = any ($3) and outcome = 'done' and ${WITHIN}),
     entered as (select (at at time zone 'Asia/Shanghai')::date as day, matter from access.query_entry
         where kind = any ($5) and ${WITHIN}),
     days as (select day from told union select day from entered)
     select day::text, array(select matter from told t where t.day = d.day order by 1) as looked,
       array(select matter from entered e where e.day = d.day order by 1) as entered
     from days d order by day`,
    [
      ...[from, through, DISCLOSING, SENT],
      ['organ', 'unit', 'standing', 'institution', 'agency'] satisfies QueryKind[],
      SENDING,
    ],
  )
  return rows.map(({ day, looked, entered }) => ({
    ...{ day, disclosures: looked.length, entries: entered.length },
    unentered: looked.filter((matter) => !entered.includes(matter)),
    untold: entered.filter((matter) => !looked.includes(matter)),
  }))
}

const DISCLOSING = ['inquiry.execute', 'arrangement.call']
/** 送给外地机构的一份文件：the case and the name of the file. 异议转办单：the case and the number of the slip. */
const SENDING = ['transfer.handle', 'objection.handle']
const SENT = '^[0-9a-f-]{36}/([a-z]+|slip/[0-9a-f-]{36})$'
const WITHIN = `at >= $1::date::timestamp at time zone 'Asia/Shanghai'
           and at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'`

const SELECT = `select inquiry_id, entry_id, (extract(epoch from at) * 1000)::bigint as at, number, agency, kind, unit, officers,
  basis, purpose, subjects, subject_count, items, months, handler_id, approver_id, result_hash, matter from access.query_entry`

interface Row {
  readonly inquiry_id: string
  readonly entry_id: string
  readonly at: string
  readonly number: string
  readonly agency: string
  readonly kind: QueryKind
  readonly unit: string
  readonly officers: string
  readonly basis: string
  readonly purpose: string
  readonly subjects: string
  readonly subject_count: string
  readonly items: string
  readonly months: string
  readonly handler_id: string
  readonly approver_id: string
  readonly result_hash: string
  readonly matter: string
}

function entryOf(row: Row): QueryEntry {
  return {
    ...{ inquiryId: row.inquiry_id, entryId: row.entry_id, at: Number(row.at) as QueryEntry['at'] },
    ...{ number: row.number, agency: row.agency, kind: row.kind, unit: row.unit, officers: row.officers },
    ...{ basis: row.basis, purpose: row.purpose, subjects: split(row.subjects) },
    ...{ subjectCount: Number(row.subject_count), items: split(row.items), months: row.months },
    ...{ handlerId: row.handler_id, approverId: row.approver_id, resultHash: row.result_hash, matter: row.matter },
  }
}

function split(text: string): string[] {
  return text === '' ? [] : text.split(',')
}
