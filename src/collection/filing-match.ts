import { type Fen, fen, sum } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { INSURANCES } from '../kernel/terms.js'
import type { Due, Enrolment, Posted } from '../ledger/fact.js'
import type { KnownPerson } from '../ledger/people-store.js'
import type { AreaPolicy } from '../policy/area.js'
import { insurancesCharged } from '../policy/levy.js'
import { filedWage } from './charges.js'
import { type Employer, itemsOf, staffKind, standing, termsIn } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { amountDiffers, CHARGES, type FilingEntry, filedAlready } from './filing-row.js'
import type { RefusedRow } from './kinds.js'
import type { Endings } from './known-life.js'
import type { ContributionLine, Item } from './lines.js'
import { type MatchReason, notMatched, refusedBy } from './row-refusals.js'

/** 未接受的一行，及其所涉之人：the latter for the clerk's view only, refined when it is asked for. */
export interface StoredRefusal extends RefusedRow {
  readonly about?: { readonly personId?: string; readonly month: Period; readonly why: MatchReason } | undefined
}

/** 对人所需。What the ledger says of a thousand rows' persons, fetched at once. */
export interface Known {
  /** By row: who has this number, and whether the name is theirs. */
  readonly person: (entry: FilingEntry) => KnownPerson | undefined
  readonly isNamed: (entry: FilingEntry, known: KnownPerson) => boolean
  readonly enrolments: Enrolments
  readonly charged: ReadonlySet<string>
  /** 死亡与退休，after which no month is due. */
  readonly endings: Endings
  /** 停待核查的人：nothing is filed for them until a person has decided. */
  readonly stopped?: ReadonlyMap<string, unknown> | undefined
}

/** 已计收的月份：charged once by wage, and not refunded whole since. */
export function chargesOf(dues: readonly Posted<Due>[]): Set<string> {
  const charged = [...groupDues(standing(dues))].filter(
    ([, own]) => own.some(({ contributionKind }) => CHARGES.includes(contributionKind)) && filedWage(own) !== undefined,
  )
  return new Set(charged.map(([key]) => key))
}

export function chargeKey(personId: string, insurance: string, month: Period, employerId: string | undefined): string {
  return `${personId}|${insurance}|${month}|${employerId ?? ''}`
}

/** 应缴，by whom, insurance, month and employer. */
export function groupDues(dues: readonly Posted<Due>[]): Map<string, Posted<Due>[]> {
  const groups = new Map<string, Posted<Due>[]>()
  for (const due of dues) {
    const key = chargeKey(due.personId, due.insurance, due.contributionMonth, due.employerId)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [due])
    else group.push(due)
  }
  return groups
}

export function enrolmentsFrom(facts: readonly Posted<Enrolment>[]): Enrolments {
  return new Enrolments(facts)
}

export interface FilingTerms {
  readonly employer: Employer
  readonly area: AreaPolicy
  readonly settlementMonth: Period
}

/** 一行对人并依规则算得应缴。Whoever the person is not, the employer reads the same sentence. */
export function matchRow(terms: FilingTerms, known: Known, entry: FilingEntry): ContributionLine | StoredRefusal {
  const { row, contributionMonth: month } = entry
  const person = known.person(entry)
  const refuse = (why: MatchReason): StoredRefusal => ({
    ...notMatched(row, why),
    about: { month, why, ...(person === undefined ? {} : { personId: person.personId }) },
  })
  try {
    insurancesCharged(terms.area, month)
    if (person === undefined) return refuse('unknown')
    if (!known.isNamed(entry, person)) return refuse('nameDiffers')
    if (known.stopped?.has(person.personId)) return refuse('stopped')
    const active = activeOf(terms, known, entry, person.personId)
    if (active.length === 0) return refuse('notEnrolled')
    const ended = active.flatMap((insurance) => known.endings.whyEnded(person.personId, insurance, month) ?? [])[0]
    if (ended !== undefined) return refuse(ended)
    const open = active.filter(
      (insurance) => !known.charged.has(chargeKey(person.personId, insurance, month, terms.employer.id)),
    )
    if (open.length === 0) return filedAlready(row, month)
    return lineOf(terms, entry, person.personId, open, staffKind(active))
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, '缴费工资', error)
    throw error
  }
}

/** 在保且征缴的险种：staff of an institution are levied for its pension and annuity, employees for theirs. */
function activeOf({ area, employer }: FilingTerms, known: Known, entry: FilingEntry, personId: string): string[] {
  const { contributionMonth: month, insurance } = entry
  const own = known.enrolments.activeAmong(personId, INSURANCES, employer.id, month)
  const charged = insurancesCharged(area, month, staffKind(own))
  return charged.filter((one) => own.includes(one) && (insurance === undefined || one === insurance))
}

function lineOf(
  { employer, area, settlementMonth }: FilingTerms,
  entry: FilingEntry,
  personId: string,
  insurances: readonly string[],
  personKind: ContributionLine['personKind'],
): ContributionLine | RefusedRow {
  const { row, identityNumber, fullName, contributionMonth, contributionKind, declaredWage, given } = entry
  const terms = termsIn(employer, contributionMonth)
  const asked = { insurances, contributionMonth, settlementMonth, declaredWage, personKind }
  const items = itemsOf(area, terms, asked)
  const wrong = differenceOf(row, given, items)
  if (wrong !== undefined) return wrong
  return {
    row,
    personId,
    identityNumber,
    fullName,
    contributionMonth,
    contributionKind,
    declaredWage,
    personKind,
    items,
  }
}

/** Given amounts are the line's: of all its insurances together, or of the one it speaks of. */
function differenceOf(row: number, given: FilingEntry['given'], items: readonly Item[]): RefusedRow | undefined {
  const [first] = items
  if (given.base !== undefined && first !== undefined && given.base !== first.base) {
    return amountDiffers(row, '缴费基数', given.base, first.base)
  }
  const total = (side: 'employer' | 'person'): Fen => sum(items.map((item) => item[side]))
  if (given.employer !== undefined && given.employer !== total('employer')) {
    return amountDiffers(row, '单位应缴金额', given.employer, total('employer'))
  }
  if (given.person !== undefined && given.person !== total('person')) {
    return amountDiffers(row, '个人应缴金额', given.person, total('person'))
  }
  return undefined
}

/** 行 → 应缴事实。 */
export function dueFacts(
  line: ContributionLine,
  place: { agency: string; area: string; employerId?: string | undefined; settlementMonth: Period },
): Due[] {
  return line.items.map((item) => ({
    kind: 'due',
    line: line.row,
    agency: place.agency,
    area: place.area,
    personId: line.personId,
    insurance: item.insurance,
    employerId: place.employerId,
    settlementMonth: place.settlementMonth,
    contributionMonth: line.contributionMonth,
    contributionKind: line.contributionKind,
    declaredWage: line.declaredWage,
    base: item.base,
    employerAmount: item.employer,
    personAmount: item.person,
    employerToAccount: item.employerToAccount,
    personToAccount: fen(item.personToAccount),
  }))
}
