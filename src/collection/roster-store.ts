import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import { INSURANCES } from '../kernel/terms.js'
import type { Enrolment } from '../ledger/fact.js'
import { factsOfEmployerKind } from '../ledger/fund-store.js'
import { alsoSee, openedNames } from '../ledger/lookup-store.js'
import type { Vault } from '../ledger/vault.js'
import { Enrolments } from './enrolment-state.js'

/** 职工名册的一行：who is active with this employer in a month, opened. `key` is what outsiders call the row. */
export interface RosterRow {
  readonly key: string
  readonly personId: string
  readonly fullName: string
  readonly identityNumber: string
  readonly active: readonly string[]
  /** 在本单位参保的起始年月, the latest beginning. */
  readonly since: Period
}

/** 对外的行号：a keyed digest, no number of the house. */
export function staffKey(vault: Vault, employerId: string, personId: string): string {
  return vault.digest(`staff:${employerId}:${personId}`).toString('hex').slice(0, 24)
}

/** 某月在本单位参保的职工，by name. Sees this employer and these persons for the rest of the transaction. */
export async function rosterOf(trx: Trx, vault: Vault, employerId: string, month: Period): Promise<RosterRow[]> {
  const facts = await factsOfEmployerKind<Enrolment>(trx, 'enrolment', employerId)
  const state = new Enrolments(facts)
  const persons = [...new Set(facts.map(({ personId }) => personId))]
  const active = persons.flatMap((personId) => {
    const insurances = state.activeAmong(personId, INSURANCES, employerId, month)
    return insurances.length === 0 ? [] : [{ personId, insurances }]
  })
  const ids = active.map(({ personId }) => personId)
  await alsoSee(trx, ids)
  const names = await openedNames(trx, ids, vault)
  const rows = active.map(({ personId, insurances }): RosterRow => {
    const since = insurances
      .map((one) => state.at(personId, one, employerId, month)!.fromMonth)
      .sort()
      .at(-1)!
    const named = names.get(personId) ?? { fullName: '', identityNumber: '' }
    return { key: staffKey(vault, employerId, personId), personId, ...named, active: insurances, since }
  })
  return rows.sort((a, b) => a.fullName.localeCompare(b.fullName, 'zh') || (a.key < b.key ? -1 : 1))
}
