import { createHash, type Hash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { forgetTries, takeTry } from '../access/attempt-store.js'
import type { KeptPaper } from '../archive/large-paper-service.js'
import type { Trx } from '../db/database.js'
import { type Day, daysBetween, type Instant, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { type Batch, findBatch, insertBatch, insertRejection, numbersOf, postedSince } from './batch-store.js'
import { claimedSender, type Envelope } from './envelope.js'
import { type Feed, LineCutter, openFeed } from './feed-lines.js'
import { BodyCheck, isSignedBy, verifyHead } from './message.js'
import { expectedDay, type Partner } from './partner.js'
import { requireAgreement } from './partner-agreement-store.js'
import { findPartner } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import {
  batchGap,
  postedTooOften,
  postedTooSoon,
  replayedBatch,
  unknownPartner,
  unreadableBatch,
  wrongSignature,
} from './refusals.js'

const MIB = 1024 * 1024
const HOUR = 3_600_000
const MINUTE = 60_000

/** 来文的来路：by a clerk's hand, or posted by the partner itself. */
export type Arrival =
  | { readonly channel: 'desk'; readonly actor: Actor }
  | { readonly channel: 'wire'; readonly address: string }

/**
 * 接收来文。What is not signed by an approved partner, whole, in order and within its agreement is refused with words and
 * written down; nothing of its text is kept. What is taken becomes a batch that waits to be matched: no record changes.
 */
export class ReceiveService {
  constructor(private readonly ports: ExchangePorts) {}

  /** Whole or as it comes: nothing is stored before its signature holds, and never more than a piece is in hand. */
  async receive(given: Buffer | AsyncIterable<Uint8Array>, arrival: Arrival): Promise<Batch> {
    const seen = { sender: '', hash: createHash('sm3') }
    try {
      const feed = await openFeed(heard(given, seen.hash))
      seen.sender = claimedSender(feed.head.toString())
      const partner = await this.signedBy(feed, seen.sender, arrival)
      const envelope = this.verify(feed, partner)
      await this.requireNext(partner, envelope)
      const kept = await this.store(feed, envelope)
      return await this.keep(kept, partner, envelope, arrival)
    } catch (error) {
      if (error instanceof Refusal) await this.reject(seen.hash.digest(), seen.sender, arrival, error)
      throw error
    }
  }

  /** 边收边存边核对：what does not add up at its end leaves nothing behind. */
  private store(feed: Feed, envelope: Envelope): Promise<KeptPaper> {
    const { largePapers, setting } = this.ports.collection
    const [check, cutter] = [new BodyCheck(envelope), new LineCutter()]
    const onBody = (bytes: Buffer) => {
      check.bytes(bytes)
      for (const row of cutter.take(bytes)) check.row(row)
    }
    const onEnd = () => {
      for (const row of cutter.end()) check.row(row)
      check.end()
    }
    return largePapers.receive(feed.pass(onBody, onEnd), setting('system.import-most-megabytes') * MIB)
  }

  /** Before the body is taken: a batch that came already, or out of its order, need not be read. */
  private requireNext(from: Partner, { matter, number }: Envelope): Promise<void> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      await this.requireAgreement(trx, from)
      const { partner } = from
      refuseOrder(await numbersOf(trx, partner, matter, number), number)
    })
  }

  private requireAgreement(trx: Trx, partner: Partner): Promise<void> {
    const { agencies, clock } = this.ports.collection
    return requireAgreement(trx, partner, { agencies: agencies(), today: clock.today() })
  }

  /** On the wire a wrong signature costs the next tries a wait, by sender and address. */
  private async signedBy(message: Feed, sender: string, arrival: Arrival): Promise<Partner> {
    const { app, vault, clock } = this.ports.collection
    const subject = arrival.channel === 'wire' ? vault.digest(`exchange ${sender} ${arrival.address}`) : undefined
    const { wait, partner } = await app.transaction({}, async (trx) => {
      const tried = subject && (await takeTry(trx, subject, clock.now(), this.tries()))
      return { wait: tried?.wait ?? 0, partner: await findPartner(trx, sender) }
    })
    if (wait > 0) throw new Refusal(postedTooSoon, { seconds: wait })
    if (partner === undefined) throw new Refusal(unknownPartner, { partner: sender })
    if (!isSignedBy(message, partner)) throw new Refusal(wrongSignature, {})
    if (subject !== undefined) await app.transaction({}, (trx) => forgetTries(trx, subject))
    return partner
  }

  private tries() {
    const { setting } = this.ports.collection
    return {
      free: setting('system.sign-in-free-tries'),
      firstWait: setting('system.sign-in-first-wait') * MINUTE,
      longestWait: setting('system.sign-in-longest-wait') * MINUTE,
    }
  }

  private verify(message: Feed, partner: Partner): Envelope {
    const mostRows = this.ports.collection.setting('system.exchange-most-rows')
    return verifyHead(message, partner, { receivers: this.ports.receivers(), mostRows })
  }

  private async keep(kept: KeptPaper, partner: Partner, envelope: Envelope, arrival: Arrival): Promise<Batch> {
    const { app, largePapers, clock, ids } = this.ports.collection
    return app.transaction({}, async (trx) => {
      const { matter, number } = envelope
      await waitInLine(trx, [`exchange ${partner.partner} ${matter}`])
      const known = await numbersOf(trx, partner.partner, matter, number)
      refuseOrder(known, number)
      await this.requireAgreement(trx, partner)
      const { lastAt } = known
      if (arrival.channel === 'wire') {
        const limit = this.ports.collection.setting('system.exchange-posts-per-hour')
        const since = (clock.now() - HOUR) as Instant
        if ((await postedSince(trx, partner.partner, since)) >= limit) throw new Refusal(postedTooOften, { limit })
      }
      const document = await largePapers.list(trx, partner.agency, 'exchange', kept)
      const schedule = partner.schedule[matter]
      const expectedOn = schedule && expectedDay(schedule, lastAt === undefined ? undefined : dayOf(lastAt))
      const batchId = ids.uuid()
      await insertBatch(trx, {
        ...{ batchId, partner: partner.partner, matter, number, agency: partner.agency, agreement: partner.agreement },
        ...{ basis: envelope.basis, from: envelope.from, through: envelope.through, rowsIn: envelope.rows },
        ...{ total: envelope.total, digest: Buffer.from(envelope.digest, 'hex'), documentId: document.documentId },
        ...{ channel: arrival.channel, receivedAt: clock.now(), expectedOn },
        receivedBy: arrival.channel === 'desk' ? arrival.actor.personId : undefined,
        lateDays: expectedOn === undefined ? 0 : Math.max(0, daysBetween(expectedOn, clock.today())),
      })
      return (await findBatch(trx, batchId))!
    })
  }

  private async reject(digest: Buffer, sender: string, arrival: Arrival, refused: Refusal): Promise<void> {
    const { app, clock, ids, vault } = this.ports.collection
    const partner = await app.transaction({}, (trx) => findPartner(trx, sender))
    const own = arrival.channel === 'desk' ? organisationOf(arrival.actor) : (this.ports.receivers()[0] ?? '')
    const rejection = {
      ...{ rejectionId: ids.uuid(), partner: printable(sender), channel: arrival.channel, code: refused.entry.code },
      ...{ digest: vault.digest(digest), agency: partner?.agency ?? own },
      ...{ says: { zh: refused.say('zh'), en: refused.say('en') }, at: clock.now() },
      by: arrival.channel === 'desk' ? arrival.actor.personId : undefined,
    }
    await app.transaction({}, (trx) => insertRejection(trx, rejection))
  }
}

function refuseOrder({ same, last }: Awaited<ReturnType<typeof numbersOf>>, number: number): void {
  if (same !== undefined) throw new Refusal(replayedBatch, { number, receivedOn: dayOf(same.receivedAt) })
  if (number !== last + 1) throw new Refusal(batchGap, { number, expected: last + 1 })
}

/** What was read of it is known by its digest, whatever becomes of it. */
async function* heard(given: Buffer | AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  if (Buffer.isBuffer(given)) {
    hash.update(given)
    yield given
    return
  }
  const bytes = given[Symbol.asyncIterator]()
  for (let next = await comingOf(bytes); next.done !== true; next = await comingOf(bytes)) {
    hash.update(next.value)
    yield next.value
  }
}

/** 传送中断：a sender that went away is its own doing, and is written down like whatever else is not taken. */
async function comingOf(bytes: AsyncIterator<Uint8Array>): Promise<IteratorResult<Uint8Array>> {
  try {
    return await bytes.next()
  } catch {
    const why = '传送中断，没有收到末尾'
    throw new Refusal(unreadableBatch, { why, whyEn: 'it broke off before its end' })
  }
}

/** 到达之日，of the city: whole days since 1970 in its own time. */
export function dayOf(at: number): Day {
  return plusDays('1970-01-01' as Day, Math.floor((at + 8 * HOUR) / (24 * HOUR)))
}

function printable(text: string): string {
  return [...text.replace(/[\p{C}]/gu, '')].slice(0, 60).join('')
}
