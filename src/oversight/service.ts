import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { monthsOfWork, openTasks } from '../collection/totals-store.js'
import type { Clock } from '../kernel/clock.js'
import { suspenseTotals } from '../ledger/lookup-store.js'
import type { OversightAnswer } from './contract.js'

export interface OversightPorts {
  readonly gate: Gate
  readonly clock: Clock
  /** The agency asked for and all below it. */
  agenciesUnder(code: string): readonly { readonly code: string; readonly name: string; readonly english: string }[]
  evidence(): OversightAnswer['evidence']
}

/** 监督：what a supervisor may see for now. Counts by agency and month; a look at them is a line like any other. */
export class OversightService {
  constructor(private readonly ports: OversightPorts) {}

  totals(actor: Actor): Promise<OversightAnswer> {
    const { gate, clock, agenciesUnder, evidence } = this.ports
    const agency = actor.agency ?? ''
    const ask = { actor, action: 'oversight.read' as const, resource: { kind: 'Agency' as const, agency } }
    return gate.pass(ask, async (trx) => {
      const agencies = agenciesUnder(agency)
      const codes = agencies.map(({ code }) => code)
      const since = `${Number(clock.today().slice(0, 4)) - 1}-01-01`
      const months = await monthsOfWork(trx, codes, since)
      return {
        agencies: [...agencies],
        months: months.map(({ rows_in: rowsIn, days, ...one }) => ({
          ...one,
          rowsIn,
          ...(days === null ? {} : { days: Math.round(days * 100) / 100 }),
        })),
        tasks: (await openTasks(trx, codes)).map(({ n, ...task }) => ({ ...task, open: n })),
        suspense: await suspenseTotals(trx, codes),
        evidence: evidence(),
      }
    })
  }
}
