import { type Actor, organisationOf } from '../access/actor.js'
import { type Case, casesOf, stateOfCase } from '../collection/case-store.js'
import { isLettered, LETTERED_KINDS } from '../collection/kinds.js'
import type { CollectionPorts } from '../collection/ports.js'
import { missingSubmission } from '../collection/refusals.js'
import { findSubmission, type ListedAt } from '../collection/submission-store.js'
import { unstampedSubmissions } from '../collection/unstamped-store.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { FINISHED, makerOf } from './stamp-case.js'
import type { StampQueue, StampQueueQuery, StampWaiting } from './stamp-contract.js'

const PAGE = 50

/** 待用印的件：finished and not stamped, of the agency, not handled by whoever asks; the oldest first, however many there are. */
export class StampQueueService {
  constructor(
    private readonly ports: CollectionPorts,
    private readonly size = PAGE,
  ) {}

  /** Reads on until a page is full: a change that still waits for its re-check is passed over. */
  async page(actor: Actor, { letters, after }: StampQueueQuery): Promise<StampQueue> {
    const agency = organisationOf(actor)
    const { ids } = await this.ports.app.transaction({}, (trx) => foldOf(trx, [actor.personId]))
    const asked = { agency, people: ids, ...(letters === undefined ? {} : { kinds: LETTERED_KINDS }) }
    const found: Case[] = []
    let from: ListedAt | undefined = await this.placeOf(agency, after)
    for (let more = true; more && found.length <= this.size; ) {
      const read = await this.ports.app.transaction({}, async (trx) =>
        casesOf(trx, await unstampedSubmissions(trx, asked, from, this.size + 1)),
      )
      found.push(...read.filter((one) => FINISHED.has(stateOfCase(this.ports.routes, one))))
      from = read.at(-1)?.submission
      more = read.length > this.size
    }
    const shown = found.slice(0, this.size)
    const names = await this.ports.staffNames([...new Set(shown.map(makerOf))])
    const items = shown.map((one) => waitingView(this.ports, one, names.get(makerOf(one)) ?? ''))
    const last = found.length > this.size ? shown.at(-1) : undefined
    return { items, ...(last === undefined ? {} : { next: last.submission.submissionId }) }
  }

  private async placeOf(agency: string, after: string | undefined): Promise<ListedAt | undefined> {
    if (after === undefined) return undefined
    const from = await this.ports.app.transaction({}, (trx) => findSubmission(trx, after))
    if (from?.agency !== agency) throw new Refusal(missingSubmission, { id: after })
    return from
  }
}

function waitingView({ routes }: CollectionPorts, one: Case, maker: string): StampWaiting {
  const { submission, revision, steps, employer } = one
  return {
    ...{ submission: submission.submissionId, kind: submission.kind, rows: revision.rowsIn, maker },
    state: stateOfCase(routes, one) === 'returned' ? 'returned' : 'posted',
    at: steps.at(-1)?.at ?? revision.enteredAt,
    hasLetter: isLettered(submission.kind),
    ...(employer === undefined ? {} : { employer: employer.name }),
  }
}
