import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { rowCountsOf } from '../ledger/fact-place-store.js'
import { amountOfFact } from './legacy-derive.js'
import type { LegacyFact, LegacyLine } from './legacy-lines.js'
import type { LegacyPackage, LegacySum } from './legacy-store.js'
import type { LegacyTable } from './legacy-words.js'
import type { CollectionPorts } from './ports.js'
import { notAllPosted } from './refusals-legacy.js'
import { setAsideOf } from './set-aside-store.js'
import { openBody } from './voucher-body.js'
import { findVoucher, voucherStates } from './voucher-store.js'

/** 一类事实即一张表的一行。Of yearly accounts only the first is a fact; the others are checks on what is derived. */
const TABLE_OF: Partial<Record<LegacyFact['kind'], LegacyTable>> = {
  ...{ employerRegistration: 'employers', personRegistration: 'persons', enrolment: 'enrolments', paid: 'paid' },
  ...{ deemedPeriod: 'deemed', benefitDetermination: 'benefits' },
}

/** 记账之后的合计，voucher by voucher: only of vouchers whose every row stands in the ledger. */
export async function postedSums(
  trx: Trx,
  ports: CollectionPorts,
  one: LegacyPackage,
): Promise<Record<string, LegacySum>> {
  const states = await voucherStates(trx, [one.submissionId!])
  const sums = new Map<string, { rows: number; amount: number }>()
  const add = (table: string, rows: number, amount: number) => {
    const sum = sums.get(table) ?? { rows: 0, amount: 0 }
    sums.set(table, { rows: sum.rows + rows, amount: sum.amount + amount })
  }
  const counts = await rowCountsOf(
    trx,
    states.flatMap(({ postingId }) => postingId ?? []),
  )
  const aside = new Set((await setAsideOf(trx, one.submissionId!, states[0]?.revision ?? 1)).map(({ row }) => row))
  let whole = 0
  for (const { submissionId, revision, part, postingId } of states) {
    if (postingId === undefined) continue
    const voucher = await findVoucher(trx, submissionId, revision, part)
    const lines = openBody<LegacyLine>(ports.vault, voucher!).filter(({ row }) => !aside.has(row))
    const facts = lines.flatMap(({ legacy }) => legacy)
    if (counts.get(postingId) !== facts.length) continue
    whole++
    for (const fact of facts) {
      const table = TABLE_OF[fact.kind]
      if (table !== undefined) add(table, 1, amountOfFact(fact))
    }
    for (const { stored } of lines)
      if (stored['accounts']) add('accounts', stored['accounts'].rows, stored['accounts'].amount)
  }
  if (whole < states.length) throw new Refusal(notAllPosted, { posted: whole, vouchers: states.length })
  return Object.fromEntries(
    Object.entries(one.tables).map(([table, sum]) => [
      table,
      { ...sum, posted: sums.get(table) ?? { rows: 0, amount: 0 } },
    ]),
  )
}
