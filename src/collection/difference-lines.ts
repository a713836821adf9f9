import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { Due, Posted } from '../ledger/fact.js'
import type { AreaPolicy } from '../policy/area.js'
import { CONTRIBUTION_KINDS, findContributionKind } from '../policy/charge-kinds.js'
import { kindNotComputed } from '../policy/refusals-charge.js'
import { groupBy } from '../records/live.js'
import { type ChargedItem, chargesFor, filedWage } from './charges.js'
import { type Employer, staffKind, standing, termsIn } from './employer-terms.js'
import { refuseEnded } from './entry-refusals.js'
import type { StoredRefusal } from './filing-match.js'
import type { Endings } from './known-life.js'
import type { ContributionLine } from './lines.js'
import { refusedBy } from './row-refusals.js'

/** 调整补收：the kind under which a late notice is charged; its negative part is a refund. */
const ADJUSTMENT = '4'

export interface DifferenceTerms {
  readonly settlementMonth: Period
  readonly areaOf: (area: string) => AreaPolicy
  readonly employer: (id: string) => Employer | undefined
  readonly endings: Endings
  /** Left out: all insurances. */
  readonly insurances?: readonly string[] | undefined
}

export interface NamedPerson {
  readonly personId: string
  readonly fullName: string
  readonly identityNumber: string
}

/** 一人的补差：rows = differing + unchanged + refused. */
export interface PersonDifferences {
  readonly rows: number
  readonly differing: number
  readonly lines: readonly Omit<ContributionLine, 'row'>[]
  readonly refusals: readonly Omit<StoredRefusal, 'row'>[]
}

/** 逐月、逐险种，依现行规则再算一遍。The wage is the one that was filed; nobody types an amount. */
export function differencesOf(
  terms: DifferenceTerms,
  person: NamedPerson,
  dues: readonly Posted<Due>[],
): PersonDifferences {
  const found = { rows: 0, differing: 0, lines: [] as PersonDifferences['lines'][number][] }
  const refusals: PersonDifferences['refusals'][number][] = []
  const months = groupBy(
    standing(dues),
    ({ contributionMonth, employerId = '' }) => `${contributionMonth}|${employerId}`,
  )
  for (const ofMonth of months.values()) {
    const { contributionMonth, employerId } = ofMonth[0]!
    const charged: ChargedItem[] = []
    const personKind = employerId === undefined ? 'flexible' : staffKind(ofMonth.map(({ insurance }) => insurance))
    for (const [insurance, own] of groupBy(ofMonth, (due) => due.insurance)) {
      if (terms.insurances !== undefined && !terms.insurances.includes(insurance)) continue
      found.rows++
      try {
        const anew = differenceOf(terms, own, personKind)
        if (anew.length > 0) found.differing++
        charged.push(...anew)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const { row: _, ...refused } = refusedBy(0, `${contributionMonth}（${insurance}）`, error)
        refusals.push(refused)
      }
    }
    const shared = { ...person, contributionMonth, personKind, asked: ADJUSTMENT, employerId } as const
    found.lines.push(...linesOf(shared, charged))
  }
  return { ...found, refusals }
}

/** What was refunded whole stays refunded. */
function differenceOf(
  { settlementMonth, areaOf, employer, endings }: DifferenceTerms,
  dues: readonly Posted<Due>[],
  personKind: ContributionLine['personKind'],
): ChargedItem[] {
  const { personId, insurance, contributionMonth, area, employerId } = dues[0]!
  refuseNotComputed(dues)
  const declaredWage = filedWage(dues)
  if (declaredWage === undefined || !isInsurance(insurance)) return []
  const whose = employerId === undefined ? undefined : employer(employerId)
  const place = { area: areaOf(area), terms: whose && termsIn(whose, contributionMonth) }
  const asked = { kind: ADJUSTMENT, insurance, contributionMonth, settlementMonth, declaredWage, personKind } as const
  const charged = chargesFor(place, { ...asked, dues })
  if (charged.length > 0) refuseEnded(endings.whyEnded(personId, insurance, contributionMonth), contributionMonth)
  return charged
}

/** 由原始资料而来、或按年定额的应缴，不由工资再算。 */
function refuseNotComputed(dues: readonly Posted<Due>[]): void {
  for (const { contributionKind } of dues) {
    const kind = CONTRIBUTION_KINDS[findContributionKind(contributionKind) ?? '23']
    const isComputed = kind.computing === 'wage' || kind.computing === 'difference' || kind.computing === 'refund'
    if (!isComputed) throw new Refusal(kindNotComputed, { kind })
  }
}

function linesOf(
  shared: Omit<ContributionLine, 'row' | 'contributionKind' | 'declaredWage' | 'items'>,
  charged: readonly ChargedItem[],
): Omit<ContributionLine, 'row'>[] {
  const groups = groupBy(charged, ({ charge, declaredWage }) => `${charge.kind}|${declaredWage}`)
  return [...groups.values()].map((group) => {
    const { charge, declaredWage } = group[0]!
    return { ...shared, contributionKind: charge.kind, declaredWage, items: group.map(({ item }) => item) }
  })
}
