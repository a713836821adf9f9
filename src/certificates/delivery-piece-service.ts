import { type Actor, organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { ownRecord } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import { maskName } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { openedNames } from '../ledger/lookup-store.js'
import { isHandler, openTo } from '../ledger/mandate-store.js'
import { addresseeOf } from './delivery-addressee-service.js'
import type { MyDeliveries, PieceDetail, PieceList, PieceView, TakeStep } from './delivery-contract.js'
import { findPiece, movePiece, type Piece, piecesOf, piecesOfPersons, stepsOf } from './delivery-piece-store.js'
import type { DeliveryPorts } from './delivery-ports.js'
import { addressDigest, lookAgain, openAddress, postPiece, stepBy } from './delivery-posting-service.js'
import { postingsOf, setOutcome } from './delivery-posting-store.js'
import { type DeliveryRun, findRun } from './delivery-run-store.js'
import { type HandStep, PIECE_REASONS, type PieceState, stepsFrom } from './delivery-words.js'
import { envelopePage } from './envelope-page.js'
import {
  noGuardianTakes,
  notFrom,
  notGathered,
  returnReasonNeeded,
  sameAddress,
  stillToAddress,
  takerNeeded,
  unknownPiece,
  unknownRun,
} from './refusals-delivery.js'

const LISTED = 50
const LEAST_SAID = 4
/** 二次交寄仍退回的，无法送达。 */
const POSTINGS = 2

/** 各件：列出、看步骤、办一步，与本人所见。 */
export class PieceService {
  constructor(private readonly ports: DeliveryPorts) {}

  /** 各件，with a line for everybody shown; who has the mark of protection is shown to the named post only. */
  async list(
    actor: Actor,
    runId: string,
    { state, after = 0 }: { state?: PieceState | undefined; after?: number | undefined },
  ): Promise<PieceList> {
    const agency = await this.agencyOf(actor, runId)
    const ask = { actor, action: 'delivery.handle' as const, resource: { kind: 'Agency' as const, agency } }
    return this.ports.gate.pass({ ...ask, matter: 'statement delivery' }, async (trx, { show }) => {
      await this.run(trx, runId)
      const found = await piecesOf(trx, runId, { state, after, most: LISTED + 1, withProtected: isHandler(actor) })
      // Marked since it was gathered: left out all the same.
      const items = await openTo(trx, actor, found.slice(0, LISTED), ({ personId }) => personId)
      if (items.length > 0) await show(items.map(({ personId }) => personId))
      const names = await openedNames(
        trx,
        items.map(({ personId }) => personId),
        this.ports.vault,
      )
      return {
        items: items.map((one) => this.view(one, names.get(one.personId)?.fullName)),
        more: found.length > LISTED,
      }
    })
  }

  /** 一件，with every step and where it was posted to. */
  show(actor: Actor, runId: string, personId: string): Promise<PieceDetail> {
    return this.handle(actor, runId, personId, async (trx, { piece }) => this.detail(trx, piece))
  }

  /** 办一步。 */
  take(actor: Actor, runId: string, personId: string, asked: TakeStep): Promise<PieceDetail> {
    return this.handle(actor, runId, personId, async (trx, { piece, run, pass }) => {
      if (run.state !== 'gathered') throw new Refusal(notGathered, {})
      if (!stepsFrom(piece).includes(asked.step)) throw new Refusal(notFrom, { state: piece.state })
      await this.steps[asked.step](trx, { piece, run, pass, actor, asked })
      const { state, reason, way } = piece
      return this.detail(trx, (await findPiece(trx, runId, personId)) ?? { ...piece, state, reason, way })
    })
  }

  /** 信封或所寄的记录单, of the newest posting; the envelope before it, where it can be addressed. */
  pdf(actor: Actor, runId: string, personId: string, what: 'envelope' | 'statement'): Promise<Uint8Array> {
    return this.handle(actor, runId, personId, async (trx, { piece, run }) => {
      const last = (await postingsOf(trx, runId, personId)).at(-1)
      if (what === 'statement') {
        if (last === undefined) throw new Refusal(notFrom, { state: piece.state })
        return this.ports.copy(trx, personId, last.paperSerial)
      }
      await this.ports.vault.load(trx, [personId])
      const to =
        last === undefined
          ? (await addresseeOf(trx, this.ports, personId)).addressed
          : openAddress(this.ports, personId, last.addressed)
      if (to === undefined) throw new Refusal(stillToAddress, { why: PIECE_REASONS[piece.reason] })
      return this.ports.printer.plain('envelope.typ', envelopePage(this.ports.agencyOf(run.agency), [to]), '')
    })
  }

  /** 本人所见：sent when and where, the address masked. */
  mine(actor: Actor, personId: string): Promise<MyDeliveries> {
    const ask = { actor, action: 'statement.issue' as const, resource: ownRecord(personId), subjects: [personId] }
    return this.ports.gate.pass(ask, async (trx) => {
      const { ids } = await foldOf(trx, [personId])
      const pieces = (await piecesOfPersons(trx, ids)).filter(({ reason }) => reason !== 'merged')
      await this.ports.vault.load(trx, [...ids])
      const items: MyDeliveries['items'] = []
      for (const piece of pieces) {
        const run = await findRun(trx, piece.runId)
        if (run !== undefined) items.push(await this.mineOne(trx, piece, run))
      }
      return { items: items.sort((a, b) => b.year - a.year) }
    })
  }

  private async mineOne(trx: Trx, piece: Piece, run: DeliveryRun): Promise<MyDeliveries['items'][number]> {
    const last = (await postingsOf(trx, piece.runId, piece.personId)).at(-1)
    const to = last === undefined ? undefined : openAddress(this.ports, piece.personId, last.addressed)
    return {
      ...{ year: run.year, agency: this.ports.agencyOf(run.agency).name, state: piece.state, reason: piece.reason },
      ...{ toGuardian: piece.toGuardian, deadline: run.deadline },
      ...(last === undefined ? {} : { postedOn: last.postedOn }),
      ...(to === undefined ? {} : { to: `${maskName(to.name)}，${maskAddress(to.address)}` }),
      ...(piece.endedOn === undefined ? {} : { endedOn: piece.endedOn }),
    }
  }

  private readonly steps: Readonly<Record<HandStep, (trx: Trx, one: Taken) => Promise<void>>> = {
    looked: async (trx, { piece, run, actor }) => {
      await lookAgain(trx, this.ports, piece, { run, actor })
    },
    posted: async (trx, { piece, run, actor, pass }) => {
      const { done } = await postPiece(trx, this.ports, piece, { run, actor, decision: pass.decision })
      if (done === 'posted') return
      const now = await findPiece(trx, run.runId, piece.personId)
      throw new Refusal(stillToAddress, { why: PIECE_REASONS[now?.reason ?? piece.reason] })
    },
    received: async (trx, { piece, actor }) => {
      await this.outcome(trx, piece, 'received')
      const state = piece.toGuardian ? 'guardian' : 'delivered'
      await this.move(trx, piece, actor, 'received', { state, reason: 'receipt' })
    },
    returned: async (trx, { piece, actor, asked }) => {
      if (asked.reason === undefined) throw new Refusal(returnReasonNeeded, {})
      await this.outcome(trx, piece, 'returned', asked.reason)
      await this.move(trx, piece, actor, 'returned', { state: returnedTo(piece), reason: asked.reason }, asked.note)
    },
    readdressed: async (trx, { piece, run, actor, asked }) => {
      const { vault } = this.ports
      const to = await addresseeOf(trx, this.ports, piece.personId)
      if (to.state === 'excluded' || to.state === 'digital' || to.way === 'counter') {
        await lookAgain(trx, this.ports, piece, { run, actor })
        return
      }
      if (to.addressed === undefined) throw new Refusal(stillToAddress, { why: PIECE_REASONS[to.reason] })
      const last = (await postingsOf(trx, piece.runId, piece.personId)).at(-1)
      if (last?.addressDigest.equals(addressDigest({ vault }, to.addressed)) === true)
        throw new Refusal(sameAddress, {})
      const { way, toGuardian, isProtected } = to
      const change = { state: 'waiting', reason: '', way, toGuardian, isProtected } as const
      await this.move(trx, piece, actor, 'readdressed', change, asked.note)
    },
    handed: async (trx, { piece, actor, asked }) => {
      if ((asked.note?.trim().length ?? 0) < LEAST_SAID) throw new Refusal(takerNeeded, {})
      const to = await addresseeOf(trx, this.ports, piece.personId)
      if (to.state === 'noGuardian') throw new Refusal(noGuardianTakes, {})
      if (to.state === 'excluded') throw new Refusal(stillToAddress, { why: PIECE_REASONS[to.reason] })
      const { toGuardian } = to
      const state = toGuardian ? 'guardian' : 'handed'
      await this.move(trx, piece, actor, 'handed', { state, reason: 'atWindow', toGuardian }, asked.note)
    },
  }

  private async outcome(trx: Trx, piece: Piece, outcome: 'received' | 'returned', reason?: string): Promise<void> {
    await setOutcome(trx, { ...piece, attempt: piece.attempts }, { outcome, on: this.ports.clock.today(), reason })
  }

  private async move(
    trx: Trx,
    piece: Piece,
    actor: Actor,
    kind: HandStep,
    change: Parameters<typeof movePiece>[2],
    note?: string,
  ): Promise<void> {
    const { vault } = this.ports
    await vault.load(trx, [piece.personId])
    const sealed = note === undefined ? undefined : vault.seal(piece.personId, note.trim())
    await movePiece(trx, piece, change, stepBy(this.ports, actor.personId, kind, sealed))
  }

  private async detail(trx: Trx, piece: Piece): Promise<PieceDetail> {
    const { vault, staffNames } = this.ports
    const { personId, runId } = piece
    await vault.load(trx, [personId])
    const names = await openedNames(trx, [personId], vault)
    const steps = await stepsOf(trx, runId, personId)
    const staff = await staffNames([...new Set(steps.map(({ by }) => by))])
    return {
      piece: this.view(piece, names.get(personId)?.fullName),
      steps: steps.map(({ note, by, ...step }) => ({
        ...step,
        // 系统自办的没有姓名。
        by: by === '0' ? '' : (staff.get(by) ?? by),
        ...(note === undefined ? {} : { note: vault.unseal(personId, note) }),
      })),
      postings: (await postingsOf(trx, runId, personId)).map((one) => ({
        ...{ attempt: one.attempt, serial: one.serial, paper: one.paperSerial, pages: one.pages },
        ...(openAddress(this.ports, personId, one.addressed) ?? { name: '', address: '', postalCode: '' }),
        postedOn: one.postedOn,
        ...(one.outcome === undefined ? {} : { outcome: one.outcome, outcomeOn: one.outcomeOn! }),
      })),
    }
  }

  private view(piece: Piece, name: string | undefined): PieceView {
    const { personId, runId: _, endedOn, ...shown } = piece
    return {
      ...{ person: personId, ...shown, name: name ?? '' },
      ...(endedOn === undefined ? {} : { endedOn }),
      can: [...stepsFrom(piece)],
    }
  }

  private handle<R>(
    actor: Actor,
    runId: string,
    personId: string,
    work: (trx: Trx, found: { piece: Piece; run: DeliveryRun; pass: Pass }) => Promise<R>,
  ): Promise<R> {
    const ask = {
      actor,
      action: 'delivery.handle' as const,
      resource: async (trx: Trx) => {
        const agency = (await findRun(trx, runId))?.agency ?? organisationOf(actor)
        return { kind: 'Record' as const, person: personId, agencies: [agency], employers: [] }
      },
      ...{ subjects: [personId], matter: 'statement delivery' },
    }
    return this.ports.gate.pass(ask, async (trx, pass) => {
      const run = await this.run(trx, runId)
      const piece = await findPiece(trx, runId, personId)
      if (piece === undefined) throw new Refusal(unknownPiece, {})
      return work(trx, { piece, run, pass })
    })
  }

  private async run(trx: Trx, runId: string): Promise<DeliveryRun> {
    const run = await findRun(trx, runId)
    if (run === undefined) throw new Refusal(unknownRun, {})
    return run
  }

  private async agencyOf(actor: Actor, runId: string): Promise<string> {
    const run = await this.ports.app.transaction({}, (trx) => findRun(trx, runId))
    return run?.agency ?? organisationOf(actor)
  }
}

interface Taken {
  readonly piece: Piece
  readonly run: DeliveryRun
  readonly pass: Pass
  readonly actor: Actor
  readonly asked: TakeStep
}

/** 退回之后：once to be repaired and posted again; after a second posting it cannot be delivered. */
export function returnedTo({ attempts }: Pick<Piece, 'attempts'>): PieceState {
  return attempts < POSTINGS ? 'returned' : 'undeliverable'
}

/** 地址脱敏：the first six characters stand. */
function maskAddress(address: string): string {
  return `${[...address].slice(0, 6).join('')}***`
}
