import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import type { Gate, OwnAsk } from '../access/gate-service.js'
import { PresumedNoMore } from '../access/presumed.js'
import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { Remembered } from '../kernel/remembered.js'
import type { Fact, Posted } from '../ledger/fact.js'
import type { Leaf } from '../ledger/leaf.js'
import { hasChanged, requireSame } from '../ledger/record-store.js'
import type { Charts, RecordSections } from './contract.js'
import type { PlainVouchers } from './voucher-view-service.js'

/** Of a process, by what a fact was measured to take: 2.5 kilobytes with its figures, and a third of that each way it was written. */
const MOST_BYTES = 256 * 2 ** 20
const BYTES_A_FACT = 4_500
const KEPT_FOR = 5 * 60_000
const MOST_PLAIN = 20_000
const MOST_PARTS = 2

/** 推导而得的，as far as remembering it goes. */
interface Derived {
  readonly facts: readonly Posted<Fact>[]
  readonly treeSize: number
  readonly policyDigest: string
  readonly seen?: string | undefined
}

interface Moment {
  readonly through?: string | undefined
  readonly knownAt?: number | undefined
  readonly parametersAt?: number | undefined
}

/** 答复中不随请求者变的部分。 */
export interface RecordParts {
  readonly sections: RecordSections
  readonly charts: Charts
}

/** 记着的一份记录，and what was already made of it for the screen. */
export interface RememberedRecord<K extends Derived> {
  readonly key: string
  readonly personId: string
  readonly known: K
  readonly employers: readonly string[]
  readonly parts: Map<string, RecordParts>
  readonly byRef: ReadonlyMap<string, Posted<Fact>>
  /** Up to this snapshot nothing was posted that it rests on. */
  seen: string
}

export interface MemoryPorts {
  readonly gate: Gate
  readonly clock: Clock
  readonly digest: () => string
}

/**
 * 记着的本人记录。Whoever looks at their record asks for a dozen figures of it, one after the other. What was derived is
 * remembered by person, day and parameters; the transaction that writes the line asks whether it still stands, and is undone
 * where anything was posted since, in whichever process. Nothing of a merged person is remembered, and nothing for others.
 */
export class RememberedRecords<K extends Derived> {
  readonly plain: PlainVouchers
  private readonly kept = new Remembered<RememberedRecord<K>>({ weight: MOST_BYTES, milliseconds: KEPT_FOR })

  constructor(private readonly ports: MemoryPorts) {
    const { clock } = ports
    const leaves = new Remembered<Leaf>({ weight: MOST_PLAIN, milliseconds: Number.POSITIVE_INFINITY })
    this.plain = {
      get: (posting) => leaves.find(posting, clock.now()),
      set: (posting, leaf) => leaves.keep(posting, leaf, 1, clock.now()),
    }
  }

  find(actor: Actor, personId: string, moment: Moment): RememberedRecord<K> | undefined {
    if (!isOwn(actor, personId, moment)) return undefined
    return this.kept.find(this.keyOf(personId, moment), this.ports.clock.now())
  }

  keep(actor: Actor, personId: string, moment: Moment, known: K | undefined): void {
    if (known?.seen === undefined || !isOwn(actor, personId, moment)) return
    const { facts, seen, policyDigest } = known
    if (policyDigest !== this.ports.digest()) return
    const employers = facts.flatMap((fact) => ('employerId' in fact && fact.employerId ? [fact.employerId] : []))
    const key = this.keyOf(personId, moment)
    const kept = {
      ...{ key, personId, known, seen, parts: new Map() },
      employers: [...new Set(employers)],
      byRef: new Map(facts.map((fact) => [`${fact.ref.posting}/${fact.ref.ordinal}`, fact])),
    }
    this.kept.keep(key, kept, (10 + facts.length) * BYTES_A_FACT, this.ports.clock.now())
  }

  /** 一次往返：the line, whether it still stands, and what else `asks`. Undefined where it does not; nothing was written then. */
  async show<A, R>(
    kept: RememberedRecord<K>,
    ask: OwnAsk,
    asks: (trx: Trx, decision: Decision) => Promise<A>,
    tell: (known: K, decision: Decision, asked: A) => R,
  ): Promise<R | undefined> {
    try {
      return await this.ports.gate.passAtOnce(ask, async (trx, decision) => {
        const [{ seen, treeSize }, asked] = await Promise.all([
          requireSame(trx, kept.personId, kept),
          asks(trx, decision),
        ])
        kept.seen = seen
        return tell({ ...kept.known, treeSize }, decision, asked)
      })
    } catch (error) {
      if (hasChanged(error)) this.kept.forget(kept.key)
      else if (!(error instanceof PresumedNoMore)) throw error
      return undefined
    }
  }

  private keyOf(personId: string, { through = '' }: Moment): string {
    return [personId, through, this.ports.clock.today(), this.ports.digest()].join(' ')
  }
}

/** 已为屏幕写成的部分，made once for each way of asking. */
export function partsFor(parts: Map<string, RecordParts>, key: string, make: () => RecordParts): RecordParts {
  const known = parts.get(key)
  if (known !== undefined) return known
  const made = make()
  if (parts.size < MOST_PARTS) parts.set(key, made)
  return made
}

function isOwn(actor: Actor, personId: string, { knownAt, parametersAt }: Moment): boolean {
  const isNow = knownAt === undefined && parametersAt === undefined
  return isNow && actor.realm === 'citizen' && actor.personId === personId
}
