import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { alsoSee, employersById } from '../ledger/lookup-store.js'
import { findPersons } from '../ledger/people-store.js'
import { takeIds } from '../ledger/posting-store.js'
import type { SubmissionDetail } from './contract.js'
import { countedOf } from './correction-lines.js'
import { employerOf } from './employer-terms.js'
import { EntryDesk } from './entry-desk-service.js'
import { type FoundPerson, findNamedPersons, getEmployer } from './entry-service.js'
import { said } from './explanation.js'
import { CORRECTABLE } from './kinds.js'
import type { InsuranceShare, SplitFact, SplitLook, SplitPreview, SplitRequest } from './maintenance-contract.js'
import type { RegisteredWith, SplitLine } from './maintenance-lines.js'
import { overlapOf, sharesOf } from './overlap.js'
import { sideOf } from './person-side-store.js'
import type { CollectionPorts } from './ports.js'
import { nothingChosen, notTheirs, registeredAlready, splitWithOneself, tooManyChosen } from './refusals-maintenance.js'
import { readParticulars } from './registration-lines.js'
import { amountOf, isChosen, type Movable, monthOf, movableIn } from './split-choice.js'

/** 一次至多拆分的行数：two rows of the ledger each, within one posting. */
export const MOST_MOVED = 2000

interface Split {
  readonly person: FoundPerson
  readonly to: FoundPerson
  readonly register?: RegisteredWith | undefined
  readonly facts: readonly Posted<Fact>[]
  readonly theirs: readonly Posted<Fact>[]
  readonly movable: readonly Movable[]
  readonly moved: readonly Movable[]
}

/** 拆分被冒用或混合的记录。Facts that are another person's are reversed and posted anew for whom they belong to. */
export class SplitService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async personsIn({ person, to, register }: SplitLook): Promise<string[]> {
    const named = register === undefined ? [person, to] : [person]
    return (await findNamedPersons(this.ports, named)).map(({ personId }) => personId)
  }

  /** 两份记录的前后，and each row that may be chosen. */
  async preview(request: SplitLook): Promise<SplitPreview> {
    const split = await this.read(request)
    const { person, to, facts, theirs, movable, moved, register } = split
    const after = [...facts, ...moved.map(reversal)]
    const theirsAfter = [...theirs, ...moved.map((fact) => movedTo(fact, to.personId))]
    const chosen = new Set(moved.map(({ ref }) => `${ref.posting}/${ref.ordinal}`))
    const names = await this.employerNames(movable)
    const both = [sharesOf(facts), sharesOf(theirs), sharesOf(after), sharesOf(theirsAfter)] as const
    const [before, now] = [sumOf(both[0]) + sumOf(both[1]), sumOf(both[2]) + sumOf(both[3])]
    invariant(before === now, `a split of person ${person.personId} changes the sum of both`)
    return {
      person: { before: both[0], after: both[2] },
      to: { before: both[1], after: both[3] },
      isNew: register !== undefined,
      facts: movable.map((fact) => viewOf(fact, chosen.has(`${fact.ref.posting}/${fact.ref.ordinal}`), names)),
      chosen: moved.length,
      overlap: overlapOf(theirs, moved),
      totals: { before, after: now },
    }
  }

  async split(actor: Actor, request: SplitRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { person, to, moved, theirs, register } = await this.read(request, organisationOf(actor))
    if (moved.length === 0) throw new Refusal(nothingChosen, {})
    if (moved.length > MOST_MOVED) throw new Refusal(tooManyChosen, { chosen: moved.length, most: MOST_MOVED })
    const { reason, explanation, documentId } = request
    const line: SplitLine = {
      ...{ row: 1, ...person, reason, explanation: said(explanation) },
      split: { ...to, moved, register, overlapping: overlapOf(theirs, moved).length },
    }
    const agency = organisationOf(actor)
    const place = { kind: 'personSplit' as const, agency, area: this.ports.areaOf(agency), documentId }
    const counted = moved.flatMap((fact) => countedOf(fact, fact))
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted }] }, resubmits)
  }

  private async read(request: SplitLook, agency = ''): Promise<Split> {
    const { person: named, to: other, register, choice } = request
    const [person] = (await findNamedPersons(this.ports, [named])) as [FoundPerson]
    const line = register === undefined ? undefined : await this.registration(request, agency)
    const to = line ?? (await this.registered(other))
    if (to.personId === person.personId) throw new Refusal(splitWithOneself, {})
    const employerId =
      choice.creditCode === undefined ? undefined : (await getEmployer(this.ports, choice.creditCode)).id
    return this.ports.app.transaction({ persons: [person.personId] }, async (trx) => {
      const { facts } = await sideOf(trx, this.ports.vault, person.personId)
      const theirs = line === undefined ? await this.factsOf(trx, to.personId) : []
      const movable = movableIn(facts)
      const moved = movable.filter((fact) => isChosen(fact, choice, employerId))
      const missing = choice.facts?.find(
        ({ posting, ordinal }) => !moved.some(({ ref }) => ref.posting === posting && ref.ordinal === ordinal),
      )
      if (missing !== undefined) throw new Refusal(notTheirs, missing)
      const { personId, identityNumber, fullName } = to
      return { person, to: { personId, identityNumber, fullName }, register: line, facts, theirs, movable, moved }
    })
  }

  private async registered(other: SplitLook['to']): Promise<FoundPerson> {
    return ((await findNamedPersons(this.ports, [other])) as [FoundPerson])[0]
  }

  private async factsOf(trx: Trx, personId: string): Promise<readonly Posted<Fact>[]> {
    await alsoSee(trx, [personId])
    return (await sideOf(trx, this.ports.vault, personId)).facts
  }

  /** 随凭证登记的人。A number that is registered already is nobody new. */
  private async registration({ to, register }: SplitLook, agency: string): Promise<RegisteredWith> {
    const { identity, fullName, sex, birthDate, nationality } = readParticulars(
      { ...to, ...register },
      this.ports.clock.today(),
    )
    const personId = await this.ports.app.transaction({}, async (trx) => {
      const known = await findPersons(trx, [this.ports.vault.identityDigest(identity.number)])
      if (known.size > 0) throw new Refusal(registeredAlready, {})
      return (await takeIds(trx, 'person_id', 1))[0]!
    })
    const numbered = { documentType: identity.documentType, socialSecurityNumber: identity.number }
    const place = { agency, area: agency === '' ? '' : this.ports.areaOf(agency) }
    const registration = { ...place, personId, fullName, sex, birthDate, nationality, ...numbered }
    const { documentType } = identity
    const named = { personId, identityNumber: identity.number, fullName, documentType }
    return { ...named, registration }
  }

  private async employerNames(facts: readonly Movable[]): Promise<ReadonlyMap<string, string>> {
    const ids = [...new Set(facts.flatMap((fact) => ('employerId' in fact ? (fact.employerId ?? []) : [])))]
    const found = await this.ports.app.transaction({}, (trx) => employersById(trx, ids))
    return new Map(
      ids.map((id) => [id, employerOf(found.filter((one) => one.employerId === id))?.versions.at(-1)?.name ?? '']),
    )
  }
}

function reversal(fact: Movable): Posted<Fact> {
  return { ...fact, ref: { posting: '0', ordinal: fact.ref.ordinal }, reverses: fact.ref } as Posted<Fact>
}

function movedTo(fact: Movable, personId: string): Posted<Fact> {
  return { ...fact, personId } as Posted<Fact>
}

function sumOf(shares: readonly InsuranceShare[]): number {
  return shares.reduce((sum, { due, paid }) => sum + due + paid, 0)
}

function viewOf(fact: Movable, chosen: boolean, names: ReadonlyMap<string, string>): SplitFact {
  const { zh, en } = CORRECTABLE[fact.kind]
  const [month, amount] = [monthOf(fact), amountOf(fact)]
  const employer = 'employerId' in fact && fact.employerId !== undefined ? names.get(fact.employerId) : undefined
  return {
    ...{ ...fact.ref, factKind: fact.kind, says: { zh, en }, chosen },
    ...('insurance' in fact && fact.insurance !== undefined ? { insurance: fact.insurance } : {}),
    ...(month === undefined ? {} : { month }),
    ...(amount === undefined ? {} : { amount }),
    ...(employer === undefined ? {} : { employer }),
  }
}
