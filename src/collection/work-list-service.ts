import { type Actor, organisationOf } from '../access/actor.js'
import { foldOf } from '../ledger/alias-store.js'
import { mayTake } from './case-place-store.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf } from './case-store.js'
import type { Ability, SubmissionList } from './contract.js'
import { asSeenBy } from './natural-person-store.js'
import type { CollectionPorts } from './ports.js'
import type { ListedAt } from './submission-store.js'
import { openSubmissions, unfinishedSubmissions } from './work-list-store.js'

const LISTED = 500
/** What a person goes on with, rather than looks at. */
const GOES_ON: ReadonlySet<Ability> = new Set<Ability>(['submit', 'resubmit', 'receivePapers'])

/** 待办清单：what a person can take, and what waits for whoever entered it. Nothing is left out because of what is over. */
export class WorkListService {
  private readonly cases: CaseService

  constructor(
    private readonly ports: CollectionPorts,
    /** How many are listed, and read at once. */
    private readonly listed = LISTED,
  ) {
    this.cases = new CaseService(ports)
  }

  /** 待我办理：what stands at a stage of this person's posts and was not handled by them before; read until enough is found. */
  async inbox(actor: Actor): Promise<SubmissionList> {
    const { app, areaOf } = this.ports
    const agency = organisationOf(actor)
    const at = { agency, isCity: areaOf(agency) === agency }
    const mine: Case[] = []
    let after: ListedAt | undefined
    for (let more = true; more && mine.length <= this.listed; ) {
      const page = await app.transaction({}, async (trx) => {
        const found = await openSubmissions(trx, at, after, this.listed)
        return { found, cases: await asSeenBy(trx, actor, await casesOf(trx, found)) }
      })
      mine.push(...page.cases.filter((one) => mayTake(this.ports, actor, one, undefined)))
      after = page.found.at(-1)
      more = page.found.length === this.listed
    }
    return this.list(actor, mine)
  }

  /** 待我续办：drafts, returned, withdrawn, not to be posted as agreed, and at the front desk what waits for papers. */
  async unfinished(actor: Actor): Promise<SubmissionList> {
    const cases = await this.ports.app.transaction({}, async (trx) => {
      const { ids } = await foldOf(trx, [actor.personId])
      const whose = {
        ...{ agency: organisationOf(actor), people: ids },
        isFrontDesk: actor.posts.includes('frontDesk'),
      }
      return asSeenBy(trx, actor, await casesOf(trx, await unfinishedSubmissions(trx, whose, this.listed + 1)))
    })
    const { items, ...more } = await this.list(actor, cases)
    return { items: items.filter(({ abilities }) => abilities.some((one) => GOES_ON.has(one))), ...more }
  }

  private async list(actor: Actor, cases: readonly Case[]): Promise<SubmissionList> {
    const items = await this.cases.summaries(actor, cases.slice(0, this.listed))
    return { items, ...(cases.length > this.listed ? { more: true } : {}) }
  }
}
