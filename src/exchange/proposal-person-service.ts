import type { Actor } from '../access/actor.js'
import { CorrectionService } from '../collection/correction-service.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import { writeLevyFile } from '../collection/levy-file.js'
import { LevyService } from '../collection/levy-service.js'
import { PersonChangeService } from '../collection/person-change-service.js'
import { RegistrationService } from '../collection/registration-service.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Fact, FactKind, Posted } from '../ledger/fact.js'
import { alsoSee, factsOfPersons, openedNames } from '../ledger/lookup-store.js'
import { findPersons } from '../ledger/people-store.js'
import { liveFacts, ofKind } from '../records/live.js'
import { changesOf, standingIn } from '../records/payable.js'
import type { Difference } from './difference-store.js'
import type { DifferenceBody } from './matching-service.js'
import type { ExchangePorts } from './ports.js'
import type { Papers } from './proposal.js'
import { missingDifference, nothingRuns, notOneRow } from './refusals.js'

const WHY = 'comparisonResult' as const

/** 照对方改个人的记录。Each field by the submission that changes it, and by no other way. */
export class PersonProposals {
  constructor(private readonly ports: ExchangePorts) {}

  /** 姓名、号码、出生日期。 */
  async change(actor: Actor, one: Difference, body: DifferenceBody, { note, documentId }: Papers): Promise<string> {
    const { texts, theirs } = body
    const changes =
      one.field === 'name'
        ? { fullName: texts['fullName'] ?? theirs }
        : one.field === 'number'
          ? { identityNumber: texts['identityNumber'] ?? theirs }
          : { birthDate: theirs }
    const who = await this.who(one)
    const request = { ...who, changes, reason: 'comparison' as const, explanation: note, documentId }
    return (await new PersonChangeService(this.ports.collection).change(actor, request)).id
  }

  /** 新生儿：registered with its guardian where that is known here. */
  async register(actor: Actor, { texts }: DifferenceBody, { documentId }: Papers): Promise<string> {
    const guardian = await this.guardian(texts['guardianNumber'])
    const [birthDate, sex] = [texts['birthDate']!, texts['sex'] as '1' | '2' | undefined]
    const request = {
      ...{ identityNumber: texts['identityNumber']!, fullName: texts['fullName']!, birthDate, documentId },
      ...{ insurances: [], fromMonth: periodOfDay(birthDate as Day) },
      ...(sex === undefined ? {} : { sex }),
      ...(guardian === undefined ? {} : { guardianNumber: guardian.identityNumber, guardianName: guardian.fullName }),
    }
    return (await new RegistrationService(this.ports.collection).registerPerson(actor, request)).id
  }

  /** 死亡日期：the event stands, on the day they tell. */
  async moveDeath(actor: Actor, one: Difference, { theirs }: DifferenceBody, papers: Papers): Promise<string> {
    const death = await this.only(one, 'lifeEvent', ({ event }) => event === 'death')
    return this.correct(actor, one, death, { day: theirs }, papers)
  }

  /** 未记账的到账：one line of a levy result, its base that of the month's due where there is one. */
  async pay(actor: Actor, one: Difference, { texts, amounts }: DifferenceBody): Promise<string> {
    const { collection } = this.ports
    const [insurance, contributionMonth] = [texts['insurance']!, texts['contributionMonth']!]
    const dues = ofKind(await this.facts(one, ['due']), 'due').filter(
      (due) => due.insurance === insurance && due.contributionMonth === contributionMonth,
    )
    const row = {
      ...{ levyVoucher: texts['levyVoucher']!, creditCode: texts['creditCode'] ?? '' },
      ...{ identityNumber: texts['identityNumber']!, fullName: texts['fullName']!, insurance },
      ...{ settlementMonth: periodOfDay(texts['arrivalDay'] as Day), contributionMonth },
      ...{ contributionKind: '1', base: baseOf(dues), arrivalDay: texts['arrivalDay'] as Day },
      ...{ employerAmount: amounts['employerAmount']!, personAmount: amounts['personAmount']! },
    }
    const bytes = Buffer.from(writeLevyFile(`${one.partner}-${one.differenceId}`.slice(0, 60), [row as never]))
    const levies = new LevyService(collection)
    const { submission } = await levies.upload(actor, { fileName: `${one.partner}-${one.line}.csv`, bytes })
    if (submission.state !== 'draft') return submission.id
    const { id, revision } = submission
    return (await levies.submit(actor, id, { revision, acceptedOnly: false })).id
  }

  async correctPaid(actor: Actor, one: Difference, { texts, amounts }: DifferenceBody, papers: Papers) {
    const paid = await this.only(
      one,
      'paid',
      (row) =>
        row.levyVoucher === texts['levyVoucher'] &&
        row.insurance === texts['insurance'] &&
        row.contributionMonth === texts['contributionMonth'],
    )
    const change = { employerAmount: amounts['employerAmount']!, personAmount: amounts['personAmount']! }
    return this.correct(actor, one, paid, change, papers)
  }

  async correctSettlement(actor: Actor, one: Difference, { texts, amounts }: DifferenceBody, papers: Papers) {
    const own = await this.only(one, 'benefitDetermination', ({ document }) => document === texts['document'])
    return this.correct(actor, one, own, { amount: amounts['amount']! }, papers)
  }

  /** 服刑：every periodic benefit that runs in that month is suspended from it. */
  async suspend(actor: Actor, one: Difference, body: DifferenceBody, { documentId, fill }: Papers): Promise<string> {
    const facts = await this.facts(one, ['benefitDetermination', 'benefitChange'])
    const fromMonth = fill.fromMonth as never
    const running = ofKind(facts, 'benefitDetermination').filter(
      (item) =>
        item.periodic && standingIn(changesOf(ofKind(facts, 'benefitChange'), item), fromMonth).state === 'running',
    )
    const kinds = new Map(
      running.map(({ insurance, benefitKind }) => [`${insurance} ${benefitKind}`, { insurance, benefitKind }]),
    )
    if (kinds.size === 0) throw new Refusal(nothingRuns, {})
    const who = await this.who(one)
    const document = `服刑通报 ${body.theirs}`.slice(0, 100)
    const items = [...kinds.values()].map((kind) => ({
      ...{ ...who, ...kind, change: 'suspend' as const, fromMonth, reason: 'imprisonment' as const, document },
    }))
    const request = { items: items as never, documentId }
    return (await new FactEntryService(this.ports.collection).enter(actor, 'benefitChange', request)).id
  }

  /** 医疗费用结算：what the institution settled, as one item of the month of service. */
  async settle(actor: Actor, one: Difference, { texts, amounts }: DifferenceBody, { documentId }: Papers) {
    const month = periodOfDay(texts['day'] as Day)
    const elsewhere = { item: 'medicalReimbursement', amount: amounts['amount']!, periodic: false, fromMonth: month }
    const item = {
      ...{ ...(await this.who(one)), insurance: texts['insurance'], benefitKind: 'medical', variant: '' },
      ...{ eventMonth: month, document: texts['document'], elsewhere },
    }
    const request = { items: [item as never], documentId }
    return (await new FactEntryService(this.ports.collection).enter(actor, 'benefitDetermination', request)).id
  }

  private async correct(
    actor: Actor,
    { personId = '0' }: Difference,
    { kind, ref }: Posted<Fact>,
    replacement: object,
    { note, documentId }: Papers,
  ): Promise<string> {
    const row = { personId, factKind: kind as 'paid', posting: ref.posting, ordinal: ref.ordinal }
    const request = { ...row, reason: WHY, explanation: note, replacement, documentId }
    return (await new CorrectionService(this.ports.collection).correct(actor, request)).id
  }

  /** The one row it is about; of several, people choose. */
  private async only<K extends FactKind>(
    one: Difference,
    kind: K,
    fits: (fact: Posted<Extract<Fact, { kind: K }>>) => boolean,
  ): Promise<Posted<Extract<Fact, { kind: K }>>> {
    const own = ofKind(await this.facts(one, [kind]), kind).filter(fits)
    if (own.length !== 1) throw new Refusal(notOneRow, { rows: own.length })
    return own[0]!
  }

  private facts({ personId = '0' }: Difference, kinds: readonly FactKind[]): Promise<Posted<Fact>[]> {
    return this.ports.collection.app.transaction({ persons: [personId] }, async (trx) =>
      liveFacts(await factsOfPersons(trx, [personId], kinds)),
    )
  }

  private async who({ personId = '0' }: Difference) {
    const { app, vault } = this.ports.collection
    const who = await app.transaction({ persons: [personId] }, async (trx) =>
      (await openedNames(trx, [personId], vault)).get(personId),
    )
    if (who === undefined) throw new Refusal(missingDifference, {})
    return who
  }

  private guardian(number: string | undefined) {
    const { app, vault } = this.ports.collection
    if (number === undefined) return Promise.resolve(undefined)
    return app.transaction({}, async (trx) => {
      const found = [...(await findPersons(trx, [vault.identityDigest(number)])).values()][0]
      if (found === undefined) return undefined
      await alsoSee(trx, [found.personId])
      return (await openedNames(trx, [found.personId], vault)).get(found.personId)
    })
  }
}

function baseOf(dues: readonly Posted<Due>[]): number {
  return dues.reduce((most, { base }) => Math.max(most, base), 0)
}
