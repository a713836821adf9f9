import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { isEnd, type PieceReason, type PieceState, type PieceStep, type PieceWay } from './delivery-words.js'

/** 各件与其步骤的存取。SQL of desk.delivery_piece and desk.delivery_step. */
export interface Piece {
  readonly personId: string
  readonly runId: string
  readonly number: number
  readonly state: PieceState
  readonly way: PieceWay
  readonly toGuardian: boolean
  readonly isProtected: boolean
  readonly reason: PieceReason
  readonly attempts: number
  readonly endedOn?: Day | undefined
}

/** 一步：who did what when, to which state. */
export interface Step {
  readonly stepId: string
  readonly kind: PieceStep
  readonly by: string
  readonly at: Instant
  readonly on: Day
  readonly note?: Buffer | undefined
}

export type Placed = Omit<Piece, 'attempts' | 'endedOn'>

/** 列入一段人；who is in already is left as he is. Each is written with its first step. */
export async function insertPieces(
  trx: Trx,
  pieces: readonly (Placed & Pick<Step, 'stepId'>)[],
  { at, on }: Pick<Step, 'at' | 'on'>,
): Promise<void> {
  if (pieces.length === 0) return
  const column = <T>(of: (piece: Placed & Pick<Step, 'stepId'>) => T) => pieces.map(of)
  await trx.rows(
    `with given as (
       select * from unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::bool[], $7::bool[],
         $8::text[], $9::date[], $10::uuid[])
         as g (person_id, run_id, number, state, way, to_guardian, protected, reason, ended_on, step_id)
     ), put as (
       insert into desk.delivery_piece (person_id, run_id, number, state, way, to_guardian, protected, reason, ended_on,
         changed_at)
       select person_id, run_id, number, state, way, to_guardian, protected, reason, ended_on,
         to_timestamp($11::float8 / 1000) from given on conflict do nothing returning person_id, run_id
     )
     insert into desk.delivery_step (person_id, run_id, step_id, kind, state, reason, by_person, at)
     select g.person_id, g.run_id, g.step_id, 'gathered', g.state, g.reason, 0, to_timestamp($11::float8 / 1000)
     from given g join put using (person_id, run_id)`,
    [
      ...[column((one) => one.personId), column((one) => one.runId), column((one) => one.number)],
      ...[column((one) => one.state), column((one) => one.way), column((one) => one.toGuardian)],
      ...[column((one) => one.isProtected), column((one) => one.reason)],
      ...[column((one) => (isEnd(one.state) ? on : null)), column((one) => one.stepId), at],
    ],
  )
}

export async function lastNumber(trx: Trx, runId: string): Promise<number> {
  const [row] = await trx.rows<{ n: number }>(
    'select coalesce(max(number), 0) as n from desk.delivery_piece where run_id = $1',
    [runId],
  )
  return row!.n
}

type Change = Pick<Piece, 'state' | 'reason'> & Partial<Pick<Piece, 'way' | 'toGuardian' | 'isProtected' | 'attempts'>>

/** 办一步：the piece as it stands after it, and the step, together. */
export async function movePiece(trx: Trx, piece: Piece, change: Change, step: Step): Promise<void> {
  const next = { ...piece, ...change }
  await trx.rows(
    `with moved as (
       update desk.delivery_piece set state = $3, reason = $4, way = $5, to_guardian = $6, protected = $7, attempts = $8,
         ended_on = $9, changed_at = to_timestamp($13::float8 / 1000) where person_id = $1 and run_id = $2
     )
     insert into desk.delivery_step (person_id, run_id, step_id, kind, state, reason, note, by_person, at)
     values ($1, $2, $10, $11, $3, $4, $12, $14, to_timestamp($13::float8 / 1000))`,
    [
      ...[piece.personId, piece.runId, next.state, next.reason, next.way, next.toGuardian, next.isProtected],
      ...[next.attempts, isEnd(next.state) ? step.on : null],
      ...[step.stepId, step.kind, step.note ?? null, step.at, step.by],
    ],
  )
}

export async function findPiece(trx: Trx, runId: string, personId: string): Promise<Piece | undefined> {
  return (await piecesWhere(trx, 'where run_id = $1 and person_id = $2 for update', [runId, personId]))[0]
}

/** 列出：so many behind a number, of one state or of all. */
export function piecesOf(trx: Trx, runId: string, { state, after, most, withProtected }: ListTerms): Promise<Piece[]> {
  return piecesWhere(
    trx,
    `where run_id = $1 and number > $2 and ($3::text is null or state = $3) and ($5 or not protected)
     order by number limit $4`,
    [runId, after, state ?? null, most, withProtected],
  )
}

export interface ListTerms {
  readonly state?: PieceState | undefined
  readonly after: number
  readonly most: number
  readonly withProtected: boolean
}

/** 可成批交寄的，与须再看一遍的；a protected person is never among them. */
export function toPost(trx: Trx, runId: string, most: number): Promise<Piece[]> {
  return piecesWhere(
    trx,
    `where run_id = $1 and not protected and (state in ('noAddress', 'noGuardian') or (state = 'waiting' and way = 'post'))
     order by (state <> 'waiting' or reason <> ''), number limit $2 for update`,
    [runId, most],
  )
}

/** 某人各年的一件. */
export function piecesOfPersons(trx: Trx, personIds: readonly string[]): Promise<Piece[]> {
  return piecesWhere(trx, 'where person_id = any ($1::bigint[]) order by changed_at desc', [personIds])
}

export interface StoredStep {
  readonly kind: PieceStep
  readonly state: PieceState
  readonly reason: PieceReason
  readonly note?: Buffer | undefined
  readonly by: string
  readonly at: Instant
}

export async function stepsOf(trx: Trx, runId: string, personId: string): Promise<StoredStep[]> {
  const rows = await trx.rows<{
    kind: PieceStep
    state: PieceState
    reason: PieceReason
    note: Buffer | null
    by_person: string
    at: Date
  }>(
    `select kind, state, reason, note, by_person, at from desk.delivery_step
     where run_id = $1 and person_id = $2 order by at, step_id`,
    [runId, personId],
  )
  return rows.map((row) => ({
    ...{ kind: row.kind, state: row.state, reason: row.reason, note: row.note ?? undefined },
    ...{ by: row.by_person, at: row.at.getTime() as Instant },
  }))
}

interface Row {
  readonly person_id: string
  readonly run_id: string
  readonly number: number
  readonly state: PieceState
  readonly way: PieceWay
  readonly to_guardian: boolean
  readonly protected: boolean
  readonly reason: PieceReason
  readonly attempts: number
  readonly ended_on: Day | null
}

async function piecesWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<Piece[]> {
  const rows = await trx.rows<Row>(
    `select person_id, run_id, number, state, way, to_guardian, protected, reason, attempts, ended_on
     from desk.delivery_piece ${where}`,
    values,
  )
  return rows.map((row) => ({
    ...{ personId: row.person_id, runId: row.run_id, number: row.number, state: row.state, way: row.way },
    ...{ toGuardian: row.to_guardian, isProtected: row.protected, reason: row.reason, attempts: row.attempts },
    endedOn: row.ended_on ?? undefined,
  }))
}
