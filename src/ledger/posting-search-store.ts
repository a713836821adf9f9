import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fact, FactKind, Posted } from './fact.js'
import { FORMS } from './forms.js'
import { decodeLeaf, type Leaf } from './leaf.js'
import { columnsOf, factOf } from './rows.js'
import type { Vault } from './vault.js'

/** 查找记账。What the maintenance log is made of; under the verify role, which reads everything and opens nothing. */
export interface PostingQuery {
  readonly agency?: string | undefined
  readonly kind?: string | undefined
  readonly from: Day
  readonly through: Day
  /** 责任人：somebody of the steps in the leaf. */
  readonly staff?: string | undefined
  /** Only these postings. */
  readonly postings?: readonly string[] | undefined
  readonly before?: string | undefined
  readonly most: number
}

/** Newest first. */
export async function searchPostings(trx: Trx, query: PostingQuery): Promise<Leaf[]> {
  const { agency, kind, from, through, staff, postings, before, most } = query
  const rows = await trx.rows<{ leaf: Buffer }>(
    `select leaf from ledger.posting where ($1::text is null or agency = $1) and ($2::text is null or kind = $2)
       and (posted_at at time zone 'Asia/Shanghai')::date between $3 and $4
       and ($5::bytea is null or position($5 in leaf) > 0) and ($6::bigint[] is null or posting_id = any ($6))
       and ($7::bigint is null or posting_id < $7)
     order by posting_id desc limit $8`,
    [
      agency ?? null,
      kind ?? null,
      from,
      through,
      staff === undefined ? null : framed(staff),
      postings ?? null,
      before ?? null,
      most,
    ],
  )
  return rows.map(({ leaf }) => decodeLeaf(leaf))
}

/** As a text stands in a leaf: its length, then itself. Other texts may look the same, so the steps are asked again. */
function framed(text: string): Buffer {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** 触及某人的记账。 */
export async function postingsOfPersons(trx: Trx, personIds: readonly string[]): Promise<string[]> {
  const parts = Object.values(FORMS)
    .filter(({ owner }) => owner === 'person')
    .map(({ table }) => `select posting_id from ${table} where person_id = any ($1::bigint[])`)
  const rows = await trx.rows<{ posting_id: string }>(parts.join(' union '), [personIds])
  return rows.map((row) => row.posting_id)
}

/** 一行事实的来历：its own posting, and that of whatever reversed it. */
export async function postingsOfFact(trx: Trx, { posting, ordinal }: FactRef): Promise<string[]> {
  const parts = Object.values(FORMS).map(
    ({ table }) => `select posting_id from ${table} where reverses_posting = $1 and reverses_ordinal = $2`,
  )
  const rows = await trx.rows<{ posting_id: string }>(parts.join(' union '), [posting, ordinal])
  return [posting, ...rows.map((row) => row.posting_id)]
}

/** 库中的一行，尚未打开。 */
export interface StoredRow {
  readonly kind: FactKind
  readonly row: Readonly<Record<string, unknown>>
}

/** 若干笔记账的各行, by ordinal; a part of each where there are many. One question a table, however many postings. */
export async function rowsOfPostings(
  trx: Trx,
  postings: readonly string[],
  page: { readonly from: number; readonly through: number },
): Promise<Map<string, StoredRow[]>> {
  const found = new Map(postings.map((posting) => [posting, [] as StoredRow[]]))
  for (const [kind, form] of Object.entries(FORMS) as [FactKind, (typeof FORMS)[FactKind]][]) {
    const rows = await trx.rows<Record<string, unknown>>(
      `select ${columnsOf(form)} from ${form.table} where posting_id = any ($1::bigint[]) and ordinal between $2 and $3`,
      [postings, page.from, page.through],
    )
    for (const row of rows) found.get(row['posting_id'] as string)!.push({ kind, row })
  }
  for (const rows of found.values()) rows.sort((a, b) => Number(a.row['ordinal']) - Number(b.row['ordinal']))
  return found
}

/** 打开。Sensitive text opens with a vault that was loaded for its persons, and stands empty without one. */
export function openedRows(rows: readonly StoredRow[], vault?: Vault): Posted<Fact>[] {
  return rows.map(({ kind, row }) => factOf(kind, row as Record<string, unknown>, vault))
}

/** 原先的一行：what stood of this person or employer before, where each row stands for the whole of an earlier one. */
export async function rowBefore(trx: Trx, fact: Posted<Fact>, vault: Vault): Promise<Posted<Fact> | undefined> {
  const form = FORMS[fact.kind]
  const owner = form.owner === 'person' ? 'person_id' : 'employer_id'
  const id = (fact as unknown as Record<string, unknown>)[form.owner === 'person' ? 'personId' : 'employerId']
  const [row] = await trx.rows<Record<string, unknown>>(
    `select ${columnsOf(form)} from ${form.table} where ${owner} = $1 and posting_id < $2 and reverses_posting is null
     order by posting_id desc, ordinal desc limit 1`,
    [id, fact.ref.posting],
  )
  return row === undefined ? undefined : factOf(fact.kind, row, vault)
}

/** 一笔记账所据正文的摘要，as the posting took it. */
export async function bodyDigests(trx: Trx, postings: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.rows<{ posting_id: string; digest: string }>(
    `select posting_id, encode(body_digest, 'hex') as digest from ledger.idempotency where posting_id = any ($1::bigint[])`,
    [postings],
  )
  return new Map(rows.map(({ posting_id, digest }) => [posting_id, digest]))
}

export interface RecheckTold {
  readonly posting: string
  readonly recheckedPosting: string
  readonly verdict: string
  readonly finding: string
}

/** 若干笔记账的复核。 */
export async function rechecksTold(trx: Trx, postings: readonly string[]): Promise<RecheckTold[]> {
  return trx.rows(
    `select posting_id as posting, rechecked_posting as "recheckedPosting", verdict, finding from ledger.recheck
     where rechecked_posting = any ($1::bigint[]) order by posting_id`,
    [postings],
  )
}
