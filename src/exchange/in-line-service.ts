import { Turns } from '../collection/turns.js'
import type { Database } from '../db/database.js'
import { waitInLine } from '../ledger/lookup-store.js'

/** Of one process there is one at a time: each holds a connection while its work takes others. */
const turns = new Turns()

/**
 * 一件一件地办。What is filed for a matter opens transactions of its own; meanwhile nobody else decides the same matter, in
 * whichever process, so that whoever comes second finds it decided.
 */
export function inLine<R>(app: Database, matter: string, work: () => Promise<R>): Promise<R> {
  const name = `exchange matter ${matter}`
  return turns.take(['exchange matter'], () => app.transaction({}, (trx) => waitInLine(trx, [name]).then(work)))
}
