import type { Actor } from '../access/actor.js'
import { EmployerChangeService } from '../collection/employer-change-service.js'
import { PersonChangeService } from '../collection/person-change-service.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { employersById, openedNames } from '../ledger/lookup-store.js'
import type { DecideDifference } from './contract.js'
import type { Difference } from './difference-store.js'
import type { DifferenceBody } from './matching-service.js'
import type { ExchangePorts } from './ports.js'

/**
 * 照对方改：filed as the submission that changes such a field, for review like any other. Undefined where the clerk has more
 * to fill in first; then the values stand beside the difference, and the submission is named once it is filed.
 */
export class ProposalService {
  constructor(private readonly ports: ExchangePorts) {}

  async file(
    actor: Actor,
    one: Difference,
    body: DifferenceBody,
    given: DecideDifference,
  ): Promise<string | undefined> {
    switch (one.field) {
      case 'name':
        return one.outcome === 'oneDigitOff' ? undefined : this.changeName(actor, one, body, given)
      case 'employerName':
      case 'employerType':
        return this.changeEmployer(actor, one, body, given)
      default:
        return undefined
    }
  }

  /** Never without its paper. */
  private async changeName(
    actor: Actor,
    { personId }: Difference,
    { theirs }: DifferenceBody,
    { note, documentId }: DecideDifference,
  ): Promise<string | undefined> {
    if (personId === undefined || documentId === undefined) return undefined
    const { collection } = this.ports
    const who = await collection.app.transaction({ persons: [personId] }, async (trx) =>
      (await openedNames(trx, [personId], collection.vault)).get(personId),
    )
    if (who === undefined) return undefined
    const change = {
      ...who,
      changes: { fullName: theirs },
      reason: 'comparison' as const,
      explanation: note,
      documentId,
    }
    return (await new PersonChangeService(collection).change(actor, change)).id
  }

  private async changeEmployer(
    actor: Actor,
    { employerId, field }: Difference,
    { theirs, texts }: DifferenceBody,
    { note, documentId }: DecideDifference,
  ): Promise<string | undefined> {
    if (employerId === undefined) return undefined
    const { collection } = this.ports
    const facts = await collection.app.transaction({}, (trx) => employersById(trx, [employerId]))
    const creditCode = facts.at(-1)?.creditCode
    if (creditCode === undefined) return undefined
    const changes = field === 'employerName' ? { name: theirs } : { employerType: theirs }
    const fromMonth = periodOfDay((texts['day'] ?? collection.clock.today()) as Day)
    const paper = documentId === undefined ? {} : { documentId }
    const request = { creditCode, fromMonth, changes, ground: note, ...paper }
    return (await new EmployerChangeService(collection).change(actor, request)).id
  }
}
