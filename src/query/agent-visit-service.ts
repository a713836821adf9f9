import type { ActingService } from '../access/acting-service.js'
import { type IdentityPaper, PAPER_KINDS } from '../access/activation-contract.js'
import type { Actor } from '../access/actor.js'
import type { SignInPorts } from '../access/begin-session-service.js'
import type { Gate } from '../access/gate-service.js'
import { insertIdentityCheck } from '../access/identity-check-store.js'
import { requireValidPaper } from '../access/identity-paper-service.js'
import type { RealNames } from '../access/real-names-port.js'
import { setActing } from '../access/session-store.js'
import type { Standing } from '../access/standing.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import type { AgentVisitAnswer, AgentVisitBody } from './agent-visit-contract.js'
import { resourceOf } from './record-service.js'
import { agentIsClerk, agentNotRegistered } from './refusals-agent.js'

export interface AgentVisitPorts extends SignInPorts {
  readonly gate: Gate
  readonly names: Pick<RealNames, 'personIdOf'>
  readonly acting: Pick<ActingService, 'choose'>
}

/**
 * 窗口代为查询（第十五条）。An agent stands at the window with a registered paper and a valid document of their own. Until the
 * visit is closed, whatever the clerk asks about this person is cut to what the paper opens, and every line names both.
 */
export class AgentVisitService {
  constructor(private readonly ports: AgentVisitPorts) {}

  async begin(clerk: Actor, personId: string, asked: AgentVisitBody): Promise<void> {
    const { gate, names } = this.ports
    const { actingFor: _, ...actor } = clerk
    const { document, paper, purpose } = asked
    const agent = await names.personIdOf(paper.number.trim().toUpperCase())
    const standing = await this.standing(agent, personId, asked)
    const matter = `窗口代为查询：${standing?.says ?? document.trim()}；${purpose}`
    const ask = {
      ...{ actor, action: 'mandate.manage' as const, resource: (trx: Trx) => resourceOf(trx, personId) },
      ...{ subjects: [personId], sections: ['registration'] as const, purpose: matter },
    }
    await gate.pass(ask, async (trx) => {
      const validUntil = requireValidPaper(paper, this.ports.clock.today())
      if (agent !== undefined && agent === clerk.personId) throw new Refusal(agentIsClerk, {})
      if (agent === undefined || standing === undefined) throw new Refusal(agentNotRegistered, {})
      await this.note(trx, clerk, { agent, paper, validUntil })
      const { capacity, ref } = standing
      const note = this.ports.secrets.encrypt(
        `出示${PAPER_KINDS[paper.kind].zh}，尾号 ${paper.number.trim().slice(-4)}`,
      )
      await setActing(trx, clerk.sessionId, { capacity, personId, mandate: ref, note, agent })
    })
  }

  /** 此刻在为谁的代理人查询；read from the facts of this moment. */
  now({ actingFor }: Actor): AgentVisitAnswer {
    if (actingFor?.agent === undefined) return {}
    const { personId, capacity, says = '', opens = [], ended = false } = actingFor
    return { now: { personId, capacity, says, opens: [...opens], ended } }
  }

  /** 代理人离开：from the next request on the clerk asks for themselves again. */
  end(clerk: Actor): Promise<void> {
    return this.ports.acting.choose(clerk, undefined)
  }

  private async standing(
    agent: string | undefined,
    personId: string,
    { capacity, document }: AgentVisitBody,
  ): Promise<Standing | undefined> {
    if (agent === undefined) return undefined
    const all = (await this.ports.standing?.of(agent)) ?? []
    return all.find(
      (one) => one.personId === personId && one.capacity === capacity && one.document.trim() === document.trim(),
    )
  }

  private async note(
    trx: Trx,
    { personId: checkedBy, agency = '' }: Actor,
    { agent, paper, validUntil }: { agent: string; paper: IdentityPaper; validUntil: Day | undefined },
  ): Promise<void> {
    const { clock, chance, secrets } = this.ports
    const at = clock.now()
    await insertIdentityCheck(trx, {
      ...{ checkId: uuidV7(at, chance.bytes(10)), personId: agent, realm: 'citizen', purpose: 'agentQuery' },
      ...{ way: 'handover', paperKind: paper.kind, method: paper.method, validUntil, checkedBy, agency, at },
      paperDigest: secrets.digest(`paper ${paper.number.trim().toUpperCase()}`),
    })
  }
}
