import type { Actor } from '../access/actor.js'
import { CaseService } from './case-service.js'
import type { StoredRefusal } from './filing-match.js'
import type { RefusedPage } from './import-contract.js'
import type { Summary } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { forEmployer } from './row-refusals.js'
import { openJson } from './voucher-body.js'
import { countRefusedParts, refusedPart } from './voucher-store.js'

/** 未接受的行，逐页查看，可只看一种代码。 */
export class RefusedPages {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** The asked page, or with a code the next one that has any of it. */
  async page(actor: Actor, submissionId: string, from: number, code: string | undefined): Promise<RefusedPage> {
    const { app, vault } = this.ports
    return app.transaction({}, async (trx) => {
      const { revision } = await this.cases.getCase(trx, actor, submissionId)
      const codes = openJson<Summary>(vault, revision.summary).refusedBy ?? []
      const pages = await countRefusedParts(trx, submissionId, revision.revision)
      for (let page = from; ; page++) {
        const body = await refusedPart(trx, submissionId, revision.revision, page)
        if (body === undefined) return { page, pages, rows: [], codes: [...codes] }
        const all = openJson<StoredRefusal[]>(vault, body)
        const shown = all.filter((one) => code === undefined || one.code === code)
        if (shown.length > 0) return { page, pages, rows: shown.map((one) => told(actor, one)), codes: [...codes] }
      }
    })
  }
}

/** The reason is for clerks, whom it is about for nobody here. */
function told(actor: Actor, { about: _, ...row }: StoredRefusal) {
  return actor.realm === 'staff' ? row : forEmployer(row)
}
