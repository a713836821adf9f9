import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal, type RefusalEntry } from '../kernel/refusal.js'
import type { CloseAbility, CloseRun, CloseRuns, CloseState } from './contract.js'
import type { ClosingPorts } from './ports.js'
import { requireRate } from './rate.js'
import { anotherOpen, brokeOff, notInState, stoppedByHand, unknownRun, yearNotOver } from './refusals.js'
import { approveRun, findRun, insertRun, listRuns, openRun, type Run, setState } from './run-store.js'

/** 可办事项：from which state, by which act, to which state. */
const MOVES: Readonly<Record<CloseAbility, { from: readonly CloseState[]; action: Action; to: CloseState }>> = {
  approve: { from: ['proposed'], action: 'close.approve', to: 'running' },
  withdraw: { from: ['proposed', 'stopped'], action: 'close.propose', to: 'withdrawn' },
  stop: { from: ['running'], action: 'close.propose', to: 'stopped' },
  resume: { from: ['stopped'], action: 'close.propose', to: 'running' },
}

const WHY: readonly RefusalEntry[] = [stoppedByHand, brokeOff]

/** 年度结息。Proposed by one person, approved by another; then the runner works through everybody. */
export class ClosingService {
  constructor(private readonly ports: ClosingPorts) {}

  /** 提出。Stops where the year is not over, or its rate is neither published nor provisionally settled by rule. */
  async propose(actor: Actor, year: number): Promise<CloseRun> {
    const { clock, policy, areaOf, ids } = this.ports
    const agency = organisationOf(actor)
    const run = await this.pass(actor, 'close.propose', agency, false, async (trx) => {
      if (`${year}-12-31` >= clock.today()) throw new Refusal(yearNotOver, { year, today: clock.today() })
      requireRate(policy().book.area(areaOf(agency)), year)
      const runId = ids.uuid()
      const isAlone = await insertRun(trx, { runId, year, agency, proposedBy: actor.personId, proposedAt: clock.now() })
      if (isAlone) return getRun(trx, runId)
      const other = await openRun(trx)
      throw new Refusal(anotherOpen, { year: other?.year ?? year, state: other?.state ?? 'proposed' })
    })
    return this.view(actor, run)
  }

  /** 批准、撤回、停下、续做。 */
  async move(actor: Actor, runId: string, move: CloseAbility): Promise<CloseRun> {
    const { app, clock } = this.ports
    const { from, action, to } = MOVES[move]
    const seen = await app.transaction({}, (trx) => findRun(trx, runId))
    const handled = move === 'approve' && seen?.proposedBy === actor.personId
    const run = await this.pass(actor, action, seen?.agency ?? organisationOf(actor), handled, async (trx) => {
      const found = await getRun(trx, runId, true)
      if (!from.includes(found.state)) throw new Refusal(notInState, { state: found.state })
      if (move === 'approve') await approveRun(trx, runId, actor.personId, clock.now())
      else await setState(trx, runId, to, move === 'stop' ? stoppedByHand.code : undefined)
      return getRun(trx, runId)
    })
    return this.view(actor, run)
  }

  async list(actor: Actor): Promise<CloseRuns> {
    const agency = organisationOf(actor)
    const runs = await this.pass(actor, 'close.read', agency, false, listRuns)
    const year = Number(this.ports.clock.today().slice(0, 4)) - 1
    const mayPropose = this.wouldPass(actor, 'close.propose', agency, false)
    return { runs: await Promise.all(runs.map((run) => this.view(actor, run))), year, mayPropose }
  }

  async show(actor: Actor, runId: string): Promise<CloseRun> {
    const run = await this.pass(actor, 'close.read', organisationOf(actor), false, (trx) => getRun(trx, runId))
    return this.view(actor, run)
  }

  private pass<R>(
    actor: Actor,
    action: Action,
    agency: string,
    handledBefore: boolean,
    work: (trx: Trx) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency }
    const ask = { actor, action, resource, context: { handledBefore, affiliated: false }, matter: 'yearClose' }
    return this.ports.gate.pass(ask, work)
  }

  private wouldPass(actor: Actor, action: Action, agency: string, handledBefore: boolean): boolean {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.wouldPass({ actor, action, resource, context: { handledBefore, affiliated: false } })
  }

  private async view(actor: Actor, run: Run): Promise<CloseRun> {
    const names = await this.ports.staffNames([run.proposedBy, run.approvedBy ?? run.proposedBy])
    const name = (personId: string) => names.get(personId) ?? personId
    const why = WHY.find(({ code }) => code === run.stoppedWhy)
    const abilities = (Object.keys(MOVES) as CloseAbility[]).filter((move) => {
      const { from, action } = MOVES[move]
      const handled = move === 'approve' && run.proposedBy === actor.personId
      return from.includes(run.state) && this.wouldPass(actor, action, run.agency, handled)
    })
    return {
      ...{ id: run.runId, year: run.year, state: run.state },
      ...{ proposedBy: name(run.proposedBy), proposedAt: run.proposedAt },
      ...(run.approvedBy !== undefined && { approvedBy: name(run.approvedBy), approvedAt: run.approvedAt! }),
      ...(run.inputSize !== undefined && { treeSize: run.inputSize }),
      ...{ personsDone: run.personsDone, rows: run.rowsWritten, provisionalRows: run.provisionalRows },
      ...(run.personsTotal !== undefined && { personsTotal: run.personsTotal }),
      leftOut: run.leftOut,
      ...(run.startedAt !== undefined && { startedAt: run.startedAt }),
      ...(run.finishedAt !== undefined && { finishedAt: run.finishedAt }),
      ...this.timeLeft(run),
      ...(why !== undefined && { why: { zh: why.say.zh({}), en: why.say.en({}) } }),
      abilities,
    }
  }

  /** 剩余时间, at the pace since work was last begun. */
  private timeLeft(run: Run): { secondsLeft?: number } {
    const done = run.personsDone - run.stretchDone
    if (run.state !== 'running' || run.stretchAt === undefined || done === 0) return {}
    const left = Math.max(0, (run.personsTotal ?? run.personsDone) - run.personsDone)
    return { secondsLeft: Math.ceil((((this.ports.clock.now() - run.stretchAt) / done) * left) / 1000) }
  }
}

async function getRun(trx: Trx, runId: string, lock = false): Promise<Run> {
  const run = await findRun(trx, runId, lock)
  if (run === undefined) throw new Refusal(unknownRun, {})
  return run
}
