import { cite, type Explained, explain, given } from '../kernel/explain.js'
import { type Fen, fen, ZERO } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Insurance } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { type Charge, interestFromOf, refuseMonth } from './charge.js'
import { type DifferenceInput, differenceCharges, type RefundInput, refundCharge } from './charge-difference.js'
import { CONTRIBUTION_KINDS, type ContributionKind } from './charge-kinds.js'
import { type ContributionInput, contributionOf } from './contribution.js'
import { kindNotComputed } from './refusals-charge.js'
import { type ResidentInput, residentYear } from './resident-year.js'

/** 补助记录：money that somebody else gave for a person's month. */
export interface SubsidyInput {
  readonly insurance: Insurance
  readonly contributionMonth: Period
  readonly settlementMonth?: Period
  readonly amount: Fen
  /** 代缴 pays the person's own amount; the other kinds come on top of it. */
  readonly onBehalf?: boolean
}

/** 定额缴费：a resident's year, settled in a month; after the year's end it is a back-paid year. */
export type FixedInput = ResidentInput & { readonly settlementMonth: Period }

/** 各缴费类型所需。 */
export type ChargeInput<K extends ContributionKind> = {
  readonly wage: ContributionInput
  readonly difference: DifferenceInput
  readonly refund: RefundInput
  readonly subsidy: SubsidyInput
  readonly fixed: FixedInput
  readonly notComputed: object
}[(typeof CONTRIBUTION_KINDS)[K]['computing']]

const SUBSIDY_RULE = cite('社会保险个人权益记录管理办法', '二（二）')
/** Whose account holds what others pay: the residents' pension keeps every subsidy, the employees' only what was paid on behalf. */
const KEEPS_SUBSIDY: ReadonlySet<Insurance> = new Set(['170'])

/**
 * 各种缴费类型的应缴。Usually one line; a difference may be none, or a charge beside a refund. Stops with
 * `charge.month-does-not-fit`, with `charge.kind-not-computed` for what comes from an original only, and as
 * `contributionOf` and `residentYear` do.
 */
export function chargeOf<K extends ContributionKind>(
  area: AreaPolicy,
  kind: K,
  input: ChargeInput<K>,
): readonly Charge[] {
  switch (CONTRIBUTION_KINDS[kind].computing) {
    case 'wage':
      return [wageCharge(area, kind, input as ContributionInput)]
    case 'difference':
      return differenceCharges(area, kind, input as DifferenceInput)
    case 'refund':
      return [refundCharge(area, input as RefundInput)]
    case 'subsidy':
      return [subsidyCharge(area, input as SubsidyInput)]
    case 'fixed':
      return [fixedCharge(area, input as FixedInput)]
    case 'notComputed':
      throw new Refusal(kindNotComputed, { kind: CONTRIBUTION_KINDS[kind] })
  }
}

/** 按工资的应缴。By the parameters of the contribution month, whenever it is settled. */
function wageCharge(area: AreaPolicy, kind: ContributionKind, input: ContributionInput): Charge {
  const { insurance, contributionMonth, settlementMonth = contributionMonth } = input
  refuseMonth(kind, contributionMonth, settlementMonth)
  const due = contributionOf(area, input)
  const { base, employer, person, employerToAccount, personToAccount } = due
  const interestFrom = interestFromOf(area, CONTRIBUTION_KINDS[kind].money, settlementMonth, contributionMonth)
  return {
    ...{ kind, insurance, settlementMonth, contributionMonth, base, employer, person },
    ...{ employerToAccount, personToAccount, interestFrom },
  }
}

function subsidyCharge(area: AreaPolicy, input: SubsidyInput): Charge {
  const { insurance, contributionMonth, settlementMonth = contributionMonth, amount, onBehalf = false } = input
  const [paid, none] = [given('employmentSubsidy', 'fen', amount), given('employmentSubsidy', 'fen', ZERO)]
  const instead = given('paidOnBehalf', 'fen', onBehalf ? amount : ZERO)
  const toAccount = explain('residentToAccount', 'fen', SUBSIDY_RULE, (why) =>
    KEEPS_SUBSIDY.has(insurance) ? why.step('employmentSubsidy', 'fen', amount) : ZERO,
  )
  return {
    ...{ kind: '31', insurance, settlementMonth, contributionMonth },
    ...nothing(),
    interestFrom: interestFromOf(area, CONTRIBUTION_KINDS['31'].money, settlementMonth, contributionMonth),
    subsidy: { government: onBehalf ? none : paid, onBehalf: instead, toAccount },
  }
}

function fixedCharge(area: AreaPolicy, input: FixedInput): Charge {
  const { insurance, year, settlementMonth } = input
  const contributionMonth = parsePeriod(`${year}-12`)
  const { backPaid = settlementMonth > contributionMonth } = input
  const rule = residentYear(area, { ...input, backPaid })
  const own = explain('personToAccount', 'fen', cite('国发〔2014〕8号', '四'), (why) =>
    insurance === '170' ? why.use(rule.person) : ZERO,
  )
  const others = explain('residentToAccount', 'fen', cite('国发〔2014〕8号', '四'), (why) =>
    fen(why.use(rule.toAccount) - why.use(own)),
  )
  return {
    ...{ kind: '41', insurance, settlementMonth, contributionMonth, base: rule.amount },
    ...nothing(),
    person: rule.person,
    personToAccount: own,
    interestFrom: interestFromOf(area, CONTRIBUTION_KINDS['41'].money, settlementMonth, contributionMonth),
    subsidy: { government: rule.subsidy, onBehalf: rule.onBehalf, toAccount: others },
  }
}

function nothing(): Record<'employer' | 'person' | 'employerToAccount' | 'personToAccount', Explained<Fen>> {
  return {
    employer: given('employerContribution', 'fen', ZERO),
    person: given('personContribution', 'fen', ZERO),
    employerToAccount: given('employerToAccount', 'fen', ZERO),
    personToAccount: given('personToAccount', 'fen', ZERO),
  }
}
