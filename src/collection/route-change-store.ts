import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { type PostedText, textsInForce } from '../ledger/policy-store.js'
import type { Case } from './case-store.js'
import { SUBMISSION_KINDS } from './kinds.js'
import type { RouteLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { routeCollides } from './refusals-routing.js'
import { entriesIn, entryText, withEntry } from './route-text.js'
import { openBody } from './voucher-body.js'
import { findVouchers } from './voucher-store.js'

/** 施行中的路线文本，read from the ledger. */
export async function routesInForce(trx: Trx): Promise<PostedText> {
  const found = (await textsInForce(trx)).find(({ kind }) => kind === 'routes')
  return found ?? { kind: 'routes', path: 'routes/routes.yaml', text: '' }
}

/** 提议的各行, opened and held against the digest that was agreed. */
export async function routeLinesOf(trx: Trx, { vault }: Pick<CollectionPorts, 'vault'>, one: Case) {
  const vouchers = await findVouchers(trx, one.vouchers)
  return vouchers.flatMap((voucher) => openBody<RouteLine>(vault, voucher))
}

/** 照提议改后的路线文本。A kind that another proposal changed meanwhile collides; what is so already stays. */
export function textAfter(text: string, lines: readonly RouteLine[]): string {
  const now = entriesIn(text)
  return lines.reduce((done, { routeOf, was, route }) => {
    const standing = entryText(now.get(routeOf))
    if (standing === entryText(route)) return done
    if (standing !== was) throw new Refusal(routeCollides, SUBMISSION_KINDS[routeOf])
    return withEntry(done, routeOf, route)
  }, text)
}
