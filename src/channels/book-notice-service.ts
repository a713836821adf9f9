import {
  foreignLooks,
  NEW_DEVICE,
  type SecurityEvent,
  securityEvents,
  settledUntil,
} from '../access/book-sweep-store.js'
import type { NoticeKind, Notices } from '../access/notice-port.js'
import { dayOfInstant, type Instant } from '../kernel/day.js'
import type { Raised } from './notice-sweep-service.js'
import type { ChannelPorts } from './ports.js'
import { placeSeen, savePlace } from './sms-store.js'

const NAME = 'book'

/**
 * 由查阅之书得出通知：who looked, once a day, for those who asked to be told; passwords set anew and sign-ins from new
 * browsers, each once. It follows the transactions that have ended; where it stands and what it raised are kept together.
 */
export class BookSweep {
  constructor(
    private readonly ports: Pick<ChannelPorts, 'app' | 'verify'>,
    private readonly notices: Notices,
  ) {}

  /** How many notices were raised; whoever wants none of them is told nothing. */
  async advance(): Promise<number> {
    const { app, verify } = this.ports
    const until = await verify.transaction({}, settledUntil)
    const from = await app.transaction({}, async (trx) => {
      const seen = await placeSeen(trx, NAME)
      if (seen === undefined) await savePlace(trx, NAME, until)
      return seen ?? until
    })
    if (from >= until) return 0
    const raised = await verify.transaction({}, async (trx) => [
      ...(await foreignLooks(trx, from, until)).map(ofLook),
      ...(await securityEvents(trx, from, until)).map(ofEvent),
    ])
    await app.transaction({ persons: [...new Set(raised.map(({ personId }) => personId))] }, async (trx) => {
      if ((await placeSeen(trx, NAME)) !== from) return
      for (const { personId, kind, once } of raised) await this.notices.tell(trx, personId, { kind, once })
      await savePlace(trx, NAME, until)
    })
    return raised.length
  }
}

function ofLook({ person_id: personId, at }: { readonly person_id: string; readonly at: string }): Raised {
  return { personId, kind: 'recordQueried', once: dayOfInstant(Number(at) as Instant) }
}

function ofEvent({ event_id: once, person_id: personId, matter }: SecurityEvent): Raised {
  const kind: NoticeKind = matter === NEW_DEVICE ? 'newDevice' : 'passwordChanged'
  return { personId, kind, once }
}
