import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import type { PersonRegistration, Posted } from '../ledger/fact.js'
import { findPersons } from '../ledger/people-store.js'
import { registrationsOf } from '../ledger/record-store.js'
import type { SubmissionDetail } from './contract.js'
import { EntryDesk } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { findNamedPerson } from './entry-service.js'
import type { PersonChangeLine } from './lines.js'
import { changed } from './person-change.js'
import type { CollectionPorts } from './ports.js'
import { numberTaken } from './refusals.js'
import type { PersonChangeRequest } from './registration-change-contract.js'

/** 个人基本信息变更。The registration is posted anew as a whole; the old one and the old number stay and are found. */
export class PersonChangeService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async change(actor: Actor, request: PersonChangeRequest, resubmits?: string): Promise<SubmissionDetail> {
    const person = await findNamedPerson(this.ports, request)
    const former = await this.registrationOf(person.personId)
    const after = changed(former, request.changes, this.ports.clock.today())
    if (after.socialSecurityNumber !== former.socialSecurityNumber) {
      await this.refuseTaken(person.personId, after.socialSecurityNumber)
    }
    const { reason, explanation, documentId } = request
    const { ref, kind, line: _, reverses, ...stands } = former
    const line: PersonChangeLine = {
      row: 1,
      ...person,
      former: { ...stands, ref },
      registration: { ...stands, ...after },
      reason,
      explanation,
    }
    const { agency, area } = former
    const place = { kind: 'personChange' as const, agency, area, documentId }
    return this.desk.file(actor, { ...place, content: request, lines: [{ line, counted: [] }] }, resubmits)
  }

  private async registrationOf(personId: string): Promise<Posted<PersonRegistration>> {
    const [known] = await this.ports.app.transaction({ persons: [personId] }, (trx) =>
      registrationsOf(trx, [personId], this.ports.vault),
    )
    if (known === undefined)
      refuseEntry('此人还没有个人登记，请先办理个人登记。', 'This person has no registration yet; register first.')
    return known
  }

  private async refuseTaken(personId: string, number: string): Promise<void> {
    const { app, vault } = this.ports
    const found = await app.transaction({}, (trx) => findPersons(trx, [vault.identityDigest(number)]))
    const [other] = [...found.values()]
    if (other !== undefined && other.personId !== personId) throw new Refusal(numberTaken, {})
  }
}
