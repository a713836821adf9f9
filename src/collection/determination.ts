import { periodOfDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { BenefitDetermination, Posted } from '../ledger/fact.js'
import { recordOf } from '../records/record.js'
import type { DeterminationSource, Determined } from './determination-case.js'
import { DETERMINE } from './determination-kinds.js'
import { standing } from './employer-terms.js'
import { BENEFIT_KINDS } from './fact-words.js'
import { noRuleYet } from './refusals-facts.js'

/**
 * 依规则核定。Amounts follow from the record and the rules alone. A determination of the same event that was provisional is
 * replaced. Stops with `fact.no-rule` where no rule computes what is asked, and as the rules themselves do.
 */
export function determine(source: DeterminationSource): Determined {
  const { asked, facts, book, today } = source
  const { benefitKind, eventMonth, insurance, variant } = asked
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
  const replaces = determinations.filter(
    (one) =>
      one.provisional &&
      one.benefitKind === benefitKind &&
      one.insurance === insurance &&
      one.eventMonth === eventMonth &&
      items.some(({ item }) => item === one.item),
  )
  return { items: items.filter(({ amount }) => amount.value > 0), replaces }
}
