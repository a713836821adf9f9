import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { AccountClose, Fact, Posted } from '../ledger/fact.js'
import type { LeafStep } from '../ledger/leaf.js'
import { countPersons, streamPersons } from '../ledger/person-stream-store.js'
import { highestPlace, unplacedOfKind } from '../ledger/sequence-store.js'
import { ofKind } from '../records/live.js'
import { holdsIdentity, rowsToPost } from './changes.js'
import { CLOSE_INSURANCES, CLOSE_KINDS, CLOSE_UNREAD, type CloseTerms, closesFrom } from './derive.js'
import type { ClosingPorts } from './ports.js'
import { beginRun, finishRun, noteStep, openRun, type Run, setState } from './run-store.js'

export const CLOSE_POSTING = 'yearClose'
const PERSONS_A_RANGE = 500
const ROWS_A_POSTING = 1000
const PLACES_PAUSE_MS = 200

export type RunPorts = Omit<ClosingPorts, 'gate' | 'ids' | 'areaOf' | 'staffNames' | 'policy'>

/** 一段人，and the rows their accounts lack. */
interface Stretch {
  readonly first: string
  readonly last: string
  readonly persons: number
  readonly rows: readonly AccountClose[]
  readonly leftOut: readonly string[]
}

type Open = {
  -readonly [K in keyof Stretch]: K extends 'rows' ? AccountClose[] : K extends 'leftOut' ? string[] : Stretch[K]
}

/** 停手的信号。 */
export interface Halt {
  halted: boolean
}

/**
 * 结息的批处理。Walks everybody in order of their ids, derives, and posts what the stored closes lack, range by range. A
 * range's posting has a key of its own, so a run broken off anywhere goes on where it was and writes nothing twice.
 */
export class ClosingRunner {
  constructor(private readonly ports: RunPorts) {}

  /** Works on the running close, if there is one, until it is done, stopped or halted. Answers whether there was any. */
  async advance(halt: Halt = { halted: false }): Promise<boolean> {
    const { app, alarm } = this.ports
    const run = await app.transaction({}, openRun)
    if (run?.state !== 'running') return false
    try {
      await this.work(run, halt)
    } catch (error) {
      alarm(`the close of ${run.year} broke off: ${String(error)}`)
      await app.transaction({}, (trx) => setState(trx, run.runId, 'stopped', 'closing.broke-off'))
    }
    return true
  }

  private async work(found: Run, halt: Halt): Promise<void> {
    const { app, clock } = this.ports
    const run = await this.begin(found, halt)
    if (run === undefined) return
    const { book, digest } = await this.ports.policyAt(run.inputSize!)
    const terms = { book, today: run.businessDay!, inputSize: run.inputSize!, inputPolicy: digest }
    let before: Promise<boolean> = Promise.resolve(true)
    for await (const stretch of this.stretches(run, terms)) {
      if (!(await before) || halt.halted) return
      before = this.post(run, stretch)
      before.catch(() => undefined) // told at the next range
      await breathe()
    }
    if (await before) await app.transaction({}, (trx) => finishRun(trx, run.runId, clock.now()))
  }

  /** Fixes what the run rests on, once. Closes of an earlier run must have their places first, or they would be written again. */
  private async begin(run: Run, halt: Halt): Promise<Run | undefined> {
    const { app, verify, policyAt, clock } = this.ports
    while (run.inputSize === undefined && (await verify.transaction({}, (trx) => unplacedOfKind(trx, CLOSE_POSTING)))) {
      if (halt.halted) return undefined
      await new Promise((resolve) => setTimeout(resolve, PLACES_PAUSE_MS))
    }
    const inputSize = run.inputSize ?? (await verify.transaction({}, highestPlace)) + 1
    const begun = {
      ...{ runId: run.runId, inputSize },
      policyDigest: run.policyDigest ?? (await policyAt(inputSize)).digest,
      businessDay: run.businessDay ?? clock.today(),
      personsTotal: run.personsTotal ?? (await verify.transaction({}, countPersons)),
    }
    await app.transaction({}, (trx) => beginRun(trx, begun, clock.now()))
    return { ...run, ...begun }
  }

  private async *stretches(run: Run, terms: CloseTerms): AsyncGenerator<Stretch> {
    const reading = { kinds: CLOSE_KINDS, insurances: CLOSE_INSURANCES, unread: CLOSE_UNREAD, knownAt: terms.inputSize }
    const begun = (): Open => ({ first: '', last: '', persons: 0, rows: [], leftOut: [] })
    let open = begun()
    for await (const { personId, facts } of streamPersons(this.ports.verify, { ...reading, after: run.lastPerson })) {
      const rows = this.rowsOf(facts, run.year, terms)
      if (open.persons === PERSONS_A_RANGE || open.rows.length + (rows?.length ?? 0) > ROWS_A_POSTING) {
        yield open
        open = begun()
      }
      if (open.persons++ === 0) open.first = personId
      open.last = personId
      if (rows === undefined) open.leftOut.push(personId)
      else for (const row of rows) open.rows.push(row)
    }
    if (open.persons > 0) yield open
  }

  /** Undefined where the rules lawfully derive nothing: the person's stored closes are left as they are. */
  private rowsOf(facts: readonly Posted<Fact>[], year: number, terms: CloseTerms): AccountClose[] | undefined {
    try {
      const stored = ofKind(facts, 'accountClose').filter((close) => close.year <= year)
      return rowsToPost(stored, closesFrom(facts, year, terms))
    } catch (error) {
      if (error instanceof Refusal) return undefined
      throw error
    }
  }

  /** Posted, then noted: broken off between the two, the same key finds the posting again. False where somebody stopped it. */
  private async post(run: Run, { first, last, persons, rows, leftOut }: Stretch): Promise<boolean> {
    const { app, posting } = this.ports
    const facts = rows.map((row, i) => ({ ...row, line: i + 1 }))
    for (const row of facts) {
      invariant(holdsIdentity(row), `the close of ${row.year} of person ${row.personId} does not add up`)
    }
    if (facts.length > 0) {
      await posting.post({
        key: `close:${run.year}:${run.inputSize}:${first}-${last}`,
        bodyDigest: digestOf(facts),
        voucherId: run.runId,
        revision: 1,
        kind: CLOSE_POSTING,
        agency: run.agency,
        businessDay: run.businessDay!,
        policyDigest: run.policyDigest!,
        steps: stepsOf(run),
        facts,
      })
    }
    const provisional = facts.filter((row) => row.provisional).length
    if (leftOut.length > 0) this.ports.alarm(`no account could be derived for persons ${leftOut.join(', ')}`)
    const step = { lastPerson: last, persons, rows: facts.length, provisional, leftOut: leftOut.length }
    return (await app.transaction({}, (trx) => noteStep(trx, run.runId, step))) === 'running'
  }
}

/** Who proposed it and who approved it: two natural persons. */
function stepsOf({ agency: organisation, proposedBy, proposedAt, approvedBy, approvedAt }: Run): LeafStep[] {
  return [
    { stage: 'entry', verdict: 'submitted', by: proposedBy, organisation, at: proposedAt },
    { stage: 'approval', verdict: 'passed', by: approvedBy!, organisation, at: approvedAt! },
  ]
}

function digestOf(facts: readonly AccountClose[]): Buffer {
  const digest = createHash('sm3')
  for (const fact of facts) digest.update(`${Object.values(fact).map(told).join('|')}\n`)
  return digest.digest()
}

function told(value: unknown): string {
  return typeof value === 'object' && value !== null ? Object.values(value).join('/') : String(value)
}
