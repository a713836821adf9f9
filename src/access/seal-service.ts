import type { Trx } from '../db/database.js'
import type { Chance, Clock } from '../kernel/clock.js'
import { type Day, parseDay, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import type { Actor } from './actor.js'
import type { Gate } from './gate-service.js'
import { noSuchSeal, sealDays, sealLapsed, sealNeedsAnother, sealNeedsReason, sealNotOpen } from './refusals-seal.js'
import type { SealBody, SealDecision, SealsAnswer, SealView } from './seal-contract.js'
import {
  decideProposal,
  insertEnd,
  insertOrder,
  insertProposal,
  lockProposal,
  proposalsOf,
  type SealRow,
  sealOrdered,
  sealStands,
} from './seal-store.js'

export interface SealPorts {
  readonly gate: Gate
  readonly clock: Clock
  readonly chance: Chance
  /** 封存一次最长的日数. */
  readonly longestDays: () => number
  readonly agencyName: (code: string) => string
  /** 经办人员的姓名，by natural person. */
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** The agency itself and those below it. */
  readonly agenciesOf: (agency: string) => readonly string[]
}

const MOST = 200

/**
 * 依法封存。Asked for by one, approved by another, with its law and its last day. Until then the looks of that case are in
 * no answer to the person; the supervisor sees at once that the seal exists.
 */
export class SealService {
  constructor(private readonly ports: SealPorts) {}

  async propose(actor: Actor, { caseId, matter, basis, untilDay }: SealBody): Promise<SealView> {
    const { gate, clock, chance } = this.ports
    const until = this.within(untilDay)
    const agency = actor.agency ?? ''
    const ask = { ...this.ask(actor, caseId), context: { stage: 'propose' } }
    const made = await gate.pass(ask, async (trx) => {
      const at = clock.now()
      const proposalId = uuidV7(at, chance.bytes(10))
      const who = { proposedBy: actor.personId, at }
      await insertProposal(trx, { proposalId, caseId, agency, matter, basis, untilDay: until, ...who })
      return (await lockProposal(trx, proposalId))!
    })
    return this.view(made, actor)
  }

  async decide(actor: Actor, proposalId: string, { decision, reason = '' }: SealDecision): Promise<SealView> {
    if (decision === 'refuse' && reason.trim() === '') throw new Refusal(sealNeedsReason, {})
    const ask = { ...this.ask(actor, proposalId), context: { stage: 'approve' } }
    const decided = await this.ports.gate.pass(ask, async (trx) => {
      const row = await this.open(trx, actor, proposalId, 'proposed')
      if (row.proposed_by === actor.personId) throw new Refusal(sealNeedsAnother, {})
      const approved = decision === 'approve'
      if (approved) await this.requireNotLapsed(trx, row.case_id)
      if (approved) await insertOrder(trx, row, actor.personId, this.ports.clock.now())
      const state = approved ? ('approved' as const) : ('refused' as const)
      await decideProposal(trx, proposalId, { state, by: actor.personId, reason: reason.trim() || null })
      return (await lockProposal(trx, proposalId))!
    })
    return this.view(decided, actor)
  }

  /** 提前解除：from this moment the person sees the looks at their true times. */
  async end(actor: Actor, proposalId: string, reason: string): Promise<SealView> {
    const ask = { ...this.ask(actor, proposalId), context: { stage: 'approve' } }
    const ended = await this.ports.gate.pass(ask, async (trx) => {
      const row = await this.open(trx, actor, proposalId, 'approved')
      if (row.ended) throw new Refusal(sealNotOpen, { state: '已解除' })
      await insertEnd(trx, proposalId, actor.personId, reason, this.ports.clock.now())
      return (await lockProposal(trx, proposalId))!
    })
    return this.view(ended, actor)
  }

  /** 封存一览，for whoever asks, approves or supervises. */
  async list(actor: Actor): Promise<SealsAnswer> {
    const ask = { ...this.ask(actor, 'list'), context: { stage: 'read' } }
    const rows = await this.ports.gate.pass(ask, (trx) =>
      proposalsOf(trx, this.ports.agenciesOf(actor.agency ?? ''), MOST),
    )
    return { seals: await this.views(rows, actor) }
  }

  /** 曾封存而已到期或解除的案件：what the person has seen since is not taken away again. A seal is prolonged while it stands. */
  private async requireNotLapsed(trx: Trx, caseId: string): Promise<void> {
    const today = this.ports.clock.today()
    if ((await sealOrdered(trx, caseId)) && !(await sealStands(trx, caseId, today))) throw new Refusal(sealLapsed, {})
  }

  private ask(actor: Actor, matter: string) {
    const resource = { kind: 'Agency' as const, agency: actor.agency ?? '' }
    return { actor, action: 'look.seal' as const, resource, purpose: '依法封存查阅', matter }
  }

  private async open(trx: Trx, actor: Actor, proposalId: string, state: SealRow['state']): Promise<SealRow> {
    const row = await lockProposal(trx, proposalId)
    if (row === undefined || !this.ports.agenciesOf(actor.agency ?? '').includes(row.agency)) {
      throw new Refusal(noSuchSeal, {})
    }
    if (row.state !== state) throw new Refusal(sealNotOpen, { state: STATE_WORDS[row.state] })
    return row
  }

  private within(text: string): Day {
    const { clock, longestDays } = this.ports
    const [today, until] = [clock.today(), parseDay(text)]
    const latest = plusDays(today, longestDays())
    if (until <= today || until > latest) throw new Refusal(sealDays, { today, latest })
    return until
  }

  private async view(row: SealRow, actor: Actor): Promise<SealView> {
    return (await this.views([row], actor))[0]!
  }

  private async views(rows: readonly SealRow[], actor: Actor): Promise<SealView[]> {
    const who = rows.flatMap(({ proposed_by, decided_by }) => [proposed_by, decided_by ?? proposed_by])
    const names = await this.ports.staffNames([...new Set(who)])
    return rows.map((row) => this.shown(row, actor, names))
  }

  private shown(row: SealRow, actor: Actor, names: ReadonlyMap<string, string>): SealView {
    const over = row.state === 'approved' && row.until_day < this.ports.clock.today()
    return {
      ...{ proposalId: row.proposal_id, caseId: row.case_id, matter: row.matter, agency: row.agency },
      ...{ agencyName: this.ports.agencyName(row.agency), basis: row.basis, untilDay: row.until_day },
      state: row.ended ? 'ended' : over ? 'expired' : row.state,
      proposedAt: Number(row.proposed_at),
      proposedBy: names.get(row.proposed_by) ?? '',
      ...(row.decided_by === null ? {} : { decidedBy: names.get(row.decided_by) ?? '' }),
      ...(row.reason === null ? {} : { reason: row.reason }),
      mine: row.proposed_by === actor.personId,
    }
  }
}

const STATE_WORDS: Readonly<Record<SealRow['state'], string>> = {
  proposed: '待批准',
  approved: '已批准',
  refused: '未批准',
}
