import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import type { Trx } from '../db/database.js'
import { type Message, splitMessage } from '../exchange/message.js'
import { fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { findByLetter, insertCase, setBody, type TransferCase } from './case-store.js'
import type { TransferMoneyRequest } from './contract.js'
import { type OpenCase, TransferDesk } from './desk-service.js'
import { transferHistory } from './information-form.js'
import { problemsOf } from './out-problems.js'
import { bodyOf, type Information, type Letter, type PackageHead, packed } from './package.js'
import type { TransferPorts } from './ports.js'
import { moneyDiffers, nothingToSupplement, notTransferable, unknownCase, wrongPackage } from './refusals.js'
import { SUPPLEMENT, TRANSFERABLE, type Transferable } from './transfer-words.js'

/** 转出：letter in, record checked or repaired, reviewed, form out, money out; the record itself stays here for ever. */
export class TransferOutService {
  private readonly desk: TransferDesk
  private readonly facts: FactEntryService

  constructor(private readonly ports: TransferPorts) {
    this.desk = new TransferDesk(ports)
    this.facts = new FactEntryService(ports.collection)
  }

  /** 收到联系函；the same letter again is the same case. */
  async letter(actor: Actor, bytes: Buffer): Promise<string> {
    const { collection } = this.ports
    const message = splitMessage(bytes)
    const head = await collection.app.transaction({}, (trx) => this.desk.senderOf(trx, actor, message))
    if (head.kind !== 'letter') wrong('不是联系函', 'it is no contact letter')
    const letter = letterOf(message, head)
    const person = await findNamedPerson(collection, letter)
    await collection.papers.keep(bytes)
    const agency = organisationOf(actor)
    return collection.app.transaction({ persons: [person.personId] }, async (trx) => {
      const caseId = collection.ids.uuid()
      const { identityNumber, fullName, personId } = person
      const problems = problemsOf(await this.desk.recordOf(trx, personId), letter.insurance)
      const one: TransferCase = {
        ...{ caseId, direction: 'out', agency, area: collection.areaOf(agency), insurance: letter.insurance, personId },
        ...{ partner: head.sender, letterNumber: head.letterNumber },
        body: this.desk.seal({ identityNumber, fullName, partnerName: head.partnerName, problems }),
        ...{ openedBy: actor.personId, openedAt: collection.clock.now() },
      }
      if (!(await insertCase(trx, one))) {
        const earlier = await findByLetter(trx, 'out', head.letterNumber)
        if (earlier === undefined || earlier.personId !== personId)
          wrong('联系函编号已用于他人', 'its number is somebody else’s')
        return earlier.caseId
      }
      const { documentId } = await collection.papers.list(trx, agency, 'transferForm', bytes)
      await this.desk.note(trx, caseId, 'letterSent', { side: 'theirs', documentId })
      await this.desk.note(trx, caseId, problems.length > 0 ? 'repairing' : 'processing', { by: actor.personId })
      return caseId
    })
  }

  /** 再核一次，after the record was repaired. */
  async check(actor: Actor, caseId: string): Promise<void> {
    await this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'repairing', 'processing')
      await this.see(trx, open)
      const problems = problemsOf(await this.desk.recordOf(trx, open.one.personId), open.one.insurance)
      await setBody(trx, caseId, this.desk.seal({ ...open.body, problems }))
      const state = problems.length > 0 ? 'repairing' : 'processing'
      if (state !== open.ours) await this.desk.note(trx, caseId, state, { by: actor.personId })
    })
  }

  /** 编制信息表并送审。What leaves is reviewed as what comes is. */
  async prepare(actor: Actor, caseId: string): Promise<string> {
    const { collection } = this.ports
    const { open, information } = await collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      await this.requireFree(trx, open)
      await this.see(trx, open)
      const problems = problemsOf(await this.desk.recordOf(trx, open.one.personId), open.one.insurance)
      if (problems[0] !== undefined) throw new Refusal(notTransferable, { why: problems[0].zh, whyEn: problems[0].en })
      const information = await this.informationOf(trx, open)
      await setBody(trx, caseId, this.desk.seal({ ...open.body, information, problems: [] }))
      return { open, information }
    })
    const { identityNumber, fullName, rows, months, money } = information
    const span = {
      fromMonth: rows.map(({ from }) => from).sort()[0]!,
      throughMonth: rows
        .map(({ through }) => through)
        .sort()
        .at(-1)!,
    }
    const { one, body } = open
    const item = {
      ...{
        identityNumber,
        fullName,
        insurance: one.insurance as Transferable,
        direction: 'out' as const,
        ...span,
        months,
      },
      ...{
        month: collection.clock.today().slice(0, 7),
        otherArea: this.otherArea(open),
        otherAgency: body.partnerName,
      },
      ...{ toAccount: money.account, pooled: money.pooled, document: one.letterNumber },
    }
    const ground = `联系函 ${one.letterNumber}，信息表由系统依记录编制`
    const filed = await this.facts.enter(actor, 'transfer', { items: [item], ground })
    await collection.app.transaction({}, (trx) =>
      this.desk.note(trx, caseId, 'underReview', { by: actor.personId, submissionId: filed.id }),
    )
    return filed.id
  }

  /** 信息表文件，once four people agreed; the same as was agreed, however often it is asked for. */
  async information(actor: Actor, caseId: string): Promise<Buffer> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'merged', 'informationSent', 'moneySent', 'notified')
      if (open.ours === 'merged') await this.desk.note(trx, caseId, 'informationSent', { by: actor.personId })
      const { one, body } = open
      const head = {
        kind: 'information' as const,
        letterNumber: one.letterNumber,
        sender: one.area,
        receiver: one.partner,
      }
      return this.desk.enter(trx, actor, open, 'information', await packed(head, body.information!, this.ports.sign))
    })
  }

  /** 补充信息表，once months that were sent on have been corrected: derived anew, and sent beside the first. */
  async supplement(actor: Actor, caseId: string): Promise<Buffer> {
    return this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'informationSent', 'moneySent', 'notified')
      await this.see(trx, open)
      const { one, body } = open
      const information = await this.informationOf(trx, open)
      if (JSON.stringify(information) === JSON.stringify(body.information)) throw new Refusal(nothingToSupplement, {})
      await setBody(trx, caseId, this.desk.seal({ ...body, information }))
      await this.desk.note(trx, caseId, open.ours, { by: actor.personId, note: SUPPLEMENT })
      const sides = { sender: one.area, receiver: one.partner }
      const head = { kind: 'information' as const, letterNumber: one.letterNumber, ...sides }
      const sent = { ...open, body: { ...body, information } }
      return this.desk.enter(trx, actor, sent, 'supplement', await packed(head, information, this.ports.sign))
    })
  }

  async money(actor: Actor, caseId: string, { amount, serial }: TransferMoneyRequest): Promise<void> {
    await this.ports.collection.app.transaction({}, async (trx) => {
      const open = await this.desk.open(trx, actor, caseId, true)
      this.desk.require(open, 'informationSent')
      const told = open.body.information!.money.total
      if (amount !== told)
        throw new Refusal(moneyDiffers, { told: yuanText(fen(told)), arrived: yuanText(fen(amount)) })
      await this.desk.note(trx, caseId, 'moneySent', { by: actor.personId, amount, note: serial })
    })
  }

  /** 收到回执：their end merged it. Ours is told, and over. */
  async receipt(actor: Actor, bytes: Buffer): Promise<string> {
    const message = splitMessage(bytes)
    return this.ports.collection.app.transaction({}, async (trx) => {
      const head = await this.desk.senderOf(trx, actor, message)
      if (head.kind !== 'receipt') wrong('不是回执', 'it is no receipt')
      bodyOf(message, head)
      const found = await findByLetter(trx, 'out', head.letterNumber)
      if (found === undefined || found.partner !== head.sender) throw new Refusal(unknownCase, {})
      const open = await this.desk.open(trx, actor, found.caseId)
      this.desk.require(open, 'moneySent')
      await this.desk.note(trx, found.caseId, 'merged', { side: 'theirs' })
      await this.desk.note(trx, found.caseId, 'notified', { by: actor.personId })
      return found.caseId
    })
  }

  private async see(trx: Trx, { one }: OpenCase): Promise<void> {
    await trx.rows(`select set_config('quanyi.persons', ledger.folded($1), true)`, [one.personId])
  }

  private async requireFree(trx: Trx, open: OpenCase): Promise<void> {
    if (open.ours !== 'underReview') return this.desk.require(open, 'processing')
    const submission = open.steps.findLast(({ submissionId }) => submissionId !== undefined)?.submissionId
    const state = submission && (await this.desk.stateOfSubmission(trx, submission))
    if (state !== 'returned' && state !== 'withdrawn') this.desk.require(open, 'processing')
  }

  private async informationOf(trx: Trx, { one, body }: OpenCase): Promise<Information> {
    const record = await this.desk.recordOf(trx, one.personId, one.letterNumber)
    const { rows, months, deemedMonths, money } = transferHistory(record, one.insurance)
    const { sex = '9', birthDate = '', workStartDate } = record.registration.person ?? {}
    const person = { identityNumber: body.identityNumber, fullName: body.fullName, sex, birthDate }
    return {
      ...person,
      ...(workStartDate && { workStartDate }),
      insurance: one.insurance,
      rows,
      months,
      deemedMonths,
      money,
    }
  }

  /** 对方统筹区：as its register says, its first six digits where they are a code. */
  private otherArea({ one }: OpenCase): string {
    return /\d{6}/.exec(one.partner)?.[0] ?? '000000'
  }
}

function letterOf(message: Message, head: PackageHead): Letter {
  const read = bodyOf<Letter>(message, head)
  const texts = [read.identityNumber, read.fullName, read.insurance]
  if (!texts.every((text) => typeof text === 'string' && text.length > 0 && text.length <= 100))
    wrong('联系函缺姓名、号码或险种', 'the letter lacks name, number or insurance')
  if (!(TRANSFERABLE as readonly string[]).includes(read.insurance))
    wrong('险种不能转移', 'this insurance is not transferred')
  return read
}

function wrong(why: string, whyEn: string): never {
  throw new Refusal(wrongPackage, { why, whyEn })
}
