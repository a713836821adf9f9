import type { CollectionPorts } from './ports.js'
import type { RulingList, RulingQuery } from './ruling-contract.js'
import { clocksOf } from './ruling-store.js'

const MOST = 500

/** 认定与审核的台账。What was received and is not decided, soonest due first; what ran late stays on the list of the late. */
export class RulingService {
  constructor(private readonly ports: CollectionPorts) {}

  async list(agencies: readonly string[], { show = 'open', subject }: RulingQuery): Promise<RulingList> {
    const { app, clock, agencyName } = this.ports
    const today = clock.today()
    const found = await app.transaction({}, (trx) => clocksOf(trx, { agencies, today, show, subject }, MOST))
    const items = found.items.map(({ agency, decidedDay, ...one }) => ({
      ...{ ...one, agency: agencyName(agency), late: (decidedDay ?? today) > one.dueDay },
      ...(decidedDay === undefined ? {} : { decidedDay }),
    }))
    return { all: found.all, items }
  }
}
