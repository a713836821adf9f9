import type { Day } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { insuranceName } from '../kernel/terms.js'
import type { BaseDeclaration, Enrolment, Posted } from '../ledger/fact.js'
import type { KnownPerson } from '../ledger/people-store.js'
import type { AreaPolicy } from '../policy/area.js'
import { payYearEnd } from '../policy/base-season.js'
import { insurancesCharged } from '../policy/levy.js'
import { ageFits, maySecond } from '../policy/staff-change.js'
import { type Employer, standing } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { StoredRefusal } from './filing-match.js'
import type { Sentence } from './kinds.js'
import type { Endings } from './known-life.js'
import type { RegistrationLine } from './lines.js'
import type { PendingChange } from './pending-store.js'
import { type RegistrationEntry, readRegistration, registrationLine } from './registration-lines.js'
import type { RosterRow } from './roster-store.js'
import { notMatched, refusedBy } from './row-refusals.js'
import type { StaffChange } from './staff-change-contract.js'
import * as says from './staff-change-refusals.js'
import type { CutOff } from './staff-change-rule.js'
import { JOIN_REASONS, LEAVE_REASONS, leavingBy } from './staff-change-words.js'

/** 增减员的一行，as it is reviewed: what a registration is, and the wage a new worker begins with. */
export interface StaffLine extends RegistrationLine {
  readonly base?: Omit<BaseDeclaration, 'kind' | 'line'> | undefined
  readonly doubts?: readonly Sentence[] | undefined
}

export interface MatchedChange {
  readonly line: StaffLine
  readonly change: 'join' | 'leave'
  readonly notes: readonly Sentence[]
  readonly wage?: Fen | undefined
  /** 须凭证明、走四个环节. */
  readonly isDoubtful: boolean
}

export interface ChangeKnown {
  readonly roster: readonly RosterRow[]
  readonly person: (number: string) => KnownPerson | undefined
  readonly isNamed: (number: string, name: string) => boolean
  readonly registered: ReadonlySet<string>
  readonly facts: readonly Posted<Enrolment>[]
  readonly enrolments: Enrolments
  readonly endings: Endings
  readonly pending: readonly PendingChange[]
  readonly today: Day
  /** 成年之月，by the month of birth. */
  readonly adultFrom: (birth: Period) => Period
  readonly newId: () => string
}

export interface ChangeTerms {
  readonly area: AreaPolicy
  readonly employer: Employer
  readonly cutOff: CutOff
  readonly hasProof: boolean
  readonly known: ChangeKnown
  /** Person → the row it was met in. */
  readonly seen: Map<string, number>
}

/** 一行增减员：what it comes to, or why not. */
export function matchStaffChange(terms: ChangeTerms, change: StaffChange, row: number): MatchedChange | StoredRefusal {
  try {
    const words: Readonly<Record<string, unknown>> = change.change === 'join' ? JOIN_REASONS : LEAVE_REASONS
    if (words[change.reason] === undefined) return says.unknownReason(row, change.reason)
    const first = terms.cutOff.effectiveMonth
    const fromMonth = change.fromMonth === undefined ? first : parsePeriod(change.fromMonth)
    if (fromMonth < first) return says.monthPassed(row, fromMonth, first)
    return change.change === 'join' ? join(terms, change, row, fromMonth) : leave(terms, change, row, fromMonth)
  } catch (error) {
    if (error instanceof Refusal) return refusedBy(row, '社会保障号码', error)
    throw error
  }
}

function once({ seen, known }: ChangeTerms, personId: string, row: number): StoredRefusal | undefined {
  const before = seen.get(personId)
  if (before !== undefined) return says.twice(row, before)
  seen.set(personId, row)
  const pending = known.pending.find((one) => one.personId === personId)
  return pending === undefined ? undefined : says.pendingAlready(row, pending)
}

function leave(terms: ChangeTerms, change: StaffChange, row: number, month: Period): MatchedChange | StoredRefusal {
  const { known, employer } = terms
  const found = rosterRow(terms, change)
  if (found === undefined) {
    const pending = known.pending.find((one) => one.identityNumber === change.identityNumber && one.change === 'join')
    return pending === undefined ? notMatched(row, 'notEnrolled') : says.pendingAlready(row, pending)
  }
  const again = once(terms, found.personId, row)
  if (again !== undefined) return again
  const insurances = (change.insurances ?? []).length === 0 ? found.active : change.insurances!
  const inactive = insurances.find((one) => !found.active.includes(one))
  if (inactive !== undefined) return says.notActive(row, inactive)
  // Who joined in this very month owes it: the leave counts from the month after the one they joined in.
  const fromMonth = month <= found.since ? plus(found.since, 1) : month
  const notes = fromMonth === month ? [] : [says.countsLater(found.since, fromMonth)]
  const { agency, area, id: employerId } = employer
  const personKind = known.enrolments.at(found.personId, insurances[0]!, employerId, month)?.personKind ?? 'employee'
  const common = { agency, area, personId: found.personId, employerId, fromMonth, personKind }
  const enrolments = insurances.map((insurance) => ({
    ...{ ...common, insurance, reason: change.reason, change: leavingBy(change.reason) },
  }))
  const { personId, identityNumber, fullName } = found
  const line: StaffLine = { row, personId, identityNumber, fullName, documentType: '', isNew: false, enrolments }
  return { line, change: 'leave', notes, isDoubtful: false }
}

function rosterRow({ known }: ChangeTerms, { key, identityNumber, fullName }: StaffChange): RosterRow | undefined {
  if (key !== undefined) return known.roster.find((one) => one.key === key)
  const found = known.roster.find((one) => one.identityNumber === identityNumber?.toUpperCase())
  return found?.fullName === fullName?.trim() ? found : undefined
}

function join(terms: ChangeTerms, change: StaffChange, row: number, month: Period): MatchedChange | StoredRefusal {
  const { known, employer, area, cutOff } = terms
  const charged = insurancesCharged(area, month, 'employee')
  const asked = (change.insurances ?? []).length === 0 ? charged : change.insurances!
  const { identityNumber = '', fullName = '', reason, ...told } = change
  const entry = readRegistration(
    row,
    { ...told, identityNumber, fullName, reason, insurances: asked, fromMonth: month, creditCode: employer.creditCode },
    known.today,
    known.adultFrom,
  )
  const { number } = entry.identity
  const person = known.person(number)
  if (person !== undefined && !known.isNamed(number, entry.fullName)) return notMatched(row, 'nameDiffers')
  const again = once(terms, person?.personId ?? number, row)
  if (again !== undefined) return again
  const fit = fitting(terms, entry, person?.personId, month)
  if ('sentence' in fit) return fit
  if (fit.isDoubtful && !terms.hasProof) return says.needsProof(row)
  const line = registrationLine(entry, {
    ...{ agency: employer.agency, area: employer.area, employer, personId: person?.personId, isNamed: true },
    isRegistered: person !== undefined && known.registered.has(person.personId),
    ...{ enrolments: known.enrolments, endings: known.endings, newId: known.newId, today: known.today, spans: [] },
  })
  if (line.enrolments.length === 0) return says.activeAlready(row)
  const later = month > cutOff.effectiveMonth ? [says.laterAsAsked(month)] : []
  const base = change.wage === undefined ? undefined : baseOf(terms, line.personId, month, fen(change.wage))
  const noBase = base === undefined ? [says.NO_WAGE] : []
  const doubts = fit.doubts.length === 0 ? {} : { doubts: fit.doubts }
  return {
    line: { ...line, ...doubts, ...(base === undefined ? {} : { base }) },
    change: 'join',
    notes: [...later, ...noBase],
    wage: base?.declaredWage,
    isDoubtful: fit.isDoubtful,
  }
}

/** 年龄、终止与重复参保，按险种：one that cannot be is told, never left out in silence. */
function fitting(
  { area, employer, known }: ChangeTerms,
  entry: RegistrationEntry,
  personId: string | undefined,
  month: Period,
): { doubts: Sentence[]; isDoubtful: boolean } | StoredRefusal {
  const { row, insurances } = entry
  const doubts: Sentence[] = []
  let isDoubtful = false
  const ages = insurances.map((insurance) => ({ insurance, fits: ageFits(area, entry, insurance, month) }))
  if (ages.some(({ fits }) => fits === 'tooYoung')) return says.tooYoung(row)
  const old = ages.filter(({ fits }) => fits === 'tooOld')
  if (old.length > 0) {
    const rest = ages.filter(({ fits }) => fits === 'fits').map(({ insurance }) => insurance)
    return says.tooOld(
      row,
      old.map(({ insurance }) => insurance),
      rest,
    )
  }
  if (ages.some(({ fits }) => fits === 'doubtful')) {
    isDoubtful = true
    doubts.push(says.DOUBTFUL_AGE)
  }
  if (personId === undefined) return { doubts, isDoubtful }
  for (const insurance of insurances) {
    const ended = known.endings.whyEnded(personId, insurance, month)
    if (ended !== undefined) return { ...says.cannotJoin(row), reason: says.ENDED[ended] }
    if (!isElsewhere(known.facts, personId, insurance, employer.id, month)) continue
    if (!maySecond(area, insurance, month))
      return { ...says.cannotJoin(row), reason: says.elsewhere(insuranceName(insurance)) }
    doubts.push(says.second(insuranceName(insurance)))
  }
  return { doubts, isDoubtful }
}

/** 在其他单位在保。 */
export function isElsewhere(
  facts: readonly Posted<Enrolment>[],
  personId: string,
  insurance: string,
  employerId: string,
  month: Period,
): boolean {
  const others = standing(facts).filter(
    (one) =>
      one.personId === personId &&
      one.insurance === insurance &&
      one.employerId !== undefined &&
      one.employerId !== employerId,
  )
  const state = new Enrolments(others)
  return others.some((one) => state.isActive(personId, insurance, one.employerId, month))
}

function baseOf(
  { area, employer }: ChangeTerms,
  personId: string,
  fromMonth: Period,
  declaredWage: Fen,
): StaffLine['base'] {
  const { agency, area: code, id: employerId } = employer
  const span = { fromMonth, throughMonth: payYearEnd(area, fromMonth) }
  return { agency, area: code, personId, employerId, ...span, declaredWage, document: '增员时申报的首月工资' }
}
