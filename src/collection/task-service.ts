import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { openTo } from '../ledger/mandate-store.js'
import type { Sentence } from './contract.js'
import type { CloseTask, Task, TaskKind, TaskList } from './levy-contract.js'
import type { CollectionPorts } from './ports.js'
import { missingTask } from './refusals.js'
import { closeTask, findTask, listTasks, type StoredTask } from './task-store.js'
import { openJson } from './voucher-body.js'

const LISTED = 300

/** 任务。What the posting of money and vouchers leaves for people to see to. */
export class TaskService {
  constructor(
    private readonly ports: CollectionPorts,
    /** How many of one kind are listed. */
    private readonly listed = LISTED,
  ) {}

  async list(actor: Actor, isOpen = true, agencies: readonly string[] = [organisationOf(actor)]): Promise<TaskList> {
    const { tasks, more } = await this.ports.app.transaction({}, async (trx) => {
      const all = await listTasks(trx, agencies, isOpen, this.listed + 1)
      const more = fullKinds(all, this.listed)
      // 保密标识：in the lists of the named post only.
      return { tasks: await openTo(trx, actor, firstOf(all, this.listed), ({ personId }) => personId), more }
    })
    return { items: tasks.map((task) => this.view(task)), ...(more.length === 0 ? {} : { more }) }
  }

  /** Whose district it is, for the decision whether it may be closed. */
  async get(taskId: string): Promise<Task> {
    const task = await this.ports.app.transaction({}, (trx) => findTask(trx, taskId))
    if (task === undefined) throw new Refusal(missingTask, {})
    return this.view(task)
  }

  /** 办结，写明结果。Closed once. */
  async close(actor: Actor, taskId: string, { outcome }: CloseTask): Promise<Task> {
    const sealed = this.ports.vault.seal(undefined, outcome)
    const closed = await this.ports.app.transaction({}, (trx) =>
      closeTask(trx, taskId, actor.personId, sealed, this.ports.clock.now()),
    )
    if (!closed) throw new Refusal(missingTask, {})
    return this.get(taskId)
  }

  private view({ taskId, says, outcome, ...task }: StoredTask): Task {
    const { kind, agency, openedAt, submissionId, personId, line, closedAt } = task
    return {
      id: taskId,
      kind,
      state: closedAt === undefined ? 'open' : 'closed',
      agency,
      openedAt,
      says: openJson<Sentence>(this.ports.vault, says),
      ...(submissionId === undefined ? {} : { submissionId }),
      ...(personId === undefined ? {} : { personId }),
      ...(line === undefined ? {} : { row: line }),
      ...(closedAt === undefined ? {} : { closedAt }),
      ...(outcome === undefined ? {} : { outcome: this.ports.vault.unseal(undefined, outcome) }),
    }
  }
}

/** 列不下的种类。 */
function fullKinds(tasks: readonly StoredTask[], most: number): TaskKind[] {
  const counts = new Map<TaskKind, number>()
  for (const { kind } of tasks) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].flatMap(([kind, n]) => (n > most ? [kind] : []))
}

/** So many of each kind, in their order. */
function firstOf(tasks: readonly StoredTask[], most: number): StoredTask[] {
  const counts = new Map<TaskKind, number>()
  return tasks.filter(({ kind }) => {
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return counts.get(kind)! <= most
  })
}
