import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { maskName } from '../kernel/mask.js'
import { busyAgents } from '../ledger/agents-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { AgentsAnswer } from './agents-contract.js'

export interface AgentsPorts {
  readonly gate: Gate
  readonly clock: Clock
  readonly setting: Setting
  readonly vault: Vault
  /** The verifying role, which reads past row-level security: counts alone leave it. */
  readonly verify: Database
  agenciesUnder(code: string): readonly { readonly code: string }[]
}

const LISTED = 100
const LISTED_PAPERS = 50

/** 监督：一人受多名无关系者委托，是兜揽代办的迹象。Each agent listed finds the supervisor's look in their own record. */
export class AgentsService {
  constructor(private readonly ports: AgentsPorts) {}

  list(actor: Actor): Promise<AgentsAnswer> {
    const { gate, clock, setting, vault, verify, agenciesUnder } = this.ports
    const agency = actor.agency ?? ''
    const resource = { kind: 'Agency' as const, agency }
    const purpose = '监督：受多人委托的代理人'
    return gate.pass(
      { actor, action: 'oversight.read', resource, purpose, matter: 'agents' },
      async (trx, { show }) => {
        const least = setting('business.agent-most-principals')
        const agencies = agenciesUnder(agency).map(({ code }) => code)
        const asked = { agencies, today: clock.today(), least, limit: LISTED }
        const found = await verify.transaction({}, (all) => busyAgents(all, asked))
        if (found.length === 0) return { least, agents: [] }
        const ids = found.map(({ personId }) => personId)
        await show(ids)
        const names = new Map((await registrationsOf(trx, ids, vault)).map((one) => [one.personId, one.fullName]))
        const agents = found.map(({ personId, principals, papers }) => ({
          ...{ name: maskName(names.get(personId) ?? ''), principals, papers: papers.slice(0, LISTED_PAPERS) },
        }))
        return { least, agents }
      },
    )
  }
}
