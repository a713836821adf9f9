import { setImmediate as breathe } from 'node:timers/promises'
import { TERMS } from '../kernel/terms.js'
import type { EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import { employersById } from '../ledger/lookup-store.js'
import { loadPolicyBook, NATIONAL, type PolicyText } from '../policy/book.js'
import { parameterDifferences } from '../policy/difference.js'
import { ALWAYS, type Span, whatIf } from '../records/what-if.js'
import { WhatIfSums } from '../records/what-if-sums.js'
import type { WhatIfView } from './parameter-contract.js'
import type { CollectionPorts } from './ports.js'
import { findWhatIf, keepWhatIf, lastWhatIf, type StoredWhatIf, type WhatIfKey } from './what-if-store.js'

/** 所试的内容：two sets of files and what they are called. */
export interface Trial {
  readonly key: WhatIfKey
  readonly before: readonly PolicyText[]
  readonly after: readonly PolicyText[]
}

interface Running {
  done: number
  readonly total: number
  readonly end: Promise<void>
}

const EMPLOYERS_KEPT = 20_000
const BREATH = 4

/**
 * 试算之役。Goes over everybody once, person by person, and keeps only sums; memory is constant in their number. It runs
 * beside the day's work, says how far it is, and a run that was cut off is simply asked for again.
 */
export class WhatIfService {
  private readonly running = new Map<string, Running>()
  private readonly failed = new Set<string>()
  private turn: Promise<void> = Promise.resolve()

  constructor(private readonly ports: CollectionPorts) {}

  async view({ key }: Pick<Trial, 'key'>): Promise<WhatIfView> {
    const running = this.running.get(nameOf(key))
    if (running !== undefined) return { state: 'running', done: running.done, total: running.total }
    const kept = await this.ports.app.transaction({}, (trx) => findWhatIf(trx, key))
    if (kept === undefined) return { state: this.failed.has(nameOf(key)) ? 'failed' : 'none', done: 0, total: 0 }
    return doneView(kept)
  }

  /** What it was approved on: the last trial there was, whatever is in force since. */
  async past(submissionId: string, revision: number): Promise<WhatIfView> {
    const kept = await this.ports.app.transaction({}, (trx) => lastWhatIf(trx, submissionId, revision))
    return kept === undefined ? { state: 'none', done: 0, total: 0 } : doneView(kept)
  }

  /** Answers as soon as it is under way; the same trial asked for while it runs is the one that runs. */
  async start(by: string, trial: Trial): Promise<void> {
    const name = nameOf(trial.key)
    if (this.running.has(name)) return
    this.failed.delete(name)
    const total = await this.ports.everybody.size()
    const before = this.turn
    const running: Running = { done: 0, total, end: before.then(() => this.run(by, trial, running)) }
    this.turn = running.end.catch(() => {
      this.failed.add(name)
    })
    this.turn = this.turn.finally(() => this.running.delete(name))
    this.running.set(name, running)
  }

  /** 等到都试完：for whoever closes the house, and for tests. */
  settled(): Promise<void> {
    return this.turn
  }

  private async run(by: string, { key, before, after }: Trial, progress: { done: number }): Promise<void> {
    const [was, is] = [loadPolicyBook(before), loadPolicyBook(after)]
    const reach = reachOf(before, after)
    const sums = new WhatIfSums()
    const employers = new Employers(this.ports)
    const today = this.ports.clock.today()
    for await (const { facts } of this.ports.everybody.persons()) {
      if (reach.isReached(facts)) {
        const known = [...facts, ...(await employers.of(facts))]
        sums.add(whatIf(known, was, is, { today }, reach.span))
      } else sums.add([])
      progress.done++
      if (progress.done % BREATH === 0) await breathe()
    }
    const doneAt = this.ports.clock.now()
    await this.ports.app.transaction({}, (trx) => keepWhatIf(trx, key, by, { doneAt, result: sums.result() }))
  }
}

function doneView({ doneAt, result }: StoredWhatIf): WhatIfView {
  const { persons, terms, steps, ...rest } = result
  const named = terms.map((one) => ({ ...one, name: TERMS[one.term] }))
  return {
    state: 'done',
    done: persons,
    total: persons,
    at: doneAt,
    result: { ...rest, persons, terms: named, steps: [...steps] },
  }
}

/** 变更所及：the areas and months of what differs. A version without an end reaches on. */
function reachOf(before: readonly PolicyText[], after: readonly PolicyText[]) {
  const differences = parameterDifferences(before, after)
  const areas = new Set(differences.map(({ area }) => area))
  const ends = differences.flatMap(({ before: was, after: is }) => [was, is].filter((one) => one !== undefined))
  const span: Span = {
    from: differences.reduce((first, { since }) => (since < first ? since : first), ALWAYS.through),
    through: ends.reduce((last, { until = ALWAYS.through }) => (until > last ? until : last), ALWAYS.from),
  }
  const isReached = (facts: readonly Posted<Fact>[]) =>
    areas.has(NATIONAL) || facts.some((fact) => 'area' in fact && areas.has(fact.area))
  return { span, isReached }
}

/** 单位登记，随用随取；as many are kept as come up again soon. */
class Employers {
  private readonly known = new Map<string, readonly Posted<EmployerRegistration>[]>()

  constructor(private readonly ports: CollectionPorts) {}

  async of(facts: readonly Posted<Fact>[]): Promise<Posted<EmployerRegistration>[]> {
    const ids = new Set(facts.flatMap((fact) => ('employerId' in fact && fact.employerId ? [fact.employerId] : [])))
    const missing = [...ids].filter((id) => !this.known.has(id))
    if (missing.length > 0) {
      if (this.known.size > EMPLOYERS_KEPT) this.known.clear()
      const found = await this.ports.app.transaction({}, (trx) => employersById(trx, [...ids]))
      for (const id of ids)
        this.known.set(
          id,
          found.filter(({ employerId }) => employerId === id),
        )
    }
    return [...ids].flatMap((id) => this.known.get(id) ?? [])
  }
}

function nameOf({ submissionId, revision, before, after }: WhatIfKey): string {
  return [submissionId, revision, before, after].join('/')
}
