import type { Instant } from '../kernel/day.js'
import { type Cell, type Column, type RowForm, type SealKeys, sealOnly } from '../log/row-form.js'
import type { ActorRealm } from './actor.js'

/** 查阅的一行。Who looked at whose record, when, how, what of it, on what ground, for what; or was refused. */
export interface LookLine {
  readonly personId: string
  readonly lookId: string
  readonly at: Instant
  readonly actorPersonId: string
  readonly realm: ActorRealm
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
  readonly realm: ActorRealm
  readonly organisation: string
  readonly channel: string
  readonly action: string
  readonly outcome: string
  readonly policies: readonly string[]
  readonly articles: readonly string[]
  readonly matter: string
}

/**
 * 封签。Seals one line over its canonical bytes, with a key the database never holds; `verify` rebuilds the same cells
 * from the stored row.
 */
export interface LineSealer {
  seal(form: RowForm, id: string, cells: readonly Cell[]): { readonly seal: Buffer; readonly keyEpoch: number }
}

export function openLineSealer(keys: SealKeys): LineSealer {
  const { epoch } = keys
  return { seal: (form, id, cells) => ({ seal: sealOnly(keys, epoch, id, form, cells), keyEpoch: epoch }) }
}

const WHO: readonly Column[] = [
  { name: 'at', kind: 'instant' },
  { name: 'actor_person_id', kind: 'id' },
  ...['realm', 'organisation', 'channel', 'action'].map(text),
]

/** 行式：the columns under the seal, in this order, kept for ever. */
export const LOOK_FORM: RowForm = {
  name: 'quanyi-look/1',
  table: 'access.look',
  columns: [
    { name: 'person_id', kind: 'id' },
    text('look_id'),
    ...WHO,
    ...['sections', 'outcome', 'policies', 'articles', 'purpose', 'matter'].map(text),
  ],
}

export const EVENT_FORM: RowForm = {
  name: 'quanyi-event/1',
  table: 'access.event',
  columns: [
    ...['session_id', 'event_id'].map(text),
    ...WHO,
    ...['outcome', 'policies', 'articles', 'matter'].map(text),
  ],
}

export function lookCells(line: LookLine): readonly Cell[] {
  return [
    ...[line.personId, line.lookId, String(line.at), line.actorPersonId, line.realm, line.organisation, line.channel],
    ...[line.action, list(line.sections), line.outcome, list(line.policies), list(line.articles)],
    ...[line.purpose, line.matter],
  ]
}

export function eventCells(line: EventLine): readonly Cell[] {
  return [
    ...[line.sessionId, line.eventId, String(line.at), line.actorPersonId, line.realm, line.organisation],
    ...[line.channel, line.action, line.outcome, list(line.policies), list(line.articles), line.matter],
  ]
}

function text(name: string): Column {
  return { name, kind: 'text' }
}

function list(items: readonly string[]): string {
  return items.join(',')
}
