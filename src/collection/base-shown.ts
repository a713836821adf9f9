import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from '../policy/area.js'
import { insurancesCharged } from '../policy/levy.js'
import type { BaseEffect } from './base-words.js'
import { type Employer, itemsOf, staffKind, termsIn } from './employer-terms.js'

export interface BaseShown {
  readonly insurance: string
  readonly base: number
  readonly effect: BaseEffect
}

/** 申报工资成为怎样的基数，by the rules of the month. Nothing where no limit is published for it yet. */
export function basesShown(
  area: AreaPolicy,
  employer: Employer,
  asked: { readonly active: readonly string[]; readonly month: Period; readonly wage: Fen },
): BaseShown[] {
  const { active, month, wage } = asked
  try {
    const personKind = staffKind(active)
    const insurances = insurancesCharged(area, month, personKind).filter((one) => active.includes(one))
    const terms = termsIn(employer, month)
    const given = { insurances, contributionMonth: month, settlementMonth: month, declaredWage: wage, personKind }
    return itemsOf(area, terms, given).map(({ insurance, base }) => ({
      insurance,
      base,
      effect: base > wage ? 'floor' : base < wage ? 'ceiling' : 'asDeclared',
    }))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
