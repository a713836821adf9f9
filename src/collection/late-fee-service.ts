import type { Actor } from '../access/actor.js'
import { employersById } from '../ledger/lookup-store.js'
import { groupBy } from '../records/live.js'
import { CaseService } from './case-service.js'
import { computedOf, computedView } from './computed.js'
import { employerOf } from './employer-terms.js'
import { lateFeesNow } from './late-fee-store.js'
import type { LateFees } from './levy-contract.js'
import type { LevyLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { openBody } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

const MOST_SHOWN = 500

/** 滞纳金的预览：what a levy result would make employers owe besides, by the rule, before it is posted. Names no person. */
export class LateFeeService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async preview(actor: Actor, submissionId: string): Promise<LateFees> {
    const { app, vault, policy } = this.ports
    return app.transaction({}, async (trx) => {
      const { submission, revision } = await this.cases.getCase(trx, actor, submissionId)
      const items: LateFees['items'] = []
      const sums = { count: 0, total: 0 }
      for (let part = 1; submission.kind === 'levyResult' && part <= revision.vouchers; part++) {
        const voucher = await findVoucher(trx, submissionId, revision.revision, part)
        const fees = await lateFeesNow(trx, policy().book, openBody<LevyLine>(vault, voucher!))
        const ids = [...new Set(fees.map(({ fee }) => fee.employerId))]
        const known = groupBy(await employersById(trx, ids), ({ employerId }) => employerId)
        for (const { fee, explained } of fees) {
          sums.count++
          sums.total += fee.amount
          if (items.length === MOST_SHOWN) continue
          const employer = employerOf(known.get(fee.employerId) ?? [])
          const { insurance, contributionMonth, arrears, fromDay, paidDay, days, amount, levyVoucher } = fee
          items.push({
            ...{ creditCode: employer?.creditCode ?? '', name: employer?.name ?? '', insurance, contributionMonth },
            ...{ arrears, fromDay, paidDay, days, amount, levyVoucher },
            computed: computedView(computedOf(explained)),
          })
        }
      }
      return { ...sums, items }
    })
  }
}
