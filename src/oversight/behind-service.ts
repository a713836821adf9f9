import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { submissionsOfMonth, tasksCounted } from '../collection/totals-store.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { suspenseCounted } from '../ledger/lookup-store.js'
import type { Behind, BehindQuery } from './contract.js'
import { whichFigure } from './refusals.js'

/** 至多列出多少件；the total is told beside it. */
const LISTED = 500

/** 数目之后。From a figure of the oversight page to what it counts: numbers of submissions, never a person. */
export class BehindService {
  constructor(private readonly gate: Gate) {}

  behind(actor: Actor, query: BehindQuery): Promise<Behind> {
    const resource = { kind: 'Agency' as const, agency: query.agency }
    const ask = { actor, action: 'oversight.read' as const, resource, purpose: 'oversight', matter: query.what }
    return this.gate.pass(ask, (trx) => listBehind(trx, query))
  }
}

async function listBehind(trx: Trx, { agency, what, month, kind }: BehindQuery): Promise<Behind> {
  if (what === 'suspense') {
    const rows = await suspenseCounted(trx, agency, LISTED)
    const items = rows.map(({ place: id, insurance, arrival: day, amount }) => ({ id, kind: insurance, day, amount }))
    return { total: rows[0]?.total ?? 0, items }
  }
  if (what === 'tasks') {
    if (kind === undefined) throw new Refusal(whichFigure, { zh: '任务的种类', en: 'the kind of task' })
    const rows = await tasksCounted(trx, { agency, kind, limit: LISTED })
    return { total: rows[0]?.total ?? 0, items: rows.map(({ id, at }) => ({ id: id ?? '', kind, at: at.getTime() })) }
  }
  if (month === undefined) throw new Refusal(whichFigure, { zh: '月份', en: 'the month' })
  const rows = await submissionsOfMonth(trx, { agency, month, what, limit: LISTED })
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _, at, ...one }) => ({ ...one, at: at.getTime() })),
  }
}
