import { ObjectionDesk, type OpenObjection } from './desk-service.js'
import type { ObjectionPorts } from './ports.js'
import { objectionsAt } from './store.js'
import { ESCALATED, REMINDED } from './words.js'

const MOST = 500
const SYSTEM = { personId: '0', realm: 'system' as const }

/** 期限：reminds before it is over, and puts what is overdue on the list of the head of the agency. Each once. */
export class RemindService {
  private readonly desk: ObjectionDesk

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
  }

  /** How many were reminded of or escalated just now. */
  async advance(): Promise<number> {
    const { app, agencies } = this.ports.collection
    const codes = agencies().map(({ code }) => code)
    const waiting = await app.transaction({}, async (trx) => {
      const all = await this.desk.opened(trx, await objectionsAt(trx, codes, { open: true, limit: MOST }))
      return all.filter((one) => this.dueAct(one) !== undefined).map(({ one }) => one.objectionId)
    })
    let done = 0
    for (const objectionId of waiting) done += await app.transaction({}, (trx) => this.note(trx, objectionId))
    return done
  }

  private async note(trx: Parameters<ObjectionDesk['open']>[0], objectionId: string): Promise<number> {
    const open = await this.desk.open(trx, objectionId, true)
    const act = this.dueAct(open)
    if (act === undefined) return 0
    await this.desk.step(trx, SYSTEM, open, act, { note: (act === 'remind' ? REMINDED : ESCALATED).zh })
    return 1
  }

  private dueAct(open: OpenObjection): 'remind' | 'escalate' | undefined {
    if (open.state === 'decided' || open.state === 'correcting') return undefined
    const { due, overdue } = this.desk.clockOf(open)
    const has = (act: string) => open.steps.some((step) => step.act === act)
    if (overdue) return has('escalate') ? undefined : 'escalate'
    return due && !has('remind') ? 'remind' : undefined
  }
}
