import { handlerAgencies } from '../access/account-store.js'
import { nearestUp, type TreeAgency } from '../access/agency-tree.js'
import type { Database, Trx } from '../db/database.js'
import { agenciesOfMarked } from '../ledger/mandate-store.js'

/** 没有专办岗的机构，及其事项归谁办理。 */
export interface Unhandled {
  readonly agency: string
  /** 最近的有专办岗的上级；undefined: nobody there is, and what concerns the marked waits unseen. */
  readonly by?: string | undefined
}

export interface HandlerWatch {
  readonly app: Database
  agencies(): readonly TreeAgency[]
}

/**
 * 保密人员专办岗缺位。Whoever stands at an agency sees what is kept at the agencies below it, so the nearest handler above
 * has what is not handled here; which agency that is has to be told, for neither knows it otherwise. Names no person.
 */
export async function unhandledIn(trx: Pick<Trx, 'rows'>, agencies: readonly TreeAgency[]): Promise<Unhandled[]> {
  const [marked, handled] = [await agenciesOfMarked(trx), await handlerAgencies(trx)]
  return marked
    .filter((agency) => !handled.has(agency))
    .map((agency) => ({ agency, by: nearestUp(agencies, agency, (code) => handled.has(code)) }))
}

export function unhandled({ app, agencies }: HandlerWatch): Promise<Unhandled[]> {
  return app.transaction({}, (trx) => unhandledIn(trx, agencies()))
}

/** 告警的话，for the supervisor and the system administrator. */
export function unhandledText({ agency, by }: Unhandled): string {
  const here = `机构 ${agency} 有保密标识的事项而没有保密人员专办岗`
  if (by !== undefined) return `${here}，由上级机构 ${by} 的专办岗办理，请尽快指派`
  return `${here}，其上级也没有：这些事项无人看得到，请立即指派`
}
