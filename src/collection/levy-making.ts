import { fen, yuanText } from '../kernel/money.js'
import { insuranceName } from '../kernel/terms.js'
import type { LateFee, Paid, Suspense } from '../ledger/fact.js'
import type { ComputedFee } from './late-fees.js'
import { LEVY_REASONS, type LevyReason } from './levy-match.js'
import type { LevyLine } from './lines.js'
import type { Made, MadeTask } from './making.js'

/**
 * 征收结果凭证 → 实缴与待认领。Arrived money is posted as it arrived; what does not fit
 * becomes a task, and what came late a late fee of its employer, apart from everybody's money.
 */
export function makePayments(lines: readonly LevyLine[], fees: readonly ComputedFee[] = []): Made {
  return {
    facts: [
      ...lines.map((line) => (line.outcome === 'suspense' ? suspenseOf(line) : paidOf(line))),
      ...fees.map(({ fee }): LateFee => ({ ...fee, kind: 'lateFee' })),
    ],
    tasks: lines.filter(({ outcome }) => outcome !== 'fitting').map(taskOf),
  }
}

function paidOf(line: LevyLine): Paid {
  const { row, outcome, reason: _, settles: _settles, creditCode, identityNumber, fullName, ...rest } = line
  return { ...rest, kind: 'paid', line: row, personId: line.personId!, source: 'tax', fitsRule: outcome === 'fitting' }
}

function suspenseOf(line: LevyLine): Suspense {
  return {
    kind: 'suspense',
    line: line.row,
    agency: line.agency,
    area: line.area,
    insurance: line.insurance,
    creditCode: line.creditCode,
    identityNumber: line.identityNumber,
    fullName: line.fullName,
    settlementMonth: line.settlementMonth,
    contributionMonth: line.contributionMonth,
    contributionKind: line.contributionKind,
    base: line.base,
    employerAmount: line.employerAmount,
    personAmount: line.personAmount,
    levyVoucher: line.levyVoucher,
    arrivalDay: line.arrivalDay,
    reason: line.reason ?? '',
  }
}

function taskOf({ row, outcome, personId, reason, contributionMonth, insurance }: LevyLine): MadeTask {
  const says = LEVY_REASONS[reason as LevyReason]
  const name = insuranceName(insurance)
  return {
    kind: outcome === 'suspense' ? 'suspense' : 'paidDiffers',
    line: row,
    personId,
    says: {
      zh: `第 ${row} 行（${name.zh}，${contributionMonth}）：${says.zh}。`,
      en: `Row ${row} (${name.en}, ${contributionMonth}): ${says.en}.`,
    },
  }
}

const FITS = { zh: '相符', en: 'fits' }

/** 记账时重新核对而与审定不同的一行：posted as it came out, and told to people. */
export function changedTask({
  line,
  was,
}: {
  readonly line: LevyLine
  readonly was?: LevyLine | undefined
}): MadeTask[] {
  if (was === undefined) return []
  const says = (one: LevyLine) => (one.reason === undefined ? FITS : LEVY_REASONS[one.reason as LevyReason])
  const account = (one: LevyLine) => yuanText(fen(one.employerToAccount + one.personToAccount))
  const told = (one: LevyLine) => ({
    zh: `${says(one).zh}，记入账户 ${account(one)} 元`,
    en: `${says(one).en}, ${account(one)} yuan to the account`,
  })
  const isOtherShare = account(was) !== account(line)
  const [before, now] = isOtherShare ? [told(was), told(line)] : [says(was), says(line)]
  return [
    {
      kind: 'voucherStale',
      line: line.row,
      personId: line.personId,
      says: {
        zh: `第 ${line.row} 行审定时为“${before.zh}”，记账时按现行规则与事实重新核对为“${now.zh}”，已照后者记账。`,
        en: `Row ${line.row} was agreed as “${before.en}”; looked at again when posted it was “${now.en}”, and so it was posted.`,
      },
    },
  ]
}
