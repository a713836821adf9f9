import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import type { Both } from './catalogue.js'
import type { Cell } from './cells.js'
import type { Topic } from './topics.js'
import type { StatisticState } from './words.js'

/** 统计的内容，as it is kept: the tables told, and of a report for whom and on what basis. */
export interface StatisticBody {
  readonly tables: readonly { readonly topic: Topic; readonly cells: readonly Cell[] }[]
  readonly receiver?: string
  readonly basis?: string
  /** 临时统计的范围，in words: figures of a part are not to be read as of the whole. */
  readonly scope?: Both
}

export interface Statistic {
  readonly id: string
  readonly number: string
  readonly kind: 'topic' | 'report' | 'adHoc'
  readonly topic: string
  readonly month: Period
  readonly catalogue: string
  readonly cutoff: number
  readonly agency: string
  readonly least: number
  readonly body: StatisticBody
  readonly digest: string
  readonly madeBy: string
  readonly madeAt: Instant
  readonly steps: readonly StatisticStep[]
}

export interface StatisticStep {
  readonly state: Exclude<StatisticState, 'draft'>
  readonly note: string
  readonly by: string
  readonly at: Instant
}

export function stateOf({ steps }: Pick<Statistic, 'steps'>): StatisticState {
  return steps.at(-1)?.state ?? 'draft'
}

export async function insertStatistic(trx: Trx, one: Omit<Statistic, 'steps'>): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.statistic (statistic_id, number, kind, topic, month, catalogue, cutoff, agency, least, body, digest, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, decode($11, 'hex'), $12, to_timestamp($13::bigint / 1000.0))
     on conflict do nothing returning statistic_id`,
    [
      ...[one.id, one.number, one.kind, one.topic, one.month, one.catalogue, one.cutoff, one.agency, one.least],
      ...[JSON.stringify(one.body), one.digest, one.madeBy, one.madeAt],
    ],
  )
  return rows.length > 0
}

/** 同一个问题：had it been asked before. */
export async function sameStatistic(
  trx: Trx,
  {
    kind,
    topic,
    month,
    catalogue,
    cutoff,
    agency,
    least,
  }: Pick<Statistic, 'kind' | 'topic' | 'month' | 'catalogue' | 'cutoff' | 'agency' | 'least'>,
): Promise<Statistic | undefined> {
  const where = `kind = $1 and topic = $2 and month = $3 and catalogue = $4 and cutoff = $5 and agency = $6 and least = $7`
  return (await statisticsWhere(trx, where, [kind, topic, month, catalogue, cutoff, agency, least]))[0]
}

export async function findStatistic(trx: Trx, id: string): Promise<Statistic | undefined> {
  return (await statisticsWhere(trx, 'statistic_id = $1', [id]))[0]
}

export function statisticsOf(trx: Trx, agencies: readonly string[], most: number): Promise<Statistic[]> {
  return statisticsWhere(trx, `agency = any ($1) order by made_at desc limit ${Math.trunc(most)}`, [agencies])
}

const LAST_STATE =
  '(select state from desk.statistic_step t where t.statistic_id = s.statistic_id order by ordinal desc limit 1)'

/** 已公布的，newest first. */
export function publicStatistics(trx: Trx, most: number): Promise<Statistic[]> {
  return statisticsWhere(
    trx,
    `${LAST_STATE} = 'public' order by month desc, made_at desc limit ${Math.trunc(most)}`,
    [],
  )
}

/** 已公布的、这些月份的。 */
export function publishedBetween(trx: Trx, from: string, through: string): Promise<Statistic[]> {
  return statisticsWhere(trx, `${LAST_STATE} = 'public' and month between $1 and $2 order by month, number`, [
    from,
    through,
  ])
}

export async function lockStatistic(trx: Trx, id: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7371))', [id])
}

export async function insertStep(trx: Trx, id: string, { state, note, by, at }: StatisticStep): Promise<void> {
  await trx.rows(
    `insert into desk.statistic_step (statistic_id, ordinal, state, note, by_person, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, to_timestamp($5::bigint / 1000.0)
     from desk.statistic_step where statistic_id = $1`,
    [id, state, note, by, at],
  )
}

/** 编号，如 999900-TJ-2026-000001。 */
export async function takeSerial(
  trx: Trx,
  kind: 'TJ' | 'TQ' | 'DC' | 'LS' | 'KJ',
  agency: string,
  year: number,
): Promise<string> {
  const [row] = await trx.rows<{ last: number }>(
    `insert into desk.statistics_serial as s (kind, agency, year, last) values ($1, $2, $3, 1)
     on conflict (kind, agency, year) do update set last = s.last + 1 returning last`,
    [kind, agency, year],
  )
  return `${agency}-${kind}-${year}-${String(row!.last).padStart(6, '0')}`
}

async function statisticsWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<Statistic[]> {
  const rows = await trx.rows<Row>(
    `select statistic_id, number, kind, topic, month, catalogue, cutoff, agency, least, body, encode(digest, 'hex') as digest,
       made_by, made_at from desk.statistic s where ${where}`,
    values,
  )
  const steps = await trx.rows<StepRow>(
    'select * from desk.statistic_step where statistic_id = any ($1::uuid[]) order by statistic_id, ordinal',
    [rows.map(({ statistic_id }) => statistic_id)],
  )
  return rows.map((row) => ({
    ...{ id: row.statistic_id, number: row.number, kind: row.kind, topic: row.topic, month: row.month },
    ...{ catalogue: row.catalogue, cutoff: Number(row.cutoff), agency: row.agency, least: row.least, body: row.body },
    ...{ digest: row.digest, madeBy: row.made_by, madeAt: row.made_at.getTime() as Instant },
    steps: steps
      .filter(({ statistic_id }) => statistic_id === row.statistic_id)
      .map(({ state, note, by_person, at }) => ({ state, note, by: by_person, at: at.getTime() as Instant })),
  }))
}

interface Row {
  readonly statistic_id: string
  readonly number: string
  readonly kind: 'topic' | 'report' | 'adHoc'
  readonly topic: string
  readonly month: Period
  readonly catalogue: string
  readonly cutoff: string
  readonly agency: string
  readonly least: number
  readonly body: StatisticBody
  readonly digest: string
  readonly made_by: string
  readonly made_at: Date
}

interface StepRow {
  readonly statistic_id: string
  readonly state: StatisticStep['state']
  readonly note: string
  readonly by_person: string
  readonly at: Date
}
