import { type Fen, fen, sum } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Insurance } from '../kernel/terms.js'
import type { Due, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import type { Amounts, Charge } from '../policy/charge.js'
import { CONTRIBUTION_KINDS, type ContributionKind } from '../policy/charge-kinds.js'
import { type ChargeInput, chargeOf } from '../policy/charge-of.js'
import type { PersonKind } from '../policy/levy.js'
import { type EmployerTerms, WITH_ACCOUNT } from './employer-terms.js'
import type { Item } from './lines.js'

export interface ChargePlace {
  readonly area: AreaPolicy
  readonly terms: EmployerTerms | undefined
}

export interface ChargeAsked {
  readonly kind: ContributionKind
  readonly insurance: Insurance
  readonly contributionMonth: Period
  readonly settlementMonth: Period
  readonly declaredWage: Fen
  readonly personKind: PersonKind
  /** What is due already: this person's standing dues of the month in this insurance, with this employer. */
  readonly dues: readonly Posted<Due>[]
}

/** 一行应缴及其推导。 */
export interface ChargedItem {
  readonly charge: Charge
  readonly item: Item
  readonly declaredWage: Fen
}

/** 某类缴费依规则算得的应缴：one line, a line beside its refund, or none where nothing differs. Stops as the rules do. */
export function chargesFor({ area, terms }: ChargePlace, asked: ChargeAsked): ChargedItem[] {
  const { kind, insurance, contributionMonth, settlementMonth, declaredWage, personKind, dues } = asked
  const place = { insurance, contributionMonth, settlementMonth }
  const before = amountsOf(dues)
  const wage = { ...place, declaredWage, personKind, ...terms }
  const input = { wage, difference: { ...wage, before }, refund: { ...place, paid: before } }
  const computing = CONTRIBUTION_KINDS[kind].computing as keyof typeof input
  const charges = chargeOf(area, kind, input[computing] as ChargeInput<ContributionKind>)
  const found = charges.map((charge) => ({ charge, item: itemOfCharge(charge), declaredWage }))
  return computing === 'wage' ? found : found.filter(({ item }) => isSomething(item))
}

/** 补差、退收：computed from what is due already, and computed again when it is posted. */
export function restsOnDues(kind: ContributionKind): boolean {
  const { computing } = CONTRIBUTION_KINDS[kind]
  return computing === 'difference' || computing === 'refund'
}

export function itemOfCharge({ insurance, base, employer, person, ...rest }: Charge): Item {
  const isCredited = WITH_ACCOUNT.has(insurance)
  return {
    insurance,
    base: base?.value ?? fen(0),
    employer: employer.value,
    person: person.value,
    employerToAccount: isCredited ? rest.employerToAccount.value : fen(0),
    personToAccount: isCredited ? rest.personToAccount.value : fen(0),
  }
}

function isSomething({ employer, person, employerToAccount, personToAccount }: Item): boolean {
  return [employer, person, employerToAccount, personToAccount].some((amount) => amount !== 0)
}

/** 已有的应缴，各方合计。 */
export function amountsOf(dues: readonly Due[]): Amounts {
  return {
    employer: sum(dues.map((due) => due.employerAmount)),
    person: sum(dues.map((due) => due.personAmount)),
    employerToAccount: sum(dues.map((due) => due.employerToAccount)),
    personToAccount: sum(dues.map((due) => due.personToAccount)),
  }
}

/** 已申报的工资：that of the last line that has a base. Undefined where the month was refunded whole since, or never due. */
export function filedWage(dues: readonly Posted<Due>[]): Fen | undefined {
  const last = dues.at(-1)
  return last === undefined || isWholeRefund(last) ? undefined : last.declaredWage
}

function isWholeRefund({ contributionKind, base }: Due): boolean {
  return contributionKind === '18' && base === 0
}

/** 现在的基数：that of the last correction, else the largest of what was filed. */
export function baseNow(before: number, { contributionKind, base }: Pick<Due, 'contributionKind' | 'base'>): number {
  const kind = CONTRIBUTION_KINDS[contributionKind as ContributionKind]
  const corrects = kind?.computing === 'difference' || kind?.computing === 'refund'
  return corrects && base > 0 ? base : Math.max(before, base)
}
