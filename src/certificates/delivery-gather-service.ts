import { setImmediate as breathe } from 'node:timers/promises'
import { insertTasks, type StoredTask } from '../collection/task-store.js'
import { sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { foldOf } from '../ledger/alias-store.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { ofKind } from '../records/live.js'
import { type Addressee, addresseeOf } from './delivery-addressee-service.js'
import { findPiece, insertPieces, lastNumber, movePiece, type Placed } from './delivery-piece-store.js'
import type { DeliveryPorts } from './delivery-ports.js'
import { setOutcome, unreturned } from './delivery-posting-store.js'
import { RELATION_KINDS, type Relation, relationIn } from './delivery-relation.js'
import { type DeliveryRun, endGathering, findRun, gatheringRun, noteGathered } from './delivery-run-store.js'
import { PIECE_REASONS } from './delivery-words.js'

const PERSONS_A_RANGE = 200
const PRESUMED_AT_ONCE = 500
const SYSTEM = '0'

interface Found {
  readonly personId: string
  readonly relation: Relation
  /** 并入此人的其他编号. */
  readonly merged: readonly string[]
}

interface Range {
  readonly found: Found[]
  last: string
  persons: number
}

/**
 * 列入与按期的事。Walks everybody known at the cut-off in order of their numbers; a range's pieces and where the walk stands
 * are one transaction, so that one broken off anywhere goes on there and takes nobody in twice.
 */
export class DeliveryGatherer {
  /** 这一天期满的已看过：what is due changes with the day only. */
  private presumedOn: string | undefined

  constructor(private readonly ports: DeliveryPorts) {}

  /** Answers whether there was anything to do. */
  async advance(halt: { halted: boolean } = { halted: false }): Promise<boolean> {
    const presumed = await this.presume()
    const run = await this.ports.app.transaction({}, gatheringRun)
    if (run === undefined) return presumed > 0
    await this.gather(run, halt)
    return true
  }

  private async gather(run: DeliveryRun, halt: { halted: boolean }): Promise<void> {
    const { app, clock, verify } = this.ports
    const terms = { agency: run.agency, start: run.start, end: run.end, insurance: run.insurance }
    const reading = { kinds: RELATION_KINDS, knownAt: run.inputSize, after: run.lastPerson }
    let range: Range = { found: [], last: run.lastPerson, persons: 0 }
    for await (const { personId, facts } of streamPersons(verify, reading)) {
      if (halt.halted) return
      range.persons++
      range.last = personId
      const relation = relationIn(facts, terms)
      if (relation !== undefined) range.found.push({ personId, relation, merged: mergedInto(personId, facts) })
      if (range.persons < PERSONS_A_RANGE) continue
      if (!(await this.take(run, range))) return
      range = { found: [], last: range.last, persons: 0 }
      await breathe()
    }
    if (range.persons > 0 && !(await this.take(run, range))) return
    await app.transaction({}, (trx) => endGathering(trx, run.runId, clock.now()))
  }

  /** False where another took this range meanwhile: it goes on, and this one ends. */
  private async take(run: DeliveryRun, { found, last, persons }: Range): Promise<boolean> {
    const { app, clock, ids } = this.ports
    return app.transaction({}, async (trx) => {
      await waitInLine(trx, [`delivery ${run.runId}`])
      const stands = await findRun(trx, run.runId, true)
      if (stands === undefined || BigInt(stands.lastPerson) >= BigInt(last)) return false
      let number = await lastNumber(trx, run.runId)
      const [pieces, tasks]: [(Placed & { stepId: string })[], StoredTask[]] = [[], []]
      for (const one of found) {
        for (const { personId, to } of await this.placed(trx, one)) {
          const { addressed: _, ...placed } = to
          pieces.push({ ...placed, personId, runId: run.runId, number: ++number, stepId: ids.uuid() })
          tasks.push(...taskOf(this.ports, run, personId, to))
        }
      }
      await insertPieces(trx, pieces, { at: clock.now(), on: clock.today() })
      await insertTasks(trx, tasks)
      await noteGathered(trx, run.runId, { last, done: persons })
      return true
    })
  }

  /** 本人一件；其并入的编号各记一件“不在范围”, so that every number that was met stands in the set. */
  private async placed(
    trx: Trx,
    { personId, relation, merged }: Found,
  ): Promise<{ readonly personId: string; readonly to: Addressee }[]> {
    const { kept } = await foldOf(trx, [personId, ...merged])
    const own = kept(personId)
    const out = { state: 'excluded', way: 'none', toGuardian: false, isProtected: false } as const
    const to: Addressee =
      relation === 'here' ? await addresseeOf(trx, this.ports, own) : { ...out, reason: 'elsewhere' }
    const others = [personId, ...merged].filter((id) => id !== own && kept(id) === own)
    return [{ personId: own, to }, ...others.map((id) => ({ personId: id, to: { ...out, reason: 'merged' as const } }))]
  }

  /** 期满未退回的视为送达，each with its step. */
  private async presume(): Promise<number> {
    const { app, clock, ids } = this.ports
    const today = clock.today()
    if (this.presumedOn === today) return 0
    const n = await app.transaction({}, async (trx) => {
      const due = await unreturned(trx, clock.today(), PRESUMED_AT_ONCE)
      for (const posting of due) {
        const piece = await findPiece(trx, posting.runId, posting.personId)
        if (piece?.state !== 'posted' || piece.attempts !== posting.attempt) continue
        const on = clock.today()
        await setOutcome(trx, posting, { outcome: 'noReturn', on })
        const state = piece.toGuardian ? 'guardian' : 'delivered'
        const step = { stepId: ids.uuid(), kind: 'noReturn', by: SYSTEM, at: clock.now(), on } as const
        await movePiece(trx, piece, { state, reason: 'noReturn' }, step)
      }
      return due.length
    })
    if (n < PRESUMED_AT_ONCE) this.presumedOn = today
    return n
  }
}

/** 并入的编号, as the aliases among the facts name them. */
function mergedInto(personId: string, facts: readonly Posted<Fact>[]): string[] {
  const aliases = ofKind(facts, 'personAlias')
  if (aliases.length === 0) return []
  const ids = aliases.flatMap((one) => [one.personId, one.otherPersonId])
  return [...new Set(ids)].filter((id) => id !== personId)
}

/** 须由人补的：a task for the address or the guardian, never a letter. */
export function taskOf(
  { ids, vault, clock }: Pick<DeliveryPorts, 'ids' | 'vault' | 'clock'>,
  run: Pick<DeliveryRun, 'agency' | 'year'>,
  personId: string,
  { state, reason }: Pick<Addressee, 'state' | 'reason'>,
): StoredTask[] {
  if (state !== 'noAddress' && state !== 'noGuardian') return []
  const why = PIECE_REASONS[reason]
  const says = {
    zh: `${run.year} 年度权益记录单寄不出去：${why.zh}。请补登后到“记录单寄送”复核此件。`,
    en: `The statement of ${run.year} cannot be posted: ${why.en}. Register what is missing, then look the piece up again under “Statement delivery”.`,
  }
  const kind = state === 'noAddress' ? 'statementAddress' : 'noGuardian'
  return [
    { taskId: ids.uuid(), kind, agency: run.agency, personId, says: sealJson(vault, says), openedAt: clock.now() },
  ]
}
