import { type Actor, subjectOf } from '../access/actor.js'
import type { LookLine } from '../access/book.js'
import { looksOf } from '../access/book-store.js'
import { ownRecord } from '../access/resource.js'
import { keepersOf } from '../collection/keepers-store.js'
import type { Trx } from '../db/database.js'
import { type Day, parseDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask, maskName } from '../kernel/mask.js'
import { comparableName } from '../kernel/name.js'
import { foldOf } from '../ledger/alias-store.js'
import { employersByCode } from '../ledger/lookup-store.js'
import { isHandler, protectedAmong } from '../ledger/mandate-store.js'
import { findPersons } from '../ledger/people-store.js'
import { personsByGrams, personsOfEmployer, registrationsOf } from '../ledger/record-store.js'
import type { LooksAnswer, LookView, SearchAnswer, SearchBody } from './contract.js'
import { groundsOf, type RecordPorts } from './record-service.js'

/** As many candidates are looked at before the other keys are applied; beyond that the search is told to narrow. */
const MOST_CANDIDATES = 2000
const MOST_LOOKS = 500

/** 找人，与看谁找过。 */
export class PersonService {
  constructor(private readonly ports: RecordPorts) {}

  /** 检索参保人。Two keys at least; a few masked hits of one's own district, each written down as shown. */
  async search(actor: Actor, body: SearchBody): Promise<SearchAnswer> {
    const { name, identityNumber, birthDate, employerCode, purpose } = body
    if (birthDate !== undefined) parseDay(birthDate)
    const keys = [name, identityNumber, birthDate, employerCode].filter((key) => key !== undefined && isKey(key)).length
    const ask = {
      actor,
      action: 'record.search' as const,
      resource: { kind: 'Agency' as const, agency: actor.agency ?? '' },
      context: { keys },
      purpose,
      matter: purpose,
    }
    const most = this.ports.setting('business.search-most-hits')
    return this.ports.gate.pass(ask, async (trx, { show }) => {
      const candidates = await this.candidates(trx, body)
      if (candidates === undefined) return { more: true, hits: [] }
      const found = await this.fitting(trx, actor, candidates, body)
      const hits = found.slice(0, most)
      await show(hits.map(({ personId }) => personId))
      return { more: found.length > most, hits }
    })
  }

  /** 谁查过我的记录。 */
  looks(actor: Actor): Promise<LooksAnswer> {
    const subject = subjectOf(actor)
    const ask = { actor, action: 'looks.read' as const, resource: ownRecord(subject), subjects: [subject] }
    return this.ports.gate.pass(ask, async (trx) => {
      const { ids } = await foldOf(trx, [subject])
      const lines = onceEach(await looksOf(trx, ids, { most: MOST_LOOKS, today: this.ports.clock.today() }))
      return { looks: lines.map((line) => this.lookView(line, ids)) }
    })
  }

  private lookView(line: LookLine, own: readonly string[]): LookView {
    const { at, realm, channel, action, outcome } = line
    return {
      ...{ lookId: line.lookId, at, realm, channel, action, outcome, purpose: this.ports.vault.reveal(line.purpose) },
      organisation:
        realm === 'staff' ? this.ports.agencyName(line.organisation) : this.ports.otherName(line.organisation),
      sections: line.sections.join(','),
      grounds: groundsOf({ policies: [...line.policies] }, this.ports),
      self: own.includes(line.actorPersonId) && realm === 'citizen',
    }
  }

  /** The narrowest key first; undefined where it fits too many to look at. */
  private async candidates(
    trx: Trx,
    { identityNumber, name, employerCode }: SearchBody,
  ): Promise<string[] | undefined> {
    const { vault, clock } = this.ports
    if (identityNumber !== undefined) {
      const { number } = parseIdentity(identityNumber, clock.today())
      return [...(await findPersons(trx, [vault.identityDigest(number)])).values()].map(({ personId }) => personId)
    }
    if (name !== undefined) {
      const found = await personsByGrams(trx, vault.nameGrams(name), MOST_CANDIDATES + 1)
      return found.length > MOST_CANDIDATES ? undefined : found
    }
    return this.ofEmployer(trx, employerCode)
  }

  private async ofEmployer(trx: Trx, employerCode: string | undefined): Promise<string[]> {
    if (employerCode === undefined) return []
    const [employer] = await employersByCode(trx, [employerCode])
    if (employer === undefined) return []
    await trx.rows(`select set_config('quanyi.employer', $1, true)`, [employer.employerId])
    return personsOfEmployer(trx, employer.employerId)
  }

  private async fitting(
    trx: Trx,
    actor: Actor,
    candidates: readonly string[],
    body: SearchBody,
  ): Promise<SearchAnswer['hits']> {
    await trx.rows(`select set_config('quanyi.persons', ledger.folded($1), true)`, [candidates.join(',')])
    const staffOf = body.employerCode === undefined ? undefined : new Set(await this.ofEmployer(trx, body.employerCode))
    // 保密标识：no search finds them, but for the named post.
    const marked = isHandler(actor) ? new Set() : await protectedAmong(trx, candidates)
    const registrations = (await registrationsOf(trx, candidates, this.ports.vault)).filter(
      ({ personId }) => !marked.has(personId),
    )
    const hits = []
    for (const one of registrations) {
      const fits =
        (body.birthDate === undefined || one.birthDate === (body.birthDate as Day)) &&
        (body.name === undefined || this.isNamed(one.fullName, body.name)) &&
        (staffOf === undefined || staffOf.has(one.personId))
      if (!fits || !(await this.isOfDistrict(trx, actor, one.personId))) continue
      hits.push({
        personId: one.personId,
        fullName: maskName(one.fullName),
        identityNumber: mask(one.socialSecurityNumber),
        birthYear: Number(one.birthDate.slice(0, 4)),
        sex: one.sex,
      })
      if (hits.length > this.ports.setting('business.search-most-hits')) break
    }
    return hits
  }

  private isNamed(fullName: string, asked: string): boolean {
    return comparableName(fullName).includes(comparableName(asked))
  }

  /** 本辖区：a city sees all of its districts, a district its own, and whoever was its own before. */
  private async isOfDistrict(trx: Trx, actor: Actor, personId: string): Promise<boolean> {
    const { agencies, formerly } = await keepersOf(trx, personId)
    const all = [...agencies, ...formerly.map(({ agency }) => agency)]
    return all.some((agency) => this.ports.isWithin(agency, actor.agency ?? ''))
  }
}

/** 一次查阅，两个编号下各有一行：told once. */
function onceEach(lines: readonly LookLine[]): LookLine[] {
  const told = new Map<string, LookLine>()
  for (const line of lines) {
    const { at, actorPersonId, action, outcome, purpose, matter } = line
    const key = [at, actorPersonId, action, outcome, purpose, matter].join('\n')
    const same = told.get(key)
    if (same === undefined || same.personId === line.personId) told.set(same === undefined ? key : line.lookId, line)
  }
  return [...told.values()]
}

/** 有效的条件。What is blank, or nothing but signs, narrows nothing. */
function isKey(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}
