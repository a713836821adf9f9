import type { Trx } from '../db/database.js'
import type { Actor } from './actor.js'

/**
 * 且认着的请求者：whose session was read a while ago. Nothing may be shown or written for them but in a transaction that
 * has first asked `confirm`, which undoes it where the session is no longer what was read.
 */
export interface Presumed {
  readonly actor: Actor
  confirm(trx: Pick<Trx, 'rows'>): Promise<void>
  /** It did not hold: next time it is asked for. */
  forget(): void
}

/** 重新读取：what was presumed does not hold, and nothing was written. */
export class PresumedNoMore extends Error {}
