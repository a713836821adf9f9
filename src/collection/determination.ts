import { periodOfDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { BenefitDetermination, Posted } from '../ledger/fact.js'
import { recordOf } from '../records/record.js'
import type { DeterminationSource, Determined } from './determination-case.js'
import { DETERMINE } from './determination-kinds.js'
import { standing } from './employer-terms.js'
import { BENEFIT_KINDS } from './fact-words.js'
import type { DeterminationAsked } from './lines.js'
import { noRuleYet } from './refusals-facts.js'

/**
 * 依规则核定。Amounts follow from the record and the rules alone. A determination of the same event that was provisional is
 * replaced. Stops with `fact.no-rule` where no rule computes what is asked, and as the rules themselves do.
 */
export function determine(source: DeterminationSource): Determined {
  const { asked, facts, book, today } = source
  const { benefitKind, variant } = asked
  const record = recordOf(facts, book, { today })
  const registration = record.registration.person
  const rule = DETERMINE[benefitKind]
  if (rule === undefined || registration === undefined) {
    throw new Refusal(noRuleYet, { given: `${BENEFIT_KINDS[benefitKind].zh} ${variant}`, known: '' })
  }
  const determinations = standing(
    facts.filter((fact): fact is Posted<BenefitDetermination> => fact.kind === 'benefitDetermination'),
  )
  const items = rule({ ...source, record, birth: periodOfDay(registration.birthDate), determinations })
  const replaces = asked.adjustmentYear === undefined ? replacedBy(determinations, asked) : []
  return { items: items.filter(({ amount }) => amount.value > 0), replaces }
}

/** 重算所替换的：once any item of an event is provisional, the new determination takes the place of all but adjustments. */
function replacedBy(
  determinations: readonly Posted<BenefitDetermination>[],
  { benefitKind, insurance, eventMonth }: DeterminationAsked,
): Posted<BenefitDetermination>[] {
  const own = determinations.filter(
    (one) =>
      one.benefitKind === benefitKind &&
      one.insurance === insurance &&
      one.eventMonth === eventMonth &&
      one.item !== 'adjustment',
  )
  return own.some(({ provisional }) => provisional) ? own : []
}
