import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Cell, RowForm } from '../log/row-form.js'
import type { ActorRealm } from './actor.js'
import { EVENT_FORM, type EventLine, eventCells, type LineSealer, LOOK_FORM, type LookLine, lookCells } from './book.js'

type Stored = readonly (Cell | number | Buffer)[]

/** 记入查阅之书。All lines of one answer in one statement; the answer leaves only after they are committed. */
export async function writeLooks(trx: Trx, sealer: LineSealer, lines: readonly LookLine[]): Promise<void> {
  const rows = lines.map((line) => sealed(sealer, LOOK_FORM, line.lookId, lookCells(line)))
  const [only] = rows
  if (only === undefined) return
  if (rows.length === 1) await trx.rows(LOOK, only, 'access.look')
  else await trx.rows(LOOKS, transposed(rows), 'access.looks')
}

export async function writeEvent(trx: Trx, sealer: LineSealer, line: EventLine): Promise<void> {
  const values = [...sealed(sealer, EVENT_FORM, line.eventId, eventCells(line))]
  await trx.client.query({ name: 'access.event', text: EVENT, values })
}

const INTO_LOOK = `insert into access.look (person_id, look_id, at, actor_person_id, realm, organisation, channel, action,
  sections, outcome, policies, articles, purpose, matter, key_epoch, seal)`

const LOOK = `${INTO_LOOK}
  values ($1, $2, to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`

const LOOKS = `${INTO_LOOK}
  select p, l, to_timestamp(t / 1000.0), a, r, o, c, n, s, u, y, i, e, m, k, x
  from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::smallint[], $16::bytea[])
    as line (p, l, t, a, r, o, c, n, s, u, y, i, e, m, k, x)`

const EVENT = `insert into access.event (session_id, event_id, at, actor_person_id, realm, organisation, channel, action,
    outcome, policies, articles, matter, key_epoch, seal)
  values ($1, $2, to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`

function sealed(sealer: LineSealer, form: RowForm, id: string, cells: readonly Cell[]): Stored {
  const { seal, keyEpoch } = sealer.seal(form, id, cells)
  return [...cells, keyEpoch, seal]
}

function transposed(rows: readonly Stored[]): unknown[][] {
  return (rows[0] ?? []).map((_cell, column) => rows.map((row) => row[column]))
}

export interface Page {
  /** Lines before this id only; ids grow with time. */
  readonly before?: string | undefined
  readonly most: number
  /** Looks under a seal that ended before this day are among them; without it, none that was ever sealed. */
  readonly today?: Day | undefined
}

const SEEN = `select person_id, look_id, (extract(epoch from at) * 1000)::bigint as at, actor_person_id, realm, organisation,
  channel, action, sections, outcome, policies, articles, purpose, matter`

/** 谁查过我的记录。One person's lines under all their numbers, newest first; the transaction must be scoped to that person. */
export async function looksOf(
  trx: Trx,
  personIds: string | readonly string[],
  page: Page,
): Promise<readonly LookLine[]> {
  const rows = await trx.rows<LookRow>(
    `${SEEN} from access.look where person_id = any ($1::bigint[]) and ($2::uuid is null or look_id < $2)
     union all ${SEEN} from access.sealed_look
     where person_id = any ($1::bigint[]) and ($2::uuid is null or look_id < $2) and not access.seal_stands(case_id, $4)
     order by look_id desc limit $3`,
    [[personIds].flat(), page.before ?? null, page.most, page.today ?? '0001-01-01'],
    'access.looks-of',
  )
  return rows.map(lookOf)
}

interface LookRow {
  readonly person_id: string
  readonly look_id: string
  readonly at: string
  readonly actor_person_id: string
  readonly realm: ActorRealm
  readonly organisation: string
  readonly channel: string
  readonly action: string
  readonly sections: string
  readonly outcome: 'shown' | 'refused'
  readonly policies: string
  readonly articles: string
  readonly purpose: string
  readonly matter: string
}

function lookOf(row: LookRow): LookLine {
  const { realm, organisation, channel, action, outcome, purpose, matter } = row
  return {
    ...{ realm, organisation, channel, action, outcome, purpose, matter },
    personId: row.person_id,
    lookId: row.look_id,
    at: Number(row.at) as Instant,
    actorPersonId: row.actor_person_id,
    sections: items(row.sections),
    policies: items(row.policies),
    articles: items(row.articles),
  }
}

function items(text: string): string[] {
  return text === '' ? [] : text.split(',')
}
