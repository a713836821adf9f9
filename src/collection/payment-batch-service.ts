import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { parseDay, periodOfDay } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { isHandler, protectedAmong } from '../ledger/mandate-store.js'
import { namesOf, openBatchOf, pensionBalance, stopsAmong } from './batch-reading-service.js'
import { stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import { countedOfFacts } from './fact-lines.js'
import { BATCH_KINDS, type BatchOf, type PersonBatch, paymentFacts, personBatch } from './payment-batch.js'
import type { BatchAsked, BatchPreview, BatchRequest } from './payment-batch-contract.js'
import { Tally } from './payment-batch-tally-store.js'
import { STOPPED } from './payment-batch-words.js'
import { goneRow } from './payment-left-out.js'
import type { CollectionPorts } from './ports.js'
import { batchEmpty, batchMonth, batchOpen } from './refusals-payment.js'

/** Persons whose names and stops are asked for at once. */
const AT_ONCE = 500

/** 支付批次。Computed from what was determined, person by person; nothing is typed. Who is under a stop is left out, and listed. */
export class PaymentBatchService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async preview(actor: Actor, asked: BatchAsked): Promise<{ preview: BatchPreview; persons: string[] }> {
    const of = this.batchOf(actor, asked)
    const { tally } = await this.tallied(of)
    if (!isHandler(actor))
      tally.hide(await this.ports.app.transaction({}, (trx) => protectedAmong(trx, tally.personsShown())))
    const ids = tally.personsShown()
    const names = await namesOf(this.ports, ids)
    const who = (id: string) => {
      const { fullName = '', identityNumber = '' } = names.get(id) ?? {}
      return { fullName, identityNumber: mask(identityNumber) }
    }
    return { persons: ids, preview: tally.preview(of, who) }
  }

  /** 编制。The same batch made twice is made once; while one is being reviewed, no other of the same benefit is made. */
  async prepare(actor: Actor, request: BatchRequest): Promise<SubmissionDetail> {
    const of = this.batchOf(actor, request)
    const { tally, digest } = await this.tallied(of)
    if (tally.rows === 0) throw new Refusal(batchEmpty, { month: of.payMonth })
    const content = { ...request, digest }
    await this.refuseOpen(of, digest)
    const paidDay = parseDay(request.paidDay)
    const batch = `${of.agency}-${of.insurance}-${of.benefitKind}-${of.payMonth}-${digest.slice(0, 6)}`
    const place = { kind: 'benefitPayment' as const, agency: of.agency, area: this.ports.areaOf(of.agency) }
    const lines = this.lines(of, { batch, paidDay })
    return this.desk.file(actor, { ...place, settlementMonth: of.payMonth, content, lines, ground: STOPPED.ground.zh })
  }

  private batchOf(actor: Actor, { payMonth, insurance, benefitKind }: BatchAsked): BatchOf {
    const [month, today] = [parsePeriod(payMonth), periodOfDay(this.ports.clock.today())]
    if (month > today) throw new Refusal(batchMonth, { month, today })
    return { agency: organisationOf(actor), payMonth: month, insurance: insurance as string, benefitKind }
  }

  private async refuseOpen(of: BatchOf, digest: string): Promise<void> {
    const open = await this.ports.app.transaction({}, (trx) => openBatchOf(trx, this.ports, of))
    // The very same batch again is answered with the one that stands.
    if (
      open !== undefined &&
      open.batch.slice(-6) !== digest.slice(0, 6) &&
      !OVER.has(stateOfCase(this.ports.routes, open.one))
    )
      throw new Refusal(batchOpen, { month: of.payMonth })
  }

  private async tallied(of: BatchOf): Promise<{ tally: Tally; digest: string }> {
    const tally = new Tally()
    const hash = createHash('sm3')
    for await (const chunk of this.chunks(of)) {
      const stops = await stopsAmong(this.ports, chunk)
      for (const one of chunk) {
        const stop = stops.get(one.personId)
        tally.add(one, stop)
        if (stop === undefined) hash.update(JSON.stringify([one.personId, one.rows]))
      }
    }
    return { tally, digest: hash.digest('hex') }
  }

  private async *lines(
    of: BatchOf,
    terms: Pick<Parameters<typeof paymentFacts>[2], 'batch' | 'paidDay'>,
  ): AsyncGenerator<EntryRow> {
    let row = 0
    for await (const chunk of this.chunks(of)) {
      const stops = await stopsAmong(this.ports, chunk)
      const names = await namesOf(
        this.ports,
        chunk.map(({ personId }) => personId),
      )
      for (const one of chunk) {
        const stop = stops.get(one.personId)
        const refusal = goneRow(row + 1, one, stop)
        if (refusal !== undefined) yield { refusal: { ...refusal, row: ++row } }
        if (stop !== undefined || one.rows.length === 0) continue
        const balance = await pensionBalance(this.ports, one, of)
        const facts = paymentFacts(one, of, { ...terms, balance: fen(balance) })
        const { fullName = '', identityNumber = '' } = names.get(one.personId) ?? {}
        const line = { row: ++row, personId: one.personId, fullName, identityNumber, facts, ground: STOPPED.ground.zh }
        yield { line, counted: countedOfFacts(facts) }
      }
    }
  }

  private async *chunks(of: BatchOf): AsyncGenerator<PersonBatch[]> {
    const { book } = this.ports.policy()
    const terms = {
      area: (code: string) => book.area(code),
      reach: this.ports.setting('business.payment-arrears-months'),
    }
    let chunk: PersonBatch[] = []
    for await (const { personId, facts } of this.ports.everybody.persons([...BATCH_KINDS])) {
      const one = personBatch(personId, facts, of, terms)
      if (one !== undefined && chunk.push(one) === AT_ONCE) {
        yield chunk
        chunk = []
      }
    }
    if (chunk.length > 0) yield chunk
  }
}

const OVER: ReadonlySet<string> = new Set(['posted', 'returned', 'withdrawn'])
