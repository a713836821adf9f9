import type { Trx } from '../db/database.js'
import { type Period, plus } from '../kernel/period.js'
import type { Due, Enrolment, Posted } from '../ledger/fact.js'
import {
  alsoSee,
  contributionsOf,
  employersById,
  enrolmentsOf,
  factsOfPersons,
  openedNames,
} from '../ledger/lookup-store.js'
import type { Vault } from '../ledger/vault.js'
import type { Standing } from './content-standing.js'
import { employerOf, standing } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { Line } from './lines.js'

export interface StandingAsked {
  readonly lines: readonly Line[]
  readonly persons: readonly string[]
  readonly employerId?: string | undefined
  readonly settlementMonth?: Period | undefined
}

/** 一页所需，几次查询取齐。 */
export async function standingOf(trx: Trx, vault: Vault, asked: StandingAsked): Promise<Standing> {
  const { lines, persons, employerId, settlementMonth } = asked
  await alsoSee(trx, persons)
  const before = settlementMonth === undefined ? [] : [plus(settlementMonth, -1)]
  const months = [...before, ...lines.flatMap((line) => ('outcome' in line ? [line.contributionMonth] : []))]
  const dues = standing(await contributionsOf<Due>(trx, 'due', persons, [...new Set(months)]))
  const changes = lines.some((line) => 'enrolments' in line)
  const enrolments = new Enrolments(changes ? await enrolmentsOf(trx, persons) : ([] as Posted<Enrolment>[]))
  const employers = lines.flatMap((line) =>
    'isNew' in line && 'registration' in line && line.registration !== undefined && 'creditCode' in line.registration
      ? [line.registration.employerId]
      : [],
  )
  const registrations = await employersById(trx, employers)
  const paying = lines.some((line) => 'facts' in line && line.facts.some(({ kind }) => kind === 'benefitPayment'))
  const facts = paying ? standing(await factsOfPersons(trx, persons, ['benefitDetermination'])) : []
  const unnamed = lines.flatMap((line) => ('original' in line ? [line.original.personId] : []))
  const names = unnamed.length === 0 ? new Map() : await openedNames(trx, unnamed, vault)
  return {
    duesBefore: (personId) =>
      dues.filter(
        (due) => due.personId === personId && due.employerId === employerId && before.includes(due.contributionMonth),
      ),
    dueOf: (personId, line) =>
      dues.find(
        (due) =>
          due.personId === personId &&
          due.insurance === line.insurance &&
          due.contributionMonth === line.contributionMonth &&
          due.employerId === line.employerId,
      ),
    isActive: (personId, insurance, employer, month) => enrolments.isActive(personId, insurance, employer, month),
    employer: (id) => employerOf(registrations.filter((one) => one.employerId === id))?.versions.at(-1),
    factsOf: (personId) => facts.filter((fact) => 'personId' in fact && fact.personId === personId),
    nameOf: (personId) => names.get(personId),
  }
}
