import type { Actor } from '../access/actor.js'
import { parseDay } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import { deferralsOf } from '../ledger/lookup-store.js'
import type { SubmissionDetail } from './contract.js'
import { standing } from './employer-terms.js'
import type { DeferralRequest } from './entry-contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { getEmployer } from './entry-service.js'
import type { DeferralLine } from './lines.js'
import type { CollectionPorts } from './ports.js'

/** 缓缴。An approval of the authorities, kept as a fact of the employer: what is due stands, and is no arrears meanwhile. */
export class DeferralService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async defer(actor: Actor, request: DeferralRequest, resubmits?: string): Promise<SubmissionDetail> {
    const fromMonth = parsePeriod(request.fromMonth)
    const throughMonth = parsePeriod(request.throughMonth)
    const untilDay = parseDay(request.untilDay)
    if (throughMonth < fromMonth)
      refuseEntry('终止年月早于起始年月，请核对缓缴批复。', 'The last month is before the first; check the approval.')
    if (untilDay.slice(0, 7) <= throughMonth)
      refuseEntry(
        '缓缴至的日期应在所缓各月之后，请核对缓缴批复。',
        'The day until which payment is deferred must be after the months deferred; check the approval.',
      )
    const { id: employerId, creditCode, name, agency, area } = await getEmployer(this.ports, request.creditCode)
    const { documentId, document, insurances } = request
    const known = await this.ports.app.transaction({}, async (trx) => standing(await deferralsOf(trx, employerId)))
    const lines = insurances.map((insurance, i): DeferralLine => {
      const deferral = { employerId, agency, area, insurance, fromMonth, throughMonth, untilDay, document }
      if (known.some((one) => one.insurance === insurance && sameSpan(one, deferral)))
        refuseEntry(`险种 ${insurance} 的这项缓缴已经登记。`, `This deferral in ${insurance} is on record already.`)
      return { row: i + 1, creditCode, employerName: name, deferral }
    })
    const place = { kind: 'deferral' as const, agency, area, employerId, documentId }
    const counted = lines.map((line) => ({ line, counted: [] }))
    return this.desk.file(actor, { ...place, content: request, lines: counted }, resubmits)
  }
}

type Span = Pick<DeferralLine['deferral'], 'fromMonth' | 'throughMonth' | 'untilDay'>

function sameSpan(a: Span, b: Span): boolean {
  return a.fromMonth === b.fromMonth && a.throughMonth === b.throughMonth && a.untilDay === b.untilDay
}
