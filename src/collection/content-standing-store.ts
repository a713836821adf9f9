import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
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
import type { AreaPolicy } from '../policy/area.js'
import type { Standing } from './content-standing.js'
import { employerOf, standing } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { Sentence } from './kinds.js'
import type { Line } from './lines.js'
import { othersNamed, unfitOthers } from './named-other-store.js'

export interface StandingAsked {
  readonly lines: readonly Line[]
  readonly persons: readonly string[]
  readonly employerId?: string | undefined
  readonly settlementMonth?: Period | undefined
  /** 尚未记账的，依录入之日再看所及的另一人. */
  readonly waiting?: { readonly policy: AreaPolicy; readonly enteredOn: Day } | undefined
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
  const unfit = await unfitIn(trx, asked)
  return {
    unfitOther: (row) => unfit.get(row),
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

/** 审核时即可看到：the first guardian or agent of a line who would be refused if it were posted now. */
async function unfitIn(trx: Trx, { lines, persons, waiting }: StandingAsked): Promise<Map<number, Sentence>> {
  if (waiting === undefined) return new Map()
  const rows = lines.flatMap((line) => {
    if ('also' in line) return [{ row: line.row, facts: line.also ?? [] }]
    return 'facts' in line ? [{ row: line.row, facts: line.facts }] : []
  })
  const asked = othersNamed(rows, waiting.enteredOn)
  const unfit = await unfitOthers(trx, waiting.policy, asked)
  if (asked.length > 0) await alsoSee(trx, persons)
  const told = unfit.flatMap((refusal, i) =>
    refusal === undefined ? [] : [[asked[i]!.row, { zh: refusal.say('zh'), en: refusal.say('en') }] as const],
  )
  return new Map(told.reverse())
}
