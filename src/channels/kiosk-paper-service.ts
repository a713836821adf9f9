import type { Actor } from '../access/actor.js'
import { parseSerial } from '../certificates/serial.js'
import type { Trx } from '../db/database.js'
import { type Period, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { KioskPapers } from './kiosk-contract.js'
import { insertFailure, insertPrint, type LastPrint, lastPrints, printerOf, takeSheet } from './kiosk-print-store.js'
import type { ChannelPorts } from './ports.js'
import { notSent, outOfPaper, printedAlready, printedEnough, printerFault } from './refusals.js'

/** 到访的人：who stands at which terminal. */
export interface Visitor {
  readonly actor: Actor
  readonly terminalId: string
  readonly token: string
}

type Ports = Pick<ChannelPorts, 'app' | 'statements' | 'clock' | 'setting'>

/**
 * 自助终端的证明：出具、打印、没有打出来。A paper is issued only where it can be printed; each time it is sent to a printer
 * is a line; it is sent again under the same serial only after its person said that nothing came out.
 */
export class KioskPaperService {
  constructor(private readonly ports: Ports) {}

  async list({ actor, terminalId }: Visitor): Promise<KioskPapers> {
    const { app, statements } = this.ports
    const { papers, ...possible } = await statements.list(actor)
    return app.transaction({}, async (trx) => {
      const serials = papers.map(({ serial }) => serial)
      const last = await lastPrints(trx, serials)
      const { left, failedInARow } = await printerOf(trx, terminalId)
      return {
        ...possible,
        papers: papers.map((paper) => ({ ...paper, print: this.stateOf(last.get(paper.serial)) })),
        ...{ printsLeft: left, fault: this.isFault(failedInARow) },
      }
    })
  }

  async statement(visitor: Visitor, year: number): Promise<KioskPapers> {
    const { app, statements } = this.ports
    await app.transaction({}, (trx) => this.requirePrinter(trx, visitor.terminalId))
    await statements.issue(visitor.actor, visitor.actor.personId, { year })
    return this.list(visitor)
  }

  /** 参保缴费证明：of a year as far as there is anything to certify, or of the whole span. */
  async proof(visitor: Visitor, year: number | undefined): Promise<KioskPapers> {
    const { app, statements } = this.ports
    await app.transaction({}, (trx) => this.requirePrinter(trx, visitor.terminalId))
    const { actor } = visitor
    const { proofs } = year === undefined ? {} : await statements.list(actor)
    await statements.prove(actor, actor.personId, year === undefined ? {} : withinYear(year, proofs))
    return this.list(visitor)
  }

  async benefitProof(visitor: Visitor): Promise<KioskPapers> {
    const { app, statements } = this.ports
    await app.transaction({}, (trx) => this.requirePrinter(trx, visitor.terminalId))
    await statements.proveBenefits(visitor.actor, visitor.actor.personId)
    return this.list(visitor)
  }

  /** 打印：one sheet counted. The paper is fetched first, so that what cannot be had costs no sheet. */
  async print({ actor, terminalId }: Visitor, typed: string): Promise<Uint8Array> {
    const { app, statements, clock, setting } = this.ports
    const serial = oneSpelling(typed)
    const pdf = await statements.pdf(actor, serial)
    await app.transaction({}, async (trx) => {
      const last = (await lastPrints(trx, [serial])).get(serial)
      const state = this.stateOf(last)
      if (state === 'sent') throw new Refusal(printedAlready, { serial })
      if (state === 'enough') throw new Refusal(printedEnough, { serial, most: setting('system.kiosk-print-tries') })
      await this.requirePrinter(trx, terminalId)
      const { sessionId, personId } = actor
      const print = { serial, attempt: (last?.attempt ?? 0) + 1, terminalId, sessionId, personId, at: clock.now() }
      if (!(await insertPrint(trx, print))) throw new Refusal(printedAlready, { serial })
      if (!(await takeSheet(trx, terminalId))) throw new Refusal(outOfPaper, {})
    })
    return pdf
  }

  /** 没有打出来：of the last time it was sent, here or at another terminal, today or on an earlier visit. */
  async failed(visitor: Visitor, typed: string): Promise<KioskPapers> {
    const { app, clock } = this.ports
    const serial = oneSpelling(typed)
    const { sessionId, personId } = visitor.actor
    await app.transaction({}, async (trx) => {
      const last = (await lastPrints(trx, [serial])).get(serial)
      const told =
        last?.failed === false &&
        (await insertFailure(trx, { serial, attempt: last.attempt, sessionId, personId, at: clock.now() }))
      if (!told) throw new Refusal(notSent, { serial })
    })
    return this.list(visitor)
  }

  private stateOf(last: LastPrint | undefined): KioskPapers['papers'][number]['print'] {
    if (last === undefined) return 'never'
    if (!last.failed) return 'sent'
    return last.attempt >= this.ports.setting('system.kiosk-print-tries') ? 'enough' : 'failed'
  }

  private isFault(failedInARow: number): boolean {
    return failedInARow >= this.ports.setting('system.kiosk-faults')
  }

  private async requirePrinter(trx: Trx, terminalId: string): Promise<void> {
    const { left, failedInARow } = await printerOf(trx, terminalId)
    if (this.isFault(failedInARow)) throw new Refusal(printerFault, {})
    if (left === 0) throw new Refusal(outOfPaper, {})
  }
}

/** 一份只有一个编号：with hyphens it is the same paper, and counted as the same. */
function oneSpelling(typed: string): string {
  return parseSerial(typed) ?? typed
}

function withinYear(year: number, span: { readonly from: string; readonly through: string } | undefined) {
  const [first, last] = [`${year}-01`, `${year}-12`] as [Period, Period]
  const from = span !== undefined && yearOf(span.from as Period) === year ? (span.from as Period) : first
  const through = span !== undefined && yearOf(span.through as Period) === year ? (span.through as Period) : last
  return { from, through }
}
