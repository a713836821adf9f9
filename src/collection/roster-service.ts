import { mask } from '../kernel/mask.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due } from '../ledger/fact.js'
import { duesOfEmployer, employersById } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import { baseAt, basesOfEmployer } from './base-store.js'
import type { Roster } from './dues-contract.js'
import { employerOf } from './employer-terms.js'
import { chargeKey, chargesOf } from './filing-match.js'
import { pendingChanges } from './pending-store.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'
import { rosterOf } from './roster-store.js'
import { cutOffOn } from './staff-change-rule.js'

/** 职工名册：who is insured with the employer in a month, what they are declared with, and what is under way. */
export class RosterService {
  constructor(private readonly ports: CollectionPorts) {}

  async show(employerId: string, month: Period): Promise<{ persons: string[]; answer: Roster }> {
    const { app, vault, policy, clock } = this.ports
    return app.transaction({ employer: employerId }, async (trx) => {
      const employer = employerOf(await employersById(trx, [employerId]))
      if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
      const under = await pendingChanges(trx, this.ports, employerId)
      const pending = await withoutProtected(trx, under, ({ personId }) => personId)
      const all = await rosterOf(trx, vault, employerId, month)
      const roster = await withoutProtected(trx, all, ({ personId }) => personId)
      const bases = await basesOfEmployer(trx, employerId)
      const charged = chargesOf(await duesOfEmployer<Due>(trx, employerId, month))
      const rows = roster.map(({ key, personId, fullName, identityNumber, active, since }) => {
        const wage = baseAt(bases, personId, month)?.declaredWage
        const filed = active.every((one) => charged.has(chargeKey(personId, one, month, employerId)))
        const shown = { key, fullName, identityNumber: mask(identityNumber), insurances: [...active], since, filed }
        return wage === undefined ? shown : { ...shown, wage }
      })
      const { day, effectiveMonth, says } = cutOffOn(policy().book.area(employer.area), clock.today())
      return {
        persons: roster.map(({ personId }) => personId),
        answer: {
          employer: { name: employer.name, creditCode: employer.creditCode },
          month,
          rows: rows as Roster['rows'],
          pending: pending.map(({ personId: _, identityNumber, ...one }) => ({
            ...{ ...one, identityNumber: mask(identityNumber) },
            insurances: [...one.insurances] as Roster['pending'][number]['insurances'],
          })),
          cutOff: { day, effectiveMonth, says: { ...says } },
        },
      }
    })
  }
}
