import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { periodOfDay } from '../kernel/day.js'
import { fen, yuanText } from '../kernel/money.js'
import { parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCE_NAMES } from '../kernel/terms.js'
import type { Deferral, EmployerRegistration, LateFee, Posted, Relief, Succession } from '../ledger/fact.js'
import { factsOfEmployerKind } from '../ledger/fund-store.js'
import { monthTotals } from '../ledger/lookup-store.js'
import type { SubmissionDetail } from './contract.js'
import type { EmployerCorrectionLine, EmployerEvent, ReliefLine } from './contribution-lines.js'
import { effectsOf } from './employer-correction-store.js'
import { standing } from './employer-terms.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { getEmployer } from './entry-service.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import { eventGone, reliefTooMuch } from './refusals-contribution.js'
import type { EmployerEvents, EventCorrectionRequest, ReliefRequest } from './relief-contract.js'
import { reliefRoomNow } from './relief-store.js'

/** Months shown of what an employer still owes. */
const SHOWN_MONTHS = 120

/** 减免与核销，及单位事项的红冲。Arrears vanish by payment or by an approved event, and in no other way (第二十四条). */
export class ReliefService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** 单位事项一览。 */
  async events(actor: Actor, creditCode: string): Promise<EmployerEvents> {
    const { id, name, creditCode: code } = await this.own(actor, creditCode)
    return this.ports.app.transaction({ employer: id }, async (trx) => {
      const of = async <F extends EmployerEvent>(kind: F['kind']) =>
        standing(await factsOfEmployerKind<F>(trx, kind, id))
      const deferrals = await of<Deferral>('deferral')
      const fees = await of<LateFee>('lateFee')
      const reliefs = await of<Relief>('relief')
      const through = periodOfDay(this.ports.clock.today())
      const from = plus(through, 1 - SHOWN_MONTHS)
      const due = await monthTotals(trx, 'due', id, from, through)
      const paid = await monthTotals(trx, 'paid', id, from, through)
      const arrears = due.map(({ month, insurance, employerAmount }) => {
        const at = (one: { month: string; insurance: string }) => one.month === month && one.insurance === insurance
        const arrived = paid.find(at)?.employerAmount ?? 0
        const relieved = reliefs
          .filter((one) => one.insurance === insurance && one.contributionMonth === month)
          .reduce((sum, { amount }) => sum + amount, 0)
        const room = Math.max(0, employerAmount - arrived - relieved)
        return { insurance, month, due: employerAmount, paid: arrived, relieved, room }
      })
      const registrations = await of<EmployerRegistration>('employerRegistration')
      const successions = await of<Succession>('succession')
      const events = [...registrations, ...successions, ...deferrals, ...fees, ...reliefs].map(eventView)
      return {
        employer: { name, creditCode: code },
        events: events as EmployerEvents['events'],
        arrears: arrears.filter(({ room, relieved }) => room > 0 || relieved > 0) as EmployerEvents['arrears'],
      }
    })
  }

  async relieve(actor: Actor, request: ReliefRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { id: employerId, creditCode, name, agency, area } = await this.own(actor, request.creditCode)
    const { reliefKind, document, documentId } = request
    const seen = new Set<string>()
    const lines: ReliefLine[] = []
    await this.ports.app.transaction({ employer: employerId }, async (trx) => {
      for (const [i, { insurance, contributionMonth: text, amount }] of request.items.entries()) {
        const contributionMonth = parsePeriod(text)
        if (seen.has(`${insurance}|${text}`))
          refuseEntry(
            `第 ${i + 1} 项与前面的险种、月份相同，请合并为一项。`,
            `Item ${i + 1} repeats an insurance and month; put them together.`,
          )
        seen.add(`${insurance}|${text}`)
        const room = await reliefRoomNow(trx, { employerId, insurance, contributionMonth })
        if (amount > room) {
          const told = { month: text, asked: yuanText(fen(amount)), room: yuanText(room) }
          throw new Refusal(reliefTooMuch, { insurance: INSURANCE_NAMES[insurance].zh, ...told })
        }
        const relief = {
          agency,
          area,
          employerId,
          insurance,
          reliefKind,
          contributionMonth,
          amount: fen(amount),
          document,
        }
        lines.push({ row: i + 1, creditCode, employerName: name, relief, arrears: room })
      }
    })
    const place = { kind: 'relief' as const, agency, area, employerId, documentId }
    const counted = lines.map((line) => ({ line, counted: [] }))
    return this.desk.file(actor, { ...place, content: request, lines: counted }, resubmits)
  }

  /** 红冲：reversed whole, by the longest route; what is right is entered anew. */
  async correct(actor: Actor, request: EventCorrectionRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { id: employerId, creditCode, name, agency, area } = await this.own(actor, request.creditCode)
    const { kind, posting, ordinal, reason, explanation, documentId } = request
    const found = await this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const facts = standing(await factsOfEmployerKind<EmployerEvent>(trx, kind, employerId))
      const wrongEvent = facts.find(({ ref }) => ref.posting === posting && ref.ordinal === ordinal)
      if (wrongEvent === undefined) throw new Refusal(eventGone, {})
      return { wrongEvent, effects: await effectsOf(trx, wrongEvent) }
    })
    const line: EmployerCorrectionLine = { row: 1, creditCode, employerName: name, ...found, reason, explanation }
    const place = { kind: 'correction' as const, agency, area, employerId, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  /** Of this agency's districts only: another's is as unknown as one that is not registered. */
  private async own(actor: Actor, creditCode: string) {
    const employer = await getEmployer(this.ports, creditCode)
    if (employer.agency !== organisationOf(actor)) throw new Refusal(unknownEmployer, { employer: creditCode })
    return employer
  }
}

function eventView(event: Posted<EmployerEvent>) {
  const { kind, ref } = event
  const place = { kind, posting: ref.posting, ordinal: ref.ordinal }
  if (event.kind === 'succession') return { ...place, fromMonth: event.fromMonth, document: event.document }
  if (event.kind === 'employerRegistration') {
    const { fromMonth, creditCode, name, status } = event
    return { ...place, fromMonth, document: `${name} ${creditCode}`, ended: status === 'ended' }
  }
  const at = { ...place, insurance: event.insurance }
  if (event.kind === 'deferral') {
    const { fromMonth, throughMonth, untilDay, document } = event
    return { ...at, fromMonth, throughMonth, untilDay, document }
  }
  const month = { fromMonth: event.contributionMonth, throughMonth: event.contributionMonth, amount: event.amount }
  if (event.kind === 'lateFee') return { ...at, ...month, document: event.levyVoucher }
  return { ...at, ...month, reliefKind: event.reliefKind, document: event.document }
}
