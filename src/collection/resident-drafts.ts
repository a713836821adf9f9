import { type Day, periodOfDay } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'
import { parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from '../policy/area.js'
import { type ReliefKind, type ResidentGroup, type ResidentInput, residentYear } from '../policy/resident-year.js'
import { computedOf } from './computed.js'
import type { DraftedFacts } from './draft-place.js'
import { FACT_FIELDS } from './fact-words.js'
import type { Drafted } from './lines.js'
import { wrongInsurance } from './refusals-facts.js'

export interface ResidentPaid {
  readonly insurance: '170' | '390'
  readonly year: number
  readonly grade?: number | undefined
  readonly group?: ResidentGroup | undefined
  readonly onBehalf?: ReliefKind | undefined
  readonly levyVoucher: string
  readonly arrivalDay: Day
}

/** 定额缴费 AAE143：a year's fixed amount. */
const FIXED = '41'

/**
 * 居民年度缴费 → 实缴与补贴。One paid row of the year's December, with the grade as its base; the government's subsidy and
 * what it paid on behalf are facts of their own, computed by the year's rule.
 */
export function residentDrafts(
  policy: AreaPolicy,
  place: { personId: string; agency: string; area: string },
  paid: ResidentPaid,
): DraftedFacts {
  const { insurance, year, levyVoucher, arrivalDay } = paid
  const settlementMonth = periodOfDay(arrivalDay)
  const backPaid = yearOf(settlementMonth) > year
  const rule = residentYear(policy, inputOf(paid, backPaid))
  const common = { ...place, insurance, settlementMonth, contributionMonth: parsePeriod(`${year}-12`), arrivalDay }
  const isSaved = insurance === '170'
  const zero = fen(0)
  const saved = (amount: Fen): Fen => (isSaved ? amount : zero)
  const row: Drafted = {
    ...{ ...common, kind: 'paid', contributionKind: FIXED, levyVoucher, source: 'resident' },
    ...{ base: rule.amount.value, employerAmount: zero, personAmount: rule.person.value, fitsRule: true },
    ...{ employerToAccount: zero, personToAccount: saved(rule.person.value) },
  }
  const given = (subsidyKind: 'government' | 'onBehalf', payer: string, amount: Fen): Drafted[] =>
    amount === 0
      ? []
      : [{ ...common, kind: 'subsidy', subsidyKind, payer, amount, toAccount: saved(amount), document: levyVoucher }]
  const levels = rule.subsidyBy.map(({ level, amount }) => given('government', level, amount.value))
  const subsidies = levels.length > 0 ? levels.flat() : given('government', 'other', rule.subsidy.value)
  return {
    facts: [row, ...subsidies, ...given('onBehalf', 'other', rule.onBehalf.value)],
    computed: [rule.person, rule.subsidy, rule.toAccount].map(computedOf),
  }
}

function inputOf({ insurance, year, grade, group, onBehalf }: ResidentPaid, backPaid: boolean): ResidentInput {
  const asked = { year, onBehalf, backPaid }
  if (insurance === '170' && grade !== undefined) return { ...asked, insurance, grade: fen(grade) }
  if (insurance === '390' && group !== undefined) return { ...asked, insurance, grade: group }
  throw new Refusal(wrongInsurance, { given: FACT_FIELDS['grade']!.zh, known: insurance })
}
