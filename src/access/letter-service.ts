import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { accountsOf } from './account-store.js'
import type { ActivationPorts, ActivationService } from './activation-service.js'
import { deleteOldTries } from './attempt-store.js'
import { deleteLateChallenges } from './challenge-store.js'
import { closeLetter, nextLetter, type OpenLetter, sentSince } from './letter-store.js'
import type { LetterPost } from './real-names-port.js'
import { deleteEnded } from './session-store.js'

export interface LetterPorts extends ActivationPorts {
  readonly activation: ActivationService
  readonly post: LetterPost
  /** 地址不全：told to the person where the letter has nowhere to go. */
  noAddress(trx: Trx, personId: string): Promise<void>
}

export type LetterOutcome = 'sent' | 'unknown' | 'noAddress' | 'tooSoon' | 'blocked'

/**
 * 信函领码的办理。One request at a time, apart from the request that asked: how long it takes tells nobody anything. The code
 * goes into the letter and its digest into the database; nobody at a desk ever sees it.
 */
export class LetterService {
  constructor(private readonly ports: LetterPorts) {}

  /** Answers how many were closed, sent or not. */
  async sendWaiting(most = 100): Promise<number> {
    let done = 0
    while (done < most && (await this.next())) done++
    return done
  }

  /** 清扫：challenges, tries and sessions whose time is over. */
  async sweep(): Promise<void> {
    const { database, clock } = this.ports
    await database.transaction({}, async (trx) => {
      await deleteLateChallenges(trx, clock.now())
      await deleteOldTries(trx, clock.now())
      await deleteEnded(trx, clock.now())
    })
  }

  private next(): Promise<boolean> {
    const { database, clock } = this.ports
    return database.transaction({}, async (trx) => {
      const letter = await nextLetter(trx)
      if (letter === undefined) return false
      await closeLetter(trx, letter.request_id, await this.sent(trx, letter), clock.now())
      return true
    })
  }

  /** A letter that cannot be printed as it must be is not sent: it waits for nobody, and the person comes to a window. */
  private sent(trx: Trx, letter: OpenLetter): Promise<LetterOutcome> {
    return this.send(trx, letter).catch((error: unknown) => {
      if (error instanceof Refusal) return 'noAddress'
      throw error
    })
  }

  private async send(trx: Trx, letter: OpenLetter): Promise<LetterOutcome> {
    const { names, secrets, clock, limits, activation, post } = this.ports
    const own = await names.find(secrets.decrypt(letter.number))
    if (own === undefined || !names.isSameName(own.name, secrets.decrypt(letter.name))) return 'unknown'
    const since = (clock.now() - limits.letterInterval()) as Instant
    if (letter.check_id === null && (await sentSince(trx, letter.login_digest, since))) return 'tooSoon'
    const to = await names.addressOf(own.personId)
    if (to === undefined) {
      await this.ports.noAddress(trx, own.personId)
      return 'noAddress'
    }
    const accountId = await activation.accountOf(trx, own)
    const account = (await accountsOf(trx, [own.personId])).find(({ account_id }) => account_id === accountId)
    if (account?.state === 'blocked') return 'blocked'
    const { code, validUntil } = await activation.code(trx, accountId, limits.letterCodeLife())
    await post.post({ letterId: letter.request_id, to, agency: own.agency, code, validUntil })
    return 'sent'
  }
}
