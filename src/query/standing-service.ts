import { OF_GUARDIAN, openedBy } from '../access/entrusted.js'
import type { Standing, StandingPort } from '../access/standing.js'
import { answersFor } from '../collection/mandate-answer-store.js'
import type { Database, Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { narrowingOf, narrowingSays } from '../kernel/narrowing.js'
import type { Fact, PersonRegistration, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons } from '../ledger/lookup-store.js'
import { type StandingFacts, standingFacts } from '../ledger/mandate-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import { groupBy, ofKind } from '../records/live.js'
import { guardianshipStands, mandateStands, type Represented, type Stands } from '../records/standing.js'

export interface StandingPorts {
  readonly app: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly setting: Setting
}

const NAMES = { agent: '代理人', guardian: '监护人', relative: '近亲属' } as const

/** 代为办理的依据，由事实之书答复。Read anew at every request: what was revoked a moment ago opens nothing now. */
export class StandingService implements StandingPort {
  constructor(private readonly ports: StandingPorts) {}

  of(personId: string): Promise<readonly Standing[]> {
    return this.ports.app.transaction({ persons: [personId] }, async (trx) => {
      const facts = await standingFacts(trx, personId)
      const subjects = [...new Set([...facts.mandates, ...facts.guardianships].map((fact) => fact.personId))].filter(
        (id) => !facts.ids.includes(id),
      )
      return subjects.length === 0 ? [] : this.standing(trx, personId, facts, subjects)
    })
  }

  private async standing(trx: Trx, personId: string, facts: StandingFacts, subjects: readonly string[]) {
    await alsoSee(trx, [personId, ...subjects])
    const kinds = ['mandate', 'lifeEvent'] as const
    const known = groupBy(await factsOfPersons(trx, subjects, kinds), (fact) => (fact as { personId: string }).personId)
    const registrations = await registrationsOf(trx, [personId, ...subjects], this.ports.vault)
    const named = new Map(registrations.map((one) => [one.personId, one]))
    const answers = await answersFor(trx, facts.ids)
    const own = named.get(personId)?.fullName ?? ''
    return subjects.flatMap((id) => {
      const of = named.get(id)
      if (of === undefined) return []
      const stands = this.stands(facts, id, representedOf(of, known.get(id) ?? []))
      const accepted = stands.filter(({ document }) => (answers.get(`${id}|${document}`) ?? 'accepted') === 'accepted')
      return accepted.map((one) => standingOf(one, of.fullName, own))
    })
  }

  private stands({ mandates, guardianships }: StandingFacts, id: string, of: Represented): Stands[] {
    const { clock, setting } = this.ports
    const today = clock.today()
    const terms = { today, majority: setting('business.majority-age') }
    const given = mandates.filter(({ personId }) => personId === id).map((one) => mandateStands(one, of, today))
    const wards = guardianships.filter(({ personId }) => personId === id)
    return [...given, guardianshipStands(wards, of, terms)].filter((one) => one !== undefined)
  }
}

function representedOf({ birthDate }: PersonRegistration, facts: readonly Posted<Fact>[]): Represented {
  return { birthDate, lives: ofKind(facts, 'lifeEvent'), mandates: ofKind(facts, 'mandate') }
}

function standingOf(one: Stands, subjectName: string, own: string): Standing {
  const { capacity, personId, ref, document, fromDay, throughDay, scope } = one
  const narrowed = capacity === 'guardian' ? undefined : narrowingOf(scope)
  const only = narrowed === undefined ? '' : `（${narrowingSays(narrowed).zh}）`
  return {
    ...{ capacity, personId, ref, document, fromDay, throughDay, subjectName },
    ...(narrowed === undefined ? {} : { narrowed }),
    opens: capacity === 'guardian' ? OF_GUARDIAN : openedBy(scope),
    says: `${NAMES[capacity]} ${own} 凭 ${document}${only}`,
  }
}
