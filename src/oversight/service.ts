import type { Actor } from '../access/actor.js'
import type { TreeAgency } from '../access/agency-tree.js'
import { findingsAcross } from '../access/finding-store.js'
import type { Gate } from '../access/gate-service.js'
import { stampFigures } from '../certificates/stamp-store.js'
import { delayedOver, delaysByKind } from '../collection/delay-store.js'
import { monthsOfWork, openTasks } from '../collection/totals-store.js'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { plus } from '../kernel/period.js'
import { suspenseTotals } from '../ledger/lookup-store.js'
import { sampledPostings } from '../ledger/sample-store.js'
import { unhandledIn } from '../objections/handler-watch-service.js'
import type { Setting } from '../policy/house-setting.js'
import type { OversightAnswer } from './contract.js'

export interface OversightPorts {
  readonly gate: Gate
  readonly clock: Clock
  readonly setting: Setting
  /** 风险等级为高的业务种类，as the routes in force have them. */
  highRiskKinds(): readonly string[]
  /** The agency asked for and all below it. */
  agenciesUnder(code: string): readonly { readonly code: string; readonly name: string; readonly english: string }[]
  /** 机构之树. */
  agencyTree(): readonly TreeAgency[]
  papers(agencies: readonly string[]): Promise<OversightAnswer['papers']>
  keeping(agencies: readonly string[]): Promise<OversightAnswer['keeping']>
  evidence(): OversightAnswer['evidence']
  /** 工作端口答允的网段. */
  readonly zones: readonly string[]
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
        delays: await this.delays(trx, codes, since as Day),
        sample: await this.sample(trx, codes),
        stamps: await this.stamps(trx, codes, since),
        papers: await this.ports.papers(codes),
        keeping: await this.ports.keeping(codes),
        unhandled: (await unhandledIn(trx, this.ports.agencyTree()))
          .filter((one) => codes.includes(one.agency))
          .map(({ agency: at, by }) => ({ agency: at, ...(by === undefined ? {} : { by }) })),
        rights: (await findingsAcross(trx, codes, MOST_FINDINGS)).map(({ findingId: id, agency, at, what }) => ({
          ...{ id, agency, at, what },
        })),
        zones: [...this.ports.zones],
        evidence: evidence(),
      }
    })
  }

  /** 采集用时：how long papers lay before they were entered. */
  private async delays(trx: Trx, agencies: readonly string[], since: Day): Promise<OversightAnswer['delays']> {
    const limit = this.ports.setting('business.document-delay')
    const ask = { agencies, since, limit }
    return { limit, since, kinds: await delaysByKind(trx, ask), over: await delayedOver(trx, ask, MOST_DELAYED) }
  }

  /** 用印：how often and when last; idle and mass stamping are marked. */
  private async stamps(trx: Trx, agencies: readonly string[], since: string): Promise<OversightAnswer['stamps']> {
    const { clock, setting } = this.ports
    const [most, idle] = [setting('business.stamp-mass'), setting('business.stamp-idle-days') * DAY]
    const figures = await stampFigures(trx, agencies, since)
    return figures.map(({ setUpAt, ...one }) => ({
      ...one,
      isMass: one.busiest > most,
      isIdle: clock.now() - (one.lastUse ?? setUpAt) > idle,
    }))
  }

  /** 事后抽查：of this month and the one before; more of what is of high risk. */
  private async sample(trx: Trx, agencies: readonly string[]): Promise<OversightAnswer['sample']> {
    const { clock, setting, highRiskKinds } = this.ports
    const [share, highShare] = [setting('business.sampling-share'), setting('business.sampling-share-high')]
    const since = `${plus(periodOfDay(clock.today()), -1)}-01`
    const shares = { share, highShare, highKinds: highRiskKinds() }
    return { share, highShare, since, postings: await sampledPostings(trx, agencies, since, shares, MOST_SAMPLED) }
  }
}

const MOST_FINDINGS = 50
const MOST_SAMPLED = 200
const MOST_DELAYED = 200
const DAY = 86_400_000
