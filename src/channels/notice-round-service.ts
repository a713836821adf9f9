import type { Notices } from '../access/notice-port.js'
import { newestClosedYear } from '../closing/run-store.js'
import { checkStanding } from '../collection/entitlement.js'
import { lastDayOf } from '../collection/late-fees.js'
import type { Trx } from '../db/database.js'
import { type Instant, periodOfDay } from '../kernel/day.js'
import { type Period, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import { alsoSee } from '../ledger/lookup-store.js'
import type { PolicyBook } from '../policy/book.js'
import type { KnownRecord } from '../query/record-service.js'
import { ofKind } from '../records/live.js'
import type { RightsRecord } from '../records/rights-record.js'
import { type NoticeRound, ROUNDS, type RoundName, roundOf, saveRound } from './notice-round-store.js'
import type { Raised } from './notice-sweep-service.js'
import type { ChannelPorts } from './ports.js'
import { numbersAfter } from './sms-store.js'

export interface RoundPorts extends Pick<ChannelPorts, 'app' | 'clock' | 'vault' | 'setting' | 'records' | 'city'> {
  readonly book: () => PolicyBook
}

const AT_ONCE = 50
const DAY = 86_400_000

/**
 * 按期的通知：what no single fact raises but a day that is over. Each time the last day to pay for a month has passed, a month
 * begins, or a year is closed, everybody with a verified number is looked at once; where a round stands and what it raised
 * are kept in one transaction.
 */
export class NoticeRounds {
  constructor(
    private readonly ports: RoundPorts,
    private readonly notices: Notices,
  ) {}

  /** How many persons were looked at. */
  async advance(): Promise<number> {
    let looked = 0
    for (const name of ROUNDS) looked += await this.go(name)
    return looked
  }

  private async go(name: RoundName): Promise<number> {
    const { app, clock, setting } = this.ports
    return app.transaction({}, async (trx) => {
      const key = await this.keyOf(trx, name)
      const kept = await roundOf(trx, name)
      if (key === undefined || (kept?.key === key && kept.ended)) return 0
      const round: NoticeRound = kept?.key === key ? kept : { key, after: '0', ended: false }
      const since = (clock.now() - setting('system.sms-verified-days') * DAY) as Instant
      const persons = await numbersAfter(trx, { after: round.after, since, most: AT_ONCE })
      for (const person of persons)
        for (const { kind, once } of await this.raised(trx, person, name, key))
          await this.notices.tell(trx, person, { kind, once })
      await saveRound(trx, name, { key, after: persons.at(-1) ?? round.after, ended: persons.length < AT_ONCE })
      return persons.length
    })
  }

  /** 这一轮所为：the newest month whose last day to pay is over, this month, or the newest closed year. */
  private async keyOf(trx: Trx, name: RoundName): Promise<string | undefined> {
    const today = this.ports.clock.today()
    const month = periodOfDay(today)
    if (name === 'entitlement') return month
    if (name === 'statement') return (await newestClosedYear(trx))?.toString()
    const { book, city } = this.ports
    const isOver = (one: Period) => lastDayOf(book(), city, one) < today
    return [-1, -2, -3].map((back) => plus(month, back)).find(isOver)
  }

  private async raised(trx: Trx, personId: string, name: RoundName, key: string): Promise<Raised[]> {
    await alsoSee(trx, [personId])
    const known = await this.derived(trx, personId)
    if (known === undefined) return []
    if (name === 'arrears') return arrearsOf(personId, known.record, key as Period)
    if (name === 'entitlement') return this.checksOf(personId, known, key as Period)
    return this.statementOf(trx, personId, known, Number(key))
  }

  /** Where the rules lawfully derive nothing, nothing is told. */
  private async derived(trx: Trx, personId: string): Promise<KnownRecord | undefined> {
    try {
      return await this.ports.records.derive(trx, personId, {})
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }

  /** 资格认证：one that runs out in the months that are told of; one that ran out or failed is work for people. */
  private checksOf(personId: string, { facts }: KnownRecord, month: Period): Raised[] {
    const { book, setting } = this.ports
    const last = plus(month, setting('business.check-notice-months'))
    const agencies = new Set(ofKind(facts, 'benefitDetermination').map(({ agency }) => agency))
    return [...agencies].flatMap((agency): Raised[] => {
      const one = checkStanding(personId, facts, { agency, month, area: (code) => book().area(code) })
      if (one === undefined || one.isFailed || one.until < month || one.until > last) return []
      return [{ personId, kind: 'entitlementDue', once: one.until }]
    })
  }

  /** 年度记录单：whoever has that year in the record; whoever chose the post and has no whole address is told that too. */
  private async statementOf(trx: Trx, personId: string, { record }: KnownRecord, year: number): Promise<Raised[]> {
    if (!record.insurances.some(({ years }) => years.some((one) => one.year === year))) return []
    const once = String(year)
    const ready: Raised = { personId, kind: 'statementReady', once }
    const { contact } = await contactOfPerson(trx, personId, this.ports.vault)
    const isWhole = contact?.mailingAddress !== undefined && /^\d{6}$/.test(contact.postalCode ?? '')
    if (contact?.delivery !== 'post' || isWhole) return [ready]
    return [ready, { personId, kind: 'addressMissing', once }]
  }
}

/** 欠缴：a month that is due, whose last day is over, and that is not paid in full; told by its newest month, once. */
function arrearsOf(personId: string, { insurances }: RightsRecord, through: Period): Raised[] {
  const months = insurances
    .filter(({ keeping }) => keeping.connected)
    .flatMap(({ rows }) => rows)
    .filter(({ state, month }) => (state === 'unpaid' || state === 'partlyPaid') && month <= through)
    .map(({ month }) => month)
    .sort()
  const newest = months.at(-1)
  return newest === undefined ? [] : [{ personId, kind: 'monthInArrears', once: newest }]
}
