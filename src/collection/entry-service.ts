import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { periodOfDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { parsePersonName } from '../kernel/name.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Posted } from '../ledger/fact.js'
import { contributionsOf, employersByCode, enrolmentsOf } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { chargesFor, restsOnDues } from './charges.js'
import type { FactPreview } from './content-contract.js'
import type { SubmissionDetail, SubmissionKind } from './contract.js'
import { type Employer, employerOf, staffKind, standing, termsIn } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import { chargeAsked, chargeBlock, type EntryAsked, linesOf, readAsked } from './entry-charges.js'
import type { SingleContributionRequest } from './entry-contract.js'
import { EntryDesk } from './entry-desk-service.js'
import {
  NOTHING_DIFFERS,
  refuseCharged,
  refuseEnded,
  refuseEntry,
  refuseNotEnrolled,
  refuseNothingDue,
} from './entry-refusals.js'
import { chargeKey, chargesOf, groupDues } from './filing-match.js'
import { endingsOf } from './known-life-store.js'
import type { ContributionLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { unknownEmployer } from './refusals.js'

const REFUND = '18'

/** 查明的人：in the desk's own words, since a clerk may know what an employer may not. */
export interface FoundPerson {
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
}

/** 个人缴费录入。A clerk enters one person's contribution of any kind; what is no ordinary month takes the longer route. */
export class EntryService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async enter(actor: Actor, request: SingleContributionRequest, resubmits?: string): Promise<SubmissionDetail> {
    const { lines, ...place } = await this.plan(actor, request)
    const { documentId } = request
    const counted = lines.map(({ line }) => ({ line, counted: line.items }))
    return this.desk.file(actor, { ...place, documentId, content: request, lines: counted }, resubmits)
  }

  /** 预览。Computed and checked as if it were filed; nothing is. */
  async preview(actor: Actor, request: SingleContributionRequest): Promise<FactPreview> {
    const { lines } = await this.plan(actor, request)
    return { lines: lines.map(({ line, charges }) => chargeBlock(line, charges)) }
  }

  /** Whom a preview shows, for the access book. */
  async personsIn(request: SingleContributionRequest): Promise<string[]> {
    return [(await findNamedPerson(this.ports, request)).personId]
  }

  private async plan(actor: Actor, request: SingleContributionRequest) {
    const asked = readAsked(request, periodOfDay(this.ports.clock.today()))
    const person = await findNamedPerson(this.ports, request)
    const employer = request.creditCode === undefined ? undefined : await getEmployer(this.ports, request.creditCode)
    const agency = employer?.agency ?? organisationOf(actor)
    const area = employer?.area ?? this.ports.areaOf(agency)
    const dues = await this.duesOf(person, employer, asked)
    const personKind: ContributionLine['personKind'] =
      employer === undefined ? 'flexible' : staffKind([...asked.insurances, ...dues.keys()])
    const place = {
      area: this.ports.policy().book.area(area),
      terms: employer && termsIn(employer, asked.contributionMonth),
    }
    const charged = asked.insurances.flatMap((insurance) =>
      chargesFor(place, chargeAsked({ ...asked, insurance, personKind }, dues.get(insurance) ?? [])),
    )
    if (charged.length === 0) refuseEntry(...NOTHING_DIFFERS)
    const { contributionMonth, settlementMonth, kind: charge } = asked
    const isOrdinary = (charge === '1' && contributionMonth === settlementMonth) || charge === '12'
    const kind: SubmissionKind = isOrdinary ? 'singleContribution' : 'backPay'
    const shared = { ...person, contributionMonth, personKind }
    return { kind, agency, area, employerId: employer?.id, settlementMonth, lines: linesOf(shared, charge, charged) }
  }

  /** 已有的应缴，各险种。For what is charged by wage there must be none, and the person must be enrolled; else there must be some. */
  private async duesOf({ personId }: FoundPerson, employer: Employer | undefined, asked: EntryAsked) {
    const { insurances, contributionMonth: month, kind } = asked
    const { enrolments, dues, endings } = await this.ports.app.transaction({ persons: [personId] }, async (trx) => ({
      endings: await endingsOf(trx, [personId]),
      enrolments: new Enrolments(await enrolmentsOf(trx, [personId])),
      dues: await contributionsOf<Due>(trx, 'due', [personId], [month]),
    }))
    const [charged, grouped] = [chargesOf(dues), groupDues(standing(dues))]
    const found = new Map<string, Posted<Due>[]>()
    for (const insurance of insurances) {
      const key = chargeKey(personId, insurance, month, employer?.id)
      const own = grouped.get(key) ?? []
      if (kind !== REFUND) refuseEnded(endings.whyEnded(personId, insurance, month), month)
      if (restsOnDues(kind)) refuseNothingDue(own, insurance, month)
      else {
        if (!enrolments.isActive(personId, insurance, employer?.id, month)) refuseNotEnrolled(insurance, month)
        if (charged.has(key)) refuseCharged(insurance, month)
      }
      found.set(insurance, own)
    }
    return found
  }
}

/** 按号码与姓名找人。Stops where the number is unknown or the name is another. */
export async function findNamedPerson(
  ports: CollectionPorts,
  given: { identityNumber: string; fullName: string },
): Promise<FoundPerson> {
  return (await findNamedPersons(ports, [given]))[0]!
}

/** 同上，many at once; of more than one the row is told. */
export async function findNamedPersons(
  { app, vault, clock }: CollectionPorts,
  given: readonly { identityNumber: string; fullName: string }[],
): Promise<FoundPerson[]> {
  const at = (i: number) => (given.length === 1 ? { zh: '', en: '' } : { zh: `第 ${i + 1} 行：`, en: `Row ${i + 1}: ` })
  const people = given.map(({ identityNumber, fullName }) => ({
    identityNumber: parseIdentity(identityNumber, clock.today()).number,
    fullName: parsePersonName(fullName),
  }))
  const digests = people.map(({ identityNumber }) => vault.identityDigest(identityNumber))
  const found = await app.transaction({}, (trx) => findPersons(trx, digests))
  return people.map((person, i) => {
    const known = found.get(digests[i]!.toString('hex'))
    if (known === undefined)
      refuseEntry(
        `${at(i).zh}该证件号码尚未登记，请先办理个人登记。`,
        `${at(i).en}This number is not registered; register the person first.`,
      )
    if (known.nameDigest?.equals(nameDigest(vault, person.identityNumber, person.fullName)) !== true) {
      refuseEntry(
        `${at(i).zh}姓名与该证件号码登记的不符，请对照证件核对。`,
        `${at(i).en}The name differs from the registered one; compare with the document.`,
      )
    }
    return { personId: known.personId, ...person }
  })
}

export async function getEmployer({ app }: CollectionPorts, creditCode: string): Promise<Employer> {
  const code = parseCreditCode(creditCode)
  const employer = employerOf(await app.transaction({}, (trx) => employersByCode(trx, [code])))
  if (employer === undefined) throw new Refusal(unknownEmployer, { employer: code })
  return employer
}
