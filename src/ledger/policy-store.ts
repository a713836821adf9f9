import type { Trx } from '../db/database.js'
import type { PolicyTextKind } from './fact.js'

export interface PostedText {
  readonly kind: PolicyTextKind
  readonly path: string
  readonly text: string
}

/**
 * 施行中的规则文本：the newest posted text of each path. With `knownAt`, as they stood when the tree held so many postings;
 * without it, what has no place in the tree yet is the newest.
 */
export async function textsInForce(trx: Trx, knownAt?: number): Promise<PostedText[]> {
  const rows = await trx.rows<PostedText>(
    `select distinct on (t.path) t.kind, t.path, t.text
     from ledger.policy_text t left join ledger.leaf l on l.posting_id = t.posting_id
     where $1::bigint is null or l.leaf_index < $1
     order by t.path, l.leaf_index desc nulls first, t.posting_id desc, t.ordinal desc`,
    [knownAt ?? null],
  )
  return rows.filter((row) => row.text !== '')
}

/** 某一树长时最后一次规则记账的位置：two sizes with the same answer stand under the same texts; -1 where there was none. */
export async function lastTextBelow(trx: Trx, treeSize: number): Promise<number> {
  const rows = await trx.rows<{ place: string | null }>(
    `select max(l.leaf_index) as place from ledger.policy_text t join ledger.leaf l on l.posting_id = t.posting_id
     where l.leaf_index < $1`,
    [treeSize],
  )
  return Number(rows[0]?.place ?? -1)
}

/** 一次规则文本的记账：which texts came into force by which posting. */
export interface TextPosting extends PostedText {
  readonly postingId: string
  /** Of the posting: policyRelease, parameterChange. */
  readonly how: string
  readonly postedAt: number
}

/** 参数文本的来历：every posting of a parameter file, the oldest first. */
export function postedParameterTexts(trx: Trx): Promise<TextPosting[]> {
  return postedTexts(trx, 'parameters')
}

/** 某类规则文本的来历, the oldest first. */
export function postedTexts(trx: Trx, kind: PolicyTextKind): Promise<TextPosting[]> {
  return trx.rows<TextPosting>(
    `select t.kind, t.path, t.text, t.posting_id as "postingId", p.kind as how,
       (extract(epoch from p.posted_at) * 1000)::float8 as "postedAt"
     from ledger.policy_text t join ledger.posting p on p.posting_id = t.posting_id
     left join ledger.leaf l on l.posting_id = t.posting_id
     where t.kind = $1 order by l.leaf_index nulls last, t.posting_id, t.ordinal`,
    [kind],
  )
}
