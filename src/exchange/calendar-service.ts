import { insertTasks } from '../collection/task-store.js'
import { sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { daysBetween } from '../kernel/day.js'
import { differenceAges, insertMissed, type PartnerTotals, partnerTotals } from './calendar-store.js'
import type { CalendarLine, ExchangeCalendar } from './contract.js'
import { type Matter, matterEntry } from './matters.js'
import { expectedDay, lastDayFor, type Partner } from './partner.js'
import { partnersInForce } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import { dayOf } from './receive-service.js'

const MILLION = 1_000_000

/** 交换日历。What should come when, what came, how well it matched; what did not come is an alarm and a task. */
export class CalendarService {
  constructor(private readonly ports: ExchangePorts) {}

  /** Figures only, of nobody: for the oversight page and for whoever enters partners. */
  async calendar(trx: Trx, agencies: readonly string[]): Promise<ExchangeCalendar> {
    const today = this.ports.collection.clock.today()
    const totals = await partnerTotals(trx)
    const lines = (await partnersInForce(trx)).flatMap((partner) =>
      (Object.keys(partner.whitelist) as Matter[]).map((matter) => this.line(partner, matter, totals)),
    )
    const ages = await differenceAges(trx, agencies, today)
    return {
      lines,
      agencies: ages.map(({ oldest, ...one }) => ({
        ...one,
        agencyName: this.ports.collection.agencyName(one.agency),
        oldestDays: oldest === undefined ? 0 : Math.max(0, daysBetween(oldest, today)),
      })),
    }
  }

  private line(partner: Partner, matter: Matter, totals: readonly PartnerTotals[]): CalendarLine {
    const own = totals.find((one) => one.partner === partner.partner && one.matter === matter)
    const schedule = partner.schedule[matter]
    const expectedOn = schedule && expectedDay(schedule, own && dayOf(own.lastAt))
    const today = this.ports.collection.clock.today()
    const rate = (n: number) => (own === undefined || own.rows === 0 ? 0 : Math.floor((n * MILLION) / own.rows))
    return {
      ...{ partner: partner.partner, name: partner.name, matter, batches: own?.batches ?? 0, rows: own?.rows ?? 0 },
      ...{ matchRate: rate(own?.matched ?? 0), differenceRate: rate(own?.differing ?? 0), late: own?.late ?? 0 },
      missed: schedule !== undefined && expectedOn !== undefined && today > lastDayFor(schedule, expectedOn),
      ...(own === undefined ? {} : { lastAt: own.lastAt }),
      ...(expectedOn === undefined ? {} : { expectedOn }),
    }
  }

  /** 查逾期：each exchange that did not come is noticed once, as a task of the agency that works its items. */
  async noticeMissed(): Promise<number> {
    const { app, clock, ids, vault } = this.ports.collection
    return app.transaction({}, async (trx) => {
      const partners = await partnersInForce(trx)
      const { lines } = await this.calendar(trx, [])
      let noticed = 0
      for (const { partner, name, matter, missed, expectedOn } of lines) {
        const agency = partners.find((one) => one.partner === partner)?.agency
        if (!missed || expectedOn === undefined || agency === undefined) continue
        const taskId = ids.uuid()
        const dueDay = expectedOn as Parameters<typeof insertMissed>[1]['dueDay']
        if (!(await insertMissed(trx, { partner, matter, dueDay, at: clock.now(), taskId }))) continue
        const { zh, en } = matterEntry(matter)
        const says = {
          zh: `${name}的“${zh}”应于 ${expectedOn} 送达，至今未到。请联系对方，查明后补报。`,
          en: `${name} was to send “${en}” on ${expectedOn} and has not. Ask them, and have it sent.`,
        }
        await insertTasks(trx, [
          { taskId, kind: 'exchangeMissed', agency, says: sealJson(vault, says), openedAt: clock.now() },
        ])
        noticed++
      }
      return noticed
    })
  }
}
