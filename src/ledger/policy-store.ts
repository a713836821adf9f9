import type { Trx } from '../db/database.js'
import type { PolicyTextKind } from './fact.js'

export interface PostedText {
  readonly kind: PolicyTextKind
  readonly path: string
  readonly text: string
}

/** 施行中的规则文本：the newest posted text of each path. */
export async function textsInForce(trx: Trx): Promise<PostedText[]> {
  const rows = await trx.rows<PostedText>(
    `select distinct on (path) kind, path, text from ledger.policy_text order by path, posting_id desc, ordinal desc`,
  )
  return rows.filter((row) => row.text !== '')
}
