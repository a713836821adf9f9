import type { Actor } from '../access/actor.js'
import { dayOfInstant, daysBetween } from '../kernel/day.js'
import { workingCalendar } from '../policy/working-days.js'
import type { ObjectionCounts } from './contract.js'
import { clockwork } from './deadline.js'
import { ObjectionDesk, type OpenObjection } from './desk-service.js'
import type { ObjectionPorts } from './ports.js'
import { requestsAt } from './rights-store.js'
import { objectionsAt } from './store.js'
import type { Outcome } from './words.js'

const MOST = 5_000

/** 监督：how many, how old, how late. Nobody is named. */
export class CountsService {
  private readonly desk: ObjectionDesk

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
  }

  counts(actor: Actor): Promise<ObjectionCounts> {
    const agency = actor.agency ?? ''
    const under = this.ports.agenciesUnder(agency)
    const ask = { actor, action: 'oversight.read' as const, resource: { kind: 'Agency' as const, agency } }
    return this.ports.gate.pass({ ...ask, purpose: 'objections', matter: 'objections' }, async (trx) => {
      const open = await this.desk.opened(trx, await objectionsAt(trx, under, { open: true, limit: MOST }))
      const over = await this.desk.opened(trx, await objectionsAt(trx, under, { open: false, limit: MOST }))
      const rights = await requestsAt(trx, under, true)
      const late = open.filter((one) => this.desk.clockOf(one).overdue)
      return {
        agencies: under.map((code) => ({
          ...this.ofAgency(code, open, over),
          rightsOpen: rights.filter((one) => one.agency === code).length,
          rightsOverdue: rights.filter((one) => one.agency === code && this.isLate(one)).length,
        })),
        overdue: late.map((one) => ({
          ...{ serial: one.one.serial, agency: this.ports.collection.agencyName(one.agency), state: one.state },
          dueDay: this.desk.clockOf(one).dueDay,
        })),
      }
    })
  }

  private ofAgency(code: string, open: readonly OpenObjection[], over: readonly OpenObjection[]) {
    const { clock, agencyName } = this.ports.collection
    const [mine, closed] = [open, over].map((all) => all.filter(({ agency }) => agency === code)) as [
      OpenObjection[],
      OpenObjection[],
    ]
    const clocks = mine.map((one) => this.desk.clockOf(one))
    const ages = mine.map(({ one }) => daysBetween(dayOfInstant(one.raisedAt), clock.today()))
    const with_ = (outcome: Outcome) =>
      [...mine, ...closed].filter(({ steps }) => steps.some((step) => step.outcome === outcome)).length
    return {
      ...{ agency: code, name: agencyName(code), open: mine.length, closed: closed.length },
      ...{ overdue: clocks.filter(({ overdue }) => overdue).length, reminded: clocks.filter(({ due }) => due).length },
      oldestDays: Math.max(0, ...ages),
      ...{ upheld: with_('upheld'), partly: with_('partly'), notUpheld: with_('notUpheld') },
      moved: [...mine, ...closed].filter(({ steps }) => steps.some(({ act }) => act === 'move')).length,
    }
  }

  private isLate({
    raisedAt,
    agency,
  }: {
    readonly raisedAt: OpenObjection['one']['raisedAt']
    readonly agency: string
  }) {
    const { policy, setting, clock, areaOf } = this.ports.collection
    const days = setting('business.rights-days')
    const from = dayOfInstant(raisedAt)
    const calendar = workingCalendar(policy().book.area(areaOf(agency)))
    return clockwork(calendar, { from, today: clock.today(), days, remind: 0, pauses: [] }).overdue
  }
}
