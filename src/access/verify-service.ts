import type { Database, Trx } from '../db/database.js'
import type { Finding, LeafSource, Progress } from '../log/finding.js'
import type { SealKeys } from '../log/row-form.js'
import { type BatchLeaf, type BatchLine, decodeBatch } from './batch-leaf.js'
import { type BatchRoot, batchRootOf, decodeBatchRoot } from './batch-root.js'
import { cellOf, tableOf } from './batch-service.js'
import {
  batchesFrom,
  countLines,
  highestBatch,
  linesBetween,
  linesById,
  type StoredBatch,
  type StoredLine,
} from './batch-store.js'
import { keyNames, LINE_FORMS, sealLine } from './line-forms.js'

/** 查阅之书的核验结果。 */
export interface BookReport {
  readonly findings: readonly Finding[]
  readonly batches: number
  readonly lines: number
  readonly pending: number
}

const EVERYTHING = '9223372036854775807'
const MOST = 1_000_000

/** 核验查阅之书。Every line the tree has taken must still be there unchanged; every other line must be sealed and new. */
export async function verifyLooks(
  verify: Database,
  keys: SealKeys,
  leaves: LeafSource,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<BookReport> {
  const size = leaves.size()
  return verify.transaction({}, async (trx) => {
    await trx.rows('set transaction isolation level repeatable read, read only')
    const walk = new Walk(trx, keys)
    const highest = await highestBatch(trx)
    const stored = new Map((await batchesFrom(trx, 0, size)).map((batch) => [Number(batch.leaf_index), batch]))
    for await (const { index, data } of leaves.entries(0, size)) {
      const root = decodeBatchRoot(data)
      if (root !== undefined) {
        walk.root(index, root)
        continue
      }
      const batch = decodeBatch(data)
      walk.header(index, batch, stored.get(index), index > highest)
      await walk.leaf(batch)
      onProgress({ done: index + 1, of: size, rows: walk.taken })
    }
    await walk.stretch()
    await walk.rest()
    return { findings: walk.findings, batches: walk.batches, lines: walk.taken, pending: walk.pending }
  })
}

class Walk {
  taken = 0
  pending = 0
  batches = 0
  readonly findings: Finding[] = []
  private until = '0'
  private open: BatchLeaf | undefined
  /** The list whose root comes next. */
  private last: BatchLeaf | undefined
  private readonly stray: StoredLine[] = []

  constructor(
    private readonly trx: Trx,
    private readonly keys: SealKeys,
  ) {}

  header(index: number, batch: BatchLeaf, stored: StoredBatch | undefined, catchingUp: boolean): void {
    if (stored === undefined && catchingUp) return
    const same =
      stored?.from_tx === batch.fromTx && stored.until_tx === batch.untilTx && stored.line_count === batch.lines.length
    if (same) return
    const kind = stored === undefined ? 'missing' : 'changed'
    this.findings.push({ table: 'access.batch', key: { leaf_index: index }, kind, how: 'differs from the tree' })
  }

  /** 批次之根须与所列各行相符：it stands right after them. */
  root(index: number, { count, root }: BatchRoot): void {
    const listed = this.last === undefined ? undefined : batchRootOf(this.last)
    this.last = undefined
    if (listed !== undefined && listed.count === count && Buffer.compare(listed.root, root) === 0) return
    const how = 'the root in the tree is not that of the lines listed before it'
    this.findings.push({ table: 'access.batch', key: { leaf_index: index }, kind: 'changed', how })
  }

  /** Leaves of one stretch are looked at together. */
  async leaf(batch: BatchLeaf): Promise<void> {
    this.batches++
    this.last = batch
    if (this.open?.untilTx !== batch.untilTx) await this.stretch()
    this.open = this.open === undefined ? batch : { ...batch, lines: [...this.open.lines, ...batch.lines] }
  }

  async stretch(): Promise<void> {
    const batch = this.open
    if (batch === undefined) return
    this.open = undefined
    this.until = batch.untilTx
    this.taken += batch.lines.length
    const found = new Map((await linesBetween(this.trx, batch.fromTx, batch.untilTx, MOST)).map((l) => [idOf(l), l]))
    const absent: BatchLine[] = []
    for (const line of batch.lines) {
      const stored = found.get(`${line.table}/${line.id}`)
      found.delete(`${line.table}/${line.id}`)
      if (stored === undefined) absent.push(line)
      else this.compare(line, stored)
    }
    await this.elsewhere(absent)
    this.stray.push(...found.values())
  }

  /** Not where its time says: gone, or moved in time, which is a change of nothing that is sealed. */
  private async elsewhere(absent: readonly BatchLine[]): Promise<void> {
    for (const form of LINE_FORMS) {
      const wanted = absent.filter((line) => line.table === tableOf(form))
      if (wanted.length === 0) continue
      const found = new Map(
        (
          await linesById(
            this.trx,
            form,
            wanted.map((l) => l.id),
          )
        ).map((l) => [idOf(l), l]),
      )
      for (const line of wanted) {
        const stored = found.get(`${line.table}/${line.id}`)
        if (stored === undefined) this.found(line, 'missing', 'the tree has it, the database has not')
        else this.found(line, 'moved', 'put into another stretch of time')
      }
    }
  }

  private compare(line: BatchLine, stored: StoredLine): void {
    const { hash, seal } = sealLine(this.keys, stored.epoch, stored.form, stored.cells)
    if (hash.equals(line.hash) && seal.toString('hex') === stored.seal) return
    if (cellOf(stored, 0) !== line.owner) this.found(line, 'moved', `now stands under ${cellOf(stored, 0)}`)
    else this.found(line, 'changed', 'the hash differs from the tree')
  }

  /** Lines after the last leaf are new if they are sealed; lines inside a stretch that the tree does not name are not. */
  async rest(): Promise<void> {
    const later = await linesBetween(this.trx, this.until, EVERYTHING, MOST)
    for (const line of later) {
      if (this.sealed(line)) this.pending++
      else this.added(line, 'not sealed by this system')
    }
    const moved = new Set(this.findings.filter(({ kind }) => kind === 'moved').map(({ key }) => Object.values(key)[1]))
    for (const line of this.stray)
      if (!moved.has(cellOf(line, 1))) this.added(line, 'the tree did not take it in its time')
    let counted = 0
    for (const form of LINE_FORMS) counted += await countLines(this.trx, form)
    const known = this.taken + this.pending + this.findings.filter(({ kind }) => kind === 'added').length
    const lost = this.findings.filter(({ kind, table }) => kind === 'missing' && table !== 'access.batch').length
    if (counted !== known - lost && this.findings.length === 0) {
      this.findings.push({
        table: 'access.look',
        key: {},
        kind: 'added',
        how: `${counted} lines, ${known} accounted for`,
      })
    }
  }

  private sealed(line: StoredLine): boolean {
    return sealLine(this.keys, line.epoch, line.form, line.cells).seal.toString('hex') === line.seal
  }

  private added(line: StoredLine, how: string): void {
    this.findings.push({
      table: line.form.table,
      key: keyOf(keyNames(line.form), cellOf(line, 0), cellOf(line, 1)),
      kind: 'added',
      how,
    })
  }

  private found(line: BatchLine, kind: Finding['kind'], how: string): void {
    const form = LINE_FORMS.find((form) => form.table === line.table)!
    this.findings.push({ table: line.table, key: keyOf(keyNames(form), line.owner, line.id), kind, how })
  }
}

function keyOf(names: readonly [string, string], owner: string, id: string): Finding['key'] {
  return { [names[0]]: owner, [names[1]]: id }
}

function idOf(line: StoredLine): string {
  return `${line.form.table}/${cellOf(line, 1)}`
}
