import { createHmac } from 'node:crypto'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { Log } from '../log/log.js'
import { formatProof } from '../log/proof.js'
import type { SealKeys } from '../log/row-form.js'
import { decodeBatch } from './batch-leaf.js'
import { decodeBatchRoot, pathInBatch } from './batch-root.js'
import { type LookProof, rowPart } from './look-proof.js'
import { leavesAround, ownLine } from './look-proof-store.js'
import { lookNotYet, noSuchLook } from './refusals-proof.js'

export interface LookProofPorts {
  readonly keys: SealKeys
  readonly tree: Pick<Log, 'entry' | 'inclusionProof' | 'checkpoint' | 'size'>
  /** 解开事由. */
  reveal(text: string): string
}

/** 为本人的一行查阅出具证明；inside the gate's transaction, which is scoped to the person. */
export async function proveLook(
  { keys, tree, reveal }: LookProofPorts,
  trx: Trx,
  personIds: readonly string[],
  lookId: string,
): Promise<LookProof> {
  const line = await ownLine(trx, personIds, lookId)
  if (line === undefined) throw new Refusal(noSuchLook, {})
  for (const leaf of await leavesAround(trx, line.tx)) {
    if (leaf + 1 >= tree.size()) continue
    const batch = decodeBatch(await tree.entry(leaf))
    const index = batch.lines.findIndex((one) => one.id === lookId)
    const entry = await tree.entry(leaf + 1)
    if (index < 0 || decodeBatchRoot(entry) === undefined) continue
    const path = pathInBatch(batch, index).map((hash) => Buffer.from(hash).toString('hex'))
    const [hashes, checkpoint] = [await tree.inclusionProof(leaf + 1), tree.checkpoint()]
    return {
      form: 'quanyi-look-proof/1',
      row: rowPart(line.form, line.cells),
      salt: createHmac('sm3', keys.salt).update(lookId).digest('hex'),
      batch: { index, path, entry: Buffer.from(entry).toString('latin1') },
      log: formatProof({ index: leaf + 1, hashes, checkpoint }),
      purpose: reveal(line.cells[line.form.columns.findIndex(({ name }) => name === 'purpose')] ?? ''),
    }
  }
  throw new Refusal(lookNotYet, {})
}
