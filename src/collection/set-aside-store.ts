import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Sentence } from './kinds.js'

/** 搁置的行的存取。 */
interface Place {
  readonly submissionId: string
  readonly revision: number
  readonly part: number
}

export async function insertSetAside(
  trx: Trx,
  { submissionId, revision, part }: Place,
  rows: readonly { readonly row: number; readonly says: Buffer }[],
  at: Instant,
): Promise<void> {
  await trx.rows(
    `insert into desk.set_aside (submission_id, revision, part, line, says, at)
     select $1, $2, $3, l, s, to_timestamp($6::float8 / 1000) from unnest($4::int[], $5::bytea[]) as t (l, s)
     on conflict do nothing`,
    [submissionId, revision, part, rows.map(({ row }) => row), rows.map(({ says }) => says), at],
  )
}

/** What cannot be posted at all has nothing put aside. */
export async function clearSetAside(trx: Trx, { submissionId, revision, part }: Place): Promise<void> {
  await trx.rows('delete from desk.set_aside where submission_id = $1 and revision = $2 and part = $3', [
    submissionId,
    revision,
    part,
  ])
}

export async function setAsideOf(
  trx: Trx,
  submissionId: string,
  revision: number,
): Promise<{ row: number; says: Buffer }[]> {
  return trx.rows(
    'select line as row, says from desk.set_aside where submission_id = $1 and revision = $2 order by 1',
    [submissionId, revision],
  )
}

/** 一件报送各版合计搁置的行数；none of what was never filed. */
export async function countSetAside(trx: Trx, submissionId: string | undefined): Promise<number> {
  if (submissionId === undefined) return 0
  const [row] = await trx.rows<{ n: number }>(
    'select count(*)::int as n from desk.set_aside where submission_id = $1',
    [submissionId],
  )
  return row?.n ?? 0
}

export function toldOf(row: number, { zh, en }: Sentence): Sentence {
  return {
    zh: `第 ${row} 行记账时已不合（${zh.replace(/。$/, '')}），单独搁置，其余照记。请核对后另行报送。`,
    en: `Row ${row} no longer held when it was posted (${en.replace(/\.$/, '')}): put aside, the rest is posted. Check it and file it anew.`,
  }
}

/** 搁置的合计，as the submission tells it: accepted = posted + put aside. */
export function setAsideNotice(
  accepted: number,
  rows: readonly { readonly row: number; readonly says: Sentence }[],
): Sentence {
  const [n, rest] = [rows.length, accepted - rows.length]
  const list = (language: 'zh' | 'en') =>
    rows
      .slice(0, 20)
      .map(({ row, says }) => (language === 'zh' ? `第 ${row} 行：${says.zh}` : `row ${row}: ${says.en}`))
  return {
    zh: `已接受 ${accepted} 行 = 记账 ${rest} 行 + 搁置 ${n} 行（${list('zh').join('；')}）。`,
    en: `${accepted} accepted = ${rest} posted + ${n} put aside (${list('en').join('; ')}).`,
  }
}
