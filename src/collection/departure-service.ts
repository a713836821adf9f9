import { accountsOf, endAccount, staffOf } from '../access/account-store.js'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { claimsHeldBy, deleteClaims, insertActs, putClaim } from './case-act-store.js'
import type { Claim } from './case-acts.js'
import { mayTake } from './case-place-store.js'
import { casesOf } from './case-store.js'
import { insertDeparture } from './departure-store.js'
import type { CollectionPorts } from './ports.js'
import { goneAlready, missingStaff, otherPost, toOneself } from './refusals-work.js'
import { holdsAll } from './stand-in-service.js'
import { endStandIns, standInsAcross } from './stand-in-store.js'
import { findSubmissions } from './submission-store.js'
import type { DepartRequest } from './work-contract.js'

const EVER = '9999-12-31'
const MINUTE = 60_000

/**
 * 离岗。In one transaction: posts end, sessions die, claims go to the successor or back to everybody, absences and stand-ins
 * end. It only takes rights away; what is given to somebody takes a grant.
 */
export class DepartureService {
  constructor(private readonly ports: CollectionPorts) {}

  /** Whose account it is, for the decision. */
  async agencyOf(personId: string): Promise<string> {
    const accounts = await this.ports.app.transaction({}, (trx) => accountsOf(trx, [personId]))
    return accounts.find(({ realm }) => realm === 'staff')?.agency ?? ''
  }

  async depart(actor: Actor, personId: string, { successor, reason }: DepartRequest): Promise<void> {
    const { app, clock, ids, vault } = this.ports
    const agency = await this.agencyOf(personId)
    if (successor === personId) throw new Refusal(toOneself, {})
    await app.transaction({}, async (trx) => {
      const staff = await staffOf(trx, agency)
      const leaver = staff.find(({ person_id }) => person_id === personId)
      if (leaver === undefined) throw new Refusal(missingStaff, {})
      if (leaver.state === 'blocked') throw new Refusal(goneAlready, {})
      const next = staff.find(({ person_id, state }) => person_id === successor && state !== 'blocked')
      if (successor !== undefined && (next === undefined || !holdsAll(next, leaver))) throw new Refusal(otherPost, {})
      const claims = await this.passOn(trx, actor, personId, next && { ...next, agency })
      const arranged = await standInsAcross(trx, [personId], clock.today(), EVER as never)
      await endStandIns(
        trx,
        arranged.map(({ standInId }) => standInId),
        clock.now(),
      )
      const isFirst = await insertDeparture(trx, {
        ...{ departureId: ids.uuid(), accountId: leaver.account_id, personId, agency, posts: leaver.posts },
        ...{ successorId: successor, claims, reason: vault.seal(undefined, reason), orderedBy: actor.personId },
        ...{ onDay: clock.today(), at: clock.now() },
      })
      if (!isFirst) throw new Refusal(goneAlready, {})
      await endAccount(trx, leaver.account_id, personId)
    })
  }

  /** 转派：each claim to the successor where the successor may take it; all others go back to everybody of the post. */
  private async passOn(trx: Trx, actor: Actor, personId: string, next: Successor | undefined): Promise<number> {
    const { ports } = this
    const held = await claimsHeldBy(trx, personId)
    const cases = await casesOf(
      trx,
      await findSubmissions(
        trx,
        held.map(({ submissionId }) => submissionId),
        true,
      ),
    )
    await deleteClaims(
      trx,
      held.map(({ submissionId }) => submissionId),
    )
    const now = ports.clock.now()
    for (const one of cases) {
      const claim = held.find(({ submissionId }) => submissionId === one.submission.submissionId)!
      const heir = next !== undefined && mayTake(ports, actorOf(next), one, undefined) ? next : undefined
      if (heir !== undefined) await putClaim(trx, { ...claim, personId: heir.person_id, until: this.until(claim) }, now)
      await insertActs(trx, [
        {
          ...{ actId: ports.ids.uuid(), submissionId: claim.submissionId, revision: claim.revision },
          ...{ act: heir === undefined ? 'released' : 'reassigned', stage: claim.stage, by: actor.personId },
          ...{ account: actor.accountId, organisation: organisationOf(actor), toPerson: heir?.person_id, at: now },
        },
      ])
    }
    return held.length
  }

  private until({ until }: Claim): Instant {
    const life = this.ports.setting('business.claim-life') * MINUTE
    return Math.max(until, this.ports.clock.now() + life) as Instant
  }
}

interface Successor {
  readonly person_id: string
  readonly account_id: string
  readonly posts: readonly string[]
  readonly agency: string
}

function actorOf({ person_id, account_id, posts, agency }: Successor): Actor {
  const account = { personId: person_id, accountId: account_id, posts: posts as Actor['posts'], agency }
  return { ...account, realm: 'staff', sessionId: '', channel: 'web' }
}
