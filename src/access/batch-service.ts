import type { Database } from '../db/database.js'
import { horizon } from '../db/horizon.js'
import { invariant } from '../kernel/invariant.js'
import type { LeafSink } from '../log/finding.js'
import type { RowForm, SealKeys } from '../log/row-form.js'
import { type BatchLeaf, type BatchLine, decodeBatch, encodeBatch, MOST_LINES } from './batch-leaf.js'
import { batchRootOf, decodeBatchRoot, encodeBatchRoot } from './batch-root.js'
import { highestBatch, insertBatch, linesBetween, type StoredLine } from './batch-store.js'
import { LINE_FORMS, sealLine } from './line-forms.js'

const MOST_TAKEN = 20_000

/**
 * 查阅之书的排序员。Every stretch of finished transactions becomes leaves that name each of its lines. Reads and
 * writes as the posting role, which row-level security does not hide lines from. Unsealed lines are left out, loudly.
 */
export class LookSequencer {
  private from = '0'
  private readonly told = new Set<string>()

  constructor(
    private readonly post: Database,
    private readonly keys: SealKeys,
    private readonly tree: LeafSink,
    private readonly alarm: (says: string) => void,
  ) {}

  /** 接续：the tree says up to which transaction lines were taken; the table is caught up to it. */
  async resume(): Promise<void> {
    const known = await this.post.transaction({}, highestBatch)
    const size = this.tree.size()
    invariant(known < size, 'the tree is shorter than the batches noted in the database: it was put back to before')
    for await (const { index, data } of this.tree.entries(Math.max(0, known), size)) {
      if (decodeBatchRoot(data) !== undefined) continue
      const batch = decodeBatch(data)
      this.from = batch.untilTx
      if (index > known) await this.post.transaction({}, (trx) => insertBatch(trx, index, batch))
    }
  }

  /** Returns how many lines found their place; call again until it is none. */
  async tick(): Promise<number> {
    const from = this.from
    const { until, lines } = await this.post.transaction({}, async (trx) => {
      const until = await horizon(trx)
      return stretchOf(until, await linesBetween(trx, from, until, MOST_TAKEN))
    })
    const batches = batchesOf(from, until, this.sealed(lines))
    if (batches.length === 0) return 0
    const first = this.tree.size()
    await this.tree.append(batches.flatMap((batch) => [encodeBatch(batch), encodeBatchRoot(batchRootOf(batch))]))
    this.from = batches.at(-1)!.untilTx
    await this.post.transaction({}, async (trx) => {
      for (let i = 0; i < batches.length; i++) await insertBatch(trx, first + 2 * i, batches[i]!)
    })
    return batches.reduce((sum, batch) => sum + batch.lines.length, 0)
  }

  private sealed(lines: readonly StoredLine[]): Taken[] {
    return lines.flatMap((line) => {
      const { hash, seal } = sealLine(this.keys, line.epoch, line.form, line.cells)
      if (seal.toString('hex') === line.seal) return [{ tx: BigInt(line.tx), line: batchLine(line, hash) }]
      if (this.told.has(cellOf(line, 1))) return []
      this.told.add(cellOf(line, 1))
      this.alarm(`a line of ${line.form.table} is not sealed by this system and gets no place in the tree`)
      return []
    })
  }
}

/** As much as was read whole: where a table had more, the stretch ends before the transaction that was cut. */
function stretchOf(until: string, lines: readonly StoredLine[]) {
  const cuts = LINE_FORMS.flatMap((form) => {
    const own = lines.filter((line) => line.form === form)
    return own.length < MOST_TAKEN ? [] : [BigInt(own.at(-1)!.tx)]
  })
  if (cuts.length === 0) return { until, lines }
  const end = cuts.reduce((a, b) => (a < b ? a : b))
  return { until: String(end), lines: lines.filter((line) => BigInt(line.tx) < end) }
}

interface Taken {
  readonly tx: bigint
  readonly line: BatchLine
}

/**
 * Whole transactions: a stretch [fromTx, untilTx) holds exactly the lines of its leaves. A transaction of very many lines
 * takes several leaves of one stretch.
 */
function batchesOf(from: string, until: string, taken: readonly Taken[]): BatchLeaf[] {
  if (taken.length === 0) return []
  const byTx = new Map<bigint, BatchLine[]>()
  for (const { tx, line } of [...taken].sort((a, b) => (a.tx < b.tx ? -1 : a.tx > b.tx ? 1 : 0))) {
    const lines = byTx.get(tx)
    if (lines === undefined) byTx.set(tx, [line])
    else lines.push(line)
  }
  const batches: { fromTx: string; untilTx: string; lines: BatchLine[] }[] = []
  let current = { fromTx: from, untilTx: until, lines: [] as BatchLine[] }
  for (const [tx, lines] of byTx) {
    if (current.lines.length + lines.length > MOST_LINES && current.lines.length > 0) {
      batches.push({ ...current, untilTx: String(tx) })
      current = { fromTx: String(tx), untilTx: until, lines: [] }
    }
    current.lines.push(...lines)
  }
  return [...batches, current].flatMap((batch) =>
    Array.from({ length: Math.ceil(batch.lines.length / MOST_LINES) }, (_, i) => ({
      ...batch,
      lines: batch.lines.slice(i * MOST_LINES, (i + 1) * MOST_LINES),
    })),
  )
}

function batchLine(line: StoredLine, hash: Buffer): BatchLine {
  return { table: tableOf(line.form), owner: cellOf(line, 0), id: cellOf(line, 1), hash }
}

export function tableOf(form: RowForm): BatchLine['table'] {
  return form.table as BatchLine['table']
}

export function cellOf(line: StoredLine, key: 0 | 1): string {
  return line.cells[key]!
}
