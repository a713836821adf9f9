import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { Deferral, EmployerRegistration, LateFee, Posted, Relief, Succession } from '../ledger/fact.js'
import { factsOfEmployerKind, successionsAround } from '../ledger/fund-store.js'
import { alsoSee, alsoSeeEmployer, enrolmentsOf, monthTotals } from '../ledger/lookup-store.js'
import { personsOfEmployer } from '../ledger/record-store.js'
import type { CorrectionEffects, EmployerEvent } from './contribution-lines.js'
import { employerOf, standing } from './employer-terms.js'
import { LEFT_WITH_EMPLOYER, MOVED_IN } from './enrolment-reasons.js'
import {
  laterRegistration,
  movedStaff,
  registrationNamed,
  registrationUsed,
  successionFollowed,
} from './refusals-employer-correction.js'

const [FIRST, LAST] = ['1900-01', '2999-12'] as never[]

/**
 * 其后的事实。Refuses while anything posted later rests on what would be reversed, and answers what people have to look at
 * once it is: asked when it is filed, and once more when it is posted.
 */
export async function effectsOf(trx: Trx, wrong: Posted<EmployerEvent>): Promise<CorrectionEffects> {
  if (wrong.kind === 'succession') return ofSuccession(trx, wrong)
  if (wrong.kind === 'employerRegistration') return ofRegistration(trx, wrong)
  return {}
}

async function ofSuccession(trx: Trx, wrong: Posted<Succession>): Promise<CorrectionEffects> {
  const { employerId, fromMonth } = wrong
  const next = standing(await successionsAround(trx, employerId)).find(
    (one) => one.predecessorId === employerId && one.fromMonth >= fromMonth,
  )
  if (next !== undefined) throw new Refusal(successionFollowed, { fromMonth: next.fromMonth })
  const moved = await enrolledWith(trx, employerId)
  const persons = new Set(
    moved
      .filter((one) => one.change === 'enrol' && one.reason === MOVED_IN && one.fromMonth === fromMonth)
      .map(({ personId }) => personId),
  )
  if (persons.size > 0) throw new Refusal(movedStaff, { persons: persons.size })
  return {}
}

async function ofRegistration(trx: Trx, wrong: Posted<EmployerRegistration>): Promise<CorrectionEffects> {
  const { employerId, fromMonth } = wrong
  await alsoSeeEmployer(trx, employerId)
  const all = standing(await factsOfEmployerKind<EmployerRegistration>(trx, 'employerRegistration', employerId))
  const versions = employerOf(all)?.versions ?? []
  const last = versions.at(-1) as Posted<EmployerRegistration> | undefined
  const isLast = last?.ref.posting === wrong.ref.posting && last.ref.ordinal === wrong.ref.ordinal
  if (last !== undefined && !isLast) throw new Refusal(laterRegistration, { fromMonth: last.fromMonth })
  const before = versions.at(-2)
  if (before === undefined) {
    await requireUnused(trx, employerId)
    return {}
  }
  const dues = isSameTerms(before, wrong)
    ? 0
    : monthsIn(await monthTotals(trx, 'due', employerId, fromMonth, LAST!)).size
  const ended = (await enrolledWith(trx, employerId)).filter(
    (one) =>
      wrong.status === 'ended' &&
      one.change === 'suspend' &&
      one.reason === LEFT_WITH_EMPLOYER &&
      one.fromMonth === fromMonth,
  )
  const endedStaff = new Set(ended.map(({ personId }) => personId)).size
  return { ...(dues > 0 ? { dues, fromMonth } : {}), ...(endedStaff > 0 ? { endedStaff } : {}) }
}

/** 单位本身登记错了：nothing may be left in its name. */
async function requireUnused(trx: Trx, employerId: string): Promise<void> {
  const enrolled = await enrolledWith(trx, employerId)
  const money = await Promise.all([
    monthTotals(trx, 'due', employerId, FIRST!, LAST!),
    monthTotals(trx, 'paid', employerId, FIRST!, LAST!),
  ])
  const months = monthsIn(
    money.flat().filter(({ employerAmount, personAmount }) => employerAmount + personAmount !== 0),
  )
  const persons = new Set(enrolled.map(({ personId }) => personId)).size
  if (persons > 0 || months.size > 0) throw new Refusal(registrationUsed, { persons, months: months.size })
  const events = [
    ...standing(await successionsAround(trx, employerId)),
    ...standing(await factsOfEmployerKind<Deferral>(trx, 'deferral', employerId)),
    ...standing(await factsOfEmployerKind<Relief>(trx, 'relief', employerId)),
    ...standing(await factsOfEmployerKind<LateFee>(trx, 'lateFee', employerId)),
  ].length
  if (events > 0) throw new Refusal(registrationNamed, { events })
}

/** 在该单位名下、未被红冲的参保变动。 */
async function enrolledWith(trx: Trx, employerId: string) {
  await alsoSeeEmployer(trx, employerId)
  const persons = await personsOfEmployer(trx, employerId)
  await alsoSee(trx, persons)
  return standing(await enrolmentsOf(trx, persons, employerId))
}

function monthsIn(totals: readonly { readonly month: string }[]): ReadonlySet<string> {
  return new Set(totals.map(({ month }) => month))
}

function isSameTerms(a: EmployerRegistration, b: EmployerRegistration): boolean {
  return a.employerType === b.employerType && a.injuryClass === b.injuryClass && a.injuryFloat === b.injuryFloat
}
