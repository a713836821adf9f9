import { type Fen, fen, type Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { isInsurance } from '../kernel/terms.js'
import type { EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { contributionOf } from '../policy/contribution.js'
import { type EmployerKind, employerKindOf, type PersonKind } from '../policy/levy.js'
import type { Item } from './lines.js'

/** 有个人账户的养老保险；医保账户由医保经办记。 */
export const WITH_ACCOUNT: ReadonlySet<string> = new Set(['110', '120', 'annuity'])

/** 有效的事实：those neither reversed nor reversing, in the order they were posted. */
export function standing<F extends Fact>(facts: readonly Posted<F>[]): Posted<F>[] {
  const gone = new Set(facts.flatMap(({ reverses }) => (reverses === undefined ? [] : [at(reverses)])))
  return facts.filter(({ ref, reverses }) => reverses === undefined && !gone.has(at(ref)))
}

function at({ posting, ordinal }: { posting: string; ordinal: number }): string {
  return `${posting}/${ordinal}`
}

/** 单位：its registrations over time. Undefined where nothing stands. */
export interface Employer {
  readonly id: string
  readonly creditCode: string
  readonly name: string
  readonly agency: string
  readonly area: string
  readonly versions: readonly EmployerRegistration[]
}

export function employerOf(registrations: readonly Posted<EmployerRegistration>[]): Employer | undefined {
  const versions = standing(registrations).sort((a, b) =>
    a.fromMonth < b.fromMonth ? -1 : a.fromMonth > b.fromMonth ? 1 : 0,
  )
  const last = versions.at(-1)
  if (last === undefined) return undefined
  return {
    id: last.employerId,
    creditCode: last.creditCode,
    name: last.name,
    agency: last.agency,
    area: last.area,
    versions,
  }
}

/** 信用代码 → 单位：by every code an employer ever had. */
export function employersAmong(registrations: readonly Posted<EmployerRegistration>[]): Map<string, Employer> {
  const ids = new Set(registrations.map(({ employerId }) => employerId))
  const found = new Map<string, Employer>()
  for (const id of ids) {
    const employer = employerOf(registrations.filter(({ employerId }) => employerId === id))
    if (employer === undefined) continue
    for (const { creditCode } of employer.versions) found.set(creditCode, employer)
  }
  return found
}

/** 单位的缴费条件 in a month: of the registration in force then, else of the first one. */
export interface EmployerTerms {
  readonly employerKind: EmployerKind
  readonly injuryClass: number
  readonly injuryFloat: Ppm
}

export function termsIn(employer: Employer, month: Period): EmployerTerms {
  const version = employer.versions.findLast(({ fromMonth }) => fromMonth <= month) ?? employer.versions[0]!
  return {
    employerKind: employerKindOf(version.employerType),
    injuryClass: version.injuryClass,
    injuryFloat: version.injuryFloat,
  }
}

/** 在单位的哪一类人：whoever the unit enrols in the institutions' pension is its staff, anybody else its employee. */
export function staffKind(insurances: readonly string[]): 'employee' | 'institution' {
  return insurances.some((insurance) => insurance === '120' || insurance === 'annuity') ? 'institution' : 'employee'
}

export interface ContributionAsked {
  readonly insurances: readonly string[]
  readonly contributionMonth: Period
  readonly settlementMonth: Period
  readonly declaredWage: Fen
  readonly personKind: PersonKind
}

/** 各险种应缴，依规则算得。Refuses as the rules do, where nothing is published or the insurance is not levied. */
export function itemsOf(area: AreaPolicy, terms: EmployerTerms | undefined, asked: ContributionAsked): Item[] {
  const { insurances, contributionMonth, settlementMonth, declaredWage, personKind } = asked
  return insurances.filter(isInsurance).map((insurance) => {
    const contribution = contributionOf(area, {
      insurance,
      contributionMonth,
      settlementMonth,
      declaredWage,
      personKind,
      ...terms,
    })
    const credited = WITH_ACCOUNT.has(insurance)
    return {
      insurance,
      base: contribution.base.value,
      employer: contribution.employer.value,
      person: contribution.person.value,
      employerToAccount: credited ? contribution.employerToAccount.value : fen(0),
      personToAccount: credited ? contribution.personToAccount.value : fen(0),
    }
  })
}

export function sameItems(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, i) => sameItem(item, b[i]!))
}

function sameItem(a: Item, b: Item): boolean {
  return (
    a.insurance === b.insurance &&
    a.base === b.base &&
    a.employer === b.employer &&
    a.person === b.person &&
    a.employerToAccount === b.employerToAccount &&
    a.personToAccount === b.personToAccount
  )
}
