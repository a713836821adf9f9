import type { Actor } from '../access/actor.js'
import { periodOfDay } from '../kernel/day.js'
import { fen, yuanText } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due } from '../ledger/fact.js'
import { duesOfEmployer } from '../ledger/lookup-store.js'
import { baseAt, basesOfEmployer } from './base-store.js'
import type { FromBasesRequest } from './dues-contract.js'
import type { FilingPreview } from './filing-contract.js'
import { chargeKey, chargesOf } from './filing-match.js'
import { FilingService } from './filing-service.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth } from './refusals.js'
import { allFiled, nobodyEnrolled, notYourStaff } from './refusals-contribution.js'
import { rosterOf } from './roster-store.js'

/**
 * 由申报工资生成应缴。The system writes the filing that the employer would have written: everybody insured in the month, with
 * the wage declared for the pay year. It is previewed, changed, submitted and reviewed as any filing; who has no wage stands
 * among its refused rows.
 */
export class DuesService {
  private readonly filings: FilingService

  constructor(private readonly ports: CollectionPorts) {
    this.filings = new FilingService(ports)
  }

  async propose(actor: Actor, employerId: string, request: FromBasesRequest): Promise<FilingPreview> {
    const month = parsePeriod(request.settlementMonth)
    const current = periodOfDay(this.ports.clock.today())
    if (month > current) throw new Refusal(futureMonth, { month, current })
    const bytes = await this.filing(employerId, month, request.wages)
    const fileName = `由申报工资生成-${month}.csv`
    return this.filings.upload(actor, { employerId, settlementMonth: month, fileName, bytes })
  }

  private async filing(employerId: string, month: Period, changed: FromBasesRequest['wages']): Promise<Buffer> {
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const roster = await rosterOf(trx, this.ports.vault, employerId, month)
      if (roster.length === 0) throw new Refusal(nobodyEnrolled, { month })
      const byKey = new Map(changed.map(({ key, wage }) => [key, wage]))
      const strange = changed.filter(({ key }) => !roster.some((row) => row.key === key)).length
      if (strange > 0) throw new Refusal(notYourStaff, { rows: strange })
      const bases = await basesOfEmployer(trx, employerId)
      const charged = chargesOf(await duesOfEmployer<Due>(trx, employerId, month))
      const open = roster.filter(({ personId, active }) =>
        active.some((insurance) => !charged.has(chargeKey(personId, insurance, month, employerId))),
      )
      if (open.length === 0) throw new Refusal(allFiled, { month, persons: roster.length })
      const lines = open.map(({ key, personId, identityNumber, fullName }) => {
        const wage = byKey.get(key) ?? baseAt(bases, personId, month)?.declaredWage
        return [identityNumber, fullName, wage === undefined ? '' : yuanText(fen(wage)), month].join(',')
      })
      return Buffer.from(['社会保障号码,姓名,缴费工资,对应费款所属期', ...lines].join('\r\n'))
    })
  }
}
