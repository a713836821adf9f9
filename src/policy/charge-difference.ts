import { cite, type Explained, explain, given } from '../kernel/explain.js'
import { type Fen, fen, yuanText, ZERO } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { TermKey } from '../kernel/terms.js'
import type { AreaPolicy } from './area.js'
import { type Amounts, type Charge, interestFromOf, refuseMonth, SIDE_NAMES, SIDES } from './charge.js'
import { CONTRIBUTION_KINDS, type ContributionKind } from './charge-kinds.js'
import { type Contribution, type ContributionInput, contributionOf } from './contribution.js'
import { refundAbovePaid } from './refusals-charge.js'

/** 补差所需：the month as it should be, and what was due for it before (all lines that stand, together). */
export interface DifferenceInput extends ContributionInput {
  readonly before: Amounts
}

/** 退收所需：what was paid for the month, and what of it goes back; all of it unless told otherwise. */
export interface RefundInput extends Pick<ContributionInput, 'insurance' | 'contributionMonth' | 'settlementMonth'> {
  readonly paid: Amounts
  readonly refund?: Amounts | undefined
}

type Side = (typeof SIDES)[number]

const RULE = cite('社会保险法', 60)

const REFUND: ContributionKind = '18'
const TERM: Readonly<Record<Side, TermKey>> = {
  employer: 'employerDifference',
  person: 'personDifference',
  employerToAccount: 'employerToAccount',
  personToAccount: 'personToAccount',
}
/** Each side's money, and the part of it that enters the account: they turn into a refund together. */
const MONEY_OF: Readonly<Record<Side, 'employer' | 'person'>> = {
  employer: 'employer',
  person: 'person',
  employerToAccount: 'employer',
  personToAccount: 'person',
}

/**
 * 补差。What is due anew less what was due before, per person, insurance and month: after a late base notice, a
 * correction of the base or of a rate. What came out less is a refund (18); none where nothing differs, and both where
 * the employer pays more and the person less.
 */
export function differenceCharges(area: AreaPolicy, kind: ContributionKind, input: DifferenceInput): Charge[] {
  const { contributionMonth, settlementMonth = contributionMonth, insurance, before } = input
  refuseMonth(kind, contributionMonth, settlementMonth)
  const anew = contributionOf(area, input)
  const part = (charged: ContributionKind, wanted: (amount: number) => boolean): Charge => ({
    kind: charged,
    insurance,
    settlementMonth,
    contributionMonth,
    base: anew.base,
    ...sides((side) => differenceOf(side, anew, before, wanted)),
    interestFrom: interestFromOf(area, CONTRIBUTION_KINDS[charged].money, settlementMonth, contributionMonth),
  })
  return [part(kind, (amount) => amount >= 0), part(REFUND, (amount) => amount < 0)].filter(isSomething)
}

/** 退收。The amounts that go back, negative; never more than was paid: `charge.refund-above-paid`. */
export function refundCharge(area: AreaPolicy, input: RefundInput): Charge {
  const { insurance, contributionMonth, settlementMonth = contributionMonth, paid, refund = paid } = input
  for (const side of SIDES) {
    const [asked, most] = [refund[side], paid[side]]
    if (asked > most || asked < 0)
      throw new Refusal(refundAbovePaid, { side: SIDE_NAMES[side], asked: yuanText(asked), paid: yuanText(most) })
  }
  return {
    kind: REFUND,
    insurance,
    settlementMonth,
    contributionMonth,
    ...sides((side) =>
      explain('refundAmount', 'fen', RULE, (why) => fen(0 - why.step(TERM[side], 'fen', refund[side]))),
    ),
    interestFrom: interestFromOf(area, CONTRIBUTION_KINDS[REFUND].money, settlementMonth, contributionMonth),
  }
}

function differenceOf(
  side: Side,
  anew: Contribution,
  before: Amounts,
  wanted: (amount: number) => boolean,
): Explained<Fen> {
  const money = MONEY_OF[side]
  if (!wanted(anew[money].value - before[money])) return given(TERM[side], 'fen', ZERO)
  return explain(TERM[side], 'fen', RULE, (why) =>
    fen(why.use(anew[side]) - why.step('dueBefore', 'fen', before[side])),
  )
}

function sides(of: (side: Side) => Explained<Fen>): Record<Side, Explained<Fen>> {
  return {
    employer: of('employer'),
    person: of('person'),
    employerToAccount: of('employerToAccount'),
    personToAccount: of('personToAccount'),
  }
}

function isSomething(charge: Charge): boolean {
  return SIDES.some((side) => charge[side].value !== 0)
}
