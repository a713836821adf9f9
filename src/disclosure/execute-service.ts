import { createHash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import { takeEntryNumber, writeQueryEntry } from '../access/query-entry-store.js'
import { contentDigest } from '../certificates/content.js'
import type { Trx } from '../db/database.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { RecordView } from '../query/record-view-service.js'
import type { InquiryDetail } from './contract.js'
import {
  approvalOf,
  concerns,
  contentOf,
  handledBy,
  type Inquiry,
  type InquiryContent,
  type Scope,
  stateOf,
} from './inquiry.js'
import { type InquiryService, refuseState, requireHandlerOf } from './inquiry-service.js'
import { findInquiry, insertOutput, insertStep, lockInquiry, outputsOf } from './inquiry-store.js'
import { resultPage } from './pages.js'
import type { DisclosurePorts } from './ports.js'
import { noInquiry, sameHand } from './refusals.js'
import { type Limits, type Narrow, narrowedTo, type PersonResult, refuseBeyond } from './result.js'
import { tablesOf } from './result-tables.js'
import { resourceOf } from './view-service.js'

/**
 * 办理。The result is derived from the ledger, narrowed to the approval, held against it once more, printed with the
 * undertaking, sealed to the case and entered in the register; a look for each person. All of it, or nothing leaves.
 */
export class ExecuteService {
  constructor(
    private readonly ports: DisclosurePorts,
    private readonly inquiries: InquiryService,
    private readonly narrow: Narrow = narrowedTo,
  ) {}

  async execute(actor: Actor, id: string): Promise<InquiryDetail> {
    const { gate, vault } = this.ports
    const one = await this.inquiries.get(id)
    if (stateOf(one) === 'executed') return this.inquiries.show(actor, id)
    const resource = resourceOf(one)
    const { persons = [], sections = [] } = resource.kind === 'Inquiry' ? resource : {}
    const seal = one.mayTell ? undefined : one.id
    const { unit, purpose } = contentOf(one)
    const matter = await this.matterOf(one)
    await gate.pass(
      {
        ...{ actor, action: 'inquiry.execute', resource, subjects: persons, sections, matter },
        purpose: `向${unit.name}提供：${purpose}`,
        ...(seal === undefined ? {} : { sealedUnder: seal }),
      },
      async (trx, { decision }) => {
        if (concerns(one, actor.personId)) throw new Refusal(noInquiry, {})
        await lockInquiry(trx, id)
        const now = (await findInquiry(trx, vault, id))!
        if (handledBy(now).has(actor.personId)) throw new Refusal(sameHand, {})
        if (stateOf(now) !== 'approved' || now.steps.length !== one.steps.length) refuseState(stateOf(now))
        await requireHandlerOf(trx, actor, persons)
        await this.provide(trx, actor, now, { matter, articles: decision.articles })
      },
    )
    return this.inquiries.show(actor, id)
  }

  /** 一次提供一个事由：by it the book of looks and the register are held against each other. */
  private async matterOf({ id, serial }: Inquiry): Promise<string> {
    const outputs = await this.ports.app.transaction({}, (trx) => outputsOf(trx, id))
    return `${serial}/${outputs.length + 1}`
  }

  private async provide(
    trx: Trx,
    actor: Actor,
    one: Inquiry,
    { matter, articles }: { matter: string; articles: readonly string[] },
  ): Promise<void> {
    const { clock, ids, vault, printer } = this.ports
    const approval = approvalOf(one)
    const approved = approval?.change.scope
    if (approval === undefined || approved === undefined) throw new Refusal(noInquiry, {})
    const results = await resultsOf(this.ports, trx, approved, this.narrow)
    refuseBeyond(results, approved)
    const content = contentOf(one)
    const number = await takeEntryNumber(trx, one.agency, Number(clock.today().slice(0, 4)))
    const page = await this.page(actor, one, { approved, results, number, approver: approval.by, articles })
    const digest = contentDigest(page)
    const pdf = await printer.plain('disclosure.typ', page, digest.toString('hex'))
    const outputId = ids.uuid()
    const subjects = results.map(({ personId }) => personId)
    await insertOutput(trx, {
      ...{ id: outputId, inquiryId: one.id, kind: 'result', act: content.act, digest, persons: subjects },
      ...{ pdfDigest: createHash('sm3').update(pdf).digest(), pdf: vault.sealBytes(pdf) },
      ...{ by: actor.personId, at: clock.now() },
    })
    await this.register(trx, actor, one, { approved, subjects, number, matter, digest, approver: approval.by })
    await insertStep(trx, vault, one.id, {
      ...{ act: 'executed', state: 'executed', by: actor.personId, agency: organisationOf(actor), at: clock.now() },
      change: { outputId },
    })
  }

  private async page(
    actor: Actor,
    one: Inquiry,
    made: {
      approved: Scope
      results: readonly PersonResult[]
      number: string
      approver: string
      articles: readonly string[]
    },
  ) {
    const { clock, paperAgency, staffNames } = this.ports
    const names = await staffNames([actor.personId, made.approver])
    const byPerson = new Map(made.results.map(({ personId, record }) => [personId, tablesOf(record)]))
    const content: InquiryContent = { ...contentOf(one), scope: made.approved }
    const people = made.approved.persons.map((person) => ({ person, tables: byPerson.get(person.personId ?? '') }))
    return resultPage(content, people, {
      ...{ serial: one.serial, filing: made.number, articles: made.articles, handler: names.get(actor.personId) ?? '' },
      ...{ approver: names.get(made.approver) ?? '', agency: paperAgency(one.agency).agency, today: clock.today() },
    })
  }

  private async register(
    trx: Trx,
    actor: Actor,
    one: Inquiry,
    made: {
      approved: Scope
      subjects: readonly string[]
      number: string
      matter: string
      digest: Buffer
      approver: string
    },
  ): Promise<void> {
    const { ids, clock, vault, sealer } = this.ports
    const { unit, officers, basis, purpose } = contentOf(one)
    const told = officers.map(({ name, cardKind, cardNumber }) => `${name}（${cardKind} ${cardNumber}）`).join('；')
    await writeQueryEntry(trx, sealer, {
      ...{ inquiryId: one.id, entryId: ids.uuid(), at: clock.now(), number: made.number, agency: one.agency },
      ...{ kind: one.ground, unit: unit.name, basis: `${basis.document}${basis.article}` },
      ...{ officers: vault.conceal(told === '' ? unit.contact : told), purpose: vault.conceal(purpose) },
      ...{ subjects: made.subjects, subjectCount: made.approved.persons.length, items: made.approved.sections },
      ...{ months: `${made.approved.from}/${made.approved.through}`, handlerId: actor.personId },
      ...{ approverId: made.approver, resultHash: made.digest.toString('hex'), matter: made.matter },
    })
  }
}

/** 各人的结果，from the ledger alone; whoever is not on record has none. */
export async function resultsOf(
  { records }: Pick<DisclosurePorts, 'records'>,
  trx: Trx,
  { persons, ...limits }: Scope,
  narrow: Narrow,
): Promise<PersonResult[]> {
  const ids = [...new Set(persons.flatMap(({ personId }) => personId ?? []))]
  const results: PersonResult[] = []
  for (const personId of ids) results.push(await resultOf({ records }, trx, personId, limits, narrow))
  return results
}

export async function resultOf(
  { records }: Pick<DisclosurePorts, 'records'>,
  trx: Trx,
  personId: string,
  limits: Limits,
  narrow: Narrow,
): Promise<PersonResult> {
  const known = await records.derive(trx, personId, { through: parsePeriod(limits.through) })
  const view = new RecordView(known.record, known.employers, 'zh')
  return { personId, record: narrow(view.sections(new Set(limits.sections)), limits) }
}
