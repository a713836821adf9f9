import type { Clock } from '../kernel/clock.js'
import { Remembered } from '../kernel/remembered.js'
import type { Actor, Realm } from './actor.js'
import type { Presumed } from './presumed.js'
import { type LiveSession, requireSession } from './session-store.js'

const MOST = 20_000
const KEPT_FOR = 5 * 60_000

interface Known {
  readonly session: LiveSession
  readonly actor: Actor
}

/**
 * 记着的会话。Of persons alone, and of those who act for themselves: what others may do hangs on posts, appointments and
 * mandates besides. It says who it was when last read; whether that stands, the transaction asks that rests on it.
 */
export class SessionMemory {
  private readonly kept = new Remembered<Known>({ weight: MOST, milliseconds: KEPT_FOR })

  constructor(private readonly clock: Clock) {}

  keep(digest: Buffer, session: LiveSession, actor: Actor): void {
    if (session.realm !== 'citizen' || session.acting_person !== null) return
    this.kept.keep(digest.toString('hex'), { session, actor }, 1, this.clock.now())
  }

  /** `isQuiet`: still live by what was read, and with nothing to be noted of this request. */
  find(digest: Buffer, realm: Realm, isQuiet: (session: LiveSession) => boolean): Presumed | undefined {
    const key = digest.toString('hex')
    const known = this.kept.find(key, this.clock.now())
    if (known === undefined || known.session.realm !== realm || !isQuiet(known.session)) return undefined
    const { actor, session } = known
    return {
      actor,
      confirm: (trx) => requireSession(trx, digest, session.version),
      forget: () => this.kept.forget(key),
    }
  }
}
