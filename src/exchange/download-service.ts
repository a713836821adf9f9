import type { RefusedRow } from '../collection/kinds.js'
import { openJson } from '../collection/voucher-body.js'
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
  yield '\uFEFF行,结果,项目,说明,办法\r\n'
  let [line, after] = [1, 0]
  for (;;) {
    const page = await app.transaction({}, (trx) => differencesOfBatch(trx, batch.batchId, after, PAGE))
    const end = page.length < PAGE ? batch.rowsDone : page.at(-1)!.line - 1
    const byLine = new Map(page.map((one) => [one.line, one]))
    let text = ''
    for (; line <= end; line++) {
      const differing = byLine.get(line)
      const why = refused.get(line)
      if (why !== undefined)
        text += `${line},不接受,${cell(why.column)},${cell(why.sentence.zh)},${cell(why.remedy.zh)}\r\n`
      else if (differing === undefined) text += `${line},相符,,,\r\n`
      else text += `${line},有差异,${FIELDS[differing.field].zh},${OUTCOMES[differing.outcome].zh},\r\n`
    }
    yield text
    if (page.length < PAGE) return
    after = end
  }
}

function cell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
