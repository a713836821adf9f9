import type { Trx } from '../db/database.js'
import { plus } from '../kernel/period.js'
import { openedNames } from '../ledger/lookup-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { recordOf } from '../records/record.js'
import { type Case, casesOf } from './case-store.js'
import type { Sentence } from './kinds.js'
import type { FactLine, Line } from './lines.js'
import { type BatchOf, drawsAccount, type PersonBatch } from './payment-batch.js'
import type { CollectionPorts } from './ports.js'
import { listSubmissions } from './submission-store.js'
import { openBody } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

const LOOKED_AT = 200

/** 姓名与号码，opened for these persons only. */
export function namesOf({ app, vault }: CollectionPorts, personIds: readonly string[]) {
  return app.transaction({ persons: personIds }, (trx) => openedNames(trx, personIds, vault))
}

/** 其中停付核查的人. */
export async function stopsAmong(
  { app, stopsOf }: CollectionPorts,
  persons: readonly PersonBatch[],
): Promise<ReadonlyMap<string, Sentence>> {
  const ids = persons.map(({ personId }) => personId)
  if (stopsOf === undefined || ids.length === 0) return new Map()
  return app.transaction({ persons: ids }, (trx) => stopsOf(trx, ids))
}

/** 个人账户在支付之前的储存额, where an item is drawn from it. */
export async function pensionBalance(ports: CollectionPorts, one: PersonBatch, of: BatchOf): Promise<number> {
  if (!drawsAccount(one)) return 0
  const { app, vault, policy, clock } = ports
  const { personId } = one
  const { facts } = await app.transaction({ persons: [personId] }, (trx) => factsOfPerson(trx, personId, vault))
  const { accounts } = recordOf(facts, policy().book, { today: clock.today() })
  const account = accounts.find(({ insurance }) => insurance === of.insurance)
  return Math.max(0, account?.balanceAt(plus(of.payMonth, -1)).value ?? 0)
}

/** 该月同一待遇最近编制的一批. */
export async function openBatchOf(
  trx: Trx,
  ports: CollectionPorts,
  { agency, payMonth, insurance, benefitKind }: BatchOf,
): Promise<{ one: Case; batch: string } | undefined> {
  const listed = await listSubmissions(trx, { agencies: [agency], kind: 'benefitPayment', limit: LOOKED_AT })
  const cases = await casesOf(
    trx,
    listed.filter((submission) => submission.settlementMonth === payMonth),
  )
  for (const one of cases) {
    const { submissionId, revision } = one.revision
    const voucher = await findVoucher(trx, submissionId, revision, 1)
    const [line] = voucher === undefined ? [] : openBody<Line>(ports.vault, voucher)
    const fact = line !== undefined && 'facts' in line ? (line as FactLine).facts[0] : undefined
    if (fact?.kind === 'benefitPayment' && fact.insurance === insurance && fact.benefitKind === benefitKind)
      return { one, batch: fact.batch }
  }
  return undefined
}
