import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 电子印章与用印登记的存取。 */
export interface Stamp {
  readonly stampId: string
  readonly agency: string
  readonly name: string
  readonly keeper: string
  readonly setUpAt: Instant
}

interface StampRow {
  stamp_id: string
  agency: string
  name: string
  keeper: string
  set_up_at: Date
}

export async function stampOf(trx: Trx, agency: string): Promise<Stamp | undefined> {
  const [row] = await trx.rows<StampRow>('select * from desk.stamp where agency = $1 and ended_at is null', [agency])
  if (row === undefined) return undefined
  const { stamp_id: stampId, name, keeper, set_up_at } = row
  return { stampId, agency, name, keeper, setUpAt: set_up_at.getTime() as Instant }
}

/** A new stamp takes the place of the one in use: an agency has one. */
export async function replaceStamp(trx: Trx, { stampId, agency, name, keeper, setUpAt }: Stamp): Promise<void> {
  await trx.rows(
    'update desk.stamp set ended_at = to_timestamp($2::float8 / 1000) where agency = $1 and ended_at is null',
    [agency, setUpAt],
  )
  await trx.rows(
    `insert into desk.stamp (stamp_id, agency, name, keeper, set_up_by, set_up_at)
     values ($1, $2, $3, $4, $4, to_timestamp($5::float8 / 1000))`,
    [stampId, agency, name, keeper, setUpAt],
  )
}

/** 一次用印：of one finished case, once. */
export interface StampUse {
  readonly useId: string
  readonly agency: string
  readonly caseKind: 'paper' | 'submission'
  readonly caseId: string
  readonly paper: string
  readonly maker: string
  readonly digest: Uint8Array
  readonly at: Instant
}

/**
 * 登记用印。The stamp in use of the agency, unless its keeper made the paper: then it goes out without one. False where the case
 * was stamped before.
 */
export async function insertUse(trx: Trx, use: StampUse): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.stamp_use (use_id, stamp_id, agency, case_kind, case_id, paper, maker, keeper, content_digest, at)
     select $1, s.stamp_id, $2, $3, $4, $5, $6, s.keeper, $7, to_timestamp($8::float8 / 1000)
     from (select 1) one left join desk.stamp s on s.agency = $2 and s.ended_at is null and s.keeper <> $6
     on conflict (case_kind, case_id) do nothing returning use_id`,
    [use.useId, use.agency, use.caseKind, use.caseId, use.paper, use.maker, use.digest, use.at],
  )
  return rows.length === 1
}

export interface UseRow {
  readonly useId: string
  readonly caseKind: string
  readonly caseId: string
  readonly paper: string
  readonly maker: string
  readonly keeper?: string | undefined
  readonly at: number
}

/** 用印登记, the newest first; of one case where it is named. */
export async function usesOf(trx: Trx, agency: string, limit: number, caseId?: string): Promise<UseRow[]> {
  const rows = await trx.rows<{
    use_id: string
    case_kind: string
    case_id: string
    paper: string
    maker: string
    keeper: string | null
    at: Date
  }>(
    `select use_id, case_kind, case_id, paper, maker, keeper, at from desk.stamp_use
     where agency = $1 and ($3::text is null or case_id = $3) order by at desc limit $2`,
    [agency, limit, caseId ?? null],
  )
  return rows.map((row) => ({
    ...{ useId: row.use_id, caseKind: row.case_kind, caseId: row.case_id, paper: row.paper, maker: row.maker },
    ...(row.keeper === null ? {} : { keeper: row.keeper }),
    at: row.at.getTime(),
  }))
}

/** 印章的使用情况：how often, when last, the busiest day; numbers only. */
export interface StampFigures {
  readonly agency: string
  readonly name: string
  readonly uses: number
  readonly setUpAt: number
  readonly lastUse?: number
  readonly busiestDay?: string
  readonly busiest: number
  /** 未盖章的证明：the agency had no stamp, or its keeper had made the paper. */
  readonly unstamped: number
}

export async function stampFigures(trx: Trx, agencies: readonly string[], since: string): Promise<StampFigures[]> {
  const rows = await trx.rows<{
    agency: string
    name: string
    set_up_at: Date
    uses: number
    last: Date | null
    day: string | null
    busiest: number | null
    unstamped: number
  }>(
    `select s.agency, s.name, s.set_up_at, coalesce(sum(d.n), 0)::int as uses, max(d.last) as last,
       (array_agg(d.day order by d.n desc))[1] as day, max(d.n)::int as busiest,
       (select count(*)::int from desk.stamp_use u where u.agency = s.agency and u.stamp_id is null
          and u.at >= $2::date) as unstamped
     from desk.stamp s left join lateral (
       select to_char(u.at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*) as n, max(u.at) as last
       from desk.stamp_use u where u.stamp_id = s.stamp_id and u.at >= $2::date group by 1) d on true
     where s.agency = any ($1::text[]) and s.ended_at is null group by s.stamp_id order by s.agency`,
    [agencies, since],
  )
  return rows.map((row) => ({
    ...{
      agency: row.agency,
      name: row.name,
      uses: row.uses,
      setUpAt: row.set_up_at.getTime(),
      unstamped: row.unstamped,
    },
    ...(row.last === null ? {} : { lastUse: row.last.getTime() }),
    ...(row.day === null ? {} : { busiestDay: row.day }),
    busiest: row.busiest ?? 0,
  }))
}
