import type { Period } from '../kernel/period.js'
import { insuranceName } from '../kernel/terms.js'
import type { BenefitPayment } from '../ledger/fact.js'
import { BENEFIT_KINDS } from '../query/section-contract.js'
import type { BenefitRecord } from '../records/benefits.js'
import { groupBy } from '../records/live.js'
import { standingIn } from '../records/payable.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { BenefitProofData, BenefitProofRow, BenefitState, PaperOrigin } from './statement-data.js'

/** 享受过待遇的才有可证：determined or paid here. */
export function hasBenefits({ benefits }: Pick<RightsRecord, 'benefits'>): boolean {
  return benefits.length > 0
}

/** 由权益记录到待遇享受证明。Every benefit as it stands in the month of today; every figure is the record's. */
export function benefitProofOf({ benefits, through }: RightsRecord, origin: PaperOrigin): BenefitProofData {
  return { ...origin, rows: benefits.map((one) => rowOf(one, stateOf(one, through))) }
}

function rowOf({ insurance, kind, eventMonth, since, ...one }: BenefitRecord, state: BenefitState): BenefitProofRow {
  const paidThrough = lastPaid(one.paidYears.flatMap(({ payments }) => payments))
  return {
    ...{ insurance: insuranceName(insurance).zh },
    ...{ benefit: BENEFIT_KINDS[kind].zh, eventMonth, since, state, provisional: one.provisional },
    ...(one.monthly === undefined ? {} : { monthly: one.monthly.value }),
    ...(paidThrough === undefined ? {} : { paidThrough }),
  }
}

/** 已发至：a month that came back whole was not paid. */
function lastPaid(payments: readonly BenefitPayment[]): Period | undefined {
  const months = [...groupBy(payments, ({ benefitMonth }) => benefitMonth)]
  const kept = months.filter(([, own]) => own.reduce((sum, { amount }) => sum + amount, 0) > 0)
  return kept
    .map(([month]) => month)
    .sort()
    .at(-1)
}

/** A benefit of single payments alone neither runs nor ends. */
function stateOf({ changes, monthly, items, through }: BenefitRecord, at: RightsRecord['through']): BenefitState {
  if (items.length === 0) return 'paidOnly'
  const { state } = standingIn(changes, at)
  if (state !== 'running') return state
  if (monthly !== undefined) return 'running'
  return through === undefined ? 'single' : 'ended'
}
