import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { foldOf, standingMerges } from '../ledger/alias-store.js'
import { namesakes } from '../ledger/duplicates-store.js'
import type { PersonRegistration } from '../ledger/fact.js'
import { alsoSee } from '../ledger/lookup-store.js'
import { withoutProtected } from '../ledger/mandate-store.js'
import { personsByGrams, registrationsOf } from '../ledger/record-store.js'
import { type FoundPerson, findNamedPersons } from './entry-service.js'
import type { Sentence } from './kinds.js'
import type { CandidateQuery, Candidates } from './maintenance-contract.js'
import type { CollectionPorts } from './ports.js'

const MOST_NAMESAKES = 200
const MOST_GROUPS = 500
const MOST_PAIRS = 50

const SAME_NUMBER: Sentence = {
  zh: '号码相同，只是一为 15 位旧号、一为 18 位新号',
  en: 'the same number, in its old form of 15 digits and in 18',
}
const SAME_BIRTH: Sentence = { zh: '姓名、性别与出生日期相同', en: 'the same name, sex and date of birth' }

/** 疑似重复登记。Found for people to judge; nothing is joined by a likeness. */
export class MergeCandidatesService {
  constructor(private readonly ports: CollectionPorts) {}

  /** Of one person, by whatever number; without one, those of the district. Answers with the persons it shows. */
  async find(actor: Actor, { person }: CandidateQuery): Promise<{ found: Candidates; persons: string[] }> {
    const found = person === undefined ? await this.ofDistrict(organisationOf(actor)) : await this.ofPerson(person)
    const shown = found.pairs.flatMap(({ one, other }) => [one.personId, other.personId])
    const joined = found.standing.flatMap(({ kept, merged }) => [kept.personId, merged.personId])
    return { found, persons: [...new Set([...shown, ...joined])] }
  }

  private async ofPerson(named: NonNullable<CandidateQuery['person']>): Promise<Candidates> {
    const { vault, app } = this.ports
    const [{ personId }] = (await findNamedPersons(this.ports, [named])) as [FoundPerson]
    return app.transaction({ persons: [personId] }, async (trx) => {
      const { ids } = await foldOf(trx, [personId])
      const own = await registrationsOf(trx, ids, vault)
      const likely = new Set<string>()
      for (const { fullName } of own) {
        for (const id of await personsByGrams(trx, vault.nameGrams(fullName), MOST_NAMESAKES)) likely.add(id)
      }
      const likeliest = [...likely].filter((id) => !ids.includes(id))
      const others = await withoutProtected(trx, likeliest, (id) => id)
      await alsoSee(trx, [personId, ...others])
      const registered = await registrationsOf(trx, others, vault)
      const pairs = own
        .filter((one) => one.personId === personId)
        .flatMap((one) => registered.flatMap((other) => pairOf(one, other)))
      const sides = new Map(own.map((one) => [one.personId, sideOf(one)]))
      const standing = (await standingMerges(trx, ids)).map(({ posting, kept, merged, document }) => ({
        ...{ posting, document },
        ...{ kept: sides.get(kept)!, merged: sides.get(merged)! },
      }))
      return { pairs: pairs.slice(0, MOST_PAIRS), standing, more: pairs.length > MOST_PAIRS }
    })
  }

  private ofDistrict(agency: string): Promise<Candidates> {
    return this.ports.app.transaction({}, async (trx) => {
      const pairs: Candidates['pairs'] = []
      for (const ids of await namesakes(trx, MOST_GROUPS)) {
        pairs.push(...(await this.pairsAmong(trx, ids, agency)))
        if (pairs.length > MOST_PAIRS) break
      }
      return { pairs: pairs.slice(0, MOST_PAIRS), standing: [], more: pairs.length > MOST_PAIRS }
    })
  }

  private async pairsAmong(trx: Trx, ids: readonly string[], agency: string): Promise<Candidates['pairs']> {
    await alsoSee(trx, ids)
    const known = await registrationsOf(trx, ids, this.ports.vault)
    const isOurs = (one: PersonRegistration) => one.agency === agency || this.ports.areaOf(agency) === agency
    return known.flatMap((one, i) =>
      known.slice(i + 1).flatMap((other) => (isOurs(one) || isOurs(other) ? pairOf(one, other) : [])),
    )
  }
}

function pairOf(one: PersonRegistration, other: PersonRegistration): Candidates['pairs'] {
  const why = whyAlike(one, other)
  return why === undefined ? [] : [{ one: sideOf(one), other: sideOf(other), why }]
}

function whyAlike(one: PersonRegistration, other: PersonRegistration): Sentence | undefined {
  if (isOldForm(one.socialSecurityNumber, other.socialSecurityNumber)) return SAME_NUMBER
  const alike = one.birthDate === other.birthDate && one.sex === other.sex
  return alike && one.fullName === other.fullName ? SAME_BIRTH : undefined
}

/** 15 位旧号：the number of 18 digits without the century and the check character. */
function isOldForm(one: string, other: string): boolean {
  const old = (number: string) => (number.length === 18 ? number.slice(0, 6) + number.slice(8, 17) : number)
  return one.length !== other.length && old(one) === old(other)
}

function sideOf({ personId, fullName, socialSecurityNumber, birthDate }: PersonRegistration) {
  return { personId, fullName, identityNumber: mask(socialSecurityNumber), birthDate }
}
