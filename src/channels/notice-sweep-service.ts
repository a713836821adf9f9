import type { NoticeKind, Notices } from '../access/notice-port.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { openedRows, rowsOfPostings } from '../ledger/posting-search-store.js'
import { highestPlace } from '../ledger/sequence-store.js'
import { leavesAt } from '../ledger/verify-store.js'
import type { ChannelPorts } from './ports.js'
import { endNumber, numberOf, placeSeen, savePlace } from './sms-store.js'

type Ports = Pick<ChannelPorts, 'app' | 'verify' | 'vault' | 'clock'>

const NAME = 'facts'
const AT_ONCE = 50
/** A posting holds at most so many rows. */
const MOST_ROWS = 100_000

/**
 * 由新记的事实得出通知。Follows the tree of facts leaf by leaf; where it stands and what it raised are kept in one
 * transaction, so that each fact is told of once. It begins where the tree stood when it first ran: history tells nobody.
 */
export class NoticeSweep {
  constructor(
    private readonly ports: Ports,
    private readonly notices: Notices,
  ) {}

  /** How many postings were looked at. */
  async advance(): Promise<number> {
    const { app, verify } = this.ports
    const size = (await verify.transaction({}, highestPlace)) + 1
    const from = await app.transaction({}, async (trx) => {
      const seen = await placeSeen(trx, NAME)
      if (seen === undefined) await savePlace(trx, NAME, size)
      return seen ?? size
    })
    if (from >= size) return 0
    const until = Math.min(size, from + AT_ONCE)
    const raised = await verify.transaction({}, async (trx) => {
      const postings = (await leavesAt(trx, from, until)).map(({ posting_id }) => posting_id)
      const rows = await rowsOfPostings(trx, postings, { from: 0, through: MOST_ROWS })
      return [...rows.values()].flatMap((one) => openedRows(one)).flatMap(noticesOf)
    })
    await app.transaction({ persons: [...new Set(raised.map(({ personId }) => personId))] }, async (trx) => {
      const seen = await placeSeen(trx, NAME)
      if (seen !== from) return
      for (const { personId, kind, once } of raised) {
        if (kind === 'phoneChanged' && !(await this.isAnotherPhone(trx, personId))) continue
        await this.notices.tell(trx, personId, { kind, once })
        if (kind === 'phoneChanged') await endNumber(trx, personId, this.ports.clock.now())
      }
      await savePlace(trx, NAME, until)
    })
    return until - from
  }

  /** The old number is told, and then nothing more. */
  private async isAnotherPhone(trx: Parameters<Notices['tell']>[0], personId: string): Promise<boolean> {
    const stored = await numberOf(trx, personId)
    if (stored === undefined || stored.ended) return false
    const { contact, registration } = await contactOfPerson(trx, personId, this.ports.vault)
    const phone = contact?.mobilePhone ?? registration?.mobilePhone
    return phone !== this.ports.vault.unseal(undefined, stored.number)
  }
}

export interface Raised {
  readonly personId: string
  readonly kind: NoticeKind
  readonly once: string
}

/** 一条事实可告知什么。A reversal tells nothing by itself: what stands instead of it does. */
export function noticesOf(fact: Posted<Fact>): Raised[] {
  if (!('personId' in fact) || ('reversalOf' in fact && fact.reversalOf !== undefined)) return []
  const kind = kindOf(fact)
  // Several insurances of one filing are one matter to the person.
  return kind === undefined ? [] : [{ personId: fact.personId, kind, once: fact.ref.posting }]
}

function kindOf(fact: Posted<Fact>): NoticeKind | undefined {
  switch (fact.kind) {
    case 'enrolment':
      if (fact.employerId === undefined) return undefined
      return fact.change === 'enrol' || fact.change === 'resume' ? 'employerEnrolled' : 'employerStopped'
    case 'paid':
      return fact.settlementMonth > fact.contributionMonth ? 'backPayPosted' : undefined
    case 'baseDeclaration':
      return 'baseSet'
    case 'transfer':
      return 'transferStep'
    case 'benefitDetermination':
      return fact.item === 'adjustment' ? 'benefitChanged' : 'benefitFirstPaid'
    case 'benefitChange':
      return 'benefitStopped'
    case 'personContact':
      return 'phoneChanged'
    case 'personRegistration':
      // Whoever has a verified number was registered before.
      return 'detailsChanged'
    case 'mandate':
      return fact.change === 'begin' ? 'mandateMade' : 'mandateEnded'
    default:
      return undefined
  }
}
