import { createHash } from 'node:crypto'
import type { TaskKind } from '../collection/levy-contract.js'
import { closeTask, insertTasks, type StoredTask } from '../collection/task-store.js'
import { sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import type { Inquiry } from './inquiry.js'
import { waitingWithTerm } from './inquiry-store.js'
import type { DisclosurePorts } from './ports.js'
import { clockOf } from './view-service.js'

type Ports = Pick<DisclosurePorts, 'agencies' | 'app' | 'calendar' | 'clock' | 'setting' | 'vault'>
type Stage = 'remind' | 'last' | 'overdue'

const MOST = 500
const STAGES: readonly Stage[] = ['remind', 'last', 'overdue']

/**
 * 期限：临近的两次提醒、逾期的督办（十个工作日，北京市办法第十二条）。A task of the agency that has the case; once it is overdue
 * also of every agency above, for its head. Each once, however often it is looked for; answers how many cases stand there.
 */
export async function remindOfTerms(ports: Ports): Promise<number> {
  return ports.app.transaction({}, async (trx) => {
    const waiting = await waitingWithTerm(trx, ports.vault, MOST)
    const tasks = waiting.map((one) => tasksOf(ports, one))
    await insertTasks(trx, tasks.flat())
    return tasks.filter((own) => own.length > 0).length
  })
}

/** 已决定的，其提醒与督办随之办结。 */
export async function closeTerms(trx: Trx, ports: Omit<Ports, 'app'>, one: Inquiry, by: string): Promise<void> {
  if (one.dueOn === undefined) return
  const outcome = ports.vault.seal(undefined, '已作决定')
  for (const stage of STAGES)
    for (const agency of placesOf(ports, one, stage))
      await closeTask(trx, taskId(one, stage, agency), by, outcome, ports.clock.now())
}

function tasksOf(ports: Ports, one: Inquiry): StoredTask[] {
  const clock = clockOf(ports, one)
  const stage = STAGES.find((known) => known === clock?.state)
  if (clock === undefined || stage === undefined) return []
  const kind: TaskKind = stage === 'overdue' ? 'inquiryOverdue' : 'inquiryDue'
  const says =
    stage === 'overdue'
      ? {
          zh: `查询申请 ${one.serial} 应在 ${clock.due} 前作出决定，已逾期。`,
          en: `The application ${one.serial} was to be decided by ${clock.due} and is overdue.`,
        }
      : {
          zh: `查询申请 ${one.serial} 应在 ${clock.due} 前作出决定，尚余 ${clock.left} 个工作日。`,
          en: `The application ${one.serial} is to be decided by ${clock.due}; working days left: ${clock.left}.`,
        }
  const sealed = sealJson(ports.vault, says)
  return placesOf(ports, one, stage).map((agency) => ({
    ...{ taskId: taskId(one, stage, agency), kind, agency, says: sealed, openedAt: ports.clock.now() },
  }))
}

/** 由谁看到：the agency of the case; of what is overdue, each agency above it too. */
function placesOf({ agencies }: Pick<Ports, 'agencies'>, { agency }: Inquiry, stage: Stage): string[] {
  const places = [agency]
  for (let at = agency; stage === 'overdue'; ) {
    const above = agencies().find(({ code }) => code === at)?.parent
    if (above === undefined) break
    places.push(above)
    at = above
  }
  return places
}

/** 一案一段一处只有一件任务：its number follows from them. */
function taskId({ id }: Inquiry, stage: Stage, agency: string): string {
  const hex = createHash('sm3').update(`quanyi/inquiry-term/${id}/${stage}/${agency}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
