import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import { splitMessage } from '../exchange/message.js'
import { fen, yuanText } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { casesOfPerson, findByLetter, insertCase, setBody, type TransferCase } from './case-store.js'
import type { OpenTransfer, OverlapRequest, TransferMoneyRequest } from './contract.js'
import { type OpenCase, TransferDesk } from './desk-service.js'
import { informationOf } from './information.js'
import { overlapping } from './information-form.js'
import { type Letter, packed } from './package.js'
import type { TransferPorts } from './ports.js'
import {
  moneyDiffers,
  notTransferable,
  openAlready,
  overlapsOpen,
  unknownCase,
  unknownSender,
  wrongPackage,
} from './refusals.js'
import { OVER, SUPPLEMENT, type TransferState } from './transfer-words.js'

/** 信息表已并入或正在并入之后再来的，是补充：it is kept and told, and corrected here by review. */
const AFTER_INFORMATION: ReadonlySet<TransferState> = new Set(['underReview', 'merged', 'notified'])

/** 转入：applied, letter out, information in, money matched, overlaps decided, reviewed, merged, told. */
export class TransferInService {
  private readonly desk: TransferDesk
  private readonly facts: FactEntryService

  constructor(private readonly ports: TransferPorts) {
    this.desk = new TransferDesk(ports)
    this.facts = new FactEntryService(ports.collection)
  }

  async apply(actor: Actor, request: OpenTransfer): Promise<string> {
    const { collection } = this.ports
    const person = await findNamedPerson(collection, request)
    const agency = organisationOf(actor)
    const caseId = collection.ids.uuid()
    await collection.app.transaction({ persons: [person.personId] }, async (trx) => {
      await waitInLine(trx, [`transfer:${person.personId}`])
      await this.refuseUnfit(trx, person.personId, request.insurance)
      const partner = await this.ports.findPartner(trx, request.partner)
      if (partner?.kind !== 'agency') throw new Refusal(unknownSender, { partner: request.partner })
      const { identityNumber, fullName, personId } = person
      const one: TransferCase = {
        ...{ caseId, direction: 'in', agency, area: collection.areaOf(agency), insurance: request.insurance, personId },
        ...{ partner: request.partner, letterNumber: this.letterNumber(agency, caseId) },
        body: this.desk.seal({ identityNumber, fullName, partnerName: partner.name }),
        ...{ openedBy: actor.personId, openedAt: collection.clock.now() },
      }
      await insertCase(trx, one)
      await this.desk.note(trx, caseId, 'applied', { by: actor.personId })
    })
    return caseId
  }

  /** 联系函。Made as often as it is asked for; sent once. */
  async letter(actor: Actor, caseId: string): Promise<Buffer> {
    const { collection, sign } = this.ports
    return collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'applied', 'letterSent')
      const { one, body } = open
      const { identityNumber, fullName } = body
      const place = { agencyName: collection.agencyName(one.agency), areaCode: one.area }
      const letter: Letter = { identityNumber, fullName, insurance: one.insurance, ...place }
      if (open.ours === 'applied') await this.desk.note(trx, caseId, 'letterSent', { by: actor.personId })
      const head = { kind: 'letter' as const, letterNumber: one.letterNumber, sender: one.area, receiver: one.partner }
      return this.desk.enter(trx, actor, open, 'letter', await packed(head, letter, sign))
    })
  }

  /** 收到信息表：who sent it, whose it is and whether its sums hold; months paid in both places are found. */
  async information(actor: Actor, bytes: Buffer): Promise<string> {
    const { collection } = this.ports
    const message = splitMessage(bytes)
    await collection.papers.keep(bytes)
    return collection.app.transaction({}, async (trx) => {
      const head = await this.desk.senderOf(trx, actor, message)
      if (head.kind !== 'information') wrong('不是信息表', 'it is no information form')
      const found = await findByLetter(trx, 'in', head.letterNumber)
      if (found === undefined) throw new Refusal(unknownCase, {})
      const open = await this.desk.open(trx, actor, found.caseId)
      const isSupplement = AFTER_INFORMATION.has(open.ours)
      if (!isSupplement) this.desk.require(open, 'letterSent')
      if (found.partner !== head.sender) wrong('发件机构不是联系函的收件机构', 'it is not from whom the letter went to')
      const information = informationOf(message, head, { ...open.body, insurance: found.insurance })
      if (isSupplement) {
        const { documentId } = await collection.papers.list(trx, found.agency, 'transferForm', bytes)
        const theirs = open.theirs ?? 'informationSent'
        await this.desk.note(trx, found.caseId, theirs, { side: 'theirs', documentId, note: SUPPLEMENT })
        return found.caseId
      }
      const own = await this.ownMonths(trx, found)
      const overlap = overlapping(
        information.rows.map(({ from, through }) => ({ from: parsePeriod(from), through: parsePeriod(through) })),
        own,
      ).map((month) => ({ month }))
      await setBody(trx, found.caseId, this.desk.seal({ ...open.body, information, overlap }))
      const { documentId } = await collection.papers.list(trx, found.agency, 'transferForm', bytes)
      await this.desk.note(trx, found.caseId, 'informationSent', { side: 'theirs', documentId })
      return found.caseId
    })
  }

  /** 逐月决定重叠月份。What was decided can be decided anew until it is merged, and after review gave it back. */
  async decide(actor: Actor, caseId: string, { decisions, reason }: OverlapRequest): Promise<void> {
    await this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      if (open.ours === 'underReview') await this.requireFree(trx, open)
      else this.desk.require(open, 'letterSent', 'moneyMatched')
      const chosen = new Map(decisions.map(({ month, keep }) => [month, keep]))
      const overlap = (open.body.overlap ?? []).map((one) => ({ ...one, keep: chosen.get(one.month) ?? one.keep }))
      await setBody(trx, caseId, this.desk.seal({ ...open.body, overlap }))
      await this.desk.note(trx, caseId, open.ours, { by: actor.personId, note: `决定重叠月份：${reason}` })
    })
  }

  /** 资金到账，matched to the fen with what the form says. */
  async money(actor: Actor, caseId: string, { amount, day, serial }: TransferMoneyRequest): Promise<void> {
    await this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'letterSent')
      const told = informationIn(open).money.total
      if (amount !== told)
        throw new Refusal(moneyDiffers, { told: yuanText(fen(told)), arrived: yuanText(fen(amount)) })
      await setBody(trx, caseId, this.desk.seal({ ...open.body, paidDay: day, serial }))
      await this.desk.note(trx, caseId, 'moneySent', { side: 'theirs', amount })
      await this.desk.note(trx, caseId, 'moneyMatched', { by: actor.personId, amount, note: serial })
    })
  }

  /** 送审：becomes a voucher of its own kind, and a fact only when four people agreed. */
  async merge(actor: Actor, caseId: string): Promise<string> {
    const { collection } = this.ports
    const open = await collection.app.transaction({}, async (trx) => {
      const found = await this.desk.open(trx, actor, caseId)
      await this.requireFree(trx, found)
      return found
    })
    const { one, body } = open
    const { rows, months, money } = informationIn(open)
    const undecided = (body.overlap ?? []).filter(({ keep }) => keep === undefined)
    if (undecided.length > 0)
      throw new Refusal(overlapsOpen, {
        months: undecided
          .slice(0, 12)
          .map(({ month }) => month)
          .join('、'),
      })
    const kept = (body.overlap ?? []).filter(({ keep }) => keep === 'ours').length
    const [first, last] = [
      rows.map(({ from }) => from).sort()[0]!,
      rows
        .map(({ through }) => through)
        .sort()
        .at(-1)!,
    ]
    const document = one.letterNumber
    const place = { insurance: one.insurance as '110', direction: 'in' as const, month: body.paidDay!.slice(0, 7) }
    const span = {
      fromMonth: first,
      throughMonth: last,
      months: countedMonths({ first, last, months }, { all: body.overlap?.length ?? 0, kept }),
    }
    const { identityNumber, fullName } = body
    const from = { otherArea: areaOf(rows, one), otherAgency: body.partnerName }
    const item = {
      identityNumber,
      fullName,
      ...place,
      ...span,
      ...from,
      toAccount: money.account,
      pooled: money.pooled,
      document,
    }
    const ground = `关系转移接续信息表 ${one.letterNumber}${kept > 0 ? `，重叠 ${kept} 个月保留本地` : ''}`
    const filed = await this.facts.enter(actor, 'transfer', { items: [item], ground })
    await collection.app.transaction({}, (trx) =>
      this.desk.note(trx, caseId, 'underReview', { by: actor.personId, submissionId: filed.id }),
    )
    return filed.id
  }

  /** 告知本人，and a receipt for the old place. */
  async told(actor: Actor, caseId: string): Promise<Buffer> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'merged', 'notified')
      if (open.ours === 'merged') await this.desk.note(trx, caseId, 'notified', { by: actor.personId })
      const { one, body } = open
      const head = { kind: 'receipt' as const, letterNumber: one.letterNumber, sender: one.area, receiver: one.partner }
      const { identityNumber, fullName } = body
      const receipt = await packed(head, { identityNumber, fullName, state: 'merged' }, this.ports.sign)
      return this.desk.enter(trx, actor, open, 'receipt', receipt)
    })
  }

  private async requireFree(trx: Parameters<TransferDesk['open']>[0], open: OpenCase): Promise<void> {
    if (open.ours !== 'underReview') return this.desk.require(open, 'moneyMatched')
    const submission = open.steps.findLast(({ submissionId }) => submissionId !== undefined)?.submissionId
    const state = submission && (await this.desk.stateOfSubmission(trx, submission))
    if (state !== 'returned' && state !== 'withdrawn') this.desk.require(open, 'moneyMatched')
  }

  private async refuseUnfit(
    trx: Parameters<TransferDesk['open']>[0],
    personId: string,
    insurance: string,
  ): Promise<void> {
    const record = await this.desk.recordOf(trx, personId)
    if (record.life.death !== undefined) unfit('此人已登记死亡', 'this person is registered as dead')
    if (record.life.retirement !== undefined)
      unfit('此人已在本地核定退休待遇', 'this person already draws a pension here')
    const cases = await this.desk.opened(trx, await casesOfPerson(trx, personId, insurance))
    const running = cases.find(({ one, ours }) => one.direction === 'in' && !OVER.has(ours))
    if (running !== undefined) throw new Refusal(openAlready, { letterNumber: running.one.letterNumber })
  }

  private async ownMonths(trx: Parameters<TransferDesk['open']>[0], one: TransferCase): Promise<Set<Period>> {
    await trx.rows(`select set_config('quanyi.persons', ledger.folded($1), true)`, [one.personId])
    const record = await this.desk.recordOf(trx, one.personId)
    const rows = record.insurances.find(({ insurance }) => insurance === one.insurance)?.rows ?? []
    return new Set(rows.filter(({ paidInFull }) => paidInFull).map(({ month }) => month))
  }

  private letterNumber(agency: string, caseId: string): string {
    return `${agency}-${this.ports.collection.clock.today().replaceAll('-', '')}-${caseId.slice(-8)}`
  }
}

/**
 * 转入计入的月数。Months without a gap of which none is given up stand as months, and the record counts each once. Where any is
 * missing nobody knows later which, and they count as they came: then every month that was paid here too is left out, whichever
 * side it was kept on, for the payment made here counts it.
 */
export function countedMonths(
  span: { readonly first: string; readonly last: string; readonly months: number },
  overlap: { readonly all: number; readonly kept: number },
): number {
  const isWhole = span.months === monthsBetween(parsePeriod(span.first), parsePeriod(span.last)) + 1
  return isWhole && overlap.kept === 0 ? span.months : Math.max(0, span.months - overlap.all)
}

function informationIn({ body }: OpenCase) {
  if (body.information === undefined) wrong('还没有收到信息表', 'the information form has not come yet')
  return body.information
}

function areaOf(rows: readonly { readonly area: string }[], { area }: TransferCase): string {
  return rows.map((row) => row.area).find((code) => /^\d{6}$/.test(code)) ?? area
}

function unfit(why: string, whyEn: string): never {
  throw new Refusal(notTransferable, { why, whyEn })
}

function wrong(why: string, whyEn: string): never {
  throw new Refusal(wrongPackage, { why, whyEn })
}
