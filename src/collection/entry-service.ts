import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { parseCreditCode } from '../kernel/credit-code.js'
import { periodOfDay } from '../kernel/day.js'
import { parseIdentity } from '../kernel/identity.js'
import { fen } from '../kernel/money.js'
import { parsePersonName } from '../kernel/name.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due } from '../ledger/fact.js'
import { contributionsOf, employersByCode, enrolmentsOf } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import type { SubmissionDetail, SubmissionKind } from './contract.js'
import { type Employer, employerOf, itemsOf, staffKind, termsIn } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { SingleContributionRequest } from './entry-contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEnded, refuseEntry } from './entry-refusals.js'
import { chargeKey, chargesOf } from './filing-match.js'
import { CHARGES } from './filing-row.js'
import { endingsOf } from './known-life-store.js'
import type { ContributionLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth, unknownEmployer } from './refusals.js'

/** 查明的人：in the desk's own words, since a clerk may know what an employer may not. */
export interface FoundPerson {
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
}

/** 个人缴费录入。A clerk enters one person's contribution; earlier months take the longer route of back payment. */
export class EntryService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async enter(actor: Actor, request: SingleContributionRequest, resubmits?: string): Promise<SubmissionDetail> {
    const settlementMonth = parsePeriod(request.settlementMonth)
    const contributionMonth = parsePeriod(request.contributionMonth)
    const current = periodOfDay(this.ports.clock.today())
    if (settlementMonth > current || contributionMonth > settlementMonth) {
      throw new Refusal(futureMonth, {
        month: settlementMonth > current ? settlementMonth : contributionMonth,
        current,
      })
    }
    const contributionKind = request.contributionKind.replace(/^0/, '')
    if (!CHARGES.includes(contributionKind))
      refuseEntry(
        '缴费类型只接收 1、2、11、14、19（正常应缴、补收、补欠缴、特殊补收、趸缴），请改正。',
        'Contribution kind must be 1, 2, 11, 14 or 19.',
      )
    if (request.declaredWage < 0) refuseEntry('缴费工资不能为负数，请改正。', 'The declared wage cannot be negative.')
    const person = await findNamedPerson(this.ports, request)
    const employer = request.creditCode === undefined ? undefined : await getEmployer(this.ports, request.creditCode)
    const asked = { ...request, settlementMonth, contributionMonth, declaredWage: fen(request.declaredWage) }
    const insurances = await this.openInsurances(person, employer, asked)
    const agency = employer?.agency ?? organisationOf(actor)
    const area = employer?.area ?? this.ports.areaOf(agency)
    const personKind = employer === undefined ? 'flexible' : staffKind(insurances)
    const terms = employer && termsIn(employer, contributionMonth)
    const items = itemsOf(this.ports.policy().book.area(area), terms, { ...asked, insurances, personKind })
    const line: ContributionLine = {
      row: 1,
      ...person,
      contributionMonth,
      contributionKind,
      declaredWage: asked.declaredWage,
      personKind,
      items,
    }
    const isNormal = contributionKind === '1' && contributionMonth === settlementMonth
    const kind: SubmissionKind = isNormal ? 'singleContribution' : 'backPay'
    const { documentId } = request
    const place = { kind, agency, area, employerId: employer?.id, settlementMonth, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: items }] }, resubmits)
  }

  private async openInsurances(
    { personId }: FoundPerson,
    employer: Employer | undefined,
    {
      insurances,
      contributionMonth,
    }: { insurances: readonly string[]; contributionMonth: ContributionLine['contributionMonth'] },
  ): Promise<string[]> {
    const { enrolments, charged, endings } = await this.ports.app.transaction({ persons: [personId] }, async (trx) => ({
      endings: await endingsOf(trx, [personId]),
      enrolments: new Enrolments(await enrolmentsOf(trx, [personId])),
      charged: chargesOf(await contributionsOf<Due>(trx, 'due', [personId], [contributionMonth])),
    }))
    for (const insurance of insurances) {
      if (!enrolments.isActive(personId, insurance, employer?.id, contributionMonth)) {
        refuseEntry(
          `该人 ${contributionMonth} 未参保险种 ${insurance}，请先办理参保登记。`,
          `Not enrolled in ${insurance} in ${contributionMonth}; register the enrolment first.`,
        )
      }
      refuseEnded(endings.whyEnded(personId, insurance, contributionMonth), contributionMonth)
      if (charged.has(chargeKey(personId, insurance, contributionMonth, employer?.id))) {
        refuseEntry(
          `该人 ${contributionMonth} 险种 ${insurance} 已有应缴，需要更改请办理更正。`,
          `${insurance} of ${contributionMonth} is due already; file a correction to change it.`,
        )
      }
    }
    return [...insurances]
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
