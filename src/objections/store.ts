import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { type ObjectionSeries, serialText } from './serial.js'
import { OVER } from './states.js'
import type { KeeperSide, ObjectionAct, ObjectionReason, ObjectionState, Outcome, RaisedAs } from './words.js'

/** 一件异议，as it was raised. */
export interface Objection {
  readonly objectionId: string
  readonly serial: string
  readonly personId: string
  readonly path: string
  readonly insurance?: string | undefined
  readonly keeper: KeeperSide
  /** 'posting/ordinal' of each fact the figure rests on. */
  readonly items: readonly string[]
  readonly body: Buffer
  readonly reason: ObjectionReason
  readonly raisedAs: RaisedAs
  readonly raisedBy: string
  readonly employerId?: string | undefined
  readonly mandate?: string | undefined
  /** 窗口代录的人。 */
  readonly takenBy?: string | undefined
  readonly treeSize: number
  readonly raisedAt: Instant
}

export interface ObjectionStep {
  readonly objectionId: string
  readonly ordinal: number
  readonly act: ObjectionAct
  readonly state: ObjectionState
  readonly agency: string
  readonly by: string
  readonly realm: string
  /** 经办人员当时所任岗位，逗号分隔。 */
  readonly posts?: string | undefined
  readonly body: Buffer
  readonly outcome?: Outcome | undefined
  readonly basis?: string | undefined
  readonly documentId?: string | undefined
  readonly submissionId?: string | undefined
  readonly at: Instant
}

/** 领一个回执编号。 */
export async function takeSerial(trx: Trx, series: ObjectionSeries, agency: string, today: Day): Promise<string> {
  const year = Number(today.slice(0, 4))
  const [row] = await trx.rows<{ last: number }>(
    `insert into desk.objection_serial as s (agency, year, last) values ($1, $2, 1)
     on conflict (agency, year) do update set last = s.last + 1 returning last`,
    [`${agency.slice(0, 6)} ${series}`, year],
  )
  return serialText(series, agency, year, Number(row!.last))
}

/** One at a time: whoever acts on the same matter waits. */
export async function lockMatter(trx: Trx, name: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 36))', [name])
}

export async function insertObjection(trx: Trx, one: Objection): Promise<void> {
  await trx.rows(
    `insert into desk.objection (objection_id, serial, person_id, path, insurance, keeper, items, body, reason, raised_as,
       raised_by, employer_id, mandate, taken_by, tree_size, raised_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16::float8 / 1000))`,
    [
      ...[one.objectionId, one.serial, one.personId, one.path, one.insurance ?? null, one.keeper, one.items, one.body],
      ...[one.reason, one.raisedAs, one.raisedBy, one.employerId ?? null, one.mandate ?? null, one.takenBy ?? null],
      ...[one.treeSize, one.raisedAt],
    ],
  )
}

export async function insertStep(trx: Trx, step: Omit<ObjectionStep, 'ordinal'>): Promise<void> {
  await trx.rows(
    `insert into desk.objection_step (objection_id, ordinal, act, state, agency, by_person, realm, body, outcome, basis,
       document_id, submission_id, at, posts)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, to_timestamp($12::float8 / 1000), $13
     from desk.objection_step where objection_id = $1`,
    [
      ...[step.objectionId, step.act, step.state, step.agency, step.by, step.realm, step.body, step.outcome ?? null],
      ...[step.basis ?? null, step.documentId ?? null, step.submissionId ?? null, step.at, step.posts ?? ''],
    ],
  )
}

const OBJECTION = `select objection_id, serial, person_id, path, insurance, keeper, items, body, reason, raised_as, raised_by,
  employer_id, mandate, taken_by, tree_size, raised_at from desk.objection o`

export async function findObjection(trx: Trx, objectionId: string): Promise<Objection | undefined> {
  const rows = await trx.rows<ObjectionRow>(`${OBJECTION} where objection_id = $1`, [objectionId])
  return rows[0] && objectionOf(rows[0])
}

/** 某些人的异议，newest first. */
export async function objectionsOfPersons(trx: Trx, personIds: readonly string[]): Promise<Objection[]> {
  const rows = await trx.rows<ObjectionRow>(
    `${OBJECTION} where person_id = any ($1::bigint[]) order by raised_at desc, objection_id limit 1000`,
    [personIds],
  )
  return rows.map(objectionOf)
}

export type OpenObjection = Pick<Objection, 'personId' | 'path' | 'raisedAt'>

/** 未办完的，under all numbers of these persons, newest first; one question. */
export async function openObjectionsOf(trx: Trx, personIds: readonly string[]): Promise<OpenObjection[]> {
  const rows = await trx.rows<Pick<ObjectionRow, 'person_id' | 'path' | 'raised_at'>>(
    `select o.person_id, o.path, o.raised_at from desk.objection o
     left join lateral (select state from desk.objection_step s where s.objection_id = o.objection_id
       order by ordinal desc limit 1) last on true
     where o.person_id = any (string_to_array(ledger.folded($1), ',')::bigint[])
       and coalesce(last.state, 'submitted') <> all ($2::text[])
     order by o.raised_at desc, o.objection_id limit 1000`,
    [personIds.join(','), [...OVER]],
    'objections.open',
  )
  return rows.map((row) => ({ personId: row.person_id, path: row.path, raisedAt: row.raised_at.getTime() as Instant }))
}

/** 某单位提出的。 */
export async function objectionsOfEmployer(trx: Trx, employerId: string): Promise<Objection[]> {
  const rows = await trx.rows<ObjectionRow>(
    `${OBJECTION} where employer_id = $1 order by raised_at desc, objection_id limit 500`,
    [employerId],
  )
  return rows.map(objectionOf)
}

/** 现由这些机构办理的；`open` leaves out what is over. Oldest first. */
export async function objectionsAt(
  trx: Trx,
  agencies: readonly string[],
  { open, limit }: { readonly open: boolean; readonly limit: number },
): Promise<Objection[]> {
  const rows = await trx.rows<ObjectionRow>(
    `${OBJECTION} join lateral (select agency, state from desk.objection_step s where s.objection_id = o.objection_id
       order by ordinal desc limit 1) last on true
     where last.agency = any ($1::text[]) and (last.state not in ('closed', 'withdrawn')) = $2
     order by raised_at, objection_id limit $3`,
    [agencies, open, limit],
  )
  return rows.map(objectionOf)
}

/** All steps of these, in order. */
export async function stepsOf(trx: Trx, objectionIds: readonly string[]): Promise<Map<string, ObjectionStep[]>> {
  const rows = await trx.rows<StepRow>(
    'select * from desk.objection_step where objection_id = any ($1::uuid[]) order by objection_id, ordinal',
    [objectionIds],
  )
  const steps = new Map<string, ObjectionStep[]>(objectionIds.map((id) => [id, []]))
  for (const row of rows) steps.get(row.objection_id)?.push(stepOf(row))
  return steps
}

/** 更正在办的：each waits for its submission to be posted. */
export async function correctingObjections(trx: Trx, limit: number): Promise<string[]> {
  const rows = await trx.rows<{ objection_id: string }>(
    `select o.objection_id from desk.objection o join lateral (select state from desk.objection_step s
       where s.objection_id = o.objection_id order by ordinal desc limit 1) last on true
     where last.state = 'correcting' order by o.raised_at limit $1`,
    [limit],
  )
  return rows.map(({ objection_id }) => objection_id)
}

interface ObjectionRow {
  objection_id: string
  serial: string
  person_id: string
  path: string
  insurance: string | null
  keeper: KeeperSide
  items: string[]
  body: Buffer
  reason: ObjectionReason
  raised_as: RaisedAs
  raised_by: string
  employer_id: string | null
  mandate: string | null
  taken_by: string | null
  tree_size: string
  raised_at: Date
}

interface StepRow {
  objection_id: string
  ordinal: number
  act: ObjectionAct
  state: ObjectionState
  agency: string
  by_person: string
  realm: string
  body: Buffer
  outcome: Outcome | null
  basis: string | null
  document_id: string | null
  submission_id: string | null
  at: Date
  posts: string
}

function objectionOf(row: ObjectionRow): Objection {
  return {
    ...{ objectionId: row.objection_id, serial: row.serial, personId: row.person_id, path: row.path },
    ...{ insurance: row.insurance ?? undefined, keeper: row.keeper, items: row.items, body: row.body },
    ...{ reason: row.reason, raisedAs: row.raised_as, raisedBy: row.raised_by, mandate: row.mandate ?? undefined },
    ...{ employerId: row.employer_id ?? undefined, takenBy: row.taken_by ?? undefined },
    ...{ treeSize: Number(row.tree_size), raisedAt: row.raised_at.getTime() as Instant },
  }
}

function stepOf(row: StepRow): ObjectionStep {
  return {
    ...{ objectionId: row.objection_id, ordinal: row.ordinal, act: row.act, state: row.state, agency: row.agency },
    ...{ by: row.by_person, realm: row.realm, posts: row.posts, body: row.body, at: row.at.getTime() as Instant },
    ...{ outcome: row.outcome ?? undefined, basis: row.basis ?? undefined },
    ...{ documentId: row.document_id ?? undefined, submissionId: row.submission_id ?? undefined },
  }
}
