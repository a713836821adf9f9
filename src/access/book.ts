import type { Instant } from '../kernel/day.js'
import type { Realm } from './actor.js'

/** 查阅的一行。Who looked at whose record, when, how, what of it, on what ground, for what; or was refused. */
export interface LookLine {
  readonly personId: string
  readonly lookId: string
  readonly at: Instant
  readonly actorPersonId: string
  readonly realm: Realm
  readonly organisation: string
  readonly channel: string
  readonly action: string
  readonly sections: readonly string[]
  readonly outcome: 'shown' | 'refused'
  readonly policies: readonly string[]
  readonly articles: readonly string[]
  readonly purpose: string
  readonly matter: string
}

/** 事件的一行。An act without one certain person: a sign-in, a refused search, a posting. */
export interface EventLine {
  readonly sessionId: string
  readonly eventId: string
  readonly at: Instant
  readonly actorPersonId: string
  readonly realm: Realm
  readonly organisation: string
  readonly channel: string
  readonly action: string
  readonly outcome: string
  readonly policies: readonly string[]
  readonly articles: readonly string[]
  readonly matter: string
}

export type Cell = string | number | bigint | Uint8Array | null

/**
 * 封签。Seals one line: a keyed digest over the named form and its cells, in order, made with a key the database never
 * holds. The ledger's sealer serves; `verify` rebuilds the same cells from the stored row.
 */
export interface LineSealer {
  seal(form: BookForm, cells: readonly Cell[]): { readonly seal: Uint8Array; readonly keyEpoch: number }
}

export type BookForm = 'access.look.v1' | 'access.event.v1'

/** Columns of access.look under the seal, in this order. */
export const LOOK_COLUMNS = [
  ...['person_id', 'look_id', 'at', 'actor_person_id', 'realm', 'organisation', 'channel', 'action', 'sections'],
  ...['outcome', 'policies', 'articles', 'purpose', 'matter'],
] as const

/** Columns of access.event under the seal, in this order. */
export const EVENT_COLUMNS = [
  ...['session_id', 'event_id', 'at', 'actor_person_id', 'realm', 'organisation', 'channel', 'action', 'outcome'],
  ...['policies', 'articles', 'matter'],
] as const

/** The cells of a line: ids and lists as the text that is stored, the instant as whole milliseconds. */
export function lookCells(line: LookLine): readonly Cell[] {
  return [
    ...[line.personId, line.lookId, line.at, line.actorPersonId, line.realm, line.organisation, line.channel],
    ...[line.action, list(line.sections), line.outcome, list(line.policies), list(line.articles)],
    ...[line.purpose, line.matter],
  ]
}

export function eventCells(line: EventLine): readonly Cell[] {
  return [
    ...[line.sessionId, line.eventId, line.at, line.actorPersonId, line.realm, line.organisation, line.channel],
    ...[line.action, line.outcome, list(line.policies), list(line.articles), line.matter],
  ]
}

function list(items: readonly string[]): string {
  return items.join(',')
}
