import type { Trx } from '../db/database.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import type { Fact, LifeEvent, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { groupBy, liveFacts, ofKind } from '../records/live.js'
import { recordOf } from '../records/record.js'
import type { Estate, OverpaidList } from './contract.js'
import { findDeath, listDeaths, putDeath, takeDeathBack } from './death-store.js'
import type { ExchangePorts } from './ports.js'
import { paidAfterDeath } from './recovery.js'
import { RecoveryService } from './recovery-service.js'
import { liveRecoveries } from './recovery-store.js'
import { liftDeathStops } from './stop-store.js'

const LISTED = 500

/**
 * 死亡之后。When a death is posted, whoever that was signs in no more, on any channel; messages to them stop and what they
 * mandated ends; relatives get their own way. When the death is taken back, all of it stands again.
 */
export class DeathService {
  constructor(private readonly ports: ExchangePorts) {}

  /** 已记账的死亡或其冲销，in the transaction that notes the posting; told twice it is done once. */
  async posted(trx: Trx, events: readonly LifeEvent[]): Promise<void> {
    for (const event of events) {
      if (event.event !== 'death') continue
      if (event.reverses === undefined) await this.end(trx, event)
      else await this.takeBack(trx, event.personId)
    }
  }

  private async end(trx: Trx, { personId, day, agency }: LifeEvent): Promise<void> {
    const { afterDeath, collection } = this.ports
    const known = await findDeath(trx, personId, true)
    if (known !== undefined && known.takenBackAt === undefined && known.day === day) return
    const { barred, sessions } = await afterDeath.bar(trx, personId)
    const stillBarred = known !== undefined && known.takenBackAt === undefined ? known.barred : []
    const endedAt = collection.clock.now()
    await putDeath(trx, { personId, day, agency, endedAt, barred: [...stillBarred, ...barred], sessions })
    for (const end of afterDeath.others) await end(trx, personId, true)
  }

  /** Only where no other death stands: a correction of the day reverses one row and posts another. */
  private async takeBack(trx: Trx, personId: string): Promise<void> {
    const { afterDeath, collection } = this.ports
    const known = await findDeath(trx, personId, true)
    if (known === undefined || known.takenBackAt !== undefined) return
    await alsoSee(trx, [personId])
    const standing = liveFacts(await factsOfPersons(trx, [personId], ['lifeEvent']))
    const death = ofKind(standing, 'lifeEvent').find(({ event }) => event === 'death')
    if (death !== undefined) return
    const at = collection.clock.now()
    await afterDeath.unbar(trx, known.barred)
    await takeDeathBack(trx, personId, at)
    await liftDeathStops(trx, personId, at)
    await new RecoveryService(this.ports).cancelOf(trx, personId)
    for (const end of afterDeath.others) await end(trx, personId, false)
  }

  /** 死亡之后仍支付的，待追回（条例第四十六条）。Derived from the payments: what came back is taken off. */
  async overpaid(
    trx: Trx,
    agencies: readonly string[],
    show: (persons: readonly string[]) => Promise<void>,
  ): Promise<OverpaidList> {
    const deaths = await listDeaths(trx, agencies, LISTED)
    const ids = deaths.map(({ personId }) => personId)
    await alsoSee(trx, ids)
    const facts = ids.length === 0 ? [] : await factsOfPersons(trx, ids, ['benefitPayment'])
    const byPerson = groupBy(liveFacts(facts), (fact) => ('personId' in fact ? fact.personId : ''))
    const rows = deaths.flatMap(({ personId, day }) =>
      overpaidOf(byPerson.get(personId) ?? [], day).map((one) => ({ personId, day, ...one })),
    )
    const shown = [...new Set(rows.map(({ personId }) => personId))]
    await show(shown)
    const names = await openedNames(trx, shown, this.ports.collection.vault)
    const recoveries = await liveRecoveries(trx, shown)
    return {
      total: rows.reduce((sum, { amount }) => sum + amount, 0),
      items: rows.map((row) => ({ ...row, ...maskedIn(names, row.personId), ...recoveries.get(row.personId) })),
    }
  }

  /** 遗产事项：what the relatives come for, as far as the record tells it. The caller's scope has named the person. */
  estate(
    facts: readonly Posted<Fact>[],
    personId: string,
    name: { fullName: string; identityNumber: string },
  ): Estate | undefined {
    const { clock, policy } = this.ports.collection
    const record = recordOf(facts, policy().book, { today: clock.today() })
    const { death } = record.life
    if (death === undefined) return undefined
    const over = overpaidOf(liveFacts(facts), death.day)
    const month = periodOfDay(death.day)
    const accounts = record.accounts.map(({ insurance, balanceAt }) => ({
      insurance,
      balance: balanceAt(month).value as number,
    }))
    return {
      personId,
      fullName: name.fullName,
      identityNumber: mask(name.identityNumber),
      day: death.day,
      accounts,
      overpaid: over.reduce((sum, { amount }) => sum + amount, 0),
      months: over.length,
    }
  }
}

/** 死亡次月起的待遇，by month and insurance, none where all came back. */
function overpaidOf(facts: readonly Posted<Fact>[], day: Day) {
  const months = groupBy(paidAfterDeath(facts, day), ({ benefitMonth, insurance }) => `${benefitMonth} ${insurance}`)
  return [...months.values()].flatMap((rows) => {
    const amount = rows.reduce((sum, row) => sum + row.amount, 0)
    const { benefitMonth: month, insurance } = rows[0]!
    return amount === 0 ? [] : [{ month: month as string, insurance, amount }]
  })
}

function maskedIn(names: ReadonlyMap<string, { fullName: string; identityNumber: string }>, personId: string) {
  const one = names.get(personId)
  return { fullName: one?.fullName ?? '', identityNumber: mask(one?.identityNumber ?? '') }
}
