import type { RefusedRow } from '../collection/kinds.js'
import { openJson } from '../collection/voucher-body.js'
import { csvLine, csvOf } from '../kernel/csv.js'
import { type Batch, refusedPartsOf } from './batch-store.js'
import { differencesOfBatch } from './difference-store.js'
import type { ExchangePorts } from './ports.js'
import { FIELDS, OUTCOMES } from './words.js'

const PAGE = 1000
const ALL_PARTS = 1_000_000

/** 逐行结果（CSV），streamed: every line that came in, as matched, differing or refused; numbers are not among it. */
export async function* resultRows(ports: ExchangePorts, batch: Batch): AsyncGenerator<string> {
  const { app, vault } = ports.collection
  const refused = new Map<number, RefusedRow>()
  for (const part of await app.transaction({}, (trx) => refusedPartsOf(trx, batch.batchId, ALL_PARTS)))
    for (const row of openJson<RefusedRow[]>(vault, part)) refused.set(row.row, row)
  yield csvOf([['行', '结果', '项目', '说明', '办法']])
  let [line, after] = [1, 0]
  for (;;) {
    const page = await app.transaction({}, (trx) => differencesOfBatch(trx, batch.batchId, after, PAGE))
    const end = page.length < PAGE ? batch.rowsDone : page.at(-1)!.line - 1
    const byLine = new Map(page.map((one) => [one.line, one]))
    let text = ''
    for (; line <= end; line++) {
      const differing = byLine.get(line)
      const why = refused.get(line)
      if (why !== undefined) text += csvLine([`${line}`, '不接受', why.column, why.sentence.zh, why.remedy.zh])
      else if (differing === undefined) text += `${line},相符,,,\r\n`
      else text += csvLine([`${line}`, '有差异', FIELDS[differing.field].zh, OUTCOMES[differing.outcome].zh, ''])
    }
    yield text
    if (page.length < PAGE) return
    after = end
  }
}
