import { randomBytes } from 'node:crypto'
import type { Stage, SubmissionKind } from '../src/collection/kinds.js'
import { routeText } from '../src/collection/review.js'
import { routeFor } from '../src/collection/route-book.js'
import { insertRevision, insertSteps, insertSubmission } from '../src/collection/submission-store.js'
import { sealBody, sealJson } from '../src/collection/voucher-body.js'
import { insertVoucher } from '../src/collection/voucher-store.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import type { ServedCity } from './served.js'

export interface CaseAtStage {
  readonly kind: SubmissionKind
  readonly stage: Stage
  readonly agency: string
  /** 录入人，and who took the stages before. */
  readonly enteredBy: string
  readonly passedBy: string
  readonly employerId?: string | undefined
}

/**
 * 停在某环节的一件，of any kind: submitted by its route in force, the earlier stages passed, one empty voucher. It stands
 * there for the doors to be tried; nobody agrees it to the end.
 */
export async function caseAtStage({ house, served }: ServedCity, asked: CaseAtStage): Promise<string> {
  const { kind, stage, agency, enteredBy, passedBy, employerId } = asked
  const { collection } = served.rooms
  const [now, { vault }] = [collection.clock.now(), house]
  const uuid = () => uuidV7(now, randomBytes(10))
  const submissionId = uuid()
  const route = routeFor(collection.routes, kind, agency)
  const at = { submissionId, revision: 1 }
  const contentDigest = randomBytes(32)
  await house.app.transaction({}, async (trx) => {
    const area = collection.areaOf(agency)
    await insertSubmission(trx, { submissionId, kind, agency, area, employerId, contentDigest, madeAt: now })
    await insertRevision(trx, {
      ...{ ...at, contentDigest, rowsIn: 1, accepted: 1, refused: 0, vouchers: 1, employerTotal: 0, personTotal: 0 },
      ...{ summary: sealJson(vault, { insurances: [], notices: [], ground: '经办人员核对原件' }) },
      ...{ businessDay: collection.clock.today(), enteredBy, enteredRealm: 'staff', enteredAccount: uuid() },
      ...{ enteredOrganisation: agency, enteredAt: now, submittedAt: now, route: routeText(route) },
    })
    await insertVoucher(trx, { ...at, part: 1, voucherId: uuid(), lines: 0, ...sealBody(vault, []) })
    const before = route.slice(
      0,
      route.findIndex((step) => step.stage === stage),
    )
    const steps = before.map((step, i) => ({
      ...{ ...at, ordinal: i + 1, stage: step.stage, post: step.post, verdict: 'passed' as const },
      ...{ by: passedBy, account: uuid(), organisation: agency, at: now },
    }))
    if (steps.length > 0) await insertSteps(trx, steps)
  })
  return submissionId
}
