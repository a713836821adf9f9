import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { enterDelivery } from '../access/delivery-service.js'
import { casesOf, stateOfCase } from '../collection/case-store.js'
import { findSubmissions } from '../collection/submission-store.js'
import { openJson, sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { isSignedBy, type Message } from '../exchange/message.js'
import { type Day, dayOfInstant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { openTo } from '../ledger/mandate-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { addWorkingDays, workingCalendar } from '../policy/working-days.js'
import { recordOf } from '../records/record.js'
import type { RightsRecord } from '../records/rights-record.js'
import { findCase, insertStep, noteMerged, stepsOf, type TransferCase, type TransferStep } from './case-store.js'
import { headOf, type Information, type Named, type PackageHead } from './package.js'
import type { TransferPorts } from './ports.js'
import { notNow, unknownCase, unknownSender, wrongPackage } from './refusals.js'
import {
  OVER,
  SENT_FILES,
  type SentFile,
  sentMatter,
  TRANSFER_BASIS,
  TRANSFER_STATES,
  type TransferState,
} from './transfer-words.js'

/** 件的内容，as it is kept encrypted. */
export interface TransferBody extends Named {
  readonly partnerName: string
  readonly information?: Information | undefined
  readonly overlap?: readonly { readonly month: string; readonly keep?: 'ours' | 'theirs' | undefined }[] | undefined
  readonly problems?: readonly { readonly zh: string; readonly en: string }[] | undefined
  readonly paidDay?: string | undefined
  readonly serial?: string | undefined
}

/** 一件转移，opened: its steps and what both ends have come to. */
export interface OpenCase {
  readonly one: TransferCase
  readonly body: TransferBody
  readonly steps: readonly TransferStep[]
  readonly ours: TransferState
  readonly theirs?: TransferState | undefined
}

/** 转移台：what both directions share. */
export class TransferDesk {
  constructor(readonly ports: TransferPorts) {}

  /** Opens one that this actor's agency has in charge, and notes what review has done meanwhile. */
  async open(trx: Trx, actor: Actor, caseId: string, lock = false): Promise<OpenCase> {
    const one = await findCase(trx, caseId, lock)
    if (one === undefined || !this.ports.agenciesUnder(organisationOf(actor)).includes(one.agency))
      throw new Refusal(unknownCase, {})
    // 有保密标识者的转移，只有保密人员专办岗找得到。
    if ((await openTo(trx, actor, [one.personId], (id) => id)).length === 0) throw new Refusal(unknownCase, {})
    return (await this.opened(trx, [one]))[0]!
  }

  async opened(trx: Trx, cases: readonly TransferCase[]): Promise<OpenCase[]> {
    const steps = await stepsOf(
      trx,
      cases.map(({ caseId }) => caseId),
    )
    const open: OpenCase[] = []
    for (const one of cases) open.push(await this.settled(trx, one, steps.get(one.caseId) ?? []))
    return open
  }

  private async settled(trx: Trx, one: TransferCase, steps: readonly TransferStep[]): Promise<OpenCase> {
    const body = openJson<TransferBody>(this.ports.collection.vault, one.body)
    const last = (side: 'ours' | 'theirs') => steps.findLast((step) => step.side === side)
    const [ours, theirs] = [last('ours'), last('theirs')]
    const found = { one, body, steps, ours: ours?.state ?? 'applied', theirs: theirs?.state }
    if (ours?.state !== 'underReview' || ours.submissionId === undefined) return found
    const state = await this.stateOfSubmission(trx, ours.submissionId)
    if (state !== 'posted') return found
    const { submissionId } = ours
    await noteMerged(trx, { caseId: one.caseId, submissionId, at: this.ports.collection.clock.now() })
    const now = (await stepsOf(trx, [one.caseId])).get(one.caseId) ?? []
    return { ...found, steps: now, ours: 'merged' }
  }

  async stateOfSubmission(trx: Trx, submissionId: string): Promise<string | undefined> {
    const [submission] = await casesOf(trx, await findSubmissions(trx, [submissionId]))
    return submission && stateOfCase(this.ports.collection.routes, submission)
  }

  /** The step is taken only from one of these states. */
  require({ ours }: OpenCase, ...states: readonly TransferState[]): void {
    if (states.includes(ours)) return
    const { zh, en } = TRANSFER_STATES[ours]
    throw new Refusal(notNow, { state: zh, stateEn: en })
  }

  async note(
    trx: Trx,
    caseId: string,
    state: TransferState,
    more: Partial<Omit<TransferStep, 'caseId' | 'ordinal' | 'state' | 'note' | 'at'>> & { readonly note?: string } = {},
  ): Promise<void> {
    const { vault, clock } = this.ports.collection
    const { note, ...rest } = more
    const told = note === undefined ? {} : { note: sealJson(vault, note) }
    await insertStep(trx, { side: 'ours', ...rest, caseId, state, ...told, at: clock.now() })
  }

  /** 送出的文件，登记在查询登记簿（第二十一条）：each time it is handed out, in the transaction that makes it. */
  async enter(
    trx: Trx,
    actor: Actor,
    { one, body, steps }: OpenCase,
    name: SentFile,
    content: Buffer,
  ): Promise<Buffer> {
    const { vault, clock, ids } = this.ports.collection
    const { items, zh } = SENT_FILES[name]
    const months = body.information?.rows.flatMap(({ from, through }) => [from, through]).sort() ?? []
    const ports = { clock, ids, sealer: this.ports.sealer, conceal: (text: string) => vault.conceal(text) }
    await enterDelivery(trx, ports, {
      ...{ caseId: one.caseId, agency: one.agency, kind: 'agency', unit: body.partnerName, basis: TRANSFER_BASIS },
      ...{ purpose: `关系转移接续：${zh}（${one.letterNumber}）`, subjects: [one.personId], items },
      months: name === 'letter' || name === 'receipt' || months.length === 0 ? '' : `${months[0]}/${months.at(-1)}`,
      ...{ handlerId: actor.personId, approverId: (await this.lastReviewer(trx, steps)) ?? one.openedBy },
      ...{ matter: sentMatter(one.caseId, name), content },
    })
    return content
  }

  /** Who agreed last to what this case filed; before anything was filed, nobody. */
  private async lastReviewer(trx: Trx, steps: readonly TransferStep[]): Promise<string | undefined> {
    const filed = steps.findLast(({ submissionId }) => submissionId !== undefined)?.submissionId
    if (filed === undefined) return undefined
    const [reviewed] = await casesOf(trx, await findSubmissions(trx, [filed]))
    return reviewed?.steps.at(-1)?.by
  }

  seal(body: TransferBody): Buffer {
    return sealJson(this.ports.collection.vault, body)
  }

  noteText(note: Buffer | undefined): string | undefined {
    return note === undefined ? undefined : openJson<string>(this.ports.collection.vault, note)
  }

  /** 验签与首行：only an agency on the register of partners is believed. */
  async senderOf(trx: Trx, actor: Actor, message: Message): Promise<PackageHead & { readonly partnerName: string }> {
    const head = headOf(message)
    const partner = await this.ports.findPartner(trx, head.sender)
    if (partner?.kind !== 'agency' || !isSignedBy(message, partner))
      throw new Refusal(unknownSender, { partner: head.sender })
    const { areaOf } = this.ports.collection
    if (head.receiver !== areaOf(organisationOf(actor)))
      throw new Refusal(wrongPackage, { why: '收件机构不是本地', whyEn: 'it is addressed to somebody else' })
    return { ...head, partnerName: partner.name }
  }

  /** 此人的权益记录，as the facts and rules now say. */
  async recordOf(trx: Trx, personId: string, withoutLetter?: string): Promise<RightsRecord> {
    const { vault, policy, clock } = this.ports.collection
    const { facts, leafOf } = await factsOfPerson(trx, personId, vault)
    const known = facts.filter((fact) => fact.kind !== 'transfer' || fact.document !== withoutLetter)
    return recordOf(known, policy().book, { today: clock.today(), ...(leafOf && { leafOf }) })
  }

  /** 办理时限的最后一日，counted from when the case came in. */
  dueDay({ one, ours }: OpenCase): Day | undefined {
    if (OVER.has(ours)) return undefined
    const { policy, setting } = this.ports.collection
    const calendar = workingCalendar(policy().book.area(one.area))
    return addWorkingDays(calendar, dayOfInstant(one.openedAt), setting('business.transfer-days')).day
  }
}
