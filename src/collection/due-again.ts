import { type Fen, fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Due, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { type Employer, itemsOf, termsIn } from './employer-terms.js'

/** 依规则再算的应缴：Due is what the rules make of the wage; the amounts are never typed. */
export function dueAgain(
  area: AreaPolicy,
  employer: Employer | undefined,
  original: Posted<Due>,
  { month, wage }: { readonly month: Period; readonly wage?: number | undefined },
): Due {
  const declaredWage: Fen = wage === undefined ? original.declaredWage : fen(wage)
  const { insurance, settlementMonth } = original
  const asked = {
    insurances: [insurance],
    contributionMonth: month,
    settlementMonth: settlementMonth < month ? month : settlementMonth,
    declaredWage,
    personKind: employer === undefined ? ('flexible' as const) : ('employee' as const),
  }
  const [item] = itemsOf(area, employer && termsIn(employer, month), asked)
  return {
    ...original,
    contributionMonth: month,
    declaredWage,
    base: item!.base,
    employerAmount: item!.employer,
    personAmount: item!.person,
    employerToAccount: item!.employerToAccount,
    personToAccount: item!.personToAccount,
  }
}
