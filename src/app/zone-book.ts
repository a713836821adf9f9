import { writeEvent } from '../access/book-store.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import type { Foundation } from './foundation.js'
import { random } from './secrets.js'

const MINUTE = 60_000
/** Addresses remembered at once: a flood from many makes no heap of them. */
const REMEMBERED = 1000

type Parts = Pick<Foundation, 'app' | 'sealer' | 'settings' | 'alarm'>

/**
 * 网段之外的请求，记入查阅之书（第八条）。Every one is refused and told by alarm; the book takes one line for an address and
 * minute, so that whoever knocks without end fills no disk. The answer does not wait for it.
 */
export function zoneBook({ app, sealer, settings, alarm }: Parts): (address: string) => Promise<void> {
  const last = new Map<string, number>()
  return async (address) => {
    const at = settings.clock.now()
    const before = last.get(address)
    if (before !== undefined && at - before < MINUTE) return
    if (last.size >= REMEMBERED) last.clear()
    last.set(address, at)
    const line = {
      ...{ at, actorPersonId: '0', realm: 'staff' as const, organisation: '', channel: 'web', matter: address },
      ...{ action: 'zone.enter', policies: [], articles: ['M14-8b'], outcome: 'refused' },
      ...{ sessionId: NO_UUID, eventId: uuidV7(at, random(10)) },
    }
    await app
      .transaction({}, (trx) => writeEvent(trx, sealer, line))
      .catch((error: unknown) => {
        alarm(`网段之外的请求未能记入查阅之书：${String(error)}`)
      })
  }
}
